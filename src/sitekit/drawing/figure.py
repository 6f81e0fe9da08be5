"""Draws one order of a program: a lane for each thread, time downward.

A pure function of a trace and the source it ran: HTML and SVG that need no JavaScript,
with a table of the same for those who cannot see it. It runs nothing. What is shown is
in steps.py, the markup in templates/, the look in order.css, the player in
docs/assets/js/order/.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment

from sitekit.courses import Course
from sitekit.drawing.lanes import Lanes
from sitekit.drawing.steps import Step, steps
from sitekit.templates import templates

MOST_STEPS = 40
WIDE = 3  # lanes; with more, the text stands beside all of them
BREAKS = re.compile(r"(?<=[(\[.,])(?=[^\s)])")  # where a long line may be broken


@dataclass(frozen=True)
class View:
    """One order as the templates want it."""

    course: Course
    steps: list[Step]
    lanes: Lanes

    @property
    def shown(self) -> list[Step]:
        return self.steps[-MOST_STEPS:]

    @property
    def left_out(self) -> int:
        return len(self.steps) - len(self.shown)

    @property
    def many(self) -> bool:
        return len(self.lanes.marks) > WIDE

    @property
    def ends(self) -> str:
        """How it ended, as a sentence."""
        return self.course.ends[:1].upper() + self.course.ends[1:] + "."


def figure(
    path: str, anchor: str, source: str, bad: Course, good: Course | None
) -> str:
    """The orders of one program as a figure: the breaking one, then the good one.

    `anchor` is the id of the figure that shows the program itself. The HTML begins with
    a block-level tag, no line of it is blank or begins with a space: Markdown hands it
    through as it is.
    """
    return _rendered(
        "figure.html",
        path=path,
        name=path.rpartition("/")[2],
        anchor=anchor,
        bad=_view(bad, source),
        good=good and _view(good, source),
    )


def run_figure(
    path: str,
    anchor: str,
    source: str,
    run: Course,
    title: str,
    beside: Mapping[str, str] = {},
) -> str:
    """One run as a figure like that of a recorded order, under this title.

    `beside` has the sources of other files by their names; their lines carry these.
    """
    view = _view(run, source, beside)
    return _rendered("run.html", path=path, anchor=anchor, view=view, title=title)


def _rendered(template: str, **values) -> str:
    html = _templates().get_template(template).render(**values)
    return re.sub(r"\s*\n\s*", "\n", html).strip()


def _view(course: Course, source: str, beside: Mapping[str, str] = {}) -> View:
    return View(course, *steps(course.trace, source, beside))


@functools.cache
def _templates() -> Environment:
    found = templates("sitekit.drawing").overlay()
    short = {"separators": (",", ":"), "ensure_ascii": False}
    found.filters = found.filters | {"pieces": BREAKS.split}
    found.policies = found.policies | {"json.dumps_kwargs": short}
    return found
