"""A Python is to start without its GIL."""

import subprocess
import sys

command = [sys.executable, "-X", "gil=0", "-c", "print('runs')"]
subprocess.run(command)
