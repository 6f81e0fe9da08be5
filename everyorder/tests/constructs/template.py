"""A few words -> a program of two threads."""

from collections.abc import Iterator
from textwrap import indent

CAUGHT = """    except Exception as error:
        seen.append(type(error).__name__)
"""
END = """threads = [threading.Thread(target=work) for work in ({})]
for thread in threads: thread.start()
for thread in threads: thread.join()
{}
"""


def program(
    setup: str, one: str, two: str = "", end: str = "", caught: bool = True
) -> str:
    """Two threads: `one` and `two`, or `one` twice; then the main thread runs `end`.

    `seen` is a list for what the threads find; it is printed if `end` is empty. When
    `caught`, a thread appends the name of what it raises.
    """
    end = end or "print(seen)"
    text = "\n".join((setup, one, two, end))
    kept = ["seen = []"] if caught or "seen" in text else []
    first, then = (kept, []) if "seen" in setup else ([], kept)
    lines = ["import threading", *first, *filter(None, [setup]), *then]
    for name, body in (("one", one), ("two", two)):
        if body:
            lines += [f"def {name}():", _body(body, caught).rstrip()]
    if caught and "seen" not in end:
        end = f"{end[:-1]}, seen)"
    names = "one, two" if two else "one, one"
    return "\n".join(lines) + "\n" + END.format(names, end)


def _body(body: str, caught: bool) -> str:
    """The body of a thread, `global` first, the rest guarded."""
    lines = body.splitlines()
    first = [f"    {line}\n" for line in lines if line.startswith("global ")]
    rest = "\n".join(line for line in lines if not line.startswith("global "))
    if not caught:
        return "".join(first) + indent(rest, "    ")
    return "".join(first) + f"    try:\n{indent(rest, ' ' * 8)}\n{CAUGHT}"


def look(expression: str) -> str:
    """A body that keeps what the expression gives."""
    return expression if "seen" in expression else f"seen.append({expression})"


def entries(
    family: str, table: dict[str, tuple[str, str, str, str]]
) -> Iterator[tuple[str, str]]:
    """A program of each (setup, one body, the other or "", what is shown or "").

    Where nothing is shown at the end, what the first body gives is.
    """
    for name, (setup, one, two, end) in table.items():
        caught = not end or "seen" in one + two + end
        first = one if end or _is_statement(one) else look(one)
        yield f"{family}: {name}", program(setup, first, two, end, caught=caught)


def _is_statement(part: str) -> bool:
    """Whether it is more than an expression, or nothing."""
    words = ("\n", " = ", "+= ", "del ", "with ", "for ", "match ")
    return not part or any(word in part for word in words)
