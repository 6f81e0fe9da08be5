"""Does what a program wrote keep what the page shows?

One rule is exact; the others say, as narrowly as they can, what may vary. Nothing
here reads files or runs programs.
"""

import doctest
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FRAME = re.compile(r'  File "(?P<file>[^"]+)", line \d+')


@dataclass(frozen=True)
class Rule:
    """How an output is compared.

    `order="any"` lets lines come in any order. `like` is a regular expression for
    what varies, a time for example: page and run must agree on all that surrounds
    it. `ellipsis=True` lets `...` on the page stand for any text.
    """

    order: str = "exact"
    like: str | None = None
    ellipsis: bool = False

    def __post_init__(self):
        if self.order not in ("exact", "any"):
            raise TypeError(f"order is 'exact' or 'any', not {self.order!r}")
        if self.like is not None:
            re.compile(self.like)
        if self.ellipsis and (self.like or self.order == "any"):
            raise TypeError("ellipsis goes with neither like nor order")

    def keeps(self, shown: str, wrote: str) -> bool:
        """Whether `wrote` is what the page promises with `shown`."""
        shown, wrote = _tidy(shown), _tidy(wrote)
        if self.like:
            shown, wrote = (re.sub(self.like, "<*>", text) for text in (shown, wrote))
        if self.order == "any":
            return _same_lines(shown, wrote)
        if self.ellipsis:
            flag = doctest.ELLIPSIS
            return doctest.OutputChecker().check_output(shown, wrote, flag)
        return shown == wrote


EXACT = Rule()


def _tidy(text: str) -> str:
    lines = (line.rstrip() for line in text.rstrip().splitlines())
    return "".join(f"{line}\n" for line in lines)


def _same_lines(shown: str, wrote: str) -> bool:
    """Whether `wrote` has the lines of `shown`, in any order, even glued together.

    `print` writes a line's text and its end one after the other, so two threads can
    put two texts on one line and two ends after it. That loses nothing, so it passes.
    """
    want = Counter(line for line in shown.splitlines() if line)
    text = wrote.replace("\n", "")

    @cache
    def fits(at: int, left: frozenset) -> bool:
        if at == len(text):
            return not left
        for line, count in left:
            if text.startswith(line, at):
                fewer = {(line, count - 1)} if count > 1 else set()
                if fits(at + len(line), left - {(line, count)} | fewer):
                    return True
        return False

    if sorted(wrote.splitlines()) == sorted(shown.splitlines()):
        return True
    return len(text) < 5_000 and fits(0, frozenset(want.items()))


def neutral(text: str, folder: Path) -> str:
    """The text without what differs between machines and Python versions.

    In tracebacks, paths lose the folder the program ran in, frames inside the
    standard library are left out, and so are the lines of carets.
    """
    kept, inside, outside = [], False, False
    for line in text.replace(f"{folder}/", "").splitlines():
        frame = FRAME.match(line)
        if frame:
            file = frame["file"]
            inside, outside = True, Path(file).is_absolute() or file.startswith("<")
        elif not line.startswith("    "):
            inside = outside = False
        if outside or (inside and re.fullmatch(r"\s+[~^]+", line)):
            continue
        kept.append(line)
    return "".join(f"{line}\n" for line in kept)
