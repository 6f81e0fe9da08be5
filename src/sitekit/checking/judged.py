"""What the checks of an exercise are good for, from what they say of each answer shown.

A check looks at what the story promises, so a right answer passes all of them, however
unusual it is; and it refuses something that is shown, or it is no check. What they say
is recorded (records/judged.py), and nothing is run here.
"""

from collections.abc import Iterator, Mapping

from everyorder import ANSWER, output_lines
from sitekit.exercises import SOLUTION, Answer, Exercise
from sitekit.problem import Problem
from sitekit.records import judged
from sitekit.records.store import FILE, Records

BUDGET = 4.0  # processor seconds of a check of a right answer, as recorded
RENEW = "Run `make records` and read the difference."
SMALLER = (
    f"More than {BUDGET:g} processor seconds are too many for a browser: let"
    " checks/{}.py start fewer threads, or bound its search by `preemptions: 2`."
)


def problems(exercise: Exercise, records: Records) -> Iterator[Problem]:
    """What is wrong with an exercise whose files can all be read."""
    record = records.get(exercise.starter, judged.KIND)
    if record and (wrong := judged.contradiction(exercise, record)):
        wrong = f"its record in {FILE} cannot be: {wrong}"
        yield Problem(exercise.starter.place, 0, wrong, RENEW)
        return
    due = judged.due(exercise, records)
    for trial in due:
        wrong = "it, a check or the judge changed since it was judged"
        yield Problem(trial.answer.place, 0, wrong, RENEW)
    if due:
        return
    entries = judged.entries(exercise, records)
    for answer in (exercise.solution, *exercise.right):
        yield from _right(exercise, answer, entries[answer.name])
        yield from _runs(exercise, answer, entries[answer.name])
    for answer in (exercise.starter, *exercise.wrong):
        yield from _refused(exercise, answer, entries[answer.name])
    yield from _idle(exercise, entries)


def _right(exercise: Exercise, answer: Answer, entry: Mapping) -> Iterator[Problem]:
    for check in exercise.checks:
        found = entry["checks"][check.name]
        seconds, line = found["seconds"], _line(answer, found)
        if found["passed"] is False:
            said = f"{check.name} refuses it: {_told(found)}"
            advice = "Mend the check, so that it refuses no right answer"
            if answer.kind:
                advice += ", or move it to wrong/"
            yield Problem(answer.place, line, said, f"{advice}.")
        elif found["passed"] is None:
            said = f"{check.name} cannot judge it: {found['sentence']}"
            yield Problem(answer.place, line, said, "Write it in another way.")
        elif not judged.is_proven(check, found):
            said = f"it is not proven by {check.name}: {found['sentence']}"
            yield Problem(answer.place, 0, said, SMALLER.format(check.name))
        elif seconds > BUDGET:
            orders = found.get("orders", 0)
            said = f"{check.name} took {seconds} s for {orders:,} orders of it"
            yield Problem(answer.place, 0, said, SMALLER.format(check.name))


def _runs(exercise: Exercise, answer: Answer, entry: Mapping) -> Iterator[Problem]:
    """Whether the main part of a right answer does what that of the solution does."""
    promised = exercise.folder / SOLUTION.replace(".py", ".out")
    wanted = exercise.site.read(promised) if promised.is_file() else entry["output"]
    if entry["ending"] != "ends":
        said = f"its main part does not end well: {entry['ending']}"
    elif output_lines(entry["output"]) != output_lines(wanted):
        said = f"its main part does not print what {promised.name} says"
    else:
        return
    yield Problem(answer.place, 0, said, "Take the main part of the solution.")


def _line(answer: Answer, found: Mapping) -> int:
    """The line of the answer's file that is found at fault; 0 if none is."""
    if found.get("file") != ANSWER or "line" not in found:
        return 0
    return answer.above + found["line"]


def _refused(exercise: Exercise, answer: Answer, entry: Mapping) -> Iterator[Problem]:
    refusal = judged.refusal(entry)
    if refusal is None:
        said = "it passes all checks"
        advice = "Add the check that refuses it"
        if answer.kind:
            advice += ", or move it to right/"
        yield Problem(answer.place, 0, said, f"{advice}.")
        return
    name, found = refusal
    check = next(each for each in exercise.checks if each.name == name)
    if found["way"] not in check.says:
        way = found["way"]
        place = f"{exercise.place}/checks/{check.file}"
        said = f"it refuses {answer.name} and has no sentence for that: {_told(found)}"
        advice = f"Say in its docstring what it means, in a line `{way}: ...`."
        if way in ("missing", "syntax"):
            place, said = answer.place, f"{name} says of it: {found['sentence']}"
            advice = "Let it be an answer that a reader might take for right."
        yield Problem(place, 1, said, advice)


def _idle(exercise: Exercise, entries: Mapping[str, Mapping]) -> Iterator[Problem]:
    """Checks that refuse nothing that is shown."""
    shown = [exercise.starter, *exercise.wrong]
    for check in exercise.checks:
        found = [entries[answer.name]["checks"][check.name] for answer in shown]
        if all(each["passed"] is not False for each in found):
            place = f"{exercise.place}/checks/{check.file}"
            wrong = "it refuses neither the starter nor an answer of wrong/"
            advice = "Add a wrong answer that it refuses, or delete the check."
            yield Problem(place, 0, wrong, advice)


def _told(found: Mapping) -> str:
    return f"{found['way']}, {found.get('detail') or found['sentence']}"
