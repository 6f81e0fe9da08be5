"""What a run of a program did, or why this machine cannot run it."""

from dataclasses import dataclass

TIME_LIMIT = 60  # seconds; far above any program, so that only a hang reaches it


class NotRun(Exception):
    """This machine cannot run the program; the message is the reason."""


@dataclass(frozen=True)
class Outcome:
    """What a run did. `status` is None when it was still running at the limit."""

    status: int | None
    out: str
    err: str
