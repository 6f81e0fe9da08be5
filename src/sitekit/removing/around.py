"""What is around each part of a program: the name that its value gets, and the like.

`parts(node, around)` gives the parts of a node that may hold a tool, each with what is
around it. Annotations are left out: they make nothing.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Around:
    """Known from the nodes around one; `arguments` counts those it is called with."""

    name: str = ""
    many: bool = False
    awaited: bool = False
    arguments: int = 0


Parts = Iterator[tuple[ast.AST, Around]]


def parts(node: ast.AST, around: Around) -> Parts:
    """The parts of a node in the order of their fields, with what is around each."""
    here = replace(around, awaited=False, arguments=0)
    if isinstance(node, ast.stmt):
        here = Around()
    return SPECIAL.get(type(node), _any)(node, here)


def _any(node, here: Around) -> Parts:
    for field, value in ast.iter_fields(node):
        if field not in ("annotation", "returns"):
            several = value if isinstance(value, list) else [value]
            yield from ((x, here) for x in several if isinstance(x, ast.AST))


def _assign(node: ast.Assign, here: Around) -> Parts:
    target, value = node.targets[0], node.value
    yield from ((x, here) for x in node.targets)
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        several = zip(target.elts, value.elts, strict=False)
        yield from ((v, replace(here, name=ast.unparse(t))) for t, v in several)
    else:
        yield value, replace(here, name=ast.unparse(target))


def _bind(node: ast.AnnAssign | ast.NamedExpr, here: Around) -> Parts:
    yield node.target, here
    if node.value is not None:
        yield node.value, replace(here, name=ast.unparse(node.target))


def _call(node: ast.Call, here: Around) -> Parts:
    count = len(node.args) + len(node.keywords)
    yield node.func, replace(here, arguments=count)
    yield from ((x, replace(here, name="")) for x in node.args)
    yield from ((x, here) for x in node.keywords)


def _keyword(node: ast.keyword, here: Around) -> Parts:
    kept = node.arg in (None, "default_factory")  # of a field that has a name already
    yield node.value, here if kept else replace(here, name=node.arg)


def _arguments(node: ast.arguments, here: Around) -> Parts:
    positional = [*node.posonlyargs, *node.args]
    first = len(positional) - len(node.defaults)
    pairs = [
        *zip(positional[first:], node.defaults, strict=True),
        *zip(node.kwonlyargs, node.kw_defaults, strict=True),
    ]
    for argument, default in pairs:
        if default is not None:
            yield default, replace(here, name=argument.arg)


def _await(node: ast.Await, here: Around) -> Parts:
    yield node.value, replace(here, awaited=True)


def _dict(node: ast.Dict, here: Around) -> Parts:
    for key, value in zip(node.keys, node.values, strict=True):
        if key is not None:
            yield key, here
        at = f"{here.name}[{ast.unparse(key)}]" if key and here.name else here.name
        yield value, replace(here, name=at)


def _list(node: ast.List, here: Around) -> Parts:
    for number, value in enumerate(node.elts):
        at = f"{here.name}[{number}]" if here.name else ""
        yield value, replace(here, name=at)


def _comprehension(node, here: Around) -> Parts:
    yield from _any(node, replace(here, many=True))


SPECIAL: dict[type, Callable[..., Parts]] = {
    ast.Assign: _assign,
    ast.AnnAssign: _bind,
    ast.NamedExpr: _bind,
    ast.Call: _call,
    ast.keyword: _keyword,
    ast.arguments: _arguments,
    ast.Await: _await,
    ast.Dict: _dict,
    ast.List: _list,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.DictComp: _comprehension,
    ast.GeneratorExp: _comprehension,
}
