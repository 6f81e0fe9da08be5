"""Which names of Python's a program uses, and where: by its syntax tree, never by text.

`lock.acquire` is threading.Lock.acquire where `lock` can be nothing but a Lock
(inference.py). A name is used where it is read, imported, given as text to getattr or
hasattr, and where a method of a subclass takes the place of one.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from sitekit.reference.inference import Inference
from sitekit.reference.kinds import Kind, Library, Named
from sitekit.reference.scopes import Scope

BY_TEXT = ("getattr", "hasattr")


@dataclass(frozen=True, order=True)
class Use:
    """A place in a program: its line, from 1, its first column, from 0, and the name.

    `text` is what stands there.
    """

    line: int
    column: int
    name: str
    text: str
    imported: bool = False


def uses(source: str, library: Library) -> list[Use]:
    """All of them, in the order of the source; none of what is no Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # it needs a newer Python than builds the site
        return []
    lines = source.splitlines()
    finder = _Finder(Inference(tree, library), lines)
    found = finder.found(tree, finder.known.scopes[tree])
    return sorted({use for use in found if _stands(use, lines)})


def _stands(use: Use, lines: list[str]) -> bool:
    """Whether it is where it should be: up to 3.11 f-strings tell wrong places."""
    return lines[use.line - 1].startswith(use.text, use.column)


class _Finder:
    def __init__(self, known: Inference, lines: list[str]):
        self.known, self.lines = known, lines

    def found(self, node: ast.AST, scope: Scope) -> Iterator[Use]:
        scope = self.known.scopes.get(node, scope)
        for child in ast.iter_child_nodes(node):
            yield from self._of(child, scope)
            yield from self.found(child, scope)

    def _of(self, node: ast.AST, scope: Scope) -> Iterator[Use]:
        match node:
            case ast.Attribute(attr=text):
                end = self._column(node.end_lineno, node.end_col_offset)
                kind = self.known.kind(node, scope)
                yield from self._use(kind, node.end_lineno, end - len(text), text)
            case ast.Name(id=text, ctx=ast.Load()):
                column = self._column(node.lineno, node.col_offset)
                yield from self._use(
                    self._imported(text, scope), node.lineno, column, text
                )
            case ast.ImportFrom(module=module, names=names):
                for alias in names:
                    kind = self.known.library.within(module or "", alias.name)
                    column = self._column(alias.lineno, alias.col_offset)
                    yield from self._use(kind, alias.lineno, column, alias.name, True)
            case ast.Call(
                func=ast.Name(id=call),
                args=[owner, ast.Constant(value=str(text)) as said, *_],
            ) if call in BY_TEXT:
                kind = self.known.attribute(self.known.kind(owner, scope), text)
                column = self._column(said.lineno, said.col_offset) + 1
                yield from self._use(kind, said.lineno, column, text)
            case ast.FunctionDef(name=text) if isinstance(scope.node, ast.ClassDef):
                column = self._column(node.lineno, node.col_offset) + len("def ")
                kind = self._overridden(scope.node, text)
                yield from self._use(kind, node.lineno, column, text)

    def _imported(self, name: str, scope: Scope) -> Kind:
        """What a name is that an import brought."""
        home = scope.of(name)
        return self.known.known.get((home.node, name)) if home else None

    def _overridden(self, node: ast.ClassDef, name: str) -> Kind | None:
        for base in self.known.bases(node):
            if isinstance(base, Named):
                return self.known.library.member(base.name, name)
        return None

    def _use(
        self,
        kind: Kind | None,
        line: int,
        column: int,
        text: str,
        imported: bool = False,
    ) -> Iterator[Use]:
        if isinstance(kind, Named) and kind.name in self.known.library.names:
            yield Use(line, column, kind.name, text, imported)

    def _column(self, line: int, offset: int) -> int:
        """Counted in characters, of what the tree counts in bytes."""
        return len(self.lines[line - 1].encode()[:offset].decode(errors="replace"))
