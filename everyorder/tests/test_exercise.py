"""An answer is judged by its checks: what is said of each way to fail, and of the rest."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from everyorder import (
    Check,
    ExerciseError,
    Session,
    checks_of,
    claim_of,
    explore,
    follow_check,
    judge,
    load_source,
)
from everyorder.called import what_is_missing
from everyorder.command import main
from everyorder.results.cause import cause
from everyorder.results.report import Report

CHECK = '''\
"""Two keepers add jars, and all of them count.

raises: A jar got lost.
deadlock: A keeper waits at the shelf
    forever.
"""

import threading

from answer import Shelf

shelf = Shelf()
keepers = [
    threading.Thread(target=shelf.add, args=(n,), name=f"keeper {n}")
    for n in (1, 2)
]
for keeper in keepers:
    keeper.start()
for keeper in keepers:
    keeper.join()
jars = shelf.jars
assert jars == 3, f"1 and 2 jars came, the shelf says {jars}"
'''
WAITS = '''\
"""Who is alone waits, asleep.

expect: waits
holds: Somebody went through.
hangs: Somebody goes round a loop.
raises: Somebody got an error.
"""
import threading
from answer import enter
visitor = threading.Thread(target=enter)
visitor.start()
visitor.join()
'''
GOOD = """\
import threading


class Shelf:
    def __init__(self):
        self.jars, self._lock = 0, threading.Lock()

    def add(self, count):
        with self._lock:
            self.jars += count
"""
LOST = GOOD.replace("with self._lock:", "if True:")
KEPT = GOOD.replace("with self._lock:", "if self._lock.acquire():")
TWO_ADD = Check.parse("a_two_add", CHECK)
ALONE = Check.parse("b_alone", WAITS)


def one(answer, check=TWO_ADD, **how):
    """The judgment on an answer by one check."""
    (found,) = judge(answer, [check], **how)
    return found


# --- checks


def test_a_check_says_what_it_checks_and_what_each_way_to_fail_means():
    assert TWO_ADD.sentence == "Two keepers add jars, and all of them count."
    assert TWO_ADD.says == {
        "raises": "A jar got lost.",
        "deadlock": "A keeper waits at the shelf forever.",
    }
    assert (TWO_ADD.file, TWO_ADD.waits, TWO_ADD.ending) == (
        "a_two_add.py",
        False,
        None,
    )
    assert (ALONE.waits, ALONE.ending) == (True, "deadlock")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("x = 1\n", "a.py:1: no docstring says what is checked\n  Begin with"),
        ('"""  """\n', "a.py:1: no docstring"),
        ('"""Two."""\nx = = 1\n', "a.py:2: it is no Python: invalid syntax"),
        ('"""Two.\n\nraise: Lost.\n"""', "a.py:3: 'raise: Lost.' begins with no word that"),
        ('"""Two.\n\nraises:\n"""', "a.py:3: 'raises:' begins with no word that"),
        ('"""Two.\n\nexpect: wait\n"""', "a.py:3: `expect: wait` is no expectation\n  Write one of holds, waits"),
        ('"""Two.\n\npreemptions: two\n"""', "a.py:3: `preemptions: two` is no number"),
        ('"""Two.\n\nraises: A.\nraises: B.\n"""', "a.py:4: `raises:` stands here again, after line 3"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_check_is_told_with_its_line(source, told):
    with pytest.raises(ExerciseError) as error:
        Check.parse("a", source)
    assert str(error.value).startswith(told)


@pytest.mark.parametrize("name", ["answer", "queue", "a-b", "1"])
def test_a_check_has_a_name_that_no_module_has(name):
    with pytest.raises(ExerciseError, match="cannot be the name of a check"):
        Check.parse(name, CHECK)


def test_a_folder_without_checks_is_told(tmp_path):
    with pytest.raises(ExerciseError, match="there is no such folder"):
        checks_of(tmp_path / "nowhere")
    with pytest.raises(ExerciseError, match=r"there is no check\n  Add .*a_first\.py"):
        checks_of(tmp_path)


def test_checks_come_in_the_order_of_their_names(tmp_path):
    folder(tmp_path, b_last=CHECK, a_first=CHECK)
    assert [check.name for check in checks_of(tmp_path)] == ["a_first", "b_last"]
    (tmp_path / "checks/c.py").write_bytes(b'"""\xff"""')
    with pytest.raises(ExerciseError, match=r"c\.py: it cannot be read"):
        checks_of(tmp_path)


# --- how an answer passes


def test_an_answer_that_is_right_holds_in_every_order():
    found = one(GOOD)
    assert (found.passed, found.way, found.exhaustive, found.more) == (
        True,
        "",
        True,
        False,
    )
    assert found.sentence == "Holds in every order: 2 orders cover them all."
    assert (found.orders, found.order, found.trace) == (2, None, None)


def test_the_main_part_of_an_answer_is_for_its_reader():
    assert one(f'{GOOD}\nif __name__ == "__main__":\n    raise ValueError\n').passed


def test_a_check_that_waits_holds_where_every_order_waits():
    found = one("import threading\ndef enter(): threading.Event().wait()\n", ALONE)
    assert (found.passed, found.exhaustive) == (True, True)


SOMETIMES = """\
import threading
def enter():
    flag = threading.Event()
    threading.Thread(target=lambda: flag.set()).start()
    if not flag.is_set():
        threading.Event().wait()
"""


def test_a_check_that_waits_looks_at_all_orders():
    found = one(SOMETIMES, ALONE)
    assert (found.passed, found.way, found.sentence) == (
        False,
        "holds",
        "Somebody went through.",
    )


def searching(asked, *reports):
    """A search that gives these reports in turn, and what it is asked."""
    left = list(reports)

    def search(program, *, preemptions, seconds, **how):
        asked.append((preemptions, round(seconds, 1)))
        return left.pop(0)

    return search


def test_who_runs_out_of_time_passes_with_a_smaller_sentence():
    """All orders are searched, then those with few switches."""
    asked = []
    reports = [report("incomplete", 1, 3.0), report("holds", 2, 1.5)]
    found = one(GOOD, search=searching(asked, *reports), seconds=5.0)
    assert asked == [(None, 3.0), (2, 2.0)]
    assert (found.passed, found.more) == (True, True)
    assert (found.switches, found.exhaustive, found.orders) == (2, False, 18)
    assert found.sentence == (
        "No order with at most 2 switches breaks it."
        " All orders take longer than 5 seconds here."
    )


def test_few_switches_refuse_who_was_not_proven():
    broken = replace(report("raises", 2, 0.1), detail="KeyError: 3")
    search = searching([], report("incomplete", 1, 3.0), broken)
    found = one(GOOD, search=search)
    assert (found.passed, found.way, found.switches) == (False, "raises", 2)


def test_what_is_proven_at_once_is_searched_once():
    asked = []
    proven = replace(report("holds", None, 0.1), exhaustive=True)
    assert one(GOOD, search=searching(asked, proven)).exhaustive
    assert asked == [(None, 3.0)]


def test_without_a_bound_the_runs_are_told():
    reports = [report("incomplete", None, 3.0), report("incomplete", None, 2.0)]
    found = one(GOOD, search=searching([], *reports))
    assert found.sentence.startswith(
        "None of 18 runs breaks it. All orders take longer"
    )
    assert (found.passed, found.more, found.switches) == (True, True, None)


def test_a_bound_of_the_check_is_the_whole_search():
    def search(program, *, preemptions, **how):
        asked.append(preemptions)
        return report("holds", preemptions, 1.0)

    asked = []
    check = Check.parse(
        "a", '"""Two.\n\npreemptions: 1\n"""\nfrom answer import Shelf\n'
    )
    found = one(GOOD, check, search=search)
    assert asked == [1]
    assert (found.passed, found.more) == (True, False)
    assert found.sentence == (
        "No order with at most one switch breaks it. The check asks for no more."
    )


def test_an_answer_that_measures_time_is_not_asked_for_more():
    timed = GOOD.replace(
        "with self._lock:",
        "with self._lock:\n            import time\n            if time.monotonic() < 0: return",
    )
    found = one(timed)
    assert (found.passed, found.more) == (True, False)
    assert "decides by times that it measures" in found.sentence


def test_an_answer_of_which_no_order_ends_is_not_accepted():
    nothing = report("incomplete", None, 3.0, tried=0)
    found = one(GOOD, search=searching([], nothing, nothing))
    assert (found.passed, found.more) == (None, True)
    assert "no order of it comes to its end within 5 seconds" in found.sentence


def report(verdict, preemptions, seconds, tried=9):
    given = ("", tried, preemptions, False, None, {}, "3.11", seconds, "auto")
    return Report("a", verdict, *given, tried=tried)


# --- how an answer is refused


def test_a_race_is_told_with_its_sentence_its_numbers_and_its_order():
    found = one(LOST)
    assert (found.passed, found.way, found.sentence) == (
        False,
        "raises",
        "A jar got lost.",
    )
    assert found.detail == "1 and 2 jars came, the shelf says 1"
    assert (found.file, found.line, found.switches) == ("a_two_add.py", 22, 1)
    assert str(found.order) == "any-time:1.2-2"
    assert "keeper 1" in found.trace.threads


def test_a_deadlock_names_threads_locks_and_the_lines_of_both_files():
    found = one(KEPT)
    assert (found.way, found.sentence) == (
        "deadlock",
        "A keeper waits at the shelf forever.",
    )
    assert (found.file, found.line) == ("answer.py", 9)
    assert "keeper 2 waits at line 9 of your answer for shelf._lock" in found.detail
    assert (
        "MainThread waits at line 20 of the check for the end of keeper 2"
        in found.detail
    )


def test_a_loop_that_nobody_ends_is_told_with_its_line():
    found = one(
        "import time\ndef enter():\n    while True:\n        time.sleep(1)\n", ALONE
    )
    assert (found.way, found.sentence) == ("hangs", "Somebody goes round a loop.")
    assert found.detail == "A thread goes round the loop at line 3 of your answer."
    assert (found.file, found.line) == ("answer.py", 3)


def test_who_goes_through_where_all_were_to_wait_is_told():
    found = one("def enter(): pass\n", ALONE)
    assert (found.way, found.sentence) == ("holds", "Somebody went through.")


def test_an_error_of_the_answer_has_its_line_beside_the_sentence_of_the_check():
    found = one(f"{GOOD}        self._lock.release()\n")
    assert (found.way, found.sentence) == ("raises", "A jar got lost.")
    assert found.detail == "RuntimeError: release unlocked lock, line 11 of your answer"


def test_a_mistyped_name_is_a_mistake_and_no_race():
    found = one(GOOD.replace("+= count", "+= cuont"))
    assert found.sentence == (
        "Your answer ends with an error: NameError: name 'cuont' is not defined,"
        " line 10 of your answer."
    )
    assert (found.way, found.detail, found.file, found.line) == (
        "raises",
        "",
        "answer.py",
        10,
    )


def test_a_way_to_fail_that_the_check_has_no_sentence_for_has_a_general_one():
    check = Check.parse("a_two_add", CHECK.replace("raises: A jar got lost.\n", ""))
    assert one(LOST, check).sentence == "Some order ends with an error."


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("", "The checks call `Shelf()`. Keep that name."),
        ("class Shelf:\n    jars = 3\n", "The checks call `Shelf.add(n)`. Keep that name."),
        ("class Shelf:\n    def add(self, n): pass\n", "The checks read `Shelf.jars`. Keep that name."),
        ("class Shelf:\n    def add(self): pass\n", "The checks call `Shelf.add(n)`. Let it take these arguments."),
        ("class Shelf:\n    def __init__(self, n): pass\n", "The checks call `Shelf()`. Let it take these arguments."),
    ],
)  # fmt: skip
def test_a_name_that_is_missing_is_told_as_the_checks_use_it(answer, sentence):
    found = one(answer)
    assert (found.passed, found.way, found.sentence) == (False, "missing", sentence)
    assert "/" not in found.detail, "a path of nobody's"


@pytest.mark.parametrize(
    "detail",
    [
        "TypeError: 'NoneType' object is not iterable",
        "TypeError: walk() takes 0 positional arguments but 1 was given",
        "AttributeError: 'Shelf' object has no attribute 'other'",
        "ValueError: Shelf.add() takes nothing",
    ],
)
def test_what_no_check_uses_is_not_missing(detail):
    assert what_is_missing(detail, CHECK, "answer") == ""


def test_long_arguments_are_left_out():
    source = (
        "from answer import run\nrun({'one': 1, 'two': 2, 'three': 3, 'four': 4})\n"
    )
    said = what_is_missing("ImportError: cannot import name 'run'", source, "answer")
    assert said == "The checks call `run(...)`. Keep that name."


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("def f(:\n", "line 11: invalid syntax"),
        ("return 1\n", "line 11: 'return' outside function"),
    ],
)
def test_an_answer_that_is_no_python_has_pythons_own_message(more, told):
    found = one(GOOD + more)
    assert (found.passed, found.way, found.line) == (False, "syntax", 11)
    assert found.sentence == f"Python cannot read your answer: {told}."


@pytest.mark.parametrize(
    ("more", "what", "line"),
    [
        (
            "from multiprocessing.pool import ThreadPool\n",
            "import of multiprocessing.pool",
            11,
        ),
        ("import os\nos._exit(0)\n", "os._exit", 12),
        (
            "threading.Thread.start = lambda self: self.run()\n",
            "a change of Thread.start",
            11,
        ),
    ],
)
def test_what_cannot_be_judged_is_neither_refused_nor_accepted(more, what, line):
    found = one(GOOD + more)
    assert (found.passed, found.way) == (None, "unsupported")
    assert found.sentence.startswith("This answer cannot be judged here")
    assert what in found.sentence
    assert found.sentence.endswith("It may be right.")
    assert (found.file, found.line) == ("answer.py", line)


def test_what_cannot_be_judged_lets_the_next_check_be_judged():
    other = Check.parse("c", '"""Another."""\nassert 1 == 2\n')
    first, second = judge(
        GOOD.replace("self.jars += count", "input()"), [TWO_ADD, other]
    )
    assert (first.passed, second.passed) == (None, False)


@pytest.mark.parametrize("end", ["raise SystemExit", "import sys; sys.exit(0)"])
def test_an_answer_that_ends_the_program_does_not_pass(end):
    for answer in (
        f"{GOOD}{end}\n",
        GOOD.replace(
            "0, threading", f"0, threading.Lock()\n        {end}\n        threading"
        ),
    ):
        found = one(answer)
        assert (found.passed, found.way) == (False, "raises")
        assert (
            found.sentence == "Your answer ends the program before the check is over."
        )


def test_a_thread_that_ends_by_itself_is_no_end_of_the_program():
    assert one(f"{GOOD}            raise SystemExit\n").passed


# --- one thing at a time


def test_the_first_check_that_refuses_is_the_last_that_is_judged():
    checks = [Check.parse(name, CHECK) for name in ("a", "b", "c")]
    assert [found.check.name for found in judge(GOOD, checks)] == ["a", "b", "c"]
    assert [found.check.name for found in judge(LOST, checks)] == ["a"]


def test_a_session_judges_one_answer_after_another():
    session, seen = Session(), []

    def progress(check, orders):
        seen.append((check.name, orders))
        return False

    for answer, passed in ((GOOD, True), (LOST, False), (GOOD, True)):
        assert one(answer, search=session.explore, progress=progress).passed is passed
    assert all(name == "a_two_add" for name, _ in seen)


def test_a_search_that_is_stopped_ends_without_a_judgment():
    def search(program, *, progress, **how):
        assert progress(1)
        return report("incomplete", None, 1.0)

    stopped = list(
        judge(GOOD, [TWO_ADD, ALONE], progress=lambda *_: True, search=search)
    )
    assert stopped == []


def test_an_order_of_a_check_runs_again():
    trace = follow_check(LOST, TWO_ADD, "any-time:1.2-2")
    assert (trace.ending, trace.detail) == (
        "raises",
        "AssertionError: 1 and 2 jars came, the shelf says 1",
    )
    assert {event.file for event in trace.events if event.line} == {
        "answer.py",
        "a_two_add.py",
    }
    assert trace.output == ""
    assert claim_of(TWO_ADD).verdict(trace) == "raises"
    assert claim_of(ALONE).verdict(trace) == "raises"


# --- the command


def folder(path: Path, **checks) -> Path:
    (path / "checks").mkdir(exist_ok=True)
    for name, source in checks.items():
        (path / f"checks/{name}.py").write_text(source)
    return path


@pytest.fixture
def run(tmp_path, capsys):
    """The command on an answer given as text: (status, stdout, stderr)."""

    def run(answer, *options, **checks):
        exercise = folder(
            tmp_path, **(checks or {"a_two_add": CHECK, "b_again": CHECK})
        )
        (tmp_path / "mine.py").write_text(answer)
        status = main(
            ["--exercise", str(exercise), str(tmp_path / "mine.py"), *options]
        )
        return status, *capsys.readouterr()

    return run


def test_the_command_says_of_each_check_what_is_known(run):
    status, out, _ = run(GOOD)
    assert status == 0
    assert out.count("passes   Two keepers add jars, and all of them count.\n") == 2
    assert "         Holds in every order: 2 orders cover them all.\n" in out
    assert out.endswith("\nThe answer passes all 2 checks.\n")


def test_the_command_says_where_not_all_orders_were_run(run):
    few = CHECK.replace("raises:", "preemptions: 0\nraises:", 1)
    status, out, _ = run(GOOD, a_few=few, b_all=CHECK)
    assert status == 0
    assert out.endswith("passes all 2 checks; of 1, not all orders were run.\n")


def test_the_cause_is_not_one_in_the_check_alone():
    trace = one(LOST).trace
    assert "answer.py" in cause(trace)
    assert cause(trace, "answer.py") == cause(trace)
    assert cause(trace, "elsewhere.py") == ""


def test_the_command_shows_the_order_that_breaks_the_first_check(run):
    status, out, _ = run(LOST)
    assert status == 1
    assert out.startswith(
        "REFUSED  Two keepers add jars, and all of them count.\n         A jar got lost.\n"
    )
    assert (
        "keeper 1 reads shelf.jars at answer.py:10; before it goes on, keeper 2" in out
    )
    assert "  self.jars += count" in out
    assert "  assert jars == 3," in out
    assert out.endswith("\nNot judged yet: b_again.\n")


def test_the_command_draws_nothing_where_a_name_is_missing(run):
    status, out, _ = run("x = 1\n", a=CHECK)
    assert status == 1
    assert out.count("MainThread") == 0


def test_the_command_shows_a_plain_run_of_what_it_cannot_judge(run):
    status, out, _ = run(
        f"from multiprocessing.pool import ThreadPool\nprint('it', 'ran')\n{GOOD}",
        a=CHECK,
    )
    assert status == 2
    assert "unknown  Two keepers" in out
    assert out.endswith("A plain run of it prints:\nit ran\n")


def test_the_command_tells_the_same_as_json(run):
    status, out, _ = run(LOST, "--json")
    told = json.loads(out)
    assert (status, told["interrupted"]) == (1, False)
    assert told["judgments"] == [one(LOST).to_json()]


def test_the_command_is_interrupted(run, monkeypatch):
    monkeypatch.setattr("everyorder.command.Progress.__call__", lambda *_: True)
    monkeypatch.setattr("everyorder.search.PROGRESS", 0.0)
    status, out, _ = run(GOOD)
    assert status == 3
    assert out.endswith("\nStopped. Not judged: a_two_add, b_again.\n")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--promise", "x"], "not with --promise"),
        (["--order", "any-time:"], "not with --order"),
        (["--same-output", "--limit", "3"], "not with --same-output, --limit"),
        (["--", "one"], "not with --:"),
    ],
)
def test_other_options_are_wrong_use(run, tmp_path, options, told):
    (tmp_path / "x").write_text("")
    options = [str(tmp_path / "x") if each == "x" else each for each in options]
    status, _, err = run(GOOD, *options)
    assert status == 2
    assert "--exercise goes with --seconds and --json" in err
    assert told in err


def test_bad_folders_and_answers_are_told(tmp_path, capsys):
    answer = tmp_path / "mine.py"

    def told(exercise, *options):
        assert main(["--exercise", str(exercise), str(answer), *options]) == 2
        return capsys.readouterr()

    assert "nowhere: there is no such folder" in told(tmp_path / "nowhere").err
    assert "checks: there is no check" in told(tmp_path).err
    folder(tmp_path, a=CHECK)
    assert "mine.py: there is no such file" in told(tmp_path).err
    answer.write_bytes(b"\xff")
    error = json.loads(told(tmp_path, "--json").out)["error"]
    assert "mine.py: it cannot be read" in error


def test_the_seconds_of_the_command_are_those_of_each_check(run, monkeypatch):
    asked = []

    def explore(self, program, *, seconds, **how):
        asked.append(round(seconds, 2))
        return report("incomplete", None, seconds)

    monkeypatch.setattr(Session, "explore", explore)
    status, out, _ = run(GOOD, "--seconds", "0.5", a=CHECK)
    assert (status, asked) == (0, [0.3, 0.2])
    assert "longer than 0.5 seconds here." in out


def test_a_failure_that_is_found_as_the_time_ends_is_told(monkeypatch):
    now = [0.0]

    class Clock:
        perf_counter = staticmethod(lambda: now[0])

    for module in ("everyorder.search", "everyorder.explore"):
        monkeypatch.setattr(sys.modules[module], "time", Clock)

    def keeps(output):
        now[0] += 100.0
        return False

    found = explore(load_source("print(1)\n"), promise=keeps, seconds=5.0)
    assert found.verdict == "output"
