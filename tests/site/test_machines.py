"""Readers that are machines find every page as Markdown, whole and without HTML."""

import re
from textwrap import indent

from sitekit.pages.spans import without_code
from sitekit.site import address
from tests.conftest import SITE_URL, report

TAG = re.compile(r"</?[a-z][^>]*>")
FENCES = re.compile(r"^([ \t]*)(`{3,}).*?^\1\2[ \t]*$", re.MULTILINE | re.DOTALL)
LEFT_OVER = re.compile(r"--8<--|\{\{|\{ ?\.|^[ \t]*///", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s#:]+)(?:#[^)\s]*)?\)")


def twins(built, site):
    names = [page.relative_to(site.docs).as_posix() for page in site.pages()]
    return {name: (built.folder / name).read_text("utf-8") for name in names}


def test_each_page_names_its_markdown(built, site):
    for page in site.pages():
        name = page.relative_to(site.docs).as_posix()
        at = address(page.relative_to(site.docs), "")
        html = built.pages[at].file.read_text("utf-8")
        found = re.search(r'<link rel="alternate " type="text/markdown"[^>]*>', html)
        href = re.search(r'href="([^"]*)"', found[0])[1]
        target = (built.folder / at / href).resolve()
        assert target == (built.folder / name).resolve()


def test_its_programs_and_outputs_are_whole(built, site, found):
    texts = twins(built, site)
    for page, read in found.pages.items():
        text = texts[page.relative_to(site.docs).as_posix()]
        for block in read.blocks:
            code = indent(block.code.rstrip(), " " * block.indent)
            assert code in text, block.path
    for program in found.programs.values():
        text = texts[program.page.relative_to(site.docs).as_posix()]
        for output in program.outputs.values():
            assert output.read_text("utf-8").rstrip() in text, output


def test_it_has_no_html_and_no_directive(built, site):
    problems = []
    for name, text in twins(built, site).items():
        prose = "\n".join(without_code(FENCES.sub("", text).split("\n")))
        found = TAG.findall(prose) + LEFT_OVER.findall(prose)
        problems += [f"{name}: {tag}" for tag in found]
    report(problems, "publishing/plain.py says what it leaves out.")


def test_its_links_lead_to_files_of_the_site(built, site):
    problems = []
    for name, text in twins(built, site).items():
        for link in LINK.findall(FENCES.sub("", text)):
            if not (built.folder / name).parent.joinpath(link).exists():
                problems.append(f"{name}: {link}")
    report(problems, "A link of a page is one of its Markdown, too.")


def test_llms_txt_names_every_page_but_home(built, site):
    text = (built.folder / "llms.txt").read_text("utf-8")
    named = re.findall(rf"\]\({re.escape(SITE_URL)}(\S+\.md)\)", text)
    assert sorted([*named, "index.md"]) == sorted(twins(built, site))
