"""What the interpreter itself shows of a program: real threads, one preemption.

Each run stops one thread before one of its bytecode instructions until the others have
ended, or for `PATIENCE` seconds if they cannot. Two outcomes prove a race; one proves
nothing, since orders with more preemptions are not tried. Nothing here uses the engine.
"""

import contextlib
import io
import itertools
import threading

PATIENCE = 0.02  # seconds that a stopped thread waits for the others
POSITIONS = 150  # instructions of a thread before which it is stopped, at most


class Course:
    """One run: which thread is stopped (by order of its start), before what."""

    def __init__(self, victim: int, at: int, expected: int):
        self.victim, self.at, self.expected = victim, at, expected
        self.started: list[threading.Thread] = []
        self.counts: dict[int, int] = {}
        self.reached = threading.Event()
        self.all_started = threading.Event()
        self.raised: list[str] = []

    def start(self, thread) -> None:
        self.started.append(thread)
        START(thread)
        if len(self.started) >= self.expected:
            self.all_started.set()

    def trace(self, frame, event, _):
        frame.f_trace_opcodes = True
        if event == "call" or event == "opcode":
            me = threading.current_thread()
            if me in self.started:
                self.count(self.started.index(me), me)
        return self.trace

    def count(self, number: int, me) -> None:
        count = self.counts[number] = self.counts.get(number, -1) + 1
        if number == self.victim and count == self.at:
            self.reached.set()
            self.all_started.wait(PATIENCE)
            for other in self.started:
                if other is not me and other.ident is not None:
                    other.join(PATIENCE)
        elif number != self.victim and count == 0 and self.victim < self.expected:
            self.reached.wait(PATIENCE)

    def hook(self, raised) -> None:
        self.raised.append(raised.exc_type.__name__)


START = threading.Thread.start


def run(source: str, victim: int, at: int, expected: int) -> tuple[str, list[int]]:
    """What one run shows, and how many instructions each thread has taken."""
    course, shown = Course(victim, at, expected), io.StringIO()
    code = compile(source, "<program>", "exec", dont_inherit=True)
    kept = threading.excepthook, threading._counter
    threading.excepthook = course.hook
    threading._counter = itertools.count(1).__next__
    threading.Thread.start = lambda thread: course.start(thread)
    threading.settrace(course.trace)
    try:
        with contextlib.redirect_stdout(shown):
            exec(code, {"__name__": "__main__"})
    except Exception as error:
        course.raised.append(type(error).__name__)
    finally:
        threading.settrace(None)
        threading.Thread.start = START
        threading.excepthook, threading._counter = kept
    course.reached.set()
    for thread in course.started:
        thread.join(1)
    counts = [course.counts.get(n, 0) for n in range(len(course.started))]
    return shown.getvalue() + "".join(sorted(course.raised)), counts


def outcomes(source: str, enough: int = 2) -> set[str]:
    """What runs with one preemption show; ends at `enough` different outcomes."""
    first, counts = run(source, 99, 0, 0)
    seen = {first}
    for victim, count in enumerate(counts):
        step = max(1, count // POSITIONS)
        for at in range(0, count + 1, step):
            if len(seen) >= enough:
                return seen
            seen.add(run(source, victim, at, len(counts))[0])
    return seen
