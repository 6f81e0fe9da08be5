"""Which programs run in a browser is tried, recorded, and checked like other records."""

import json
import sys
from pathlib import Path

import pytest

from sitekit.checking import Rules, recorded
from sitekit.commands import live as command
from sitekit.commands.records import renew
from sitekit.pages.marks import Measuring, exits, hangs
from sitekit.publishing import Publication
from sitekit.records import live, proofs
from sitekit.records.store import Records
from sitekit.running.pythons import python_at
from sitekit.site import Site
from tests.sitekit.made import made


@pytest.fixture
def tried(tmp_path):
    """What is recorded of a program, or the problem with it."""

    def tried(code, output=None, name="a.py", **claims):
        file = tmp_path / name
        file.write_text(code)
        program = made(f"learn/{name}", file, **claims)
        if output is not None:
            shown = file.with_suffix(".out")
            shown.write_text(output)
            program.outputs[""] = shown
        records = Records(tmp_path)
        records.engine = proofs.engine()
        (problem,) = command.record_live([program], records) or [None]
        assert (problem is None) != live.due(program, records)
        return str(problem) if problem else live.cannot(program, records)

    return tried


RUNS = {
    "keeps its output": {"code": "print(1)", "output": "1\n"},
    "shows no output": {"code": "print(1)"},
    "is broken": {"code": "print(2)", "output": "1\n", "name": "a_broken.py"},
    "raises as it must": {"code": "raise ValueError('no')", "output": "Traceback (most recent call last):\nValueError: no\n", "ending": exits("ValueError: no", code=1)},
    "hangs as it must": {"code": "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()", "ending": hangs(1)},
    "needs a newer Python": {"code": "import sys\nsys.exit('This program needs Python 3.14.')", "since": (3, 14)},
}  # fmt: skip


@pytest.mark.parametrize("what", RUNS)
def test_a_program_runs_in_a_browser_that(what, tried):
    assert tried(**RUNS[what]) == ""


CANNOT = {
    "measures": ({"code": "print(1)", "measured": Measuring()}, live.MEASURES),
    "needs of a machine what no browser has": (
        {"code": "print(1)", "output": "1\n", "needs": frozenset({"tqdm"})},
        "imports tqdm",
    ),
    "uses what is not supported": (
        {"code": "x = 1\nimport socket"},
        "imports socket",
    ),
    "is written as no other": (
        {"code": "class A:\n    x = [1 < n < 3 for n in ()]"},
        "uses a chained comparison",
    ),
    "needs a newer Python than pages have": (
        {"code": "import sys\nsys.exit('no')", "since": (3, 99)},
        "needs Python 3.99, and this page has 3.14",
    ),
    "is too new here and says why it has one order": (
        {
            "code": "import sys\nsys.exit('no')",
            "since": (3, 14),
            "one_order": "starts interpreters",
        },
        "starts interpreters",
    ),
    "says why it has one order": (
        {"code": "print(2)", "output": "1\n", "one_order": "reads the real clock"},
        "reads the real clock",
    ),
    "ends well there and not elsewhere": (
        {
            "code": "print(1)",
            "output": "1\nTraceback (most recent call last):\nRuntimeError: no room\n",
            "ending": exits("no room", code=1),
            "one_order": "asks for more than there is",
        },
        "asks for more than there is",
    ),
}


@pytest.mark.parametrize("what", CANNOT)
def test_a_program_cannot_run_in_a_browser_that(what, tried):
    how, why = CANNOT[what]
    assert tried(**how).startswith(why)


def test_a_program_that_computes_for_too_long_cannot(tried, monkeypatch):
    monkeypatch.setattr(command, "PATIENCE", 0.01)
    assert "computes for too long" in tried("while True: pass")


def test_a_program_that_does_otherwise_than_its_page_shows_is_a_problem(tried):
    said = tried("print(2)", "1\n")
    assert said.startswith("snippets/learn/a.py: in its natural order it does not do")


def test_a_changed_program_or_engine_is_due(a_file):
    records = Records(Path())
    records.engine = proofs.engine()
    assert live.due(a_file, records)
    records.put(a_file, live.KIND, {"of": a_file.fingerprint, "cannot": ""})
    assert not live.due(a_file, records)
    records.engine = "another"
    assert live.due(a_file, records)
    records.engine = proofs.engine()
    a_file.file.write_text("x = 2\n")
    assert live.due(a_file, records)
    assert not live.due(made("a.sh"), records)


def test_a_measured_program_that_is_said_to_run_is_a_contradiction():
    measured = made(measured=Measuring())
    assert live.contradiction(measured, {"cannot": ""}) == (
        "it is measured, and is said to run in a browser"
    )
    assert live.contradiction(measured, {"cannot": live.MEASURES}) is None
    assert live.contradiction(made(), {"cannot": ""}) is None


# --- the small site


@pytest.fixture
def small(site, monkeypatch):
    """Two pages, each with a program in a folder of its own, recorded."""
    this = [python_at(sys.executable)]
    monkeypatch.setattr("sitekit.commands.versions.found_pythons", lambda: this)
    for name in ("one/a", "two/b"):
        site.program('"""Doc."""\n\nprint("x")\n', "x\n", name=name)
    assert renew(Site(site.root)) == 0
    return site


def said(small, name="one/a"):
    rules = Rules(Publication(Site(small.root)))
    return "\n".join(map(str, rules.records(small.root / f"docs/{name}.md")))


def change(small, **record):
    """Put another record of the first program, sealed."""
    publication = Publication(Site(small.root))
    (program,) = (p for p in publication.found.programs.values() if p.path.stem == "a")
    records = publication.records
    records.put(program, live.KIND, {**records.get(program, live.KIND), **record})
    records.save()


def test_records_say_what_runs(small):
    kept = json.loads((small.root / "snippets/one/records.json").read_text())
    assert kept["a.py"]["live"]["cannot"] == ""
    assert said(small) == ""


def test_a_stale_record_asks_for_records(small):
    change(small, of="another")
    place = "snippets/one/a.py: it is not recorded whether it runs in a browser"
    assert said(small).startswith(place)
    assert recorded.RENEW in said(small)
    assert said(small, "two/b") == ""


def test_a_record_that_is_edited_by_hand_is_told(small):
    file = small.root / "snippets/one/records.json"
    file.write_text(file.read_text().replace('"cannot": ""', '"cannot": "No."'))
    assert "the record 'live' of one/a.py was edited by hand" in said(small)


def test_records_for_one_page_touch_that_page_alone(small):
    other = small.root / "snippets/two/records.json"
    before = other.read_text()
    for name in ("one/a", "two/b"):
        small.write(f"snippets/{name}.py", '"""Doc."""\n\nprint("x")  # more\n')
    assert renew(Site(small.root), "one/a") == 0
    assert said(small) == ""
    assert other.read_text() == before
    assert "make records" in said(small, "two/b")


def test_records_that_are_current_are_left_alone(small, monkeypatch):
    monkeypatch.setattr(command, "_tried", lambda _: pytest.fail("tried again"))
    assert renew(Site(small.root)) == 0


def test_a_new_engine_has_all_programs_tried_again(small, monkeypatch):
    tried = []
    monkeypatch.setattr(command, "_tried", lambda p: tried.append(p.path.name) or "")
    small.write("snippets/engine.json", '{"engine": "another"}\n')
    assert renew(Site(small.root)) == 0
    assert sorted(tried) == ["a.py", "b.py"]
