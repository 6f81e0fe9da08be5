"""What a page asks of the engine, answered: run, step, search, judge.

Plain values both ways.

It runs in a worker under Pyodide (docs/assets/js/run/worker.js) and, in the tests, as
any other Python. `Desk` knows no JavaScript: what it must ask of the page while a
program runs is the `Page` that it is given. Requests and answers are JSON objects,
whose fields docs/assets/js/run/protocol.js names.
"""

import contextlib
import gc
import json
import math
import time
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Protocol

from everyorder import (
    ANSWER,
    BEGIN,
    Check,
    Claim,
    ExerciseError,
    Order,
    OrderError,
    Places,
    Position,
    Program,
    ProgramError,
    Run,
    Session,
    Stage,
    Trace,
    Watched,
    claim_of,
    judge,
    load_source,
    with_answer,
)
from sitekit.courses import Course, course, course_of_check
from sitekit.drawing import run_figure
from sitekit.promises import Promised

ROOM = 200_000  # characters that a run may print
PORTION = 0.05  # seconds between two messages with output
BREATH = 0.03  # seconds after which a run lets messages in
SEARCH = 20.0  # seconds of a search
CHECK = 5.0  # seconds of the search of one check of an exercise
TOO_LONG = 200  # steps; a run of more is not drawn
BROKEN = "An order that breaks it."
BROKEN_OFF = {
    "stopped": "you stopped it",
    "too much": "it printed too much",
    "steps": "it took too many steps",
    "unsupported": "the engine does not know what comes next",
}
SELF_TEST = (
    "import threading\nguests = 0\n\ndef count():\n    global guests\n"
    "    seen = guests\n    guests = seen + 1\n\n"
    "threads = [threading.Thread(target=count) for _ in range(2)]\n"
    "for thread in threads:\n    thread.start()\n"
    "for thread in threads:\n    thread.join()\nprint(guests)\n"
)
LIBRARY = "import asyncio, concurrent.futures, logging, queue, threading, traceback\n"
OPS = ("run", "step", "search", "judge", "test")
SELF_TEST_ORDERS = 7  # that it takes to find the lost update, on every Python


class Page(Protocol):
    """What a run needs of the page; each may suspend the program meanwhile."""

    def post(self, message: str) -> None:
        """Tell the page something, as JSON."""

    def ask(self, prompt: str) -> str | None:
        """What the reader types."""

    def wait(self, seconds: float) -> None:
        """Let real time pass."""

    def stopped(self) -> bool:
        """Let messages in; whether the reader has stopped the run."""


class NoPage:
    """Nobody listens."""

    def post(self, message: str) -> None:
        pass

    def ask(self, prompt: str) -> str | None:
        return None

    def wait(self, seconds: float) -> None:
        pass

    def stopped(self) -> bool:
        return False


@dataclass(frozen=True)
class Asked:
    """A request: a program, what it promises, and how it is to be run.

    With `checks` it is an answer to an exercise: they judge it, or `only` one of them,
    if that is named. A step goes through the program of the first with the answer.
    """

    op: str
    source: str
    name: str = "program.py"
    anchor: str = ""
    promised: Promised | None = None
    typed: tuple[str, ...] = ()
    seed: int | None = None
    order: str | None = None
    real_time: bool = False
    places: Places | None = None
    choices: tuple[int, ...] = ()
    events: int | None = None
    seconds: float | None = None  # of a run, no end; of a search, SEARCH or CHECK
    checks: tuple[Check, ...] = ()
    only: str | None = None

    def __post_init__(self):
        if self.op not in OPS:
            raise ValueError(f"there is no request {self.op!r}, but {', '.join(OPS)}")

    @classmethod
    def read(cls, text: str) -> "Asked":
        """The request in this JSON. Raises ValueError if it is none."""
        try:
            return cls._made(json.loads(text))
        except (TypeError, KeyError, AttributeError, ExerciseError) as error:
            raise ValueError(f"this is no request ({error}): {text[:200]}") from error

    @classmethod
    def _made(cls, found: dict) -> "Asked":
        found = {name: value for name, value in found.items() if value is not None}
        found["source"] = found["source"].removeprefix("\ufeff")  # as in a file
        if "promised" in found:
            found["promised"] = Promised.from_json(found["promised"])
        if "places" in found:
            hot, names = found["places"]["hot"], found["places"]["unsettled"]
            found["places"] = Places(tuple(hot), tuple(names))
        for name in ("typed", "choices"):
            found[name] = tuple(found.get(name, ()))
        checks = found.get("checks", ())
        found["checks"] = tuple(Check.parse(c["name"], c["source"]) for c in checks)
        return cls(**found)


class Desk:
    """Answers one request after another, with one session of the engine."""

    def __init__(self, page: Page):
        self.page = page
        self.session = Session()
        self.parts: list[list[str]] = []
        self.posted = self.breathed = 0.0

    def answer(self, request: str) -> str:
        """The answer to a request, both as JSON; a mistake is one of the answers.

        Raises ValueError if the request is none.
        """
        asked = Asked.read(request)
        try:
            if asked.op == "judge":
                found = self._judge(asked)
            else:
                with _loaded(asked) as program:
                    found = getattr(self, f"_{asked.op}")(program, asked)
        except ProgramError as error:
            found = {"refused": str(error), "line": error.line}
        except OrderError as error:
            found = {"refused": str(error), "line": 0}
        finally:
            self._post_parts()
        gc.collect()
        return json.dumps(found)

    # --- whole runs

    def _run(self, program: Program, asked: Asked) -> dict:
        """In the natural order, a random one or a given one; output is streamed."""
        self.session.stage = Stage(
            hear=self._hear,
            typed=asked.typed,
            ask=self._ask,
            passed=self.page.wait if asked.real_time else None,
            breathe=self._breathe,
            room=ROOM,
        )
        self.until = time.perf_counter() + (asked.seconds or math.inf)
        order = Order.parse(asked.order) if asked.order else None
        watched = self.session.run(program, order, asked.seed)
        return _told(asked, watched, "This run.")

    def _hear(self, stream: str, text: str) -> None:
        if stream == BEGIN:  # what has not been posted need not be taken back
            self.parts = [[BEGIN, ""]]
            return
        if self.parts and self.parts[-1][0] == stream:
            self.parts[-1][1] += text
        else:
            self.parts.append([stream, text])
        if time.perf_counter() - self.posted > PORTION:
            self._post_parts()

    def _post_parts(self) -> None:
        if self.parts:
            self.page.post(json.dumps({"parts": self.parts}))
            self.parts = []
        self.posted = time.perf_counter()

    def _ask(self, prompt: str) -> str | None:
        self._post_parts()
        return self.page.ask(prompt)

    def _breathe(self) -> bool:
        if time.perf_counter() - self.breathed < BREATH:
            return False
        self._post_parts()
        stopped = self.page.stopped()
        self.breathed = time.perf_counter()
        return stopped or self.breathed > self.until

    # --- decision by decision

    def _step(self, program: Program, asked: Asked) -> dict:
        """Where the choices lead; without places, from the start, or along an order.

        Along an order, up to where so many events of its drawing have happened.
        """
        self.session.stage = Stage(typed=asked.typed, ask=self._ask)
        places, choices = asked.places, asked.choices
        if places is None:
            order = Order.parse(asked.order) if asked.order else None
            places = self.session.places(program, order)
            if order is not None:
                choices = self._along(program, places, order, asked.events)
        position = self.session.step(program, places, choices)
        told = _told(asked, position.watched, "Your order so far.", position)
        return told | {
            "places": asdict(places),
            "choices": list(choices),
            "options": [asdict(option) for option in position.options],
        }

    def _along(
        self, program: Program, places: Places, order: Order, events: int | None
    ) -> tuple[int, ...]:
        choices = tuple(self.session.choices(program, places, order))

        def happened(choice: int) -> int:
            trace = self.session.step(program, places, choices[:choice]).watched.trace
            return len(trace.events) if trace is not None else 0

        if events is None:
            return choices
        return choices[: bisect_left(range(len(choices)), events, key=happened)]

    # --- every order

    def _search(self, program: Program, asked: Asked) -> dict:
        """The verdict on the program, as far as the time allows."""
        self.session.stage = Stage(typed=asked.typed)
        started, ended = time.perf_counter(), False
        seconds = SEARCH if asked.seconds is None else asked.seconds

        def progress(orders: int) -> bool:
            nonlocal ended
            self.page.post(json.dumps({"progress": orders}))
            late = time.perf_counter() - started > seconds
            ended = self.page.stopped() or late
            return ended

        claim = _claim(asked)
        report = self.session.explore(program, progress=progress, **claim)
        found = {
            "verdict": report.verdict,
            "detail": report.detail,
            "line": report.line,
            "orders": report.orders,
            "switches": report.preemptions,
            "exhaustive": report.exhaustive,
            "interrupted": ended,
            "seconds": time.perf_counter() - started,
            "outputs": sorted(report.outputs.items(), key=lambda pair: -pair[1])[:20],
            "order": str(report.order) if report.order is not None else None,
        }
        if report.trace is not None:
            # The first output is what the claim holds the others to.
            first = next(iter(report.outputs), None) if asked.promised is None else None
            run = course(report.trace, Claim(**claim), first)
            found["ends"] = run.ends
            found["figure"] = _drawn(asked, run, BROKEN)
        return found

    # --- an answer to an exercise

    def _judge(self, asked: Asked) -> dict:
        """What its checks say of the answer, each told as soon as it is known."""
        self.session.stage = Stage()
        ended = False

        def progress(check: Check, orders: int) -> bool:
            nonlocal ended
            self.page.post(json.dumps({"judging": check.name, "orders": orders}))
            ended = ended or self.page.stopped()
            return ended

        checks = [c for c in asked.checks if asked.only in (None, c.name)]
        seconds = CHECK if asked.seconds is None else asked.seconds
        found = []
        judging = (asked.source, checks, seconds, progress, self.session.explore)
        for judgment in judge(*judging):
            told = judgment.to_json() | {"ends": "", "figure": None}
            if judgment.trace is not None:
                drawn = course_of_check(judgment.trace, judgment.check)
                figure = _drawn(asked, drawn, BROKEN, judgment.check)
                told |= {"ends": drawn.ends, "figure": figure}
            elif judgment.way == "unsupported" and not judgment.more:
                told["detail"] = self._printed(asked)
            self.page.post(json.dumps({"judged": told}))
            found.append(told)
        return {"judgments": found, "interrupted": ended}

    def _printed(self, asked: Asked) -> str:
        """What the answer prints by itself, as far as it can be run."""
        self.session.stage = Stage(room=ROOM, breathe=self._breathe)
        self.until = time.perf_counter() + CHECK
        try:
            return self.session.run(load_source(asked.source, ANSWER)).run.output
        except ProgramError:
            return ""

    def _test(self, _program: Program, asked: Asked) -> dict:
        """Whether the engine works here: the lost update takes its seven orders."""
        program = load_source(SELF_TEST, "self_test.py")
        report = self.session.explore(program, promise="2\n")
        good = report.verdict == "output" and report.orders == SELF_TEST_ORDERS
        return {"works": good, "verdict": report.verdict, "orders": report.orders}


@contextlib.contextmanager
def _loaded(asked: Asked) -> Iterator[Program]:
    """The program that is asked for; of a check, with it. Raises ProgramError."""
    if not asked.checks:
        yield load_source(asked.source, asked.name)
        return
    with with_answer(asked.checks[0], asked.source) as program:
        yield program


def _claim(asked: Asked) -> dict:
    """What each order is held to: the page's promise, or that all print the same."""
    if asked.promised is None:
        return {"same_output": True}
    return asked.promised.arguments()


def _told(
    asked: Asked,
    watched: Watched,
    title: str,
    position: Position | None = None,
) -> dict:
    """How a run ended, whether that keeps the promise, and its drawing."""
    run = watched.run
    claim = Claim(**(asked.promised.arguments() if asked.promised else {}))
    if asked.checks:
        claim = claim_of(asked.checks[0])
    over = run.ending in ("ends", "raises", "deadlock", "hangs")
    verdict = claim.verdict(run) if over else None
    found = {
        "ending": run.ending,
        "detail": run.detail,
        "line": run.line,
        "output": run.output if position is not None else None,
        "waiting": [asdict(waiting) for waiting in run.waiting],
        "order": str(run.order),
        "switches": run.preemptions,
        "broken": verdict is not None,
        "held": asked.promised is not None or bool(asked.checks),
    }
    if watched.trace is not None and len(watched.trace.threads) > 1:
        found |= _figure(asked, run, watched.trace, claim, title)
    return found


def _figure(asked: Asked, run: Run, trace: Trace, claim: Claim, title: str) -> dict:
    if len(trace.events) > TOO_LONG:
        return {}
    if run.ending == "redundant":  # broken off at a decision
        drawn = Course(trace, "here you decide", None)
    elif run.ending in BROKEN_OFF:
        drawn = Course(trace, f"broken off: {BROKEN_OFF[run.ending]}", None)
    else:
        drawn = course(trace, claim)
    check = asked.checks[0] if asked.checks else None
    return {"ends": drawn.ends, "figure": _drawn(asked, drawn, title, check)}


def _drawn(asked: Asked, drawn: Course, title: str, check: Check | None = None) -> str:
    beside = {check.file: check.source} if check is not None else {}
    place = asked.name, asked.anchor, asked.source
    return run_figure(*place, drawn, title, beside)


def prepare() -> Desk:
    """A desk with all that a request needs imported and made, but no page yet.

    It runs no program, so that a snapshot of the memory can hold it.
    """
    made = Desk(NoPage())
    made.session.prepare(load_source(LIBRARY))
    trace = Trace("", ("MainThread",), (), (), (), "", "ends")
    run_figure("", "", "", Course(trace, "ends", False), "")
    return made
