"""The records that pages quote are those of the programs as they are now."""

from sitekit.records import measurements, store, versions
from tests.conftest import report


def test_every_program_is_recorded_as_it_is_now(site, found):
    recorded = store.load(site.snippets, versions.VERSIONS)
    problems = [
        f"{site.name(p.file)}: it changed since its run record was written"
        if str(p.path) in recorded
        else f"{site.name(p.file)}: it has no run record"
        for p in found.programs.values()
        if store.stale(p, recorded)
    ]
    gone = set(recorded) - {str(path) for path in found.programs}
    problems += [f"snippets/{path}: a record, but no program" for path in sorted(gone)]
    report(problems, "Run `make versions` and commit snippets/versions.json.")


def test_every_measurement_is_of_the_program_as_it_is_now(site, found):
    recorded = store.load(site.snippets, measurements.MEASUREMENTS)
    measured = {str(p.path): p for p in found.programs.values() if p.claims.measured}
    problems = [
        f"{site.name(p.file)}: it changed since it was measured"
        for p in measured.values()
        if store.stale(p, recorded)
    ]
    gone = set(recorded) - set(measured)
    problems += [
        f"snippets/{path}: measurements, but no program" for path in sorted(gone)
    ]
    report(problems, "Run `make measure` and commit snippets/measurements.json.")


def test_pages_show_the_numbers_of_the_record(site, built, found):
    """Each table is in the built page; the placeholders make single numbers the record's."""
    recorded = store.load(site.snippets, measurements.MEASUREMENTS)
    assert recorded
    html = "".join(page.file.read_text("utf-8") for page in built.pages.values())
    for path, record in recorded.items():
        assert {"date", "machine", "runs"} <= set(record), path
        numbers = [
            n for b in record["builds"].values() for n, _ in b["numbers"].values()
        ]
        assert any(number in html for number in numbers), f"{path}: no page quotes it"
