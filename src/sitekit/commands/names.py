"""Asks every Python found for its public names, and holds the reference to the answers.

What is recorded goes to docs/reference/names.json. What is wrong by the files alone is
told in checking/reference.py.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from sitekit.problem import Problem
from sitekit.reference import record
from sitekit.reference.entries import Change
from sitekit.reference.record import Answer
from sitekit.reference.rows import Reference
from sitekit.releases import numbers
from sitekit.running import Python, found_pythons

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
    """What each of these Pythons says."""
    pythons, question = list(pythons), reference.entries.question
    with ThreadPoolExecutor(max_workers=2) as pool:
        answers = pool.map(lambda python: record.ask(python, question), pythons)
        return list(zip(pythons, answers, strict=True))


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
    answers = list(answers)
    for entry in reference.entries.entries.values():
        for change in entry.changed:
            for python, answer in answers if change.check else ():
                if wrong := _contradicted(change, python, answer):
                    advice = (
                        f"Correct the version of {entry.name}, its check or its text."
                    )
                    yield Problem(reference.entries.place, entry.line, wrong, advice)


def _contradicted(change: Change, python: Python, answer: Answer) -> str | None:
    held = answer.checks[change.check]
    if isinstance(held, str):
        return f"`{change.check}` ends with {held} on {python.long}"
    if held == (python.numbers[:2] >= numbers(change.version)):
        return None
    what = "is true" if held else "is not true"
    return f"changed in {change.version}: `{change.check}` {what} on {python.long}"
