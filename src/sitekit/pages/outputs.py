"""Outputs that differ between Pythons: one program, a file for each way it ends.

    NAME.out                  what current Pythons write
    NAME.until-3.12.out       what 3.12 and older write
    NAME.on-3.13.out          what 3.13 writes, or with on-3.13.0 this one release
    NAME.on-3.13-to-3.14.out  what these and those between them write
    NAME.free-threaded.out    what free-threaded builds write

A name without a point more is the rule; the others are exceptions that the page shows
below it. Where several name a Python, the narrowest is its own. Nothing here reads or
runs anything.
"""

import re
from pathlib import PurePosixPath

from sitekit import releases

UNTIL = re.compile(r"until-(?P<version>\d+\.\d+)$")
ON = re.compile(
    r"on-(?P<version>\d+\.\d+(\.\d+)?|(?P<first>\d+\.\d+)-to-(?P<last>\d+\.\d+))$"
)
FREE_THREADED = "free-threaded"


def when_of(output: PurePosixPath, program: PurePosixPath) -> str | None:
    """Which Pythons an .out file speaks for; None if it is not this program's."""
    if output.parent != program.parent or output.suffix != ".out":
        return None
    rest = output.name.removeprefix(program.stem).removesuffix(".out")
    if output.name.startswith(program.stem) and rest == "":
        return ""
    when = rest.removeprefix(".")
    known = when == FREE_THREADED or UNTIL.fullmatch(when) or ON.fullmatch(when)
    return when if known and rest.startswith(".") else None


def title_of(when: str) -> str:
    """The title of the output's block."""
    if when == FREE_THREADED:
        return "Output on a free-threaded build"
    if on := ON.fullmatch(when):
        return f"Output on Python {on['version'].replace('-', ' ')}"
    until = UNTIL.fullmatch(when)
    return f"Output on Python {until['version']} and older" if until else "Output"


def fits(when: str, numbers: tuple[int, ...], free_threaded: bool) -> bool:
    """Whether this Python is one of those that an exception names."""
    if on := ON.fullmatch(when):
        if on["first"]:
            first, last = map(releases.numbers, (on["first"], on["last"]))
            return first <= numbers[:2] <= last
        named = releases.numbers(on["version"])
        return numbers[: len(named)] == named
    if until := UNTIL.fullmatch(when):
        return numbers[:2] <= releases.numbers(until["version"])
    return free_threaded


def pick(whens: list[str], numbers: tuple[int, ...], free_threaded: bool) -> str:
    """The one that this Python writes: the narrowest exception before the rule."""
    exceptions = [w for w in whens if w and fits(w, numbers, free_threaded)]
    return min(exceptions, key=_width, default="")


def _width(when: str) -> tuple:
    """Less for an exception that names fewer Pythons."""
    if when == FREE_THREADED:
        return (0,)
    if on := ON.fullmatch(when):
        return (2,) if on["first"] else (1, -len(releases.numbers(on["version"])))
    return 3, releases.numbers(when.removeprefix("until-"))
