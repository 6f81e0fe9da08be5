"""Where a thread may lose its turn: before instructions, told by sys.monitoring.

Nothing is watched until a second thread starts. From then on each code object gets
INSTRUCTION events as it is first entered, except the oracle's own and the import
system's: importing blocks as it does (its locks are ours) but is not switched within.

A gap (choices.py) is counted down in the event's callback, and nothing else is done
there until it is used up: this is the oracle's inner loop.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType

from .choices import Plan, Priorities, Random
from .scheduler import SCHEDULER

OWN = str(Path(__file__).parent) + os.sep
LIBRARY = str(Path(os.__file__).parent) + os.sep
IMPORTING = "<frozen importlib."
TOOL = 4


def count_down(
    choices: Random | Priorities, limit: int
) -> tuple[Callable[[object, int], None], Callable[[int], None], Callable[[], int]]:
    """The callback, what adds steps that no code took, and the number of steps."""
    left, total = 1, 1

    def instruction(code: object, offset: int) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            used_up()

    def used_up() -> None:
        nonlocal left, total
        if SCHEDULER.gone:  # the last finalizers of a thread that has ended
            left = 1
            return
        if total > limit:
            SCHEDULER.end("too long", "")
        choices.arrived(total, SCHEDULER.current)
        left = choices.gap(total)
        total += left
        SCHEDULER.give_way()

    def charge(steps: int) -> None:
        nonlocal left, total
        total += max(0, steps - (left - 1))
        left = max(1, left - steps)
        if total > limit:
            SCHEDULER.end("too long", "")

    def taken() -> int:
        return total - left

    return instruction, charge, taken


def watch(plan: Plan, limit: int) -> Callable[[], int]:
    """Count this run's steps, from its second thread on; return how to ask for them."""
    monitoring = sys.monitoring
    events = monitoring.events
    instruction, charge, taken = count_down(plan.choices, limit)

    def look(code: CodeType) -> None:
        if is_watched(code.co_filename, plan.everywhere):
            monitoring.set_local_events(TOOL, code, events.INSTRUCTION)

    def entered(code: CodeType, offset: int) -> object:
        look(code)
        return monitoring.DISABLE  # once is enough for this code object

    def thrown_into(code: CodeType, offset: int, error: BaseException) -> None:
        look(code)

    def begun() -> None:
        monitoring.use_tool_id(TOOL, "oracle")
        monitoring.register_callback(TOOL, events.INSTRUCTION, instruction)
        monitoring.register_callback(TOOL, events.PY_START, entered)
        monitoring.register_callback(TOOL, events.PY_RESUME, entered)
        monitoring.register_callback(TOOL, events.PY_THROW, thrown_into)
        monitoring.set_events(
            TOOL, events.PY_START | events.PY_RESUME | events.PY_THROW
        )
        frame: FrameType | None = sys._getframe()
        while frame:
            look(frame.f_code)
            frame = frame.f_back
        SCHEDULER.begun = bool  # a second thread may come twice
        SCHEDULER.visit = lambda: instruction(None, 0)

    SCHEDULER.begun, SCHEDULER.charge = begun, charge
    return taken


def unwatch() -> None:
    """No switch any more: the run is over, and its outcome is written down."""
    SCHEDULER.visit = bool
    instructions = sys.monitoring.events.INSTRUCTION
    sys.monitoring.register_callback(TOOL, instructions, None)


def is_watched(filename: str, everywhere: bool) -> bool:
    """Whether a thread may lose its turn in the code of this file."""
    if filename.startswith((OWN, IMPORTING)):
        return False
    return everywhere or not filename.startswith((LIBRARY, "<frozen "))
