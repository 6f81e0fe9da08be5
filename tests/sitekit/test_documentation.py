"""Links into the Python documentation are held to a record, renewed from a copy."""

import pytest

from sitekit.commands import anchors
from sitekit.commands.anchors import record_anchors
from sitekit.records import documentation
from sitekit.records.documentation import Documentation, Link, Note, problem
from sitekit.site import Site

ROOT = documentation.ROOT
RECORDED = Documentation(
    "3.15.0",
    {
        "tutorial/threadsafety.html": frozenset(),
        "builtins/threadsafety.html": frozenset(),
        "index.html": frozenset({"welcome"}),
        "library/queue.html": frozenset({"queue.Queue", "queue.Queue.join"}),
    },
    {"queue.Queue": frozenset({Note("changed", "3.9"), Note("changed", "3.13")})},
)


def wrong(address):
    """The place and what is wrong, on a line; None if nothing is."""
    found = problem(Link("docs/a.md", 7, address), RECORDED)
    return found and str(found).splitlines()[0]


@pytest.fixture
def copies(site, monkeypatch, tmp_path):
    """Makes copies of the documentation, where a system's packages would put them.

    The site has a page that links a.html, and a record of Python 3.14.1.
    """
    monkeypatch.setattr(anchors, "INSTALLED", tmp_path)
    site.page(f"[a]({ROOT}a.html)")
    site.write(documentation.RECORD, "Python 3.14.1\n")

    def copy(version, pages):
        folder = tmp_path / f"python{version}" / "html"
        for name, ids in {"index.html": [], "a.html": ["x"], **pages}.items():
            page = folder / name
            page.parent.mkdir(parents=True, exist_ok=True)
            inside = "".join(f'<div id="{i}"></div>' for i in ids)
            frame = '<div id="frame"></div>'
            page.write_text(
                f"<!DOCTYPE html>\n<title>{version} Documentation</title>{frame}"
                f'<div class="body" role="main">{inside}</div>{frame}',
                "utf-8",
            )
        return folder

    return copy


def record(site, *args, **kwargs):
    """The exit status of the command, and the record after it."""
    status = record_anchors(Site(site.root), *args, **kwargs)
    return status, documentation.load(site.root / documentation.RECORD)


@pytest.mark.parametrize(
    "address",
    [
        ROOT,
        f"{ROOT}builtins/threadsafety.html",
        f"{ROOT}library/queue.html",
        f"{ROOT}library/queue.html#queue.Queue",
        f"{ROOT}#welcome",
        f"{ROOT}index.html#welcome",
    ],
)
def test_a_link_to_what_is_on_record_is_sound(address):
    assert wrong(address) is None


def test_a_wrong_anchor_is_told_the_nearest_ones():
    said = wrong(f"{ROOT}library/queue.html#queue.Queue.joins")
    assert said.startswith(f"docs/a.md:7: {ROOT}library/queue.html#queue.Queue.joins ")
    assert said.endswith("near it: #queue.Queue.join, #queue.Queue")


def test_a_wrong_anchor_that_is_near_to_none_is_only_told():
    said = wrong(f"{ROOT}library/queue.html#zzz")
    assert said.endswith("#zzz leads to no anchor of that page")


def test_an_address_that_ends_with_a_slash_is_of_the_first_page_there():
    assert Link("docs/a.md", 7, f"{ROOT}library/").page == "library/index.html"
    said = wrong(f"{ROOT}library/")
    assert "; near it: " in said
    assert "moved" not in said
    assert wrong(f"{ROOT}zzz.html").endswith("documentation")


def test_a_page_that_moved_is_told_where_its_name_is_now():
    said = wrong(f"{ROOT}library/threadsafety.html#thread-safety-list")
    assert "no page of the Python 3.15.0 documentation" in said
    assert said.endswith(
        "it may have moved to builtins/threadsafety.html or tutorial/threadsafety.html"
    )


def test_a_mistyped_page_is_told_the_nearest_one():
    said = wrong(f"{ROOT}library/queues.html")
    assert said.endswith("; near it: library/queue.html")


def test_an_anchor_of_a_page_without_recorded_ones_asks_for_a_renewal():
    said = wrong(f"{ROOT}builtins/threadsafety.html#thread-safety-list")
    assert said.endswith("run `make anchors`")


def test_a_numbered_anchor_is_refused_since_it_moves():
    assert "numbered" in wrong(f"{ROOT}library/queue.html#index-0")
    lasting = ["id", "index-", "id3-notes", "my-id3", "idle1"]
    assert [a for a in ("id12", *lasting) if documentation.is_lasting(a)] == lasting


@pytest.mark.parametrize(
    "address",
    [
        "http://docs.python.org/3/library/queue.html",
        "//docs.python.org/3/library/queue.html",
        "https://docs.python.org/3.13/library/queue.html",
        "https://docs.python.org/dev/library/queue.html",
        "https://docs.python.org",
    ],
)
def test_an_address_that_is_not_of_the_documentation_as_it_is_now_is_refused(address):
    assert f"is not below {ROOT}" in wrong(address)


def test_links_are_found_with_their_lines_however_they_are_written(site):
    page = f"""\
    # Page

    [a]({ROOT}a.html#x) and <{ROOT}b.html>, [c][], {ROOT}d.html.

    [c]: {ROOT}c.html "title"
    See http://docs.python.org/e, (//docs.python.org/f) and https://docs.python.org.
    """
    site.page(page)
    assert documentation.links(Site(site.root)) == [
        Link("docs/page.md", 3, f"{ROOT}a.html#x"),
        Link("docs/page.md", 3, f"{ROOT}b.html"),
        Link("docs/page.md", 3, f"{ROOT}d.html"),
        Link("docs/page.md", 5, f"{ROOT}c.html"),
        Link("docs/page.md", 6, "http://docs.python.org/e"),
        Link("docs/page.md", 6, "//docs.python.org/f"),
        Link("docs/page.md", 6, "https://docs.python.org"),
    ]


def test_a_record_is_read_as_it_was_written(tmp_path):
    documentation.save(tmp_path / "record.txt", RECORDED)
    assert documentation.load(tmp_path / "record.txt") == RECORDED
    lines = (tmp_path / "record.txt").read_text().splitlines()
    assert lines[1:] == [
        "Python 3.15.0",
        "builtins/threadsafety.html",
        "index.html",
        " welcome",
        "library/queue.html",
        " queue.Queue changed 3.9 changed 3.13",
        " queue.Queue.join",
        "tutorial/threadsafety.html",
    ]


def test_the_record_has_all_pages_and_the_lasting_anchors_of_linked_ones(site, copies):
    copies(
        "3.15.0",
        {"a.html": ["x", "id1", "index-12"], "b/c.html": ["y"], "_static/d.html": []},
    )
    assert record(site) == (
        0,
        Documentation(
            "3.15.0",
            {
                "a.html": frozenset({"x"}),
                "b/c.html": frozenset(),
                "index.html": frozenset(),
            },
        ),
    )


def test_the_anchors_of_a_page_are_those_of_its_text(tmp_path):
    page = tmp_path / "a.html"
    page.write_text(
        '<div id="menu"><main role="main" id="frame"></main></div>'
        '<div class="body" role="main"><section id="a"><p>Text</p><div><b id="b"></b>'
        '</div><p id="c"></p></section></div><div id="footer"><p id="d"></p></div>'
    )
    assert set(anchors.anchors_of(page)) == {"a", "b", "c"}


def test_what_is_said_of_versions_belongs_to_the_innermost_names(tmp_path):
    said = '<span class="versionmodified {}">{} version {}'
    added = said.format("added", "Added in", "3.8.</span>")
    changed = said.format("changed", "Changed in", "3.14: </span>Not in 3.2.")
    old = said.format("deprecated", "Deprecated since", "3.10, gone in 3.16.</span>")
    page = tmp_path / "a.html"
    page.write_text(
        '<div role="main"><dl><dt id="A">A</dt>'
        f'<dd>{added}<dl><dt id="A.f">f</dt><dt id="A.g">g</dt><dd>{old}</dd></dl>'
        f'{changed}</dd></dl><h2 id="end">End</h2>{added}</div>'
    )
    assert anchors.anchors_of(page) == {
        "A": {Note("added", "3.8"), Note("changed", "3.14")},
        "A.f": {Note("deprecated", "3.10")},
        "A.g": {Note("deprecated", "3.10")},
        "end": set(),
    }


def test_the_first_recording_needs_no_record(site, copies):
    copies("3.15.0", {})
    (site.root / documentation.RECORD).unlink()
    assert record(site)[0] == 0
    assert record(site)[0] == 0, "the same version may be recorded again"


def test_versions_are_as_old_as_their_releases():
    versions = ["3.9.1", "3.15.0b4", "3.15.0rc1", "3.15.0", "3.15.1"]
    assert sorted(reversed(versions), key=anchors.age_of) == versions


def test_links_that_lead_nowhere_are_listed_after_recording(site, copies, capsys):
    site.page(f"[a]({ROOT}a.html#y)")
    status, recorded = record(site, str(copies("3.15.0", {})))
    assert status == 1
    assert recorded.pages["a.html"] == {"x"}
    said = capsys.readouterr().out
    assert f"docs/page.md:1: {ROOT}a.html#y leads to no anchor of that page\n" in said
    assert "\n1 links lead to 1 pages of the Python 3.15.0 documentation." in said


def test_the_newest_installed_copy_is_taken(site, copies):
    for version in ("3.9.2", "3.15.0rc1", "3.15.0", "3.15.0b4", "3.11.2"):
        copies(version, {})
    (copies("3.16.0", {}) / "index.html").unlink()
    assert record(site)[1].version == "3.15.0"


def test_a_record_of_a_newer_documentation_is_kept_unless_forced(site, copies, capsys):
    folder = copies("3.11.2", {})
    status, recorded = record(site)
    assert (status, recorded.version) == (1, "3.14.1")
    said = capsys.readouterr().out
    assert f"{folder} is of Python 3.11.2, the record of 3.14.1" in said
    assert record(site, force=True)[1].version == "3.11.2"


def test_without_a_copy_it_says_where_to_get_one(site, copies, capsys):
    assert record(site)[0] == 1
    assert "apt install python3-doc" in capsys.readouterr().out


def test_a_folder_that_holds_no_documentation_is_refused(site, copies, capsys):
    assert record(site, str(site.root))[0] == 1
    assert f"{site.root} has no index.html whose title" in capsys.readouterr().out
    site.write("index.html", "<title>Something else 3.15.0</title>")
    assert record(site, str(site.root))[0] == 1
