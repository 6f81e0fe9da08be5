"""Ask for Python with its GIL on, then with its GIL off."""

import subprocess
import sys

QUESTION = """
import sys
ask = getattr(sys, "_is_gil_enabled", None)
print("the GIL is on" if ask is None or ask() else "the GIL is off")
"""

for choice in ("gil=1", "gil=0"):
    done = subprocess.run(
        [sys.executable, "-X", choice, "-c", QUESTION],
        capture_output=True,
        text=True,
        timeout=60,
    )
    if done.returncode == 0:
        print(f"-X {choice}: {done.stdout.strip()}")
    else:
        print(f"-X {choice}: {done.stderr.splitlines()[0]}")
