"""Finds the tools of a program: what it makes to let threads wait, and each join.

A tool is a place in the source. That place is a reference to a class (`threading.Lock`,
called or handed over as a default_factory), so one that stands in a loop is one tool,
however many locks it makes; or it is the `thread.join` of a call.

Told by syntax alone, from the imports: a class that is reached in another way, through
getattr for example, is not found. Queues and pools wait, too, but without them there
is no program left, so they are not tools here; only a queue's join is.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sitekit.removing.around import Around, parts

MODULES = ("threading", "asyncio")
KINDS = {
    "Lock": "lock",
    "RLock": "lock",
    "Event": "event",
    "Condition": "condition",
    "Semaphore": "semaphore",
    "BoundedSemaphore": "semaphore",
    "Barrier": "barrier",
}
LITERALS = (ast.Constant, ast.JoinedStr)
ITERABLES = (ast.GeneratorExp, ast.ListComp, ast.List, ast.Tuple, ast.SetComp)


@dataclass(frozen=True)
class Tool:
    """A place in a source that makes threads wait.

    `kind` is a value of KINDS or "join"; `form` says which stand-in replaces it, and
    `start` and `end` where, in bytes of the source as UTF-8. `words` name the tool to
    readers, and no two tools of one program have the same.
    """

    line: int
    kind: str
    name: str
    words: str
    form: str
    start: int
    end: int


def find(source: str) -> list[Tool]:
    """The tools in the order of the source. Raises SyntaxError."""
    tree = ast.parse(source)
    found = sorted(_Finder(source, tree).walk(tree, Around()), key=lambda t: t.start)
    for fuller in (_with_line, _with_column):
        shared = Counter(tool.words for tool in found)
        found = [fuller(t, source) if shared[t.words] > 1 else t for t in found]
    return found


def _with_line(tool: Tool, _) -> Tool:
    if tool.kind == "join":
        return replace(tool, words=f"the join of `{tool.name}` in line {tool.line}")
    return replace(tool, words=f"{tool.words} in line {tool.line}")


def _with_column(tool: Tool, source: str) -> Tool:
    line = source.encode()[: tool.start].rpartition(b"\n")[2].decode()
    return replace(tool, words=f"{tool.words}, column {len(line) + 1}")


class _Finder:
    """Walks a tree and knows what its imports mean."""

    def __init__(self, source: str, tree: ast.Module):
        lines = source.encode().split(b"\n")
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.source = source.encode()
        self.modules: dict[str, str] = {}  # the module, by its name in the program
        self.classes: dict[str, tuple[str, str]] = {}  # module and class, likewise
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.name in MODULES:
                        self.modules[alias.asname or alias.name] = alias.name
            elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
                for alias in node.names:
                    known = node.module, alias.name
                    self.classes[alias.asname or alias.name] = known

    def walk(self, node: ast.AST, around: Around) -> Iterator[Tool]:
        module, cls = self._class(node)
        if cls in KINDS:
            yield self._made(node, around, module, cls)
            return
        if _waits_for_end(node):
            yield self._join(node, around)
        for child, inside in parts(node, around):
            yield from self.walk(child, inside)

    def _class(self, node) -> tuple[str, str]:
        """The module and the class that a node refers to, or two empty strings."""
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                return self.classes.get(name, ("", ""))
            case ast.Attribute(value=ast.Name(id=name), attr=cls, ctx=ast.Load()):
                return (self.modules[name], cls) if name in self.modules else ("", "")
        return "", ""

    def _made(self, node, around: Around, module: str, cls: str) -> Tool:
        kind = KINDS[cls]
        form = kind if module == "threading" else f"{module} {kind}"
        if kind == "condition" and around.arguments:
            form += " over a lock"
        plural = "s" if around.many else ""
        words = f"the {kind}{plural} `{around.name}`"
        if not around.name:
            words = f"the {kind}{plural} in line {node.lineno}"
        return Tool(node.lineno, kind, around.name, words, form, *self._span(node))

    def _join(self, node: ast.Call, around: Around) -> Tool:
        line, name = node.func.end_lineno, ast.unparse(node.func.value)
        form = "awaited join" if around.awaited else "join"
        words = f"the join in line {line}"
        return Tool(line, "join", name, words, form, *self._span(node.func))

    def _span(self, node) -> tuple[int, int]:
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[node.end_lineno - 1] + node.end_col_offset
        last = node.attr if isinstance(node, ast.Attribute) else node.id
        if not self.source[start:end].endswith(last.encode()):
            # Python 3.11 does not know where the parts of an f-string stand.
            raise SyntaxError(f"line {node.lineno}: write {last} outside the f-string.")
        return start, end


def _waits_for_end(node) -> bool:
    """Whether this is the join of a thread or a queue, and not of texts or paths.

    `x.join(y)` can be both; it is taken for a wait unless a literal says otherwise.
    """
    match node:
        case ast.Call(func=ast.Attribute(value=of, attr="join"), args=args):
            texts = isinstance(of, LITERALS) or any(
                isinstance(a, ITERABLES) for a in args
            )
            return not texts and len(args) < 2
    return False
