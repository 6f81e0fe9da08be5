"""What comes of a program: plain values, the same in the caller and in the worker.

It knows nothing of how a program is run. Next: client.py, which returns these.
"""

from dataclasses import dataclass
from pathlib import Path

SCHEDULES = 300
STEP_LIMIT = 200_000  # instructions of one schedule, before it is called too long
WALL_LIMIT = 10.0  # real seconds of one schedule: something blocks out of our sight


@dataclass(frozen=True)
class Program:
    """A program to try; `folder` is where it finds the modules beside it."""

    name: str
    source: str
    folder: str = ""

    @staticmethod
    def read(path: str | Path) -> "Program":
        """The program in a file."""
        path = Path(path)
        return Program(str(path), path.read_text("utf-8"), str(path.resolve().parent))


@dataclass(frozen=True)
class Options:
    """How a program is tried. Seeds go from `first_seed` on, one a schedule.

    Without `early`, time passes only while no thread can run, so that sleeps end in
    the order of their lengths. `seconds` is a limit of real time for each program.
    """

    schedules: int = SCHEDULES
    seconds: float | None = None
    first_seed: int = 0
    early: bool = True
    step_limit: int = STEP_LIMIT
    wall_limit: float = WALL_LIMIT


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and what it wrote to stdout.

    `ending` is ends, raises, deadlock, too long or unsupported. `detail` is the first
    uncaught exception ("KeyError: 'films'"), or what is not supported.
    """

    ending: str
    detail: str
    output: str


@dataclass(frozen=True)
class Seen:
    """In how many schedules an outcome was seen, and the seed of the first of them."""

    count: int
    seed: int


@dataclass(frozen=True)
class Tried:
    """All that was seen of one program; `seconds` is what it took."""

    name: str
    python: str
    schedules: int
    seconds: float
    outcomes: dict[Outcome, Seen]

    def as_json(self) -> dict[str, object]:
        """The same as the JSON that the command prints; the most frequent first."""
        ranked = sorted(self.outcomes.items(), key=lambda pair: -pair[1].count)
        return {
            "program": self.name,
            "python": self.python,
            "schedules": self.schedules,
            "outcomes": [
                {
                    "ending": outcome.ending,
                    "detail": outcome.detail,
                    "output": outcome.output,
                    "seen": seen.count,
                    "seed": seen.seed,
                }
                for outcome, seen in ranked
            ],
        }
