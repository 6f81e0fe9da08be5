"""Small programs for the tests, from a few words each."""

from pathlib import Path
from textwrap import indent

from everyorder import explore
from everyorder.instrument.program import load_source

ROOT = Path(__file__).parents[2]


def threads(*bodies: str, setup: str = "", end: str = "") -> str:
    """A program that runs each body in a thread of its own, then `end`."""
    lines = ["import threading", setup]
    for number, body in enumerate(bodies):
        lines += [f"def work{number}():", indent(body, "    ")]
    names = ", ".join(f"work{number}" for number in range(len(bodies)))
    lines += [
        f"workers = [threading.Thread(target=work) for work in [{names}]]",
        "for worker in workers:\n    worker.start()",
        "for worker in workers:\n    worker.join()",
        end,
    ]
    return "\n".join(lines) + "\n"


def verdict(source: str, **how):
    """The report on a program given as text."""
    return explore(load_source(source), **how)


def outputs(source: str, **how) -> set[str]:
    """Every output that the program can give, each without white space around it."""
    report = verdict(source, **how)
    assert report.verdict == "holds", report.sentence()
    assert report.exhaustive, report.sentence()
    return {text.strip() for text in report.outputs}


def twice(setup: str, body: str, end: str, locked: bool = False, **how):
    """The report on two threads that each add one, where 2 is promised at the end.

    When `locked`, both run the body behind a lock.
    """
    if locked:
        lines = body.splitlines()
        declared = [line for line in lines if line.startswith("global")]
        rest = [f"    {line}" for line in lines if not line.startswith("global")]
        body = "\n".join([*declared, "with lock:", *rest])
        setup += "\nlock = threading.Lock()"
    return verdict(threads(body, body, setup=setup, end=end), promise="2", **how)
