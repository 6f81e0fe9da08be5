"""Records which programs run in the reader's browser (records/live.py)."""

import time
from collections.abc import Iterable

from everyorder import Claim, ProgramError, Run, Session, Stage, load_source
from sitekit.live.packed import PYTHON
from sitekit.pages.marks import NEEDS
from sitekit.problem import Problem
from sitekit.programs import Program
from sitekit.records import claims, live
from sitekit.records.store import Records
from sitekit.running import this_python, too_old

PATIENCE = 10.0  # seconds of one run
ADVICE = "Mark it as one_order(reason), or write it so that it runs on a virtual clock."


def record_live(programs: Iterable[Program], records: Records) -> list[Problem]:
    """Try the programs that changed; returns what is wrong."""
    wrong = []
    for program in programs:
        if not live.due(program, records):
            continue
        cannot = _tried(program)
        if cannot is None:
            said = "in its natural order it does not do what its page shows"
            wrong.append(Problem(program.place, 0, said, ADVICE))
            continue
        record = {"of": program.fingerprint, "cannot": cannot}
        records.put(program, live.KIND, record)
    return wrong


def _tried(program: Program) -> str | None:
    """Why it cannot run in a browser, "" if it can; None if it runs otherwise."""
    if program.claims.measured:
        return live.MEASURES
    if program.claims.needs:
        return " and ".join(NEEDS[what] for what in sorted(program.claims.needs))
    started = time.perf_counter()
    stage = Stage(breathe=lambda: time.perf_counter() - started > PATIENCE)
    try:
        source = load_source(program.text, program.path.name)
        run = Session(stage).run(source).run
    except ProgramError as error:
        return _does(str(error).partition(": ")[2])
    if run.ending == "unsupported":
        return _does(run.detail)
    if run.ending == "stopped":
        return "computes for too long"
    must_wait = program.claims.ending.status is None
    if too_old(program, this_python()):  # it has only said so
        return _of_newer(program)
    if must_wait and run.ending in ("deadlock", "hangs"):
        return ""
    one_order = program.claims.one_order
    if (program.broken and not one_order) or _keeps(program, run):
        return ""
    if one_order:
        return one_order
    return None


def _does(refused: str) -> str:
    """What a program does that the engine refuses, in the words of a reader."""
    what = refused.removeprefix("everyorder does not support ").rstrip(".")
    for noun, verb in (("import of ", "imports "), ("a change of ", "changes ")):
        if what.startswith(noun):
            return verb + what.removeprefix(noun)
    return f"uses {what}"


def _of_newer(program: Program) -> str:
    """What is known without a run, for this Python is too old for one."""
    claims = program.claims
    if claims.since > PYTHON.numbers:
        needed, has = (
            ".".join(map(str, version))
            for version in (claims.since, PYTHON.numbers[:2])
        )
        return f"needs Python {needed}, and this page has {has}"
    if claims.one_order:
        return claims.one_order
    return ""


def _keeps(program: Program, run: Run) -> bool:
    """Whether the run is one that the page shows, and raises if that one does."""
    held = claims.claims(program)
    return all(Claim(**claim).verdict(run) is None for claim in held)
