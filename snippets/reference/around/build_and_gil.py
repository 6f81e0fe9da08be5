"""What this Python says of its build and of
the GIL, and what it was told at the start."""

import sys
import sysconfig

if sys.version_info < (3, 13):
    sys.exit("This program needs Python 3.13 or newer.")

build = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
print("free-threaded build:", build)
print("the GIL is on:", sys._is_gil_enabled())
# 1 or 0 from -X gil or PYTHON_GIL; a default
# build has 1 in any case
print("it was told:", sys.flags.gil)
