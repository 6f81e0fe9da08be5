"""What the tests of a browser say at the end: what ran in it, what did not, and why.

It travels with their reports, as tests may run in processes of their own.
"""

from collections.abc import Iterable

TOLD = "in a browser"


def closing_lines(reports: Iterable) -> list[str]:
    """A line for each browser."""
    found: dict[str, dict[str, int | None]] = {}
    for report in reports:
        whole = getattr(report, "when", None) == "teardown"  # it has all that was told
        for name, value in report.user_properties if whole else ():
            if name == TOLD:
                said = found.setdefault(value["browser"], {})
                if value["said"]:
                    said[value["said"]] = None
                for what, count in value["counts"].items():
                    said[what] = (said.get(what) or 0) + count
    return [f"{browser}: {_listed(said)}" for browser, said in sorted(found.items())]


def _listed(said: dict[str, int | None]) -> str:
    """Sentences, and what was counted, but for what there is none of."""
    counted = {what: n for what, n in said.items() if n != 0}
    return "; ".join(
        what if n is None else f"{n:,} {what}" for what, n in counted.items()
    )
