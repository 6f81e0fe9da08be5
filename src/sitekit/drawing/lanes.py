"""The lanes of a drawing: who runs, waits and holds locks at each step (figure.py).

They are folded from the events of a trace, row after row, and drawn as rails: a cell
for each thread, above and below the step. Nothing here knows of source code or pages.
"""

from dataclasses import dataclass, field
from html import escape

from everyorder.trace import Event, Row, Trace

SHAPES = (
    '<rect x="2" y="2" width="10" height="10"/>',
    '<circle cx="7" cy="7" r="5.5"/>',
    '<path d="M7 .5 13.5 7 7 13.5.5 7z"/>',
    '<path d="M7 1 13.5 12.5H.5z"/>',
    '<path d="M.5 1.5h13L7 13z"/>',
    '<path d="M4 1h6l3.5 6L10 13H4L.5 7z"/>',
)


@dataclass
class Lane:
    """What one thread's lane shows at a moment: not there, running, waiting; locks."""

    state: str = ""
    held: list[str] = field(default_factory=list)

    @property
    def look(self) -> str:
        return f"{self.state} held" if self.held else self.state


class Lanes:
    """The lanes of a drawing, moved along by the events of one row after another."""

    def __init__(self, trace: Trace, shown: list[Row]):
        numbers = {0} | {row.thread for row in shown}
        numbers |= {e.other for row in shown for e in row.events if e.kind == "start"}
        self.lanes = {number: Lane() for number in sorted(numbers)}
        self.column = {number: at for at, number in enumerate(self.lanes, 1)}
        self.lanes[0].state = "run"

    def looks(self) -> list[str]:
        return [lane.look for lane in self.lanes.values()]

    def take(self, events) -> None:
        for event in events:
            self._take(event)

    def _take(self, event: Event) -> None:
        lane = self.lanes.setdefault(event.thread, Lane())
        match event.kind:
            case "start":
                self.lanes[event.other].state = "run"
            case "wait":
                lane.state = "wait"
            case "wake":
                lane.state = "run"
            case "end":
                lane.state = ""
            case "acquire":
                lane.held.append(event.name)
            case "release":
                for other in self.lanes.values():  # a lock may be released by another
                    if event.name in other.held:
                        other.held.remove(event.name)
                        break


def look(column: int) -> str:
    """The class that colors a lane; with more threads than colors they come again."""
    return f"t{(column - 1) % len(SHAPES)}"


def head(trace: Trace, lanes: Lanes) -> str:
    names = "".join(
        f'<span class="{look(column)}" style="grid-column:{column}">'
        f"{_shape(column)}{escape(trace.name(number))}</span>"
        for number, column in lanes.column.items()
    )
    return f'<div class="names">{names}</div>'


def _shape(column: int) -> str:
    shape = SHAPES[(column - 1) % len(SHAPES)]
    return f'<svg viewBox="0 0 14 14" width="14" height="14">{shape}</svg>'


def rails(before: list[str], after: list[str], active: int = 0) -> str:
    """A cell for each lane: how it looks above the step and below it."""
    cells = []
    for column, (above, below) in enumerate(zip(before, after, strict=True), 1):
        shape = _shape(column) if column == active else ""
        cells.append(
            f'<i class="rail {look(column)}" style="grid-column:{column}">'
            f'<i class="{above}"></i><i class="{below}"></i>{shape}</i>'
        )
    return "".join(cells)
