"""What the tests of a browser say at the end: what ran in it, what did not, and why.

It travels with their reports, as tests may run in processes of their own.
"""

from collections.abc import Iterable

TOLD = "in a browser"


def closing_lines(reports: Iterable) -> list[str]:
    """A line for each browser."""
    found: dict[str, dict[str, None]] = {}
    for report in reports:
        for name, value in getattr(report, "user_properties", ()):
            if name == TOLD:
                found.setdefault(value["browser"], {})[value["said"]] = None
    return [f"{browser}: {'; '.join(said)}" for browser, said in sorted(found.items())]
