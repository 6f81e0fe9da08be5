"""Where a thread may lose its turn: before instructions, told by sys.monitoring.

Nothing is watched until a second thread starts. From then on each code object gets
INSTRUCTION events as it is first entered, except the oracle's own and the import
system's: importing blocks as it does (its locks are ours) but is not switched within.

A gap (choices.py) is counted down in the event's callback: the oracle's inner loop.
Instructions that touch nothing but the frame's own variables and stack are not counted:
a switch before one is a switch before the one that follows.
"""

import opcode
import os
import re
import sys
from collections.abc import Callable, Container, Mapping
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from .choices import Plan, Priorities, Random
from .scheduler import SCHEDULER

if sys.version_info >= (3, 12):
    from sys import monitoring
else:
    monitoring: Any = None  # no oracle runs there (client.py)

OWN = str(Path(__file__).parent) + os.sep
LIBRARY = str(Path(os.__file__).parent) + os.sep
STEADY = LIBRARY + "threading.py", LIBRARY + "_weakrefset.py"
IMPORTING = "<frozen importlib."
TOOL = 4
MOVES = (  # references between a frame's own places, and drop none
    "COPY",
    "COPY_FREE_VARS",
    "JUMP_FORWARD",
    "LOAD_COMMON_CONSTANT",
    "LOAD_CONST",
    "LOAD_FAST",
    "LOAD_FAST_AND_CLEAR",
    "LOAD_FAST_BORROW",
    "LOAD_FAST_BORROW_LOAD_FAST_BORROW",
    "LOAD_FAST_LOAD_FAST",
    "LOAD_SMALL_INT",
    "MAKE_CELL",
    "NOP",
    "PUSH_NULL",
    "RESUME",
    "SWAP",
)
CODES = bytes(opcode.opmap[name] for name in MOVES if name in opcode.opmap)
QUIET = re.compile(b"[" + re.escape(CODES) + b"]")


def count_down(
    choices: Random | Priorities, limit: int, quiet: Mapping[int, Container[int]]
) -> tuple[Callable[[object, int], object], Callable[[int], None], Callable[[], int]]:
    """The callback, what adds steps that no code took, and the number of steps."""
    left, total = 1, 1

    def instruction(code: object, offset: int) -> object:
        nonlocal left
        if offset in quiet[id(code)]:
            return monitoring.DISABLE
        left -= 1
        if left <= 0:
            used_up()
        return None

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
    events = monitoring.events
    quiet: dict[int, Container[int]] = {id(None): ()}
    kept: list[CodeType] = []  # so that no other code gets the same id
    instruction, charge, taken = count_down(plan.choices, limit, quiet)

    def look(code: CodeType) -> None:
        if id(code) not in quiet and is_watched(code.co_filename, plan.scope):
            quiet[id(code)] = quiet_offsets(code.co_code)
            kept.append(code)
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
        if plan.scope == "most":
            SCHEDULER.visit = lambda: instruction(None, 0)

    SCHEDULER.begun, SCHEDULER.charge = begun, charge
    return taken


def quiet_offsets(code: bytes) -> frozenset[int]:
    """Where the instructions are that do nothing another thread can tell."""
    return frozenset(2 * found.start() for found in QUIET.finditer(code[::2]))


def unwatch() -> None:
    """No switch any more: the run is over, and its outcome is written down."""
    SCHEDULER.visit = bool
    instructions = monitoring.events.INSTRUCTION
    monitoring.register_callback(TOOL, instructions, None)


def is_watched(filename: str, scope: str) -> bool:
    """Whether a thread may lose its turn in the code of this file."""
    if filename.startswith((OWN, IMPORTING)):
        return False
    if scope == "most":
        return filename not in STEADY
    return scope == "all" or not filename.startswith((LIBRARY, "<frozen "))
