"""The outcome of a run is held to its page, and what is wrong is told with what to do."""

import pytest

from sitekit.pages.marks import Measuring, exits, hangs, stderr
from sitekit.rules import Rule
from sitekit.running import Outcome, Python, check
from sitekit.running.outcome import TIME_LIMIT
from tests.sitekit.made import made

PYTHON = Python("python3", "3.13.1", "CPython", gil=True, free_threaded=False)
CODE = "# --8<-- [start:a]\nimport sys\n# --8<-- [end:a]\n1 / 0\n"


@pytest.fixture
def program(tmp_path):
    """Makes a program with these claims and, if any, this output."""

    def program(output=None, **claims):
        (tmp_path / "a.py").write_text(CODE)
        found = made("learn/a.py", tmp_path / "a.py", **claims)
        if output is not None:
            (tmp_path / "a.out").write_text(output, "utf-8")
            found.outputs[""] = tmp_path / "a.out"
        return found

    return program


def said(program, status, out="", err=""):
    """What is wrong, and below it what to do."""
    wrong = check(program, Outcome(status, out, err), PYTHON)
    return wrong and "\n".join(wrong)


@pytest.mark.parametrize(
    ("claims", "outcome"),
    [
        ({}, (0, "x\n", "")),
        ({"ending": exits("no seats", code=3)}, (3, "x\n", "no seats")),
        ({"ending": stderr("no seats")}, (0, "x\n", "no seats")),
        ({"ending": hangs(1)}, (None, "x\n", "a warning")),
        ({"ending": hangs(1, "waits")}, (None, "x\n", "it waits")),
        ({"rule": Rule(like=r"[a-z]")}, (0, "y\n", "")),
        ({"since": (3, 13)}, (0, "x\n", "")),
        ({"since": (3, 14)}, (1, "", "It needs Python 3.14 or newer.\n")),
        ({"since": (3, 14)}, (1, "It needs Python 3.14.\n", "")),
    ],
)
def test_a_run_that_keeps_its_page_is_left_alone(program, claims, outcome):
    assert said(program("x\n", **claims), *outcome) is None


ENDINGS = {
    "it must hang": (hangs(1), 0, "should still be running after 1 s, but exited with status 0\nIf it now ends well, take the hangs mark away."),
    "it must not hang": (exits("x"), None, f"still running after {TIME_LIMIT} s\nLook for a lock"),
    "another status": (exits("x", code=2), 3, "exit status 3, not 2\nIf it now ends well, take the exits mark away."),
    "an error": (stderr(""), 1, "exit status 1, not 0\nMend the program, or mark it with exits(...)"),
    "another text": (exits("x"), 1, "'x' is not in what it wrote to stderr\nMend the program or the mark."),
}  # fmt: skip


@pytest.mark.parametrize(
    ("ending", "status", "says"), ENDINGS.values(), ids=ENDINGS.keys()
)
def test_another_ending_is_told_with_what_to_do(program, ending, status, says):
    assert said(program(ending=ending), status).startswith(says)


def test_a_word_on_stderr_that_nothing_promised_is_told(program):
    assert said(program(), 0, err="oh\n") == (
        "it wrote to stderr\n--- stderr\noh\nMend the program, or mark it with"
        ' stderr("text") if that is the point.'
    )


def test_an_output_that_no_page_shows_is_told_but_for_measured_ones(program):
    assert said(program(), 0, out="x\n").startswith(
        "it prints, and the page does not show what\n--- stdout\nx\nBelow it, add"
        ' <!--pytest-codeblocks:expected-output--> and a ```text title="Output" block'
        ' with --8<-- "learn/a.out",'
    )
    assert said(program(measured=Measuring()), 0, out="x\n") is None
    assert said(program(), 0) is None


def test_another_output_is_shown_beside_the_one_of_the_page(program):
    assert said(program("x\n\n"), 0, out="y\n") == (
        "the output is not what the page shows\n--- a.out\nx\n--- the run\ny\n"
        "If the new output is right, run `make records` and read the difference."
    )


def test_a_byte_order_mark_is_told_as_such(program):
    assert said(program("\ufeffx\n"), 0, out="x\n").startswith(
        "a.out begins with a byte order mark"
    )


@pytest.mark.parametrize(
    ("status", "wrote"),
    [
        (0, "It needs Python 3.14.\n"),
        (None, "It needs Python 3.14.\n"),
        (1, "It needs another Python.\n"),
        (1, "Traceback:\nIt needs Python 3.14.\n"),
    ],
)
def test_an_old_python_must_be_refused_kindly(program, status, wrote):
    told = said(program("x\n", since=(3, 14)), status, err=wrote)
    assert told.startswith(
        "on an older Python it must stop in one sentence that names Python 3.14\n"
    )
    assert told.endswith(
        'Begin it with: if sys.version_info < (3, 14): sys.exit("This program needs'
        ' Python 3.14 or newer.")'
    )


def test_a_kind_refusal_is_one_where_both_streams_are_shown_as_well(program):
    wrote = "It needs Python 3.14.\n"
    shown = program("x\n", since=(3, 14), ending=exits("x"))
    assert check(shown, Outcome(1, wrote, wrote), PYTHON) is None


def test_the_line_that_raised_is_told_as_it_is_in_the_file(program):
    err = 'File "a.py", line 1, in <module>\n  File "a.py", line 2, in <module>\nNo'
    assert "\n--- stderr\n" + err + "\nraised at snippets/learn/a.py:4\n" in said(
        program(), 0, err=err
    )
    assert "raised at snippets/learn/a.py:2\n" in said(
        program(), 0, err='File "a.py", line 1'
    )
    assert "raised at" not in said(program(), 0, err='File "a.py", line 3')
    assert "raised at" not in said(program(), 0, err='File "b.py", line 1')


def test_both_streams_stand_in_one_where_the_page_shows_them_so(program):
    told = said(program(ending=exits("x")), 1, out='File "a.py", line 2\n')
    assert told == (
        "'x' is not in what it wrote to stderr\n--- stdout\nFile \"a.py\", line 2\n"
        "raised at snippets/learn/a.py:4\nMend the program or the mark."
    )
