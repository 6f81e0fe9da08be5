"""CPython's own tests of Lock, Condition and the others pass on the engine.

Those of queues are run by `python -m tests.everyorder.cpython`.
"""

import importlib.util

import pytest

from tests.everyorder.cpython import main


@pytest.mark.skipif(
    importlib.util.find_spec("test") is None
    or importlib.util.find_spec("test.lock_tests") is None,
    reason="this Python comes without its own tests",
)
def test_cpythons_own_tests_pass():
    assert main(queues=False) == 0
