"""`make records`: everything that is recorded of the programs, for what changed.

One command, in the order in which each step needs the one before: style, the names of
each Python, outputs, the Pythons, what runs in a browser, what checks say of answers,
proofs, what tools prevent, orders, measurements. What is current is left alone, and a
change of prose alone needs nothing.
"""

from sitekit.checking import formatting
from sitekit.checking.programs import unreadable
from sitekit.commands.judged import record_judgments
from sitekit.commands.live import record_live
from sitekit.commands.measure import record_measurements
from sitekit.commands.names import record_names
from sitekit.commands.outputs import create_missing_outputs, record_outputs
from sitekit.commands.programs import collected, page_named
from sitekit.commands.proofs import record_orders, record_proofs, record_tools
from sitekit.commands.versions import record_versions
from sitekit.exercises import exercises
from sitekit.problem import tell
from sitekit.records import versions
from sitekit.records.store import Records
from sitekit.reference.entries import FILE
from sitekit.reference.rows import Reference
from sitekit.site import Site
from sitekit.text import counted


def renew(site: Site, page: str = "") -> int:
    """Bring the records of all programs, or of one page's, up to date."""
    create_missing_outputs(site)
    found = collected(site)
    everything = list(found.programs.values())
    home = page_named(site, page) if page else None
    programs = [p for p in everything if home in (None, p.page)]
    # It comes first: mending a line makes all that is recorded of its program stale.
    if tell([*unreadable(programs), *formatting.problems(site, programs)]):
        return 1
    posed = [each for each in exercises(site) if home in (None, each.page)]
    posed = [
        each for each in posed if each.starter.path in {p.path for p in everything}
    ]
    wrong = []
    if home is None or home.parent == (site.docs / FILE).parent:
        wrong += record_names(Reference(site, found))
    records = Records(site.snippets)
    records.keep(everything)
    wrong += record_outputs(
        [p for p in programs if not versions.is_current(p, records)]
    )
    wrong += record_versions(programs, records)
    wrong += record_live(programs, records)  # before a proof makes the engine known
    record_judgments(posed, records)  # likewise
    records.save()  # what is done stays done, whatever follows
    wrong += record_proofs(programs, everything, records)
    records.save()
    wrong += record_tools(programs, records)
    records.save()
    wrong += record_orders(programs, records)
    wrong += record_measurements(programs, records)
    records.save()
    if wrong:
        print()
        return tell(wrong)
    print(f"Up to date: the records of {counted(len(programs), 'program')}.")
    return 0
