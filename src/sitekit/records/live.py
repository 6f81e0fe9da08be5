"""Which programs run in the reader's browser, and why the others do not.

`make records` finds out with the engine that the browser gets, on the desktop: a plain
run, in its natural order (commands/live.py). Nothing here runs a program.
"""

from sitekit.programs import Program
from sitekit.records import proofs
from sitekit.records.store import Records

KIND = "live"
MEASURES = "measures the machine"


def due(program: Program, records: Records) -> bool:
    """Whether it is to be tried: it or the engine changed since, or it never was."""
    record = records.get(program, KIND)
    known = record is not None and record["of"] == program.fingerprint
    return program.language == "python" and not (
        known and records.engine == proofs.engine()
    )


def cannot(program: Program, records: Records) -> str | None:
    """Why it cannot run in a browser; "" if it can, None if unknown.

    It is said of the program, in a reader's words, as in `starts processes`.
    """
    record = records.get(program, KIND)
    return None if record is None else record["cannot"]


def contradiction(program: Program, record: dict) -> str | None:
    """How a record cannot be, in words; None where it can."""
    if program.claims.measured and not record["cannot"]:
        return "it is measured, and is said to run in a browser"
    return None
