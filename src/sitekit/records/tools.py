"""Does every tool of a program earn its place? What breaks when it is taken out.

Each lock, event, join ... of a program that holds in every order is taken out in turn
(removing/), and what is left is run in every order again, held to the same claim. Then
some order must break it, or some thread must go round a loop where it waited before.
Where neither is so, the tool prevents nothing: the program can do without it, or a
mark says why it is there all the same. `make records` writes it (commands/proofs.py).
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import everyorder
from everyorder import ProgramError, load_source
from sitekit import removing
from sitekit.problem import Problem
from sitekit.programs import Program
from sitekit.records import claims, proofs, sentences
from sitekit.records.code import digest
from sitekit.records.store import Records

KIND = "tools"
SPINS = "spins"  # a verdict of its own: a thread goes round a loop instead of waiting
LIMIT = 10_000  # orders of each search
PATIENCE = 60  # processor seconds for each tool
# What removing/ raises for a tool inside an f-string. A field instead of words would
# change that code, and with it the digest that all records of tools are made by.
HIDDEN = re.compile(r"line (?P<line>\d+): w(?P<advice>rite .+)")


@functools.cache
def method() -> str:
    """Changes with how tools are found and taken out."""
    return digest(Path(removing.__file__).parent.rglob("*.py"))


def without_each(
    source: str,
    held: Sequence[Mapping],
    name: str = "<program>",
    patience: float = PATIENCE,
) -> list[dict]:
    """What the removal of each tool of this source does to the claims, in its order.

    `held` is as for proofs.searched. `tool` is in the words of a page;
    `verdict` is one of everyorder's or SPINS; `breaking` counts, if they could be
    counted, the orders that break and all orders with at most so many `preemptions`.
    """
    return [
        {
            "tool": tool.words,
            "line": tool.line,
            "kind": tool.kind,
            **_verdict(removing.taken_out(source, tool), held, name, patience),
        }
        for tool in removing.find(source)
    ]


def _verdict(source: str, held: Sequence[Mapping], name: str, patience: float) -> dict:
    try:
        program = load_source(source, name)
    except ProgramError as error:
        return {"verdict": "unsupported", "orders": 0, "detail": str(error)}
    report, counts = proofs.searched(program, patience, held, limit=LIMIT)
    undecided = report.verdict in proofs.UNDECIDED
    return {
        **counts,
        "verdict": SPINS if _spins(report.trace) else report.verdict,
        **({"detail": report.detail} if undecided else {}),
    }


def _spins(trace: everyorder.Trace | None) -> bool:
    """Whether a thread went round a loop, whatever came of it for the others."""
    events = trace.events if trace else ()
    return any(removing.SPINS in event.value for event in events)


def try_without(program: Program) -> dict:
    """The record of one program whose proof holds."""
    return {
        "of": program.fingerprint,
        "by": method(),
        "python": proofs.PYTHON,
        "tools": without_each(program.text, claims.claims(program), str(program.path)),
    }


def due(program: Program, records: Records) -> bool:
    """Whether its proof holds, and what its tools prevent is not recorded as it is."""
    if not _holds(program, records) or _hidden(program):
        return False
    record = records.get(program, KIND)
    expected = program.fingerprint, method()
    known = record is not None and (record["of"], record["by"]) == expected
    return not (known and records.engine == proofs.engine())


def _holds(program: Program, records: Records) -> bool:
    proof = records.get(program, proofs.KIND)
    return proof is not None and proof["verdict"] == "holds"


def wrong(
    trials: Iterable[Mapping], kept: Mapping[str, str]
) -> Iterator[tuple[int, str, str]]:
    """Which tools contradict the marks: line, what is wrong, what to do.

    `kept` has the reasons of the marked tools. Line 0 stands for the whole program.
    """
    trials = list(trials)
    known = [trial["tool"] for trial in trials]
    for tool in kept:
        if tool not in known:
            there = ", ".join(known) or "none"
            wrong = f"it is marked kept({tool!r}, ...), but its tools are {there}"
            yield 0, wrong, "Name one of them, or remove the mark."
    for trial in trials:
        line, tool, marked = trial["line"], trial["tool"], trial["tool"] in kept
        if trial["verdict"] == "holds" and not marked:
            yield (
                line,
                f"{tool} prevents nothing: {sentences.holds_without(trial)}",
                "Write the program so that it is needed, leave it out, or mark it with"
                f' the reason: <!--pytest.mark.kept("{tool}", "shows ...")-->',
            )
        if trial["verdict"] != "holds" and marked:
            found = sentences.without([tool], trial)
            yield line, f"{tool} is marked as kept, but: {found}", "Remove the mark."


def problems(program: Program, records: Records) -> Iterator[Problem]:
    """What is wrong with the tools of a program."""
    if _holds(program, records) and (hidden := _hidden(program)):
        yield hidden
        return
    record, lines = records.get(program, KIND), [0, *program.file_lines]
    found = wrong(record["tools"] if record else (), dict(program.claims.kept))
    for line, what, advice in found:
        yield Problem(program.place, lines[line], what, advice)


def _hidden(program: Program) -> Problem | None:
    """A tool whose place this Python does not tell, so that it cannot be taken out."""
    try:
        removing.find(program.text)
    except SyntaxError as error:
        told = HIDDEN.fullmatch(error.msg)
        if told:
            line = program.file_lines[int(told["line"]) - 1]
            wrong = f"Python {proofs.PYTHON} does not tell where a tool stands in it"
            return Problem(program.place, line, wrong, f"W{told['advice']}")
    return None


def contradiction(program: Program, record: dict) -> str | None:
    """How a record cannot be, in words; None where it can."""
    if record["of"] != program.fingerprint or _hidden(program):
        return None
    there = [tool.words for tool in removing.find(program.text)]
    known = [trial["tool"] for trial in record["tools"]]
    if record["by"] == method() and known != there:
        told, found = (", ".join(tools) or "none" for tools in (known, there))
        return f"it is about {told}; its tools are {found}"
    for trial in record["tools"]:
        breaking, orders = trial.get("breaking") or (1, 1)
        if not 0 < breaking <= orders:
            return f"without {trial['tool']} {breaking} of {orders} orders break"
    return None


def undecided(record: Mapping | None) -> list[str]:
    """The tools of which it is not known what they prevent, with the reason."""
    return [
        f"line {trial['line']}: {sentences.without([trial['tool']], trial)}"
        for trial in (record["tools"] if record else ())
        if trial["verdict"] in proofs.UNDECIDED
    ]


def told(record: dict | None, kept: Mapping[str, str]) -> list[str]:
    """What the removal of each tool breaks; one sentence for tools that do the same."""
    said: dict[str, tuple[list[str], Mapping]] = {}
    idle = []
    for trial in record["tools"] if record else ():
        tool = trial["tool"]
        if trial["verdict"] == "holds":
            idle += [sentences.idle(tool, kept[tool])] if tool in kept else []
        else:
            alike = sentences.without([], trial)
            said.setdefault(alike, ([], trial))[0].append(tool)
    return [*(sentences.without(*each) for each in said.values()), *idle]


def summary(programs: Iterable[Program], records: Records) -> str:
    """How many tools of these programs earn their place, how many have another."""
    known = [records.get(program, KIND) for program in programs]
    trials = [trial for record in known if record for trial in record["tools"]]
    verdicts = [trial["verdict"] for trial in trials]
    idle = verdicts.count("holds")
    open_ = sum(verdict in proofs.UNDECIDED for verdict in verdicts)
    return (
        f"{len(trials)} tools were taken out: {len(trials) - idle - open_} are needed,"
        f" {idle} prevent nothing, {open_} are not decided"
    )
