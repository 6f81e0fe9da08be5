"""`make check PAGE=learn/locks`: all that is wrong with one page, in seconds.

The same rules, programs and proofs that `make test` holds every page to; what needs
the built site or a browser is left to that.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import wait
from pathlib import Path

from sitekit.checking import Rules
from sitekit.commands.names import contradicted_of
from sitekit.commands.programs import page_named
from sitekit.exercises import Exercise, exercise_of
from sitekit.problem import Problem, tell
from sitekit.programs import Program
from sitekit.publishing import Publication
from sitekit.records import judged, proofs
from sitekit.running import NotRun, run_all, this_python
from sitekit.running import check as check_run
from sitekit.running.outcome import BUDGET, TIME_LIMIT
from sitekit.site import Site


def check(site: Site, page: str = "") -> int:
    """Print what is wrong with a page, or with all of them; 1 if anything is."""
    rules = Rules(Publication(site))
    pages = [page_named(site, page)] if page else site.pages()
    problems = {found for one in pages for found in problems_of(rules, one)}
    if not page:
        problems |= {*rules.files(), *rules.names()}
    problems = sorted(problems)
    status = tell(problems)
    names = site.name(pages[0]) if page else f"{len(pages)} pages"
    print(f"{names}: {len(problems) or 'no'} problem{'s' * (len(problems) != 1)}")
    return status


def problems_of(rules: Rules, page: Path) -> list[Problem]:
    """All that is wrong with one page; its programs are run."""
    found = rules.publication.found
    if page in found.errors:
        kinds = (rules.style, rules.navigation, rules.files)
        said = {problem for kind in kinds for problem in kind(page)}
        return sorted({*said, found.errors[page].problem})
    here, rows = found.on(page), rules.publication.rows
    # The programs first: the engine, which draws orders, wants the process to itself.
    failed = list(_runs(rules, here))
    kinds = (*rules.KINDS, "files", "names")
    problems = [problem for kind in kinds for problem in getattr(rules, kind)(page)]
    problems += contradicted_of(rows.reference, rows.on(page))
    if not failed:  # otherwise its records are stale for a reason that is said
        recorded = list(rules.records(page))
        problems += recorded or _again(page, here, rules)
    return sorted({*problems, *failed})


def _again(page: Path, programs: list[Program], rules: Rules) -> Iterator[Problem]:
    """What does not come out as it is recorded."""
    yield from reproved(programs, rules)
    posed = exercise_of(rules.site, page)
    if posed is not None and posed.starter.path in rules.publication.found.programs:
        yield from rejudged([posed], rules)


def _runs(rules: Rules, programs: list[Program]) -> Iterator[Problem]:
    """What the programs do on this Python that their page does not say."""
    python = this_python()
    runs = run_all(programs, python)
    for program in programs:
        if not wait([runs[program.path]], BUDGET).done:
            print(f"{program.place}: still running (up to {TIME_LIMIT} s)", flush=True)
        try:
            found = check_run(program, runs[program.path].result(), python)
        except NotRun as reason:
            print(f"{program.place}: not run: {reason}")
            continue
        if found:
            wrong, advice = found
            place = rules.site.name(program.page)
            yield Problem(place, program.line, f"({program.place}): {wrong}", advice)


def reproved(programs: list[Program], rules: Rules) -> Iterator[Problem]:
    """Short proofs, made again, that do not come out as they are recorded."""
    records = rules.publication.records
    short = [p for p in programs if proofs.is_short(records.get(p, proofs.KIND))]
    for program, proof in proofs.in_processes(proofs.prove, short):
        wrong = proofs.differs(program, proof, records.get(program, proofs.KIND))
        if wrong:
            yield Problem(program.place, 0, wrong, "Run `make records`.")


def rejudged(exercises: Iterable[Exercise], rules: Rules) -> Iterator[Problem]:
    """Answers of exercises, judged again, of which the checks say something else.

    Those that took longer stand on their record and its seal.
    """
    short = []
    for exercise in exercises:
        entries = judged.entries(exercise, rules.publication.records)
        for trial in judged.trials(exercise):
            entry = entries.get(trial.answer.name)
            if entry is not None and judged.is_short(entry):
                short.append((trial, entry))
    again = proofs.in_processes(judged.judge_all, [trial for trial, _ in short])
    for (trial, recorded), (_, entry) in zip(short, again, strict=True):
        for wrong in judged.differences(entry, recorded):
            yield Problem(trial.answer.place, 0, wrong, "Run `make records`.")
