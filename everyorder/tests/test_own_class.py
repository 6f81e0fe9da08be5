"""The engine asks no object of the program what its `__class__` is."""

import ast
import contextlib
import io
from pathlib import Path

import pytest
from programs import outputs

import everyorder

PACKAGE = Path(everyorder.__file__).parent
# A class pattern is isinstance(); and what is asked in own.py is a syntax node.
ASKS = {"operations/patterns.py", "runtime/own.py"}
SURE = {"source", "kind"}  # which are no things of the program
ODD = """import copy, threading
seen = []
class Odd:
    @property
    def __class__(self):
        seen.append(1)
        return int
odd = Odd()
def use():
    {}
thread = threading.Thread(target=use)
thread.start()
thread.join()
print(len(seen))
"""
USES = (
    *("[odd].append(odd)", "print(end='', *[])", "list([odd])", "{1: odd}[1]"),
    *("threading.Thread(target=int, args=(odd,))", "sorted([odd], key=id)"),
    *("str.format('{}', 1)", "odd == odd", "[odd] == [odd]", "odd is None"),
    *("list(map(type, [odd]))", "copy.copy([odd])", "vars(odd)", "repr([1])"),
    *("isinstance(odd, str)", "for _ in [odd]: pass", "threading.Event().wait(0)"),
)


@pytest.mark.parametrize("use", USES)
def test_it_is_asked_as_often_as_without_the_engine(use):
    source, printed = ODD.format(use), io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(source, "odd.py", "exec"), {"__name__": "__main__"})
    assert outputs(source) == {printed.getvalue().strip()}


def test_no_operation_asks_it():
    asked = [
        f"{file.relative_to(PACKAGE)}:{node.lineno}: use is_a() of results/values.py"
        for room in ("operations", "runtime")
        for file in sorted((PACKAGE / room).glob("*.py"))
        if file.relative_to(PACKAGE).as_posix() not in ASKS
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "isinstance"
        and not (isinstance(node.args[0], ast.Name) and node.args[0].id in SURE)
    ]
    assert not asked, "\n".join(asked)


def test_a_mock_calls_what_it_stands_for():
    source = (
        "from unittest import mock\nbox = [1]\n"
        "print(mock.Mock(side_effect=len)(box), mock.Mock(return_value=2)())"
    )
    assert outputs(source) == {"1 2"}
