"""The tables of what is known are held to each Python's own lists.

A syntax node, a module or a method that a new Python brings must be in a table, or safe
without: refused, rewritten, or taken to touch everything.
"""

import ast
import collections
import contextlib
import json
import subprocess
import sys
import types
from functools import cache
from pathlib import Path

import pytest
from pythons import pythons

from everyorder.instrument.modules import MODELED, PURE, REFUSED, is_opened, table_of
from everyorder.instrument.nodes import PASSES
from everyorder.instrument.rewrite import rewrite
from everyorder.instrument.statements import Statements
from everyorder.operations import builtin
from everyorder.operations.kinds import READS
from everyorder.operations.library import GIVEN

ASK = """
import ast, json, sys, warnings
warnings.simplefilter("ignore")
nodes = [n for n in dir(ast) if isinstance(getattr(ast, n), type)
    and issubclass(getattr(ast, n), ast.AST) and getattr(ast, n).__module__ == "ast"]
leaves = [n for n in nodes if not [s for s in getattr(ast, n).__subclasses__()
    if s.__module__ == "ast" and s.__name__ in nodes]]
print(json.dumps([leaves, sorted(sys.stdlib_module_names)]))
"""
# Roots that are never parsed from a file, and names that are kept for old code.
NEVER = {"Expression", "Interactive", "FunctionType", "TypeIgnore"}
OLD = {"AugLoad", "AugStore", "Param", "Suite", "Index", "ExtSlice", "Num", "Str"}
OLD |= {"Bytes", "NameConstant", "Ellipsis", "_ast_Ellipsis", "slice"}
# Modules that only some Pythons have, which may not be at hand.
SOME = {"annotationlib", "_colorize", "_py_abc", "_pydatetime", "_sha2", "_time", "nt"}
SOME |= {"_interpreters", "interpreters"}
PYTHONS = {"this": Path(sys.executable), **pythons("")}


@cache
def lists(version: str) -> tuple[frozenset[str], frozenset[str]]:
    """The syntax nodes and the modules of a Python."""
    done = subprocess.run(
        [PYTHONS[version], "-c", ASK], capture_output=True, text=True, check=True
    )
    nodes, modules = json.loads(done.stdout)
    return frozenset(nodes), frozenset(modules)


@pytest.mark.parametrize("version", PYTHONS)
def test_each_syntax_node_is_rewritten_or_passes_for_a_reason(version):
    nodes, _ = lists(version)
    assert len(nodes) > 90
    rewritten = {name.removeprefix("visit_") for name in dir(Statements)}
    assert nodes - rewritten - set(PASSES) - NEVER - OLD == set()


def test_a_node_that_is_new_is_refused_with_its_line():
    class Future(ast.stmt):
        _fields = ()

    tree = ast.parse("x = 1\ny = 2")
    tree.body[1] = ast.copy_location(Future(), tree.body[1])
    with pytest.raises(NotImplementedError) as refused:
        rewrite(tree)
    assert refused.value.args == ("Future, which is new to it", 2)


def test_no_module_is_in_two_tables():
    assert not REFUSED & MODELED
    assert not REFUSED & set(PURE)
    assert not MODELED & set(PURE)


def test_each_table_has_modules_that_some_python_has():
    known = frozenset().union(*(lists(version)[1] for version in PYTHONS))
    named = {name.partition(".")[0] for name in (*REFUSED, *MODELED, *PURE, *GIVEN)}
    assert named - known - SOME == set()


@pytest.mark.parametrize("name", sorted(sys.stdlib_module_names))
def test_a_module_that_no_table_has_is_rewritten_or_in_c(name):
    """Or it is left as it is, as a whole: then its functions touch everything."""
    if table_of(name):
        assert not is_opened(name)
        return
    assert is_opened(name)
    path = Path(ast.__file__).parent / f"{name}.py"
    if path.exists():
        with contextlib.suppress(NotImplementedError):
            tree, _ = rewrite(ast.parse(path.read_text("utf-8")))
            compile(tree, name, "exec", dont_inherit=True)


# --- what is said to read only changes nothing

GIVES = {
    list: lambda: [3, 1, 2],
    dict: lambda: {1: 2, 3: 4},
    set: lambda: {1, 2},
    bytearray: lambda: bytearray(b"ab"),
    collections.deque: lambda: collections.deque([1, 2]),
    collections.OrderedDict: lambda: collections.OrderedDict({1: 2}),
    collections.Counter: lambda: collections.Counter("aab"),
    collections.defaultdict: lambda: collections.defaultdict(list, {1: [2]}),
}
TRIED = [(), (1,), ([1],), (1, 2), (b"a",), ("a",), (7,), ([b"a"],)]
ALLOWED = {(collections.defaultdict, "__getitem__"), (collections.Counter, "fromkeys")}


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        (kind, name)
        for kind in GIVES
        for name in sorted(READS)
        if hasattr(kind, name) and (kind, name) not in ALLOWED
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_method_that_is_said_to_read_changes_nothing(kind, method):
    tried = 0
    for arguments in TRIED:
        thing = GIVES[kind]()
        try:
            getattr(thing, method)(*arguments)
        except (TypeError, ValueError, LookupError):
            continue
        finally:
            assert thing == GIVES[kind]()
        tried += 1
    assert tried


def test_each_builtin_that_is_told_apart_is_in_one_table():
    tables = [builtin.PURE, builtin.SHALLOW, builtin.DEEP, builtin.LAZY]
    assert sum(map(len, tables)) == len(set().union(*tables))


def test_each_reason_is_a_sentence_of_its_own():
    assert all(isinstance(reason, str) and reason for reason in PURE.values())
    assert not {type(None), types.ModuleType} & set(PASSES)
