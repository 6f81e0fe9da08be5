"""Records on which Pythons each program ran."""

from collections import Counter

from sitekit.commands.programs import failure
from sitekit.problem import Problem
from sitekit.programs import Program
from sitekit.records import versions
from sitekit.records.store import Records, today
from sitekit.running import NotRun, Python, check, found_pythons, run_all, too_old


def record_versions(programs: list[Program], records: Records) -> list[Problem]:
    """Run programs on every Python found and record which passed, and when.

    Runs what the record does not cover: changed programs, and Pythons new to it. What
    was recorded on Pythons that are not here stays as long as the program does.
    Returns what failed.
    """
    found = {str(p.path): dict(versions.ran(p, records)) for p in programs}
    failed = []
    for python in found_pythons():
        due = [p for p in programs if python.short not in found[str(p.path)]]
        due = [p for p in due if not too_old(p, python)]
        passed, skipped = 0, Counter()
        for program, wrong in _results(due, python):
            if isinstance(wrong, NotRun):
                skipped[str(wrong)] += 1
            elif wrong:
                failed.append(failure(program, python, *wrong))
            else:
                passed += 1
                found[str(program.path)][python.short] = [python.version, today()]
        why = "".join(f", {n} not run: {reason}" for reason, n in skipped.items())
        if due:
            print(f"{python.long}: {passed} of {len(due)} programs recorded{why}")
    for program in programs:
        names = sorted(found[str(program.path)], key=versions.order_of)
        on = {name: found[str(program.path)][name] for name in names}
        records.put(program, versions.KIND, {"of": program.fingerprint, "on": on})
    return failed


def _results(programs: list[Program], python: Python):
    """Each program with what is wrong with its run (verdict.py), or with a NotRun."""
    runs = run_all(programs, python)
    for program in programs:
        try:
            yield program, check(program, runs[program.path].result(), python)
        except NotRun as reason:
            yield program, reason
