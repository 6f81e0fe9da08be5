"""A program runs as a reader would run it, and what it does is held to the page."""

import sys

import pytest

from sitekit.commands.check import check
from sitekit.running import NotRun
from sitekit.site import Site


def test_a_main_guard_runs(site):
    site.program(
        'if __name__ == "__main__":\n    print("ran", __file__[-10:])\n',
        "ran program.py\n",
    )
    site.run().assert_outcomes(passed=1)


def test_programs_share_nothing(site):
    code = """
        import builtins, pathlib
        assert not hasattr(builtins, "left"), "left over"
        builtins.left = True
        assert not list(pathlib.Path().glob("*.txt"))
        pathlib.Path("left.txt").write_text("")
    """
    site.program(code, name="one")
    site.program(code, name="two")
    site.run().assert_outcomes(passed=2)


def test_workers_run_each_program_once_and_count_like_one_process(site):
    for name in ("one", "two", "three"):
        code = f"open({str(site.root)!r} + '/{name}.ran', 'a').write('x')\n"
        site.program(code, name=name)
    site.program("pass\n", None, '<!--pytest.mark.since("3.99")-->', name="newer")
    alone = site.run("-p", "no:xdist").stdout.str()
    shared = site.run("-n", "2", "--dist", "loadfile").stdout.str()
    (told,) = [line for line in alone.splitlines() if " blocks (" in line]
    assert told.startswith("3 blocks (3 programs) ran on CPython")
    assert told in shared
    assert {f.read_text() for f in site.root.glob("*.ran")} == {"xx"}


RAISES_IN_THREAD = """
import threading

def work():
    raise ValueError("no seats")

thread = threading.Thread(target=work)
thread.start()
thread.join()
"""
DEADLOCK = 'import threading\nlock = threading.Lock()\nprint("once")\nlock.acquire()\nlock.acquire()\n'

WRONG = {
    "a thread that raises": (RAISES_IN_THREAD, None, "", "it wrote to stderr"),
    "sys.exit": ("import sys\nsys.exit(3)\n", None, "", "exit status 3, not 0"),
    "stderr": ("import sys\nsys.stderr.write('x')\n", None, "", "it wrote to stderr"),
    "an exception": ("\n\n1 / 0\n", None, "", "raised at snippets/program.py:3"),
    "a stale output": ('print("new")\n', "old\n", "", "run `make records`"),
    "an output the page hides": (
        'print("x")\n',
        None,
        "",
        "the page does not show what",
    ),
    "input": ("input()\n", None, "", "EOFError"),
    "exits, but ends well": (
        "pass\n",
        None,
        'exits("Error")',
        "take the exits mark away",
    ),
    "exits otherwise": (
        "import sys\nsys.exit(3)",
        None,
        'exits("", code=2)',
        "status 3, not 2",
    ),
    "exits with other words": (
        "1 / 0",
        None,
        'exits("KeyError")',
        "'KeyError' is not in",
    ),
    "hangs, but ends": ("pass\n", None, "hangs(5)", "take the hangs mark away"),
    "stderr, but silent": (
        "",
        None,
        'stderr("Exception in")',
        "'Exception in' is not in",
    ),
    "an old guard": (
        "pass\n",
        None,
        'since("99.1")',
        "must stop in one sentence that names",
    ),
}


@pytest.mark.parametrize(
    ("code", "out", "mark", "says"), WRONG.values(), ids=WRONG.keys()
)
def test_a_program_that_breaks_its_page_fails(site, code, out, mark, says):
    site.program(code, out, f"<!--pytest.mark.{mark}-->" if mark else "")
    text = site.failure()
    assert "docs/program.md:2 (snippets/program.py): " in text
    assert says in text


KEPT = {
    "exits": ("1 / 0", "ZeroDivisionError", 'exits("ZeroDivisionError")'),
    "a thread's exception": (
        RAISES_IN_THREAD,
        "Exception in thread Thread-1 (work):\nTraceback (most recent call last):\n"
        '  File "program.py", line 5, in work\n'
        '    raise ValueError("no seats")\nValueError: no seats\n',
        'stderr("no seats")',
    ),
    "a deadlock": (DEADLOCK, "once\n", "hangs(1)"),
    "any order": ('print("b")\nprint("a")\n', "a\nb\n", 'output(order="any")'),
    "glued lines": (
        'print("ab", end="")\nprint("a\\n")',
        "a\nab\n",
        'output(order="any")',
    ),
    "a pattern": ('print("took 0.12 s")', "took 9.99 s\n", r'output(like=r"\d+\.\d+")'),
    "an ellipsis": ('print("one 123 two")', "one ... two\n", "output(ellipsis=True)"),
    "kind on an old Python": (
        'import sys\nsys.exit("This program needs Python 99.1 or newer.")',
        "anything\n",
        'since("99.1")',
    ),
}


@pytest.mark.parametrize(("code", "out", "mark"), KEPT.values(), ids=KEPT.keys())
def test_a_mark_allows_what_it_says(site, code, out, mark):
    if "ZeroDivisionError" in out:
        out = (
            'Traceback (most recent call last):\n  File "program.py", line 1, in <module>\n'
            "    1 / 0\nZeroDivisionError: division by zero\n"
        )
    site.program(code, out, f"<!--pytest.mark.{mark}-->")
    site.run().assert_outcomes(passed=1)


def test_what_did_not_run_is_counted_with_its_reason(site):
    site.program(*KEPT["kind on an old Python"][:2], '<!--pytest.mark.since("99.1")-->')
    result = site.run()
    result.stdout.fnmatch_lines(
        [
            "0 blocks (0 programs) ran on *; not run: 1 (1 need Python 99.1, refused kindly)"
        ]
    )


def test_a_broken_program_may_break_in_some_runs_but_not_in_all(site):
    code = """
        import pathlib
        runs = pathlib.Path({name!r})
        first = not runs.exists()
        runs.touch()
        print("lost" if first {always} else "kept")
    """
    mark = str(site.root / "runs")
    site.program(code.format(name=mark, always=""), "kept\n", name="some_broken")
    site.run().assert_outcomes(passed=1)
    site.program(code.format(name=mark, always="or True"), "kept\n", name="some_broken")
    assert "some_broken.py" in site.failure()


def test_another_python_can_be_chosen(site):
    site.program("import sys\nprint(sys.executable)\n", f"{sys.executable}\n")
    site.run("--python", sys.executable).assert_outcomes(passed=1)
    result = site.run("--python", "no-such-python")
    result.stderr.fnmatch_lines(["*no-such-python is not a Python that runs*"])


def test_a_section_marker_is_not_published_and_lines_still_match_the_file(site):
    site.program("# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\n1 / 0\n")
    text = site.failure()
    assert 'File "program.py", line 2' in text
    assert "raised at snippets/program.py:4" in text


@pytest.mark.parametrize("of_python", [True, False])
def test_on_ci_only_what_the_interpreter_lacks_may_be_skipped(
    site, monkeypatch, of_python
):
    def lacks(program, python):
        raise NotRun("needs more", of_python=of_python)

    monkeypatch.setenv("CI", "1")
    monkeypatch.setattr("sitekit.running.process.run", lacks)
    site.program("pass\n")
    result = site.run()
    result.assert_outcomes(**{"skipped" if of_python else "failed": 1})
    if not of_python:
        result.stdout.fnmatch_lines(["*needs more, which is not there", "Install it*"])


def test_a_program_that_asks_for_input_is_told_that_there_is_none(site):
    site.program("print(input())\n", "x\n")
    text = site.failure()
    assert "it asks for input, and a program of a page gets none" in text


def test_a_program_that_runs_for_long_gives_a_sign_of_life(site, monkeypatch, capsys):
    monkeypatch.setattr("sitekit.commands.check.BUDGET", 0)
    site.program('"""Doc."""\n\nimport time\n\ntime.sleep(0.2)\n')
    check(Site(site.root), "program")
    told = capsys.readouterr().out
    assert told.startswith("snippets/program.py: still running (up to 60 s)\n")
