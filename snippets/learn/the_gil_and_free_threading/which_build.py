"""Which build runs this
program, and is its GIL on?"""

import sys
import sysconfig

free_threaded = sysconfig.get_config_var("Py_GIL_DISABLED") == 1
if hasattr(sys, "_is_gil_enabled"):
    gil_is_on = sys._is_gil_enabled()
else:
    # before Python 3.13 there is always a GIL
    gil_is_on = True

print("free-threaded build:", "yes" if free_threaded else "no")
print("GIL on:", "yes" if gil_is_on else "no")
