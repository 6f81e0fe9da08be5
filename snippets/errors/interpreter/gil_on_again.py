"""A C module does not say: I need no GIL."""

import importlib
import subprocess
import sysconfig
from pathlib import Path

Path("oldmod.c").write_text("""
#include <Python.h>
static PyModuleDef it = {PyModuleDef_HEAD_INIT, "oldmod"};
PyMODINIT_FUNC PyInit_oldmod(void) { return PyModule_Create(&it); }
""")
include = sysconfig.get_path("include")
build = ["cc", "-shared", "-fPIC", f"-I{include}", "oldmod.c"]
subprocess.run([*build, "-o", "oldmod.so"], check=True)

print("loaded:", importlib.import_module("oldmod").__name__)
