"""Asks every Python found for its public names, and holds the reference to the answers.

What is recorded goes to docs/reference/names.json. What is wrong by the files alone is
told in checking/reference.py.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from sitekit.problem import Problem, ProblemError
from sitekit.reference import record
from sitekit.reference.entries import Change, Entries, Entry
from sitekit.reference.record import Answer, Question
from sitekit.reference.rows import Reference
from sitekit.releases import numbers
from sitekit.running import Python, found_pythons

HARMLESS = "Write an expression that ends, prints nothing, and lets the process live."
RENEW = "Run `make records` and read the difference."


def record_names(reference: Reference) -> list[Problem]:
    """Record what each Python found says; returns notes that one contradicts."""
    question = reference.entries.question
    if not question.modules and not reference.file.exists():
        return []
    answers = answers_of(reference, found_pythons())
    told = record.text_of(record.combined(reference.record, answers, question))
    if not reference.file.exists() or reference.file.read_text("utf-8") != told:
        reference.file.write_text(told, "utf-8")
        print(f"{reference.site.name(reference.file)}: recorded anew")
    return list(contradicted(reference, answers))


def answers_of(
    reference: Reference, pythons: Iterable[Python]
) -> list[tuple[Python, Answer]]:
    """What each of these Pythons says. Raises ProblemError."""
    return _asked(pythons, reference.entries, reference.entries.question)


def _asked(
    pythons: Iterable[Python], entries: Entries, question: Question
) -> list[tuple[Python, Answer]]:
    pythons = list(pythons)

    def ask(python: Python) -> Answer:
        try:
            return record.ask(python, question)
        except record.NoAnswer as error:
            raise _unanswered(python, entries, question, error) from error

    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(zip(pythons, pool.map(ask, pythons), strict=True))


def _unanswered(
    python: Python, entries: Entries, question: Question, why: record.NoAnswer
) -> ProblemError:
    """Which check it is that keeps an interpreter from answering, if it is one."""
    for change in (change for e in entries.entries.values() for change in e.changed):
        if change.check in question.checks:
            try:
                record.ask(python, Question((), {}, (change.check,)))
            except record.NoAnswer:
                wrong = f"with `{change.check}`, {python.long} gives no answer"
                return ProblemError(entries.place, change.line, wrong, HARMLESS)
    wrong = f"{python.long} does not answer: {why}"
    return ProblemError(entries.place, 0, wrong, f"See which name it is. {RENEW}")


def unrecorded(
    reference: Reference, answers: Iterable[tuple[Python, Answer]]
) -> Iterator[Problem]:
    """What these Pythons say otherwise than is recorded of them.

    An older patch release than the recorded one may: it is not asked to.
    """
    place = reference.site.name(reference.file)
    for python, answer in answers:
        recorded = reference.record.pythons.get(python.short)
        if recorded and numbers(recorded) > python.numbers:
            continue
        names = record.differences(reference.record, python, answer)
        if names or not recorded:
            said = ", ".join([*names[:3], "and others"][: len(names)])
            wrong = f"Python {python.version} says otherwise of {said or 'all'}"
            yield Problem(place, 0, wrong, RENEW)


def contradicted(
    reference: Reference, answers: Iterable[tuple[Python, Answer]]
) -> Iterator[Problem]:
    """Changes that a Python does not show with that version, or shows before it."""
    entries = reference.entries
    return _contradictions(entries, entries.entries.values(), answers)


def contradicted_of(reference: Reference, names: Iterable[str]) -> list[Problem]:
    """The same of these names alone, which every Python found is asked about.

    And which of them is at no Python's place where its entry says that it is.
    """
    entries = [
        reference.entries.entries[name]
        for name in sorted(names)
        if name in reference.entries.entries
    ]
    checks = {c.check for entry in entries for c in entry.changed if c.check}
    placed = {entry.name: entry.place for entry in entries if entry.place}
    if not (checks or placed):
        return []
    question = Question((), placed, tuple(sorted(checks)))
    answers = _asked(found_pythons(), reference.entries, question)
    found = [*_contradictions(reference.entries, entries, answers)]
    return [*found, *_misplaced(reference, entries, answers)]


def _misplaced(
    reference: Reference, entries: Iterable[Entry], answers: list[tuple[Python, Answer]]
) -> Iterator[Problem]:
    """Places where no Python has the name, though one here is recorded to have it."""
    here = {python.short for python, _ in answers}
    known = {name for _, answer in answers for name in answer.names}
    for entry in entries:
        recorded = reference.record.names.get(entry.name)
        wanted = recorded and here & recorded.signatures.keys()
        if entry.place and wanted and entry.name not in known:
            wrong = f"no Python here has {entry.place}, the place of {entry.name}"
            yield Problem(
                reference.entries.place, entry.at("place"), wrong, "Correct the place."
            )


def _contradictions(
    read: Entries, entries: Iterable[Entry], answers: Iterable[tuple[Python, Answer]]
) -> Iterator[Problem]:
    answers = list(answers)
    for entry, change in ((e, c) for e in entries for c in e.changed if c.check):
        found: dict[str, list[str]] = {}  # what is wrong, on which Pythons
        for python, answer in answers:
            if wrong := _contradicted(change, python, answer):
                found.setdefault(wrong, []).append(python.long)
        for wrong, pythons in found.items():
            advice = f"Correct the version of {entry.name}, its check or its text."
            told = f"{wrong} on {'; '.join(pythons)}"
            yield Problem(read.place, change.line, told, advice)


def _contradicted(change: Change, python: Python, answer: Answer) -> str | None:
    held = answer.checks[change.check]
    if isinstance(held, str):
        return f"`{change.check}` ends with {held}"
    if held == (python.numbers[:2] >= numbers(change.version)):
        return None
    what = "is true" if held else "is not true"
    return f"changed in {change.version}: `{change.check}` {what}"
