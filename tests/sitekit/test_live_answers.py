"""A page's requests and the answers to them, as JSON, as the worker hands them over."""

import json
import re
import subprocess
import sys
import textwrap
from dataclasses import fields

import pytest
from programs import threads

from sitekit.live import answers
from sitekit.live.answers import Asked, Desk, prepare
from sitekit.promises import Promised
from tests.conftest import ROOT

LOST = threads(*["global x\nx += 1"] * 2, setup="x = 0", end="print(x)")
ATTACK = """\
import threading
x = "</script><img src=x onerror=alert(1)>"  # </script><b id=comment>
def work():
    global x
    x = x + "<i>&"
workers = [threading.Thread(target=work, name="<u>evil</u>") for _ in range(2)]
for worker in workers: worker.start()
for worker in workers: worker.join()
raise ValueError(f"<s>{x}</s>")
"""


class FakePage:
    """A reader: what is posted, what is typed, and when the run is stopped."""

    def __init__(self, typed=(), patience=10**9):
        self.posted, self.typed, self.patience = [], list(typed), patience
        self.asked, self.waited = [], []

    def post(self, message):
        self.posted.append(json.loads(message))

    def ask(self, prompt):
        self.asked.append(prompt)
        return self.typed.pop(0) if self.typed else None

    def wait(self, seconds):
        self.waited.append(seconds)

    def stopped(self):
        self.patience -= 1
        return self.patience < 0

    def heard(self, stream="out"):
        parts = [part for message in self.posted for part in message.get("parts", ())]
        return "".join(text for where, text in parts if where == stream)


def ask(op, source, page=None, **asked):
    """The answer to one request at a desk of its own."""
    desk = Desk(page or FakePage())
    return json.loads(desk.answer(json.dumps({"op": op, "source": source, **asked})))


# --- run


def test_a_run_is_streamed_and_answered_with_its_end_and_its_drawing():
    page = FakePage()
    told = ask("run", LOST, page, promised=Promised("2\n").to_json())
    assert page.heard() == "2\n"
    assert told["output"] is None
    assert (told["ending"], told["held"], told["broken"]) == ("ends", True, False)
    assert told["figure"].startswith('<figure class="order"')
    assert told["order"] == "plain:"


def test_a_run_along_an_order_that_breaks_it_says_so():
    promised = Promised("2\n").to_json()
    told = ask("run", LOST, order="any-time:1.2-2", promised=promised)
    assert (told["broken"], told["switches"]) == (True, 1)
    assert told["ends"] == "prints '1', expected '2'"


def test_a_run_by_seed_says_its_order_which_gives_the_same_run():
    found = [ask("run", LOST, seed=n) for n in range(8)]
    assert len({told["order"] for told in found}) > 2
    for told in found:
        again = ask("run", LOST, order=told["order"])
        assert again["figure"] == told["figure"]


def test_a_run_of_one_thread_has_no_drawing():
    assert "figure" not in ask("run", "print(1)")


def test_a_run_that_takes_too_many_steps_has_no_drawing():
    body = f"global x\nfor _ in range({answers.TOO_LONG}): x += 1"
    told = ask("run", threads(body, setup="x = 0", end="print(x)"))
    assert (told["ending"], "figure" in told) == ("ends", False)


def test_a_run_asks_the_reader_and_echoes_what_is_typed():
    page = FakePage(["Ada"])
    told = ask("run", "print('Hello', input('Who? '), input())", page, typed=["dear"])
    assert page.asked == [""]
    assert page.heard() == "Who? Hello dear Ada\n"
    assert page.heard("in") == "dear\nAda\n"
    assert told["ending"] == "ends"


def test_a_run_in_real_time_lets_it_pass_and_another_does_not():
    for real_time, waited in ((True, [2.0]), (False, [])):
        page = FakePage()
        ask("run", "import time\ntime.sleep(2)", page, real_time=real_time)
        assert page.waited == pytest.approx(waited, abs=0.001)


def test_a_run_can_be_stopped():
    told = ask("run", "while True: pass", FakePage(patience=2))
    assert (told["ending"], told["broken"]) == ("stopped", False)


def test_a_run_that_prints_too_much_is_ended():
    page = FakePage()
    told = ask("run", "while True: print('x' * 999)", page)
    assert told["ending"] == "too much"
    assert len(page.heard()) == answers.ROOM


def test_a_run_that_is_unsupported_says_what_and_where():
    told = ask("run", "x = 1\nimport socket")
    assert told["ending"] == "unsupported"
    assert (told["detail"], told["line"]) == ("import of socket", 2)


def test_a_deadlock_says_who_waits_for_whom():
    told = ask(
        "run",
        "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
    )
    assert told["ending"] == "deadlock"
    assert told["waiting"] == [
        {
            "thread": "MainThread",
            "line": 4,
            "what": "lock",
            "holder": "itself",
            "file": "",
        }
    ]


# --- what is no program, or no request

REFUSED = {
    "no Python": ("x = 1\nwhile True\n", 2, "program.py, line 2: expected ':'."),
    "a null byte": ("x = '\0'", 1, "null bytes"),
    "too deep": ("(" * 500 + ")" * 500, 1, "too many nested parentheses"),
    "not supported": ("class A:\n    x = [1 < n < 3 for n in ()]", 2, "does not support"),
}  # fmt: skip


@pytest.mark.parametrize("op", ["run", "step", "search"])
@pytest.mark.parametrize("what", REFUSED)
def test_a_program_that_cannot_be_read_is_refused_with_its_line(what, op):
    source, line, says = REFUSED[what]
    told = ask(op, source)
    assert says in told["refused"]
    assert told["line"] == line


@pytest.mark.parametrize("order", ["any-time:9.9-9", "nonsense"])
@pytest.mark.parametrize("op", ["run", "step"])
def test_an_order_that_does_not_fit_is_refused(op, order):
    assert "order" in ask(op, LOST, order=order)["refused"]


BAD = {
    "an op that is none": {"op": "fly", "source": ""},
    "an op that is private": {"op": "_run", "source": ""},
    "a method that is no op": {"op": "post_parts", "source": ""},
    "no op": {"source": ""},
    "no source": {"op": "run"},
    "a field that is none": {"op": "run", "source": "", "speed": 1},
    "no object": [],
}


@pytest.mark.parametrize("what", BAD)
def test_a_request_that_is_none_is_an_error_of_the_page(what):
    with pytest.raises(ValueError, match="request"):
        Desk(FakePage()).answer(json.dumps(BAD[what]))


def test_after_a_bad_request_the_desk_answers_the_next():
    desk = Desk(FakePage())
    with pytest.raises(ValueError, match="request"):
        desk.answer('{"op": "fly", "source": ""}')
    told = json.loads(desk.answer('{"op": "run", "source": "print(1)"}'))
    assert told["ending"] == "ends"


# --- step


def test_a_program_is_stepped_through_by_its_answers():
    told = ask("step", LOST)
    assert told["ending"] == "redundant"
    choices = []
    while told["options"]:
        choices.append(next(o["thread"] for o in told["options"] if o["goes"]))
        told = ask("step", LOST, places=told["places"], choices=choices)
        assert told["choices"] == choices
    assert (told["ending"], told["output"]) == ("ends", "2\n")


def test_stepping_along_an_order_begins_at_its_end():
    told = ask("step", LOST, order="any-time:1.2-2")
    assert (told["options"], told["output"]) == ([], "1\n")
    back = ask("step", LOST, places=told["places"], choices=told["choices"][:1])
    assert back["options"]


def test_a_choice_that_cannot_be_is_refused():
    places = ask("step", LOST)["places"]
    told = ask("step", LOST, places=places, choices=[9])
    assert told["refused"] == "choice 1: thread 9 cannot go on there."


# --- search, test


def test_a_search_finds_an_order_and_draws_it():
    page = FakePage()
    told = ask("search", LOST, page, promised=Promised("2\n").to_json())
    assert (told["verdict"], told["switches"]) == ("output", 1)
    assert told["ends"] == "prints '1', expected '2'"
    assert told["figure"].startswith("<figure")
    again = ask("run", LOST, order=told["order"])
    assert again["switches"] == 1


def test_stepping_along_an_order_goes_as_far_as_its_drawing_was_read():
    order = ask("search", LOST, promised=Promised("2\n").to_json())["order"]
    # The start of both threads, the wait for them, and both reads have happened at 5.
    reached = {
        until: ask("step", LOST, order=order, events=until)["choices"]
        for until in (0, 5, None)
    }
    assert reached == {0: [], 5: [1, 2], None: [1, 2, 2]}


def test_a_search_without_a_promise_wants_one_output():
    told = ask("search", LOST)
    assert told["verdict"] == "output"
    assert told["ends"] == "prints '1', where another order prints '2'"
    assert ask("search", threads("print(1)"))["exhaustive"]


@pytest.mark.parametrize("loop", ["while True: pass", "while True:\n    pass"])
def test_a_search_that_finds_a_loop_without_end_says_so(loop):
    source = f"import threading\nthreading.Thread(target=print).start()\n{loop}\n"
    told = ask("search", source)
    assert (told["verdict"], told["ends"]) == ("hangs", "never ends")


def test_a_search_ends_when_its_time_is_over():
    many = threads(*["log.append(1)"] * 5, setup="log = []", end="print(len(log))")
    page = FakePage()
    told = ask("search", many, page, seconds=0)
    assert (told["verdict"], told["interrupted"]) == ("incomplete", True)
    assert [message for message in page.posted if "progress" in message]


def test_the_engine_tests_itself():
    told = ask("test", "")
    assert told["works"], told


# --- what a program can put into the page


@pytest.mark.parametrize("op", ["run", "step", "search"])
def test_no_text_of_a_program_becomes_markup(op):
    name = "<em>.py"
    told = ask(op, ATTACK, name=name, anchor='"><q>', promised={"shown": "<tt>"})
    html = told["figure"]
    for markup in ("<img", "<b id", "<i>&", "<u>", "<s>", "<em>", "<q>", "<tt>"):
        assert markup not in html, markup
    assert html.count("</script>") == html.count("<script ") == 1
    assert "&lt;u&gt;" in html


# --- judge

CHECK = """\
\"\"\"Both are counted.

raises: One is lost.
\"\"\"
import threading
from answer import add, count
workers = [threading.Thread(target=add) for _ in range(2)]
for worker in workers: worker.start()
for worker in workers: worker.join()
assert count() == 2, f"{count()} of 2"
"""
COUNTS = """\
import threading
x, lock = 0, threading.Lock()
def count(): return x
def add():
    global x
    with lock:
        x += 1
"""
LOSES = COUNTS.replace("with lock:", "if True:")
CHECKS = [{"name": name, "source": CHECK} for name in ("a_both", "b_again")]


def test_an_answer_is_judged_check_by_check_and_told_as_it_is_found():
    page = FakePage()
    told = ask("judge", COUNTS, page, checks=CHECKS)
    assert [found["passed"] for found in told["judgments"]] == [True, True]
    assert [found["check"] for found in told["judgments"]] == ["a_both", "b_again"]
    assert told["interrupted"] is False
    posted = [message["judged"] for message in page.posted if "judged" in message]
    assert posted == told["judgments"]


def test_the_first_check_that_refuses_is_drawn_beside_the_answer():
    (found,) = ask("judge", LOSES, checks=CHECKS, name="answer.py")["judgments"]
    assert (found["passed"], found["way"], found["sentence"]) == (
        False,
        "raises",
        "One is lost.",
    )
    assert (found["detail"], found["file"], found["line"]) == (
        "1 of 2",
        "a_both.py",
        10,
    )
    assert found["ends"] == "AssertionError: 1 of 2"
    assert "<b>7: </b>x += 1" in found["figure"]
    assert "<b>a_both 9: </b>" in found["figure"]
    assert "<td>a_both 9</td>" in found["figure"]


def test_one_check_is_judged_for_longer():
    told = ask("judge", COUNTS, checks=CHECKS, only="b_again", seconds=9)
    assert [found["check"] for found in told["judgments"]] == ["b_again"]


def test_an_answer_that_is_no_python_is_judged_so():
    (found,) = ask("judge", "def", checks=CHECKS)["judgments"]
    assert (found["passed"], found["way"], found["figure"]) == (False, "syntax", None)


def test_an_answer_that_cannot_be_judged_shows_what_it_prints():
    answer = f"print('it ran')\n{COUNTS}\nif __name__ != '__main__': input()\n"
    told = ask("judge", answer, checks=CHECKS)["judgments"]
    assert [found["passed"] for found in told] == [None, None]
    assert [found["detail"] for found in told] == ["it ran\n", "it ran\n"]


def test_judging_is_told_and_stopped(monkeypatch):
    monkeypatch.setattr("everyorder.search.PROGRESS", 0.0)
    page = FakePage()
    ask("judge", COUNTS, page, checks=CHECKS)
    assert any(message.get("judging") == "b_again" for message in page.posted)
    told = ask("judge", COUNTS, FakePage(patience=0), checks=CHECKS)
    assert told == {"judgments": [], "interrupted": True}


def test_a_check_is_stepped_with_the_answer():
    (found,) = ask("judge", LOSES, checks=CHECKS)["judgments"]
    told = ask("step", LOSES, checks=CHECKS[:1], order=found["order"])
    assert (told["ending"], told["broken"], told["held"]) == ("raises", True, True)
    assert "<b>a_both 10: </b>" in told["figure"]
    begun = ask("step", LOSES, checks=CHECKS[:1])
    assert {option["file"] for option in begun["options"]} == {
        "answer.py",
        "a_both.py",
    }
    assert begun["ending"] == "redundant"


def test_a_check_that_says_nothing_is_no_request():
    with pytest.raises(ValueError, match="no docstring says what is checked"):
        ask("judge", COUNTS, checks=[{"name": "a", "source": "x = 1"}])


# --- prepare


def test_a_desk_that_is_prepared_has_run_nothing(monkeypatch):
    monkeypatch.setattr(
        answers.Session, "run", lambda *_: pytest.fail("a program was run")
    )
    desk = prepare()
    assert desk.session.runner.scheduler.threads == []


NO_FILES = """
import json, os, sys, tempfile
from sitekit.live.answers import prepare
desk = prepare()
known = set(sys.modules)
own = tempfile.gettempdir()  # where an answer lies, beside the check that imports it
def refuse(event, args):
    if event in ("open", "os.listdir", "os.scandir") and not str(args[0]).isdigit():
        if not str(args[0]).startswith(own):
            raise SystemError(f"{event}: {args[0]}")
    if event == "import":
        raise SystemError(f"import of {args[0]}")
sys.addaudithook(refuse)
programs = json.loads(sys.stdin.readline())
for source in programs:
    for op in ("run", "step", "search"):
        told = json.loads(desk.answer(json.dumps({"op": op, "source": source})))
        assert "refused" not in told and "SystemError" not in str(told), told
checks = json.loads(sys.stdin.readline())
for source in programs:
    asked = {"op": "judge", "source": source, "checks": checks}
    told = desk.answer(json.dumps(asked))
    assert '"passed": false' in told and "SystemError" not in told, told
print("works" if json.loads(desk.answer('{"op": "test", "source": ""}'))["works"] else "")
"""
IMPORTS = {"name": "a", "source": '"""It."""\nimport answer\nassert not answer'}
USES = [
    LOST,
    ATTACK,
    "import queue, time\nq = queue.Queue()\nq.put(1)\ntime.sleep(1)\nprint(q.get())",
    "import logging\nlogging.warning('hello')",
    "import asyncio\nasync def main(): await asyncio.to_thread(print, 1)\nasyncio.run(main())",
    "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor() as pool: pool.submit(print, 1)",
    "raise ExceptionGroup('g', [ValueError(1)])",
]


def test_after_prepare_no_file_is_read_and_nothing_imported():
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(NO_FILES)],
        input=f"{json.dumps(USES)}\n{json.dumps([IMPORTS])}\n",
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "works\n"), done.stderr


# --- what the page's scripts are told of requests and answers


def properties(name):
    """The fields of a type in protocol.js."""
    text = (ROOT / "docs/assets/js/run/protocol.js").read_text("utf-8")
    (found,) = re.findall(rf"@typedef {{object}} {name}\b(.*?)\*/", text, re.DOTALL)
    return set(re.findall(r"@property {.*} \[?(\w+)", found))


def test_the_types_of_the_scripts_name_the_fields_of_a_request():
    assert properties("Request") == {field.name for field in fields(Asked)}


def test_the_types_of_the_scripts_name_the_fields_of_the_answers():
    step = ask("step", LOST)
    answers = (
        ask("run", LOST),
        step,
        ask("search", LOST),
        ask("run", "("),
        ask("test", ""),
        ask("judge", LOSES, checks=CHECKS),
    )
    assert properties("Answer") == set().union(*answers)
    assert properties("Option") == set(step["options"][0])
    (judgment,) = ask("judge", LOSES, checks=CHECKS)["judgments"]
    assert properties("Judgment") == set(judgment)
