"""Records what the checks of the exercises say of each answer (records/judged.py)."""

from collections.abc import Iterable

from sitekit.exercises import Exercise
from sitekit.records import judged, proofs
from sitekit.records.judged import Trial
from sitekit.records.store import Records
from sitekit.text import counted


def record_judgments(exercises: Iterable[Exercise], records: Records) -> None:
    """Judge the answers that changed, or all for a new engine or a new judge.

    What a record says of answers that are gone is forgotten.
    """
    exercises = list(exercises)
    due = [
        (exercise, trial)
        for exercise in exercises
        for trial in judged.due(exercise, records)
    ]
    found: dict[Exercise, dict[str, dict]] = {
        exercise: judged.entries(exercise, records)
        for exercise in exercises
        if (record := records.get(exercise.starter, judged.KIND))
        and judged.gone(exercise, record)
    }
    judging = proofs.in_processes(judged.judge_all, [trial for _, trial in due])
    for (exercise, _), (trial, entry) in zip(due, judging, strict=True):
        entries = found.setdefault(exercise, judged.entries(exercise, records))
        entries[trial.answer.name] = entry
        print(_told(trial, entry), flush=True)
    for exercise, entries in found.items():
        answers = {answer.name: entries[answer.name] for answer in exercise.answers}
        record = {"by": judged.method(), "answers": answers}
        records.put(exercise.starter, judged.KIND, record)


def _told(trial: Trial, entry: dict) -> str:
    answer = trial.answer.path
    if (refused := judged.refusal(entry)) is not None:
        name, found = refused
        return f"{answer}: refused by {name}: {found['sentence']}"
    orders = sum(found.get("orders", 0) for found in entry["checks"].values())
    checks = counted(len(trial.checks), "check")
    return f"{answer}: passes {checks}, {counted(orders, 'order')}"
