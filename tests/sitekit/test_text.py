"""A file that is no text, or that a merge left half done, is told by file and line."""

import pytest

from sitekit.__main__ import main
from sitekit.commands.check import check
from sitekit.problem import ProblemError
from sitekit.publishing import Publication
from sitekit.site import Site
from sitekit.text import read_text


def error(site, what):
    with pytest.raises(ProblemError) as found:
        what()
    return str(found.value)


@pytest.mark.parametrize(
    "marker", ["<<<<<<< HEAD", "=======", ">>>>>>> a1b2", "||||||| b"]
)
def test_a_marker_of_a_merge_is_told_with_its_line(tmp_path, marker):
    file = tmp_path / "a.md"
    file.write_text(f"# A\n\n{marker}\nb\n")
    with pytest.raises(ProblemError) as found:
        read_text(file, "docs/a.md")
    assert str(found.value).startswith(
        f"docs/a.md:3: {marker!r} is left from a merge\n  Keep"
    )


@pytest.mark.parametrize(
    "text", ["A\n==\n", "========\n", " =======\n", "<<<<<<<\n", "a <<<<<<< b\n"]
)
def test_what_only_looks_like_a_merge_is_left_alone(tmp_path, text):
    file = tmp_path / "a.md"
    file.write_text(text)
    assert read_text(file, "docs/a.md") == text


def test_a_merge_in_a_program_is_told_where_the_page_shows_it(site, capsys):
    site.program("<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\n")
    assert check(Site(site.root), "program") == 1
    assert (
        "snippets/program.py:1: '<<<<<<< a' is left from a merge"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize("make", ["folder", "link"])
def test_a_page_that_is_no_file_is_told(site, capsys, make):
    site.page("# A\n")
    if make == "folder":
        (site.root / "docs/x.md").mkdir()
    else:
        (site.root / "docs/x.md").symlink_to("gone.md")
    assert check(Site(site.root), "x") == 1
    assert "docs/x.md: it cannot be read: " in capsys.readouterr().out


RECORDS = {
    "no UTF-8": (b"{\n\xff", "records.json:2: byte 0xff is not UTF-8"),
    "a list": (b"[]", "records.json:1: it holds no records"),
    "an entry that is empty": (
        b'{\n "a.py": null}',
        "records.json:2: what is recorded as 'a.py' is null",
    ),
    "a kind that is empty": (
        b'{"a.py": {\n"proof": []}}',
        "records.json:2: what is recorded as 'proof' is []",
    ),
    "a merge": (b"{\n<<<<<<< a\n", "records.json:2: '<<<<<<< a' is left from a merge"),
}


@pytest.mark.parametrize(("data", "wrong"), RECORDS.values(), ids=RECORDS.keys())
def test_records_that_are_none_are_told_and_what_to_do(site, data, wrong):
    site.page("# A\n")
    (site.root / "snippets/records.json").write_bytes(data)
    text = error(site, lambda: Publication(Site(site.root)))
    assert text.startswith(f"snippets/{wrong}")
    assert "then run `make records`" in text


SETTINGS = {
    "no YAML": ("site_name: a\nnav: [a\nb: c\n", "mkdocs.yml:3: it is no YAML: "),
    "a setting that is wrong": (
        "site_name: a\nplugins: [no-such]\n",
        "mkdocs.yml: Config value 'plugins': ",
    ),
    "a setting that nobody reads": (
        "site_name: a\nstrict: true\nno_such: b\n",
        "mkdocs.yml: Config value 'no_such': Unrecognised",
    ),
    "an extension that is not there": (
        "site_name: a\nmarkdown_extensions: [gone]\n",
        "mkdocs.yml: Config value",
    ),
}


@pytest.mark.parametrize(("text", "wrong"), SETTINGS.values(), ids=SETTINGS.keys())
def test_settings_that_are_wrong_are_told_in_a_sentence(site, text, wrong):
    site.write("mkdocs.yml", text)
    (site.root / "docs").mkdir()
    told = error(site, lambda: Site(site.root).config)
    assert told.startswith(wrong)
    assert told.count("\n") < 5, told


def test_pytest_tells_settings_that_are_wrong_without_a_traceback(site):
    site.write("mkdocs.yml", "site_name: a\nnav: [a\nb: c\n")
    result = site.run()
    assert "mkdocs.yml:3: it is no YAML" in result.stderr.str()
    assert "Traceback" not in result.stderr.str()


@pytest.mark.parametrize("command", ["build", "style", "serve"])
def test_each_command_tells_settings_that_are_wrong_first(
    site, monkeypatch, capfd, command
):
    site.write("mkdocs.yml", "site_name: a\nnav: [a\nb: c\n")
    monkeypatch.chdir(site.root)
    monkeypatch.setattr("sys.argv", ["sitekit", command])
    assert main() == 1
    told = capfd.readouterr()
    assert told.out.startswith("mkdocs.yml:3: it is no YAML: ")
    assert (told.out + told.err).count("\n") == 2
