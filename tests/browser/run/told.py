"""What the tests of a browser say at the end: what ran in it, what did not, and why.

It travels with their reports, as tests may run in processes of their own. What is said
with a count is said once, with the sum.
"""

from collections.abc import Iterable

TOLD = "in a browser"


def closing_lines(reports: Iterable) -> list[str]:
    """A line for each browser."""
    found: dict[str, dict[str, int | None]] = {}
    for report in reports:
        for name, value in getattr(report, "user_properties", ()):
            if name == TOLD:
                said = found.setdefault(value["browser"], {})
                before, more = said.get(value["said"]) or 0, value["count"]
                said[value["said"]] = None if more is None else before + more
    return [
        f"{browser}: " + "; ".join(_said(*pair) for pair in said.items())
        for browser, said in sorted(found.items())
    ]


def _said(what: str, count: int | None) -> str:
    return what if count is None else f"{count} {what}"
