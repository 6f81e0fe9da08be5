"""Files that no page shows, that are not the site's own, or that cannot be read."""

from sitekit.checking import Rules
from sitekit.commands.check import check
from sitekit.publishing import Publication
from sitekit.site import Site


def said(site, page=None):
    rules = Rules(Publication(Site(site.root)))
    return [str(p) for p in rules.files(page and site.root / page)]


def shown(site):
    site.program('"""Doc."""\n', name="page/a")
    (site.root / "docs/page").rename(site.root / "docs/old")
    (site.root / "docs/old/a.md").rename(site.root / "docs/page.md")
    for name in ("hello.py", "hello.out"):
        (site.root / "snippets" / name).unlink()
    return site


def test_files_that_pages_show_have_no_problem(site):
    assert said(shown(site)) == []


def test_a_program_that_no_page_embeds_is_told_and_with_its_own_page_only(site):
    shown(site).write("snippets/page/b.py", "x = 1\n")
    site.page("# A\n", "docs/other.md")
    told = [
        "snippets/page/b.py: no page embeds it\n  Embed it with --8<--, or delete it."
    ]
    assert said(site) == said(site, "docs/page.md") == told
    assert said(site, "docs/other.md") == []


def test_a_program_above_all_folders_is_told_and_settings_there_are_not(site):
    shown(site).write("snippets/b.py", "x = 1\n")
    site.write("snippets/ruff.toml", "")
    assert said(site) == [
        "snippets/b.py: no page embeds it\n  Embed it with --8<--, or delete it."
    ]


def test_a_recorded_order_of_no_program_is_told(site, capsys):
    shown(site).write("snippets/page/b.order", "breaks: a\n")
    assert check(Site(site.root), "page") == 1
    told = "snippets/page/b.order: no page shows a broken program of this name"
    assert told in capsys.readouterr().out


def test_a_record_of_no_program_is_told(site):
    shown(site).write("snippets/page/records.json", '{"b.py": {}}')
    (told,) = said(site)
    assert told.startswith("snippets/page/b.py: it has records, but no page shows it")


def test_a_link_out_of_the_project_is_told(site, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "a.py"
    outside.write_text('"""Doc."""\n')
    file = shown(site).root / "snippets/page/a.py"
    file.unlink()
    file.symlink_to(outside)
    (told,) = said(site)
    assert told.startswith(f"snippets/page/a.py: it is a link to {outside}, outside")
    assert "Put the file itself in its place." in told


def test_a_merge_in_a_file_that_no_page_reads_is_told(site):
    shown(site).write("docs/assets/a.css", "a {}\n=======\nb {}\n")
    (told,) = said(site)
    assert told.startswith("docs/assets/a.css:2: '=======' is left from a merge")


def test_a_file_that_is_none_of_an_exercise_is_told_what_there_are(site):
    site.page("# A\n")
    for name in ("office/righ/a.py", "office/notes.py", "b.py"):
        site.write(f"snippets/exercises/{name}", "x = 1\n")
    told = "\n".join(said(site))
    wrong = "it is none of the files of an exercise, which its page shows by itself\n"
    advice = "Beside starter.py and solution.py there are .py files in checks/, right/"
    assert f"office/righ/a.py: {wrong}  Did you mean 'right'? {advice}" in told
    assert f"office/notes.py: {wrong}  {advice}" in told
    assert "snippets/exercises/b.py: no page embeds it" in told
