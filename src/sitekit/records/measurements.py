"""What the measured programs measured, read and quoted.

`make records` and `make measure` write it (commands/measure.py). A speed-up is never
printed by a program nor recorded: it is one recorded median divided by another, so it
cannot contradict the numbers beside it.
"""

import itertools
import re
import statistics
from collections.abc import Iterable

from sitekit.pages.marks import Measuring
from sitekit.programs import Program
from sitekit.records.code import digest_of
from sitekit.records.store import Records, day_in_words

KIND = "measured"
NUMBER = re.compile(
    r"(?P<label>[^:]+): (?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?: (?P<unit>.+))?$"
)
SPEED_UP = "speed-up"
LET_IT_PRINT = "Let it print each number in every run, as `label: number unit`."
WITHOUT_GIL = ("free-threaded",)
NBSP = "\N{NO-BREAK SPACE}"
TO = "\N{WORD JOINER}\N{EN DASH}\N{WORD JOINER}"  # no line ends at it


class Unrecorded(Exception):
    """A number that no record holds: what is wrong, and what to do."""

    def __init__(self, wrong: str, advice: str = "Run `make records`."):
        super().__init__(wrong)
        self.advice = advice


def numbers(output: str) -> dict[str, tuple[str, str]]:
    """The `label: number unit` lines of a measured program's output."""
    found = (NUMBER.match(line) for line in output.splitlines())
    return {m["label"]: (m["number"], m["unit"] or "") for m in found if m}


def summary(runs: list[dict[str, tuple[str, str]]]) -> dict[str, list[str]]:
    """For each label: median, unit, least and most, with the digits as printed.

    Raises Unrecorded where not every run has the same labels, and where there are none.
    """
    labels = dict.fromkeys(label for run in runs for label in run)
    if not labels:
        raise Unrecorded("no run has a `label: number unit` line", LET_IT_PRINT)
    for number, run in enumerate(runs, 1):
        for label in labels:
            if label not in run:
                raise Unrecorded(f"run {number} has no `{label}`", LET_IT_PRINT)
    found = {}
    for label, (first, unit) in runs[0].items():
        digits = len(first.partition(".")[2])
        values = [value(run[label][0]) for run in runs]
        median, *spread = (
            f"{number:,.{digits}f}"
            for number in (statistics.median(values), min(values), max(values))
        )
        found[label] = [median, unit, *spread]
    return found


def value(number: str) -> float:
    """A number as it was printed, `1,234.5`."""
    return float(number.replace(",", ""))


def timed(program: Program) -> str:
    """What was measured: changes with the code, not with comments, which take no time.

    It is empty where the program is none.
    """
    try:
        return digest_of([program.text])
    except SyntaxError:
        return ""


def is_current(program: Program, records: Records) -> bool:
    record = records.get(program, KIND)
    return record is not None and record["of"] == timed(program)


def unbelievable(measuring: Measuring, build: str, values: dict) -> str | None:
    """How the speed-up on this build contradicts what its page says, or None.

    What is said to gain gains by more than the spread of both ways. With a GIL,
    threads that compute in Python code take turns: they do not gain by more than it.
    """
    if not measuring.speed_up:
        return None
    unknown = [label for label in measuring.speed_up if label not in values["numbers"]]
    if unknown:
        return f"{build} | its mark names {unknown[0]!r}, and there is no such number"
    before, after = (values["numbers"][label] for label in measuring.speed_up)
    gains = value(after[3]) < value(before[2])
    should_gain = not measuring.computes or build in WITHOUT_GIL
    if gains == should_gain:
        return None
    labels = " and ".join(map(repr, measuring.speed_up))
    return (
        f"{build} | on {values['python']}, {labels} took {before[2]} to {before[3]} and"
        f" {after[2]} to {after[3]} {after[1]}, and the second"
        f" {'is' if should_gain else 'cannot be'} faster there by more than the spread"
    )


def disordered(measuring: Measuring, build: str, values: dict) -> str | None:
    """Which two numbers of this build are not as the mark orders them, or None.

    One is less than the next by more than the spread of both.
    """
    taken = values["numbers"]
    unknown = [label for label in measuring.ascending if label not in taken]
    if unknown:
        return f"{build} | its mark names {unknown[0]!r}, and there is no such number"
    for less, more in itertools.pairwise(measuring.ascending):
        if value(taken[less][3]) >= value(taken[more][2]):
            return (
                f"{build} | on {values['python']}, {less!r} was {taken[less][2]} to"
                f" {taken[less][3]} and {more!r} {taken[more][2]} to {taken[more][3]},"
                " and its mark says that the first is less by more than the spread"
            )
    return None


def quote(program: Program, record: dict, build: str, label: str) -> str:
    """One number with its unit. Raises Unrecorded."""
    taken = record["builds"].get(build, {}).get("numbers", {})
    if label == SPEED_UP and taken and program.claims.measured.speed_up:
        return speed_up(program.claims.measured, taken)
    if label not in taken:
        raise Unrecorded(
            f"{program.path.stem} has no number '{build} | {label}'; there are:"
            f" {'; '.join(_known(program, record))}"
        )
    number, unit = taken[label][:2]
    return f"{number} {unit}".strip().replace(" ", NBSP)


def _known(program: Program, record: dict) -> Iterable[str]:
    more = [SPEED_UP] if program.claims.measured.speed_up else []
    for build, values in record["builds"].items():
        yield from (f"{build} | {label}" for label in [*values["numbers"], *more])


def speed_up(measuring: Measuring, taken: dict) -> str:
    """The ratio of the two printed medians, as `1.97`. Raises Unrecorded."""
    for label in measuring.speed_up:
        if label not in taken:
            raise Unrecorded(
                f"its mark names {label!r}, and there is no such number",
                f"Write labels that it prints: {', '.join(taken)}.",
            )
    before, after = (value(taken[label][0]) for label in measuring.speed_up)
    if not after:
        label = measuring.speed_up[1]
        wrong = f"the median of {label!r} is 0, so that there is no speed-up"
        raise Unrecorded(wrong, "Let it print more digits, or run for longer.")
    return f"{before / after:.2f}"


def table(program: Program, record: dict) -> str:
    """All numbers as a Markdown table: medians, spread, speed-up, and where.

    Raises Unrecorded.
    """
    builds = record["builds"]
    rows = [["", *(build_name(b, v) for b, v in builds.items())]]
    rows.append(["---"] + ["--:"] * len(builds))
    for label in labels(record):
        cells = (b["numbers"].get(label) for b in builds.values())
        rows.append([label, *(_cell(cell) if cell else "" for cell in cells)])
    measuring = program.claims.measured
    if measuring.speed_up:
        ratios = (speed_up(measuring, b["numbers"]) for b in builds.values())
        rows.append([f"**{SPEED_UP}**", *(f"**{ratio}**" for ratio in ratios)])
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    names = dict.fromkeys(b["python"] for b in builds.values())
    ratio = (
        f" Speed-up: {' divided by '.join(measuring.speed_up)}."
        if measuring.speed_up
        else ""
    )
    return (
        f"{lines}\n\n*Medians of {record['runs']} runs, with the least and the most in"
        f" parentheses; {day_in_words(record['date'])}, on {record['machine']}."
        f" {'; '.join(names)}.{ratio}*\n{{ .measured }}"
    )


def labels(record: dict) -> list[str]:
    """What was measured on any build, in the order in which it was printed.

    The build that printed most leads, so that what the others lack keeps its place.
    """
    printed = [list(build["numbers"]) for build in record["builds"].values()]
    printed.sort(key=len, reverse=True)
    return list(dict.fromkeys(itertools.chain.from_iterable(printed)))


def _cell(taken: list[str]) -> str:
    number, unit, low, high = taken
    spread = f" ({low}{TO}{high})" if low != high else ""
    return f"{number} {unit}".strip().replace(" ", NBSP) + spread


def build_name(build: str, values: dict) -> str:
    """A build in a few words, `3.13t, GIL off`."""
    version = re.search(r"\d+\.\d+", values["python"])[0]
    gil = {"free-threaded": "t, GIL off", "free-threaded+gil": "t, GIL on"}
    return version + gil.get(build, "")


def contradiction(program: Program, record: dict) -> str | None:
    """How a record cannot be, in words; None where it can."""
    for build, values in record["builds"].items():
        for label, (median, _unit, low, high) in values["numbers"].items():
            if not value(low) <= value(median) <= value(high):
                return f"{build} | {label}: {median} is not within {low} to {high}"
        measuring = program.claims.measured or Measuring()
        for judge in (unbelievable, disordered):
            if wrong := judge(measuring, build, values):
                return wrong
    return None
