"""The tables of what is known are held to each Python's own lists, and to each other.

A syntax node, a module or a method that a new Python brings must be in a table, or safe
without: refused, rewritten, or taken to touch everything.
"""

import ast
import collections
import contextlib
import functools
import importlib
import re
import sys
import textwrap
import types
import warnings
from pathlib import Path

import pytest
from complaints import none
from python_lists import PYTHONS, REWRITTEN, anywhere, lists
from tables import (
    absent,
    doubled,
    in_two,
    misread,
    of_engine,
    parts_without_need,
    unknown,
)

from everyorder.instrument import modules, nodes
from everyorder.instrument.library import Library
from everyorder.instrument.modules import PURE, is_opened, table_of
from everyorder.instrument.nodes import PASSES
from everyorder.instrument.rewrite import rewrite
from everyorder.operations import builtin, kinds, library
from everyorder.operations.kinds import READS, is_own
from everyorder.operations.unsupported import PROCESS, out_of_reach

# What only some Pythons have, which may not be at hand.
SOME_NODES = {"Interpolation", "TypeVar", "ParamSpec", "TypeVarTuple"}
SOME = {"annotationlib", "_colorize", "_py_abc", "_pydatetime", "_time", "nt"}
SOME |= {"_sha2", "_sha256", "_sha512", "_interpreters", "interpreters"}
SOME |= {"concurrent.interpreters", "concurrent.futures.interpreter"}
# Parts of packages that are known in another way than their package.
PARTS = dict.fromkeys(
    [
        "concurrent.interpreters",
        "concurrent.futures.process",
        "concurrent.futures.interpreter",
    ],
    "REFUSED in MODELED",
)
# What to do about a syntax node that is new.
NEW_NODE = (
    "Add it, with the reason why it may pass as it is; or rewrite it in a method"
    " visit_… of the classes that instrument/statements.py joins, and add a section to"
    " LANGUAGE.md."
)
NODES = of_engine("instrument/nodes.py", "PASSES")
MODULES = of_engine("instrument/modules.py", "REFUSED", "MODELED", "PURE")
LIBRARY = of_engine(
    "operations/library.py",
    *("GIVEN", "STATELESS", "CLOSED", "CONSUMING", "SYNC_MODULES"),
)
METHODS = of_engine("operations/kinds.py", "READS", "LOOKS_INSIDE", "KEEPS")
BUILTINS = of_engine("operations/builtin.py", "PURE", "SHALLOW", "DEEP", "LAZY")
FROM = [(nodes, NODES), (modules, MODULES), (library, LIBRARY), (kinds, METHODS)]
FROM += [(builtin, BUILTINS)]
TABLES = [(module, table) for module, tables in FROM for table in tables]


# --- the tables, as they are written


@pytest.mark.parametrize(
    ("module", "table"), TABLES, ids=[f"{m.__name__}.{t.title}" for m, t in TABLES]
)
def test_a_table_lists_each_name_once(module, table):
    value = getattr(module, table.title)
    none(misread(table, [getattr(each, "__name__", each) for each in value]))
    none(doubled(table))


def test_no_name_is_in_two_tables():
    none([*in_two(MODULES), *in_two(BUILTINS)])


def test_a_part_of_a_package_is_named_where_it_differs():
    none(parts_without_need(MODULES, PARTS))


def test_each_name_is_a_thing_that_some_python_has():
    known = [
        (NODES, anywhere("nodes") | SOME_NODES, "syntax node"),
        (MODULES + LIBRARY, anywhere("modules") | SOME, "module of the library"),
        (METHODS, anywhere("methods"), "method of a builtin collection"),
    ]
    none(
        [
            complaint
            for tables, things, what in known
            for table in tables
            for complaint in unknown(table, things, what)
        ]
    )


def test_each_reason_is_a_text():
    none(
        [
            f"{table.has(name)} without a reason. Say why in words."
            for table, reasons in ((NODES[0], PASSES), (MODULES[2], PURE))
            for name, reason in reasons.items()
            if not (isinstance(reason, str) and reason)
        ]
    )


# --- what each Python has


@pytest.mark.parametrize("version", PYTHONS)
def test_each_syntax_node_is_rewritten_or_passes_for_a_reason(version):
    found = lists(version)["nodes"]
    assert len(found) > 90
    what = f"a syntax node of Python {version.split()[0]} that nothing rewrites"
    none(absent(NODES[0], found - REWRITTEN, what, NEW_NODE))


def test_no_syntax_node_is_rewritten_and_passes():
    none(
        [
            f"{NODES[0].has(name)}, which visit_{name} rewrites. Take it out."
            for name in NODES[0].entries
            if name in REWRITTEN
        ]
    )


def test_a_node_that_is_new_is_refused_with_its_line():
    class Future(ast.stmt):
        _fields = ()

    tree = ast.parse("x = 1\ny = 2")
    tree.body[1] = ast.copy_location(Future(), tree.body[1])
    with pytest.raises(NotImplementedError) as refused:
        rewrite(tree)
    assert refused.value.args == ("Future, which is new to it", 2)


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
    called = f"{METHODS[0].has(method)}, but {kind.__name__}.{method}"
    for arguments in TRIED:
        thing = GIVES[kind]()
        before, given = repr(thing), ", ".join(map(repr, arguments))
        try:
            getattr(thing, method)(*arguments)
        except (TypeError, ValueError, LookupError):
            continue
        finally:
            if thing != GIVES[kind]():
                none(
                    [
                        f"{called}({given}) changed {before} to {thing!r}."
                        " It writes: take it out."
                    ]
                )
        tried += 1
    if not tried:
        none(
            [
                f"{called} takes no arguments of TRIED, so that nothing is tested."
                " Add some to TRIED in everyorder/tests/test_closed.py."
            ]
        )


def test_a_class_in_c_is_not_taken_for_one_of_python(monkeypatch):
    """Some belong to a module in Python: what their methods touch, no code tells."""
    monkeypatch.setattr(Library, "is_open", lambda *_: True)
    assert is_own(textwrap.TextWrapper)
    assert not is_own(type(functools.cache(len)))


# --- what would change the library or the process for the orders that come later

CHANGES = (
    r"(set|register|unregister|add|remove|install|enable|disable|reset|init|purge)"
)
KEPT = "it is put back after each order"
HARMLESS = {
    "atexit": (KEPT, "register", "unregister"),
    "decimal": ("each thread has a context of its own", "setcontext"),
    "operator": ("it changes what it is given", "add", "setitem"),
    "os": ("it changes files", "remove", "removedirs", "removexattr", "setxattr"),
    "posix": ("os has the same", r".*"),
    "random": (KEPT, "setstate"),
    "re": ("it forgets what is made again alike", "purge"),
    "sys": (KEPT, "setswitchinterval"),
    "unittest": ("it is of the tests of a module", "addModuleCleanup", "removeResult"),
    "warnings": (KEPT, "resetwarnings"),
    **dict.fromkeys(["audioop", "pstats"], ("it changes what it is given", "add.*")),
    **dict.fromkeys(["imp", "cgi"], ("it is of old Pythons alone", "init.*")),
    "builtins": ("what it may change is looked at", "setattr"),
}


def changing(module):
    """The functions of a module whose names say that they change something for good."""
    return {
        name
        for name, value in vars(module).items()
        if re.match(CHANGES, name)
        and isinstance(value, (types.FunctionType, types.BuiltinFunctionType))
    }


def test_what_changes_the_process_is_refused_or_known_to_be_harmless():
    unknown = []
    for name in sorted(sys.stdlib_module_names - {"antigravity", "this", "idlelib"}):
        if name.startswith("_") or table_of(name) in ("REFUSED", "MODELED"):
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                module = importlib.import_module(name)
            except ImportError:
                continue
        _, *patterns = HARMLESS.get(name, ("",))
        for function in sorted(changing(module) - out_of_reach(name)):
            if not any(re.fullmatch(pattern, function) for pattern in patterns):
                unknown.append(f"{name}.{function}")
    assert not unknown, f"add to PROCESS (unsupported.py) or HARMLESS: {unknown}"


# Names of PROCESS that some Pythons on Linux lack: they are newer, or gone again.
NOT_EVERYWHERE = {
    "sys.activate_stack_trampoline",
    "sys.set_lazy_imports",
    "sys.set_lazy_imports_filter",
    "os.setns",
    "os.unshare",
    "locale.resetlocale",
    "asyncio.set_child_watcher",
    "asyncio.set_event_loop_policy",
    "site.register_readline",
}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems lack other names")
def test_names_that_are_refused_are_there():
    """A name that no Python has would be a mistake in writing."""
    unknown = []
    for name, names in PROCESS.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                module = importlib.import_module(name)
            except ImportError:
                continue
        unknown += [f"{name}.{one}" for one in names if not hasattr(module, one)]
    assert set(unknown) <= NOT_EVERYWHERE
