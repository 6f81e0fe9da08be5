"""What a run of a program did, or why this machine cannot run it."""

from dataclasses import dataclass, field

TIME_LIMIT = 60  # seconds; far above any program, so that only a hang reaches it
BUDGET = 5  # seconds; who takes longer is named at the end of the tests


class NotRun(Exception):
    """This machine cannot run the program; the message is the reason.

    `of_python`: the interpreter itself was built without what it needs, so nothing that
    is installed beside it helps.
    """

    def __init__(self, reason: str, *, of_python: bool = False):
        super().__init__(reason)
        self.of_python = of_python


@dataclass(frozen=True)
class Outcome:
    """What a run did. `status` is None when it was still running at the limit."""

    status: int | None
    out: str
    err: str
    seconds: float = field(default=0.0, compare=False)
