"""What each Python at hand has: its own lists, which the engine's are held to."""

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

from pythons import pythons

from everyorder.instrument.statements import Statements

# Roots that are never parsed from a file, and names that are kept for old code.
NEVER = {"Expression", "Interactive", "FunctionType", "TypeIgnore"}
OLD = {"AugLoad", "AugStore", "Param", "Suite", "Index", "ExtSlice", "Num", "Str"}
OLD |= {"Bytes", "NameConstant", "Ellipsis", "_ast_Ellipsis", "slice"}
ASK = """
import ast, collections, json, sys, types, warnings
from pathlib import Path
warnings.simplefilter("ignore")
nodes = [n for n in dir(ast) if isinstance(getattr(ast, n), type)
    and issubclass(getattr(ast, n), ast.AST) and getattr(ast, n).__module__ == "ast"
    and n not in sys.argv[1:]]
leaves = [n for n in nodes if not [s for s in getattr(ast, n).__subclasses__()
    if s.__module__ == "ast" and s.__name__ in nodes]]
lib = Path(ast.__file__).parent
files = [p.relative_to(lib) for name in sys.stdlib_module_names
    for p in (lib / name).glob("**/*.py")]
parts = [".".join(p.with_suffix("").parts).removesuffix(".__init__") for p in files]
kinds = [list, dict, set, bytearray, collections.deque, collections.OrderedDict]
kinds += [collections.Counter, collections.defaultdict, type({}.keys())]
methods = {name for kind in kinds for name in dir(kind)}
kinds += [object, type, int, float, complex, str, bytes, tuple, range, memoryview, super]
kinds += [property, classmethod, BaseException, *vars(types).values()]
special = {name for kind in kinds if isinstance(kind, type) for name in dir(kind)
    if name.startswith("__") and callable(getattr(kind, name, None))}
print(json.dumps({"nodes": leaves, "modules": [*sys.stdlib_module_names, *parts],
    "methods": [*methods], "special": [*special]}))
"""
PYTHONS = {"{}.{}".format(*sys.version_info): Path(sys.executable), **pythons("")}
REWRITTEN = {
    name.removeprefix("visit_")
    for name in dir(Statements)
    if name.startswith("visit_") and not hasattr(ast.NodeVisitor, name)
}


@cache
def lists(version: str) -> dict[str, frozenset[str]]:
    """The syntax nodes, modules, methods and special methods of a Python."""
    done = subprocess.run(
        [PYTHONS[version], "-c", ASK, *OLD],
        capture_output=True,
        text=True,
        check=True,
    )
    found = {kind: frozenset(names) for kind, names in json.loads(done.stdout).items()}
    return {**found, "nodes": found["nodes"] - NEVER}


def anywhere(kind: str) -> frozenset[str]:
    """All that some Python at hand has of this kind."""
    return frozenset().union(*(lists(version)[kind] for version in PYTHONS))
