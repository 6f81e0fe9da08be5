"""What a measured program measured, as bars: `{{ plot NAME }}`.

A picture of the record that the table beside it has in numbers: a group for each label,
in it a bar for each build, its median, and a line from the least to the most. It has no
colors of its own, so that it reads in both schemes; the look is in site.css.
"""

from dataclasses import dataclass

from sitekit.programs import Program
from sitekit.publishing.figures import anchor
from sitekit.records import measurements
from sitekit.templates import templates

LEFT = 84  # pixels that the names of the builds take
FIELD = 45  # percent of the width that the longest line takes: the rest fits a phone
TIMES = {"s", "ms", "µs", "ns"}  # of these, less is better
HEAD, ROW, GAP = 20, 19, 10  # pixels: the height of a label, of a bar, between groups


@dataclass(frozen=True)
class Bar:
    """One build in a group: its name, its number in words, and where it is drawn.

    `middle` is in pixels from the top, and the numbers are percent of the width, so
    that a narrow screen has shorter bars and the same letters.
    """

    build: str
    said: str
    middle: float
    median: float
    least: float
    most: float


@dataclass(frozen=True)
class Group:
    label: str
    top: int
    bars: tuple[Bar, ...]


def plot(program: Program, record: dict) -> str:
    """The figure. Raises Unrecorded where its numbers have different units."""
    taken = [cell for b in record["builds"].values() for cell in b["numbers"].values()]
    units = {cell[1] for cell in taken}
    if len(units) != 1:
        wrong = f"the numbers of {program.path.stem} have different units: no axis fits"
        raise measurements.Unrecorded(wrong, "Let it print one unit, or no plot.")
    longest = max(measurements.value(cell[3]) for cell in taken)
    top, groups = 0, []
    for label in measurements.labels(record):
        group = _group(label, top, record, longest)
        groups.append(group)
        top += HEAD + ROW * len(group.bars) + GAP
    return (
        templates("sitekit.publishing")
        .get_template("plot.html.jinja")
        .render(
            id=f"plot-{anchor(program.path)}",
            name=program.path.name,
            groups=groups,
            height=top - GAP + 4,
            left=LEFT,
            times=units <= TIMES,
        )
    )


def _group(label: str, top: int, record: dict, longest: float) -> Group:
    """The bars of one label, on an axis that ends at the longest of all."""

    def at(number: str) -> float:
        return round(FIELD * measurements.value(number) / (longest or 1), 2)

    bars = []
    for build, values in record["builds"].items():
        if label not in values["numbers"]:
            continue
        number, unit, least, most = values["numbers"][label]
        middle = top + HEAD + ROW * len(bars) + ROW / 2
        name = measurements.build_name(build, values)
        said = f"{number} {unit}".strip()
        bars.append(Bar(name, said, middle, at(number), at(least), at(most)))
    return Group(label, top, tuple(bars))
