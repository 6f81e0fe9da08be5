"""What a check calls of an answer, as it stands there: `Shelf.add(2)`.

So that whoever renamed a method, or gave it other arguments, is told what must stay. It
is read from the source of the check, which names all it wants: the engine has no part
in it.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 40  # characters of arguments that are told
NAME = r"['\"](?P<name>\w+)['\"]"
# What Python says where a name is not there, or takes other arguments.
MISSING = (
    re.compile(rf"ImportError: cannot import name {NAME}"),
    re.compile(rf"AttributeError: .*has no attribute {NAME}"),
)
REFUSED = re.compile(
    r"TypeError: (?:(?P<owner>\w+)\.)?(?P<name>\w+)\(\) (?:takes|missing|got)\b"
)


@dataclass(frozen=True)
class Use:
    """A use of something of the answer; `name` is its last part, `text` all of it."""

    name: str
    text: str
    calls: bool

    def __str__(self) -> str:
        return f"The checks {'call' if self.calls else 'read'} `{self.text}`."


def what_is_missing(detail: str, source: str, module: str) -> str:
    """What to say of an error that a check meets because the answer lacks something.

    `detail` is the error as Python tells it, `source` that of the check, `module` what
    the check calls the answer. "" if the error tells of something else.
    """
    for pattern in MISSING:
        if found := pattern.match(detail):
            use = _first(source, module, found["name"])
            return f"{use} Keep that name." if use else ""
    if found := REFUSED.match(detail):
        made = found["name"] == "__init__"
        use = _first(source, module, found["owner" if made else "name"])
        return f"{use} Let it take these arguments." if use else ""
    return ""


def _first(source: str, module: str, name: str | None) -> Use | None:
    """How the check uses what has this name: as it calls it, if it does."""
    found = [use for use in _uses(source, module) if use.name == name]
    return next((use for use in found if use.calls), found[0] if found else None)


def _uses(source: str, module: str) -> Iterator[Use]:
    """All uses of what the answer defines, the names that are imported among them."""
    tree = ast.parse(source)
    imported = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == module
        for alias in node.names
    }
    owners = {
        target.id: made
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and (made := _made(node.value, imported))
        for target in node.targets
        if isinstance(target, ast.Name)
    }

    def qualified(node: ast.AST) -> str:
        if isinstance(node, ast.Name):
            return imported.get(node.id, "")
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = owners.get(node.value.id) or imported.get(node.value.id)
            return f"{owner}.{node.attr}" if owner else ""
        return ""

    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if name := qualified(node.func):
                arguments = [*node.args, *node.keywords]
                yield _call(name, list(map(ast.unparse, arguments)))
            given = {word.arg: word.value for word in node.keywords}
            if "target" in given and (name := qualified(given["target"])):
                arguments = getattr(given.get("args"), "elts", [])
                yield _call(name, list(map(ast.unparse, arguments)))
    for node in ast.walk(tree):
        if name := qualified(node):
            yield Use(name.rpartition(".")[2], name, False)


def _made(node: ast.AST, imported: dict[str, str]) -> str:
    """The class of the answer of which this makes an object, "" if it does not."""
    called = node.func if isinstance(node, ast.Call) else None
    return imported.get(called.id, "") if isinstance(called, ast.Name) else ""


def _call(name: str, arguments: list[str]) -> Use:
    told = ", ".join(arguments)
    told = told if len(told) <= LONGEST else "..."
    return Use(name.rpartition(".")[2], f"{name}({told})", True)
