"""What a page promises of each order of one program, as plain values.

A proof is held to it on the desktop and, written as JSON, in a reader's browser. Where
it comes from is said in records/claims.py. Nothing here knows of files or pages.
"""

import dataclasses
import functools
import re
from dataclasses import dataclass

from everyorder import Promise
from sitekit.rules import EXACT, Rule

# The lines of a terminal that come from stderr: tracebacks, their last lines, warnings.
STDERR = re.compile(
    r"Traceback |Exception in thread | {2}|\w*(Error|Exception)\b|sys:\d"
)


@dataclass(frozen=True)
class Promised:
    """`shown` is the output to keep, None where any will do.

    It is what stdout gets, compared by `rule`; or, if `error` is given, what a terminal
    shows of a program that may end with this text on stderr.
    """

    shown: str | None = None
    rule: Rule = EXACT
    error: str | None = None

    def arguments(self) -> dict:
        """The same as arguments of everyorder.explore, and of its Claim."""
        found: dict = (
            {"may_raise": self.error or None} if self.error is not None else {}
        )
        if self.shown is None:
            return found
        if self.error is None:
            keeps = functools.partial(self.rule.keeps, self.shown)
        else:
            keeps = functools.partial(is_stdout_of, self.shown, self.error)
        return found | {"promise": Promise(self.shown, keeps)}

    def to_json(self) -> dict:
        """Plain values, without what stands at its default."""
        found = {"shown": self.shown, "error": self.error}
        rule = dataclasses.asdict(self.rule)
        default = dataclasses.asdict(EXACT)
        found["rule"] = {k: v for k, v in rule.items() if v != default[k]} or None
        return {name: value for name, value in found.items() if value is not None}

    @classmethod
    def from_json(cls, found: dict) -> "Promised":
        return cls(**{**found, "rule": Rule(**found.get("rule", {}))})


def is_stdout_of(terminal: str, error: str, stdout: str) -> bool:
    """Whether a program that wrote this to stdout can have left this on the terminal.

    Its lines come in this order, and what is left over is what stderr shows: tracebacks
    and the text of the error.
    """
    left, at = [], 0
    lines = stdout.splitlines()
    for line in terminal.splitlines():
        if at < len(lines) and lines[at].rstrip() == line.rstrip():
            at += 1
        else:
            left.append(line)
    told = (not line or STDERR.match(line) or error in line for line in left)
    return at == len(lines) and all(told)
