"""The virtual clock, in place of `time`'s, and `select`, which waits by the same one.

Clocks start at fixed times, so that a seed repeats what a program reads. `datetime`
asks the operating system itself and is not covered.
"""

from __future__ import annotations

import select as real_select
import time

from .scheduler import SCHEDULER, never

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` stands on functools, which is imported later
    from collections.abc import Callable, Iterable
    from typing import Any

EPOCH = 1_700_000_000.0  # time.time() when a run starts
BOOTED = 1_000.0  # how long the virtual machine has been up, then
monotonic: Callable[[], float] = time.monotonic  # the real one
SELECT = getattr(real_select, "select", None)
POLLERS = "poll", "epoll", "kqueue", "devpoll"


def sleep(seconds: float) -> None:
    """`time.sleep`."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    SCHEDULER.block(never, seconds)


def clocks() -> dict[str, Callable[..., object]]:
    """What takes the place of the names in `time`."""
    read, tell = SCHEDULER.read_clock, {}
    for name, start in (
        ("time", EPOCH),
        ("monotonic", BOOTED),
        ("perf_counter", BOOTED),
        ("process_time", 0.0),
        ("thread_time", 0.0),
    ):
        tell[name] = lambda start=start: start + read()
        tell[name + "_ns"] = lambda start=start: int((start + read()) * 1e9)
    for name in "localtime", "gmtime", "ctime":
        tell[name] = _at(getattr(time, name))
    return {"sleep": sleep, **tell}


def _at(real: Callable[..., object]) -> Callable[..., object]:
    def converted(seconds: float | None = None) -> object:
        return real(EPOCH + SCHEDULER.read_clock() if seconds is None else seconds)

    return converted


def select(
    read: Iterable[Any],
    write: Iterable[Any],
    trouble: Iterable[Any],
    timeout: float | None = None,
) -> tuple[list[Any], list[Any], list[Any]]:
    """`select.select`: blocks in the scheduler, which asks again at each decision."""
    assert SELECT
    wanted = list(read), list(write), list(trouble)
    if not any(SELECT(*wanted, 0)) and timeout != 0:
        SCHEDULER.block(lambda: any(SELECT(*wanted, 0)), timeout)
    found: tuple[list[Any], list[Any], list[Any]] = SELECT(*wanted, 0)
    return found
