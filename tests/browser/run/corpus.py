"""All that the site knows of its programs, as requests for the engine in a browser.

And what is wrong with each answer, in words. It runs nothing (alike.py).
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

from everyorder import Claim
from sitekit.programs import Program
from sitekit.promises import Promised
from sitekit.records import live, orders, proofs
from sitekit.records.store import Records

PATIENCE = 200.0  # seconds of a search
UNDECIDED = "incomplete"  # by the clock of the machine that made the record
KEPT = ("verdict", "orders", "preemptions", "exhaustive", "order")


@dataclass(frozen=True)
class Case:
    """Something to ask about a program; `kind` is run, proof, breaks or keeps."""

    kind: str
    program: Program
    request: dict

    @property
    def key(self) -> str:
        return f"{self.kind} {self.program.path}"


@dataclass(frozen=True)
class Corpus:
    """Programs, their records, and what the pack says that each promises."""

    programs: list[Program]
    records: Records
    packed: dict[str, dict]

    def cases(self) -> Iterator[Case]:
        """A plain run of each program, each proof, each recorded order."""
        for program in self.runnable():
            yield Case("run", program, self._asked(program, "run"))
        for program in self.proven():
            search = self._asked(program, "search", seconds=PATIENCE)
            yield Case("proof", program, search)
        for program in orders.drawable(self.programs):
            recorded = orders.read(program)
            for kind in ("breaks", "keeps"):
                if order := getattr(recorded, kind):
                    asked = self._asked(program, "run", order=str(order))
                    yield Case(kind, program, asked)

    def of(self, pages: Container[Path]) -> "Corpus":
        """The programs of these pages."""
        return replace(self, programs=[p for p in self.programs if p.page in pages])

    def runnable(self) -> list[Program]:
        """The programs that are recorded to run in a browser."""
        return [p for p in self.programs if live.cannot(p, self.records) == ""]

    def proven(self) -> list[Program]:
        """Those whose search comes to an end by itself."""
        found = [(p, self.proof(p)) for p in self.runnable()]
        return [p for p, proof in found if proof and proof["verdict"] != UNDECIDED]

    def undecided(self) -> int:
        """How many searches are left out, as the clock ends them."""
        found = [self.proof(p) for p in self.runnable()]
        return sum(1 for proof in found if proof and proof["verdict"] == UNDECIDED)

    def proof(self, program: Program) -> dict | None:
        return self.records.get(program, proofs.KIND)

    def promised(self, program: Program) -> Promised:
        return Promised.from_json(self.packed[str(program.path)]["promised"])

    def _asked(self, program: Program, op: str, **more) -> dict:
        return {
            "op": op,
            "source": program.text,
            "name": str(program.path),
            "promised": self.packed[str(program.path)]["promised"],
            **more,
        }


def printed(told: dict, *streams: str) -> str:
    """What a run printed on these streams, in the order it was heard."""
    found: list[str] = []
    for stream, text in told["parts"]:
        if stream == "begin":  # it is run again, and what it printed is taken back
            found.clear()
        elif stream in streams:
            found.append(text)
    return "".join(found)


def strange_output(program: Program, promised: Promised, told: dict) -> str | None:
    """How what was heard of a plain run is not what the page shows, or None."""
    answer, ending = told.get("answer"), program.claims.ending
    if answer is None or "refused" in answer:
        return told.get("error") or answer["refused"]
    if answer["ending"] not in ("ends", "raises", "deadlock", "hangs"):
        return f"it ends as {answer['ending']}: {answer['detail']}"
    if ending.status is None:  # it never ends, or only by a mistake that is shown
        waits = answer["ending"] in ("deadlock", "hangs")
        return None if waits else f"it must not end, and {answer['ending']}"
    if program.broken:  # its page shows one order of several
        return None
    if ending.text and ending.text not in printed(told, "out", "err"):
        return f"{ending.text!r} is not in what it printed"
    run = SimpleNamespace(
        ending=answer["ending"], detail=answer["detail"], output=printed(told, "out")
    )
    claim = Claim(**promised.arguments())
    verdict = claim.verdict(run)
    if verdict is None:
        return None
    wrote = printed(told, "out", "err").rstrip()
    return f"{verdict}: {claim.detail(verdict, run)}\n--- it printed\n{wrote}"


def other_proof(proof: dict, told: dict) -> str | None:
    """How a search came to something else than its record, or None."""
    if "answer" not in told:
        return told["error"]
    found = told["answer"]
    if "refused" in found:
        return f"it was refused: {found['refused']}"
    if found["interrupted"]:
        return f"it took more than {PATIENCE:.0f} s ({found['orders']} orders)"
    found = {**found, "preemptions": found["switches"]}
    pairs = [(key, proof[key], found[key]) for key in KEPT if proof[key] != found[key]]
    return (
        "; ".join(f"{key} is {now}, recorded {was}" for key, was, now in pairs) or None
    )


def other_figure(told: dict, desktop: dict) -> str | None:
    """How a figure differs from the desktop's: the first line of each, or None.

    Of one thread alone no figure is drawn, and the whole answer is compared.
    """
    if "answer" not in told:
        return told["error"]
    if "figure" not in told["answer"] or "figure" not in desktop:
        if told["answer"] == desktop:
            return None
        return f"the browser told {told['answer']}\nand the desktop {desktop}"
    here, there = (found["figure"].split("\n") for found in (told["answer"], desktop))
    for mine, theirs in zip(here, there, strict=False):
        if mine != theirs:
            return f"the browser drew {mine}\nand the desktop {theirs}"
    return None if len(here) == len(there) else f"{len(here)} lines, not {len(there)}"
