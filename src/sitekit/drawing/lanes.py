"""The lanes of a drawing: who runs, waits and holds locks at each step (steps.py).

They are folded from the events of a trace, row after row, and drawn as rails: a cell
for each thread, above and below the step. Nothing here knows of source code or pages.
"""

from dataclasses import dataclass, field

from everyorder import Event, Row, Trace

# The outline of each shape in a square of 14. A lane has the color of its shape:
# docs/assets/css/order.css has as many.
SHAPES = (
    "M2 2h10v10H2z",
    "M7 1.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z",
    "M7 .5 13.5 7 7 13.5.5 7z",
    "M7 1 13.5 12.5H.5z",
    "M.5 1.5h13L7 13z",
    "M4 1h6l3.5 6L10 13H4L.5 7z",
)

MOST = 16  # lanes side by side; more share the last. order.css places as many


@dataclass
class Lane:
    """What one thread's lane shows at a moment: not there, running, waiting; locks."""

    state: str = ""
    held: list[str] = field(default_factory=list)

    @property
    def looks(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.state, "held" if self.held else "")))


@dataclass(frozen=True)
class Mark:
    """A thread's place among the lanes, from 1, and how it is told from the others.

    With more threads than shapes, they come again.
    """

    column: int

    @property
    def look(self) -> str:
        """The class that colors it."""
        return f"t{(self.column - 1) % len(SHAPES)}"

    @property
    def place(self) -> str:
        """The class that puts it into its column."""
        return f"lane-{min(self.column, MOST)}"

    @property
    def shape(self) -> str:
        return SHAPES[(self.column - 1) % len(SHAPES)]


@dataclass(frozen=True)
class Rail:
    """One lane in one row: how it looks above the step and below it."""

    mark: Mark
    above: tuple[str, ...]
    below: tuple[str, ...]
    active: bool  # the step is its own

    @property
    def classes(self) -> str:
        above = (f"above-{look}" for look in self.above)
        below = (f"below-{look}" for look in self.below)
        return " ".join(("rail", self.mark.look, self.mark.place, *above, *below))


class Lanes:
    """The lanes of a drawing, moved along by the events of one row after another."""

    def __init__(self, trace: Trace, shown: list[Row]):
        numbers = {0} | {row.thread for row in shown}
        numbers |= {e.other for row in shown for e in row.events if e.kind == "start"}
        self.lanes = {number: Lane() for number in sorted(numbers)}
        self.marks = {number: Mark(at) for at, number in enumerate(self.lanes, 1)}
        self.names = {number: trace.threads[number] for number in self.lanes}
        self.lanes[0].state = "run"

    @property
    def place(self) -> str:
        """The class that makes room for all of them."""
        return f"lanes-{min(len(self.lanes), MOST)}"

    def take(self, events) -> None:
        for event in events:
            self._take(event)

    def rails(self, events=(), active: int | None = None) -> tuple[Rail, ...]:
        """The rails of a row in which these events happen to the active thread."""
        before = [lane.looks for lane in self.lanes.values()]
        self.take(events)
        after = [lane.looks for lane in self.lanes.values()]
        return tuple(
            Rail(self.marks[number], above, below, number == active)
            for number, above, below in zip(self.lanes, before, after, strict=True)
        )

    def _take(self, event: Event) -> None:
        lane = self.lanes[event.thread]
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
                # Its own first: locks may share a name, and be another's to release.
                for other in (lane, *self.lanes.values()):
                    if event.name in other.held:
                        other.held.remove(event.name)
                        break
