"""What a program writes to stderr is what Python would, without the engine's frames."""

import re
import subprocess
import sys

import pytest
from programs import threads

from everyorder import Session
from everyorder.instrument.program import ProgramError, load_source

PLAIN = "def f():\n    return {}['x']\n\nf()\n"
CHAINED = """\
def f():
    try:
        int("x")
    except ValueError as error:
        raise KeyError("no") from error

try:
    f()
except KeyError:
    raise RuntimeError("meanwhile")
"""
HIDDEN = (
    "try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise KeyError('a') from None\n"
)
GROUPS = """\
def fails(n):
    raise ValueError(n)

found = []
for n in range(2):
    try:
        fails(n)
    except ValueError as error:
        found.append(error)
raise ExceptionGroup("two", found)
"""
THROUGH = "import functools\nfunctools.reduce(lambda a, b: a / b, [1, 0])\n"
OWN = "class NoSeats(Exception): pass\nraise NoSeats('none')\n"
LEAVES = "import sys\nsys.exit('goodbye')\n"
NOTED = "error = ValueError(1)\nerror.add_note('the note')\nraise error\n"
COMPILED = "import ast\nast.parse('a b')\n"
IN_A_THREAD = threads("{}['x']")
IN_A_POOL = """\
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor() as pool:
    pool.submit(int, "x").result()
"""
ALONE = {
    name: value
    for name, value in list(globals().items())
    if name.isupper() and isinstance(value, str)
}
# What differs between Pythons, and what stands between frames of the library.
LEFT_OUT = re.compile(r"^\s*(\|\s+)?[~^]+$|^    \+-\+-.*")


def real(source: str, folder) -> str:
    """What this Python writes to stderr, without the frames of the library."""
    file = folder / "program.py"
    file.write_text(source)
    done = subprocess.run(
        [sys.executable, "-X", "no_debug_ranges", "program.py"],
        *(),
        cwd=folder,
        capture_output=True,
        text=True,
    )
    return own_frames(done.stderr.replace(f"{folder}/", ""))


def own_frames(text: str) -> str:
    kept, foreign = [], False
    for line in text.splitlines():
        if place := re.match(r'[ |]*File "(.*?)"', line):
            foreign = not place[1].endswith("program.py")
        elif not re.match(r"[ |]{4,}\S", line):
            foreign = False
        if not foreign and not LEFT_OUT.match(line):
            kept.append(line)
    return "\n".join(kept)


@pytest.mark.parametrize("what", ALONE)
def test_an_error_is_told_as_python_tells_it(what, tmp_path):
    run = Session().run(load_source(ALONE[what], "program.py")).run
    assert own_frames(run.errors) == real(ALONE[what], tmp_path)
    assert "everyorder" not in run.errors
    assert ".py" not in run.errors.replace("program.py", "")


def test_the_last_line_of_an_error_says_how_the_run_ended():
    run = Session().run(load_source(CHAINED, "program.py")).run
    assert (run.ending, run.detail, run.line) == (
        "raises",
        "RuntimeError: meanwhile",
        10,
    )


def test_a_program_with_a_mistake_of_syntax_has_its_line():
    with pytest.raises(ProgramError) as raised:
        load_source("x = 1\nwhile True\n    pass\n", "program.py")
    assert raised.value.line == 2
    assert str(raised.value) == "program.py, line 2: expected ':'."
