"""CPython's own tests of Lock, Condition and the others pass on the engine.

`python everyorder/tests/cpython.py` runs those of queues, pools and the rest, too.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

PARTS = ["*LockTests", "Event*", "Condition*", "Semaphore*", "Bounded*", "Barrier*"]
QUICK = [f"test_threading.{part}.*" for part in PARTS]


@pytest.mark.skipif(
    importlib.util.find_spec("test") is None
    or importlib.util.find_spec("test.lock_tests") is None,
    reason="this Python comes without its own tests",
)
def test_cpythons_own_tests_pass_in_the_natural_order_and_by_chance():
    command = [
        sys.executable,
        str(Path(__file__).with_name("cpython.py")),
        "--seeds",
        "1",
    ]
    done = subprocess.run([*command, *QUICK], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
