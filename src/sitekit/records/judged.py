"""What the checks of an exercise say of each answer that the site has.

Every check is judged for every answer, also after one that refuses it, since each must
refuse something. The record stands with the starter and has an entry for each answer,
by the fingerprint of the answer and the checks: an answer that changed is judged alone.
`make records` writes it (commands/judged.py); the pages show it, and whether it is as
it must be is said in checking/exercises.py.
"""

import functools
import hashlib
import json
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from everyorder import (
    Check,
    Judgment,
    ProgramError,
    Session,
    Stage,
    judge,
    load_source,
    package,
)
from sitekit.exercises import SOLUTION, STARTER, Answer, Exercise
from sitekit.records import proofs
from sitekit.records.code import digest
from sitekit.records.store import Records
from sitekit.text import counted

KIND = "judged"
PATIENCE = 10.0  # seconds of a run
QUICK = 2.0  # processor seconds
PROOF = 600.0  # seconds for a check of an answer that must pass
REFUSAL = 60.0  # and for one of an answer that must not


@dataclass(frozen=True)
class Trial:
    """An answer, and the checks that judge it."""

    answer: Answer
    checks: tuple[Check, ...]

    @property
    def must_pass(self) -> bool:
        return self.answer.kind == "right" or self.answer.name == SOLUTION

    @property
    def fingerprint(self) -> str:
        """Changes with the answer and with any of the checks."""
        sources = [(check.name, check.source) for check in self.checks]
        told = json.dumps([self.answer.text, sources])
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@functools.cache
def method() -> str:
    """Changes with how answers are judged and with what is said of them."""
    return digest([*package.judging(), Path(__file__)])


def trials(exercise: Exercise) -> list[Trial]:
    """One for each answer. Raises ProblemError where a file cannot be read."""
    checks = tuple(exercise.checks)
    return [Trial(answer, checks) for answer in exercise.answers]


def judge_all(trial: Trial) -> dict:
    """The entry of one answer: what each check says of it, and a run of its own."""
    ending, output = _run(trial.answer)
    return {
        "of": trial.fingerprint,
        "python": proofs.PYTHON,
        "ending": ending,
        "output": output,
        "checks": {check.name: _judged(trial, check) for check in trial.checks},
    }


def _run(answer: Answer) -> tuple[str, str]:
    """How its main part ends in the natural order, and what it prints."""
    started = time.perf_counter()
    stage = Stage(breathe=lambda: time.perf_counter() - started > PATIENCE)
    try:
        run = Session(stage).run(load_source(answer.text, answer.path.name)).run
    except ProgramError as error:
        return f"{error}", ""
    return run.ending, run.output


def _judged(trial: Trial, check: Check) -> dict:
    started = time.process_time()
    seconds = PROOF if trial.must_pass else REFUSAL
    (found,) = judge(trial.answer.text, [check], seconds)
    taken = round(time.process_time() - started, 2)
    return told(found) | {"seconds": taken}


def told(judgment: Judgment) -> dict:
    """A judgment as it is recorded: without what stands at its default."""
    found = judgment.to_json()
    del found["check"]
    return {
        name: value
        for name, value in found.items()
        if name == "passed" or value not in (None, "", 0, False)
    }


def entries(exercise: Exercise, records: Records) -> dict[str, dict]:
    """What is recorded of its answers and checks as they are, by names of answers.

    Whether the engine and the judge are the same still says `due`.
    """
    record = records.get(exercise.starter, KIND)
    answers = record["answers"] if record is not None else {}
    return {
        trial.answer.name: answers[trial.answer.name]
        for trial in trials(exercise)
        if answers.get(trial.answer.name, {}).get("of") == trial.fingerprint
    }


def due(exercise: Exercise, records: Records) -> list[Trial]:
    """The answers to judge: they, a check, the engine or the judge changed since."""
    record = records.get(exercise.starter, KIND)
    current = record is not None and record["by"] == method()
    known = entries(exercise, records)
    if not current or records.engine != proofs.engine():
        known = {}
    return [trial for trial in trials(exercise) if trial.answer.name not in known]


def refusal(entry: Mapping) -> tuple[str, Mapping] | None:
    """The first check that refuses an answer, and what it says."""
    for name, found in entry["checks"].items():
        if found["passed"] is False:
            return name, found
    return None


def is_proven(check: Check, found: Mapping) -> bool:
    """Whether all orders keep it that the check asks for."""
    if not found["passed"]:
        return False
    bounded = check.preemptions is not None and found.get("switches")
    return found.get("exhaustive", False) or bounded == check.preemptions


def is_short(entry: Mapping) -> bool:
    """Whether it takes so little time that `make test` judges it again."""
    return sum(found["seconds"] for found in entry["checks"].values()) <= QUICK


def differences(entry: Mapping, recorded: Mapping) -> Iterator[str]:
    """How what is said of an answer differs from its record, in words."""
    for name, found in entry["checks"].items():
        before = recorded["checks"].get(name, {})
        same = recorded["python"] == proofs.PYTHON
        keys = ("passed", "way", "order", "orders") if same else ("passed", "way")
        if any(found.get(key) != before.get(key) for key in keys):
            said, now = before.get("sentence", "nothing"), found["sentence"]
            yield f"{name} said {said!r} of it, and now says {now!r}"


def gone(exercise: Exercise, record: Mapping) -> list[str]:
    """The answers of a record that the exercise has no longer."""
    return sorted(set(record["answers"]) - {one.name for one in exercise.answers})


def contradiction(exercise: Exercise, record: dict) -> str | None:
    """How a record cannot be, in words; None where it can."""
    if left := gone(exercise, record):
        return f"it is about {left[0]}, which is no answer"
    for name, entry in record["answers"].items():
        for check, found in entry["checks"].items():
            if found["passed"] is ("way" in found):
                way = found.get("way", "no way to fail")
                return (
                    f"{name}: passed is {found['passed']} of {check}, and it has {way}"
                )
    return None


def summary(exercises: Collection[Exercise], records: Records) -> str:
    """How many exercises there are, and what their checks say of the answers shown."""
    right = wrong = accepted = refused = 0
    for exercise in exercises:
        known = entries(exercise, records)
        for answer in exercise.answers:
            entry = known.get(answer.name)
            if answer.kind == "wrong":
                wrong += 1
                refused += entry is not None and refusal(entry) is not None
            elif answer.name != STARTER:
                right += 1
                accepted += entry is not None and _passes(exercise.checks, entry)
    return (
        f"{counted(len(exercises), 'exercise')}: {accepted} of {right} right answers"
        f" accepted, {refused} of {wrong} wrong ones refused"
    )


def _passes(checks: Iterable[Check], entry: Mapping) -> bool:
    return all(entry["checks"][check.name]["passed"] for check in checks)
