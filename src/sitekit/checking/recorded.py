"""Whether what is recorded of a page's programs is of the programs as they are now.

And whether it can be true: a record that was edited by hand, or contradicts itself or
its page, is a problem. Whether it *is* true is found by running again.
"""

from collections.abc import Iterable, Iterator

from sitekit.problem import Problem
from sitekit.programs import Program
from sitekit.records import live, measurements, orders, proofs, tools, versions
from sitekit.records.store import FILE, Records
from sitekit.site import Site

RENEW = "Run `make records` and read the difference."


def problems(
    site: Site, programs: Iterable[Program], records: Records
) -> Iterable[Problem]:
    """What is wrong with the records of these programs."""
    programs = list(programs)
    edited = {}
    for file, path, kind in records.edited():
        wrong = f"the record {kind!r} of {path} was edited by hand"
        told = Problem(site.name(file), 0, wrong, f"Delete it. {RENEW}")
        edited.setdefault(path, []).append(told)
    for program in programs:
        by_hand = edited.get(str(program.path))
        yield from by_hand or _of(program, records)


def _of(program: Program, records: Records) -> Iterator[Problem]:
    for wrong, advice in _stale(program, records):
        yield Problem(program.place, 0, wrong, advice)
    current = versions.is_current(program, records)
    if current and orders.drawable([program]) and (found := orders.problem(program)):
        yield found
    yield from tools.problems(program, records)


def _stale(program: Program, records: Records) -> Iterator[tuple[str, str]]:
    """What is not recorded of the program as it is now, or cannot be."""
    if records.get(program, versions.KIND) is None:
        yield "its runs were never recorded", RENEW
        return
    if not versions.is_current(program, records):
        outputs = sorted(file.name for file in program.outputs.values())
        what = ", ".join([program.path.name, *outputs])
        wrong = f"{what} or a mark changed since the runs were recorded"
        yield wrong, f"{RENEW} Outputs are never edited."
        return
    yield from _contradictions(program, records)
    provable = proofs.provable(program)
    if provable and not proofs.is_current(program, records):
        yield "it or the engine changed since it was proven", RENEW
    elif provable and (
        wrong := proofs.wrong(program, records.get(program, proofs.KIND))
    ):
        yield wrong
    elif provable and tools.due(program, records):
        yield "it is not recorded what its tools prevent", RENEW
    elif live.due(program, records):
        yield "it is not recorded whether it runs in a browser", RENEW
    if program.claims.measured and not measurements.is_current(program, records):
        yield (
            "it changed since it was measured",
            "Run `make records` on a quiet machine that has a free-threaded Python.",
        )


def _contradictions(program: Program, records: Records) -> Iterator[tuple[str, str]]:
    for kind in (versions, live, proofs, tools, measurements):
        record = records.get(program, kind.KIND)
        wrong = record and kind.contradiction(program, record)
        if wrong:
            yield f"its record in {FILE} cannot be: {wrong}", RENEW


def gone(
    site: Site, programs: Iterable[Program], records: Records
) -> Iterable[Problem]:
    """Records of programs that no page shows."""
    programs = list(programs)
    for path in records.gone(programs):
        place = site.name(site.snippets / path)
        yield Problem(place, 0, "it has records, but no page shows it", RENEW)
    known = {orders.path_of(program) for program in orders.drawable(programs)}
    for file in sorted(set(site.snippets.rglob(f"*{orders.SUFFIX}")) - known):
        wrong = "no page shows a broken program of this name"
        advice = "Delete the file, or name the program _broken."
        yield Problem(site.name(file), 0, wrong, advice)
