"""`make versions`: on which Pythons each program ran."""

import datetime
from collections import Counter

from sitekit.commands.programs import all_programs
from sitekit.records import store, versions
from sitekit.running import NotRun, Python, check, found_pythons, run_all, too_old
from sitekit.running.pythons import key
from sitekit.site import Site


def record_versions(site: Site, *, renew: bool = False) -> int:
    """Run programs on every Python found and record which passed, and when.

    Runs what the record does not cover: changed programs, and Pythons new to it. With
    `renew` everything runs again.
    """
    programs = all_programs(site)
    old = {} if renew else store.load(site.snippets, versions.VERSIONS)
    new = {
        str(p.path): {"fingerprint": p.fingerprint, "ran": {}}
        if store.stale(p, old)
        else old[str(p.path)]
        for p in programs
    }
    today, failed = datetime.date.today().isoformat(), 0
    for python in found_pythons():
        due = [p for p in programs if key(python) not in new[str(p.path)]["ran"]]
        due = [p for p in due if not too_old(p, python)]
        passed, skipped = 0, Counter()
        for program, wrong in _results(due, python):
            if isinstance(wrong, NotRun):
                skipped[str(wrong)] += 1
            elif wrong:
                failed += 1
                print(f"{python.long}: snippets/{program.path}: {wrong}\n")
            else:
                passed += 1
                new[str(program.path)]["ran"][key(python)] = today
        why = "".join(f", {n} not run: {reason}" for reason, n in skipped.items())
        print(f"{python.long}: {passed} of {len(due)} due programs recorded{why}")
    store.save(site.snippets, versions.VERSIONS, new)
    print(f"{failed} failed." if failed else "All of them passed.")
    return 1 if failed else 0


def _results(programs, python: Python):
    """Each program with what is wrong with its run: None, words, or a NotRun."""
    programs = list(programs)
    runs = run_all(programs, python)
    for program in programs:
        try:
            yield program, check(program, runs[program.path].result(), python)
        except NotRun as reason:
            yield program, reason
