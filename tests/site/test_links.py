"""Every link leads somewhere, and nothing is loaded from another host."""

import re
from urllib.parse import unquote, urljoin, urlsplit

from tests.conftest import ROOT, SITE_URL, report

LOADED = re.compile(r"""(?:url\(|@import )\s*["']?([^"')\s;]+)""")
BASE = "https://this.site/"


def _line_of(source, address):
    file = ROOT / source
    if file.suffix == ".md":
        tail = address.rstrip("/").rpartition("/")[2].partition("#")[0]
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if tail and tail in line and ("](" in line or "<" in line):
                return f"{source}:{number}"
    return source


def test_every_internal_link_has_a_target(built):
    problems = []
    for address, page in built.pages.items():
        if address == "404.html":
            continue  # its links are absolute: it is shown at any address
        for _tag, link in page.links:
            full = urlsplit(urljoin(BASE + address, link))
            if f"{full.scheme}://{full.netloc}/" != BASE:
                continue
            target = unquote(full.path).lstrip("/")
            file = built.folder / target
            if target in built.pages:
                missing = full.fragment and full.fragment not in built.pages[target].ids
            else:
                missing = not file.is_file()
            if missing:
                place = _line_of(built.source(address), link)
                problems.append(f"{place}: {link} leads nowhere")
    report(problems, "Correct the link, or add its target.")


def test_the_404_page_leads_to_pages_that_exist(built):
    links = [link for tag, link in built.pages["404.html"].links if tag == "a"]
    anywhere = urljoin(SITE_URL, "some/where/else")
    full = [urljoin(anywhere, link) for link in links if not link.startswith("#")]
    inside = [link.removeprefix(SITE_URL) for link in full if link.startswith(SITE_URL)]
    assert {"learn/what-is-threading/", "guides/", "questions/"} <= set(inside)
    assert [link for link in inside if link.partition("#")[0] not in built.pages] == []


def test_links_to_other_sites_are_encrypted(built):
    problems = [
        f"{_line_of(built.source(address), link)}: {link}"
        for address, page in built.pages.items()
        for tag, link in page.links
        if link.startswith("http:") and not link.startswith("http://127.0.0.1")
    ]
    report(problems, "Link to https.")


def test_nothing_is_loaded_from_another_host(built):
    problems = [
        f"{built.source(address)}: <{tag}> loads {link}"
        for address, page in built.pages.items()
        for tag, link in page.links
        if tag != "a" and urlsplit(link).netloc not in ("", urlsplit(SITE_URL).netloc)
    ]
    report(problems, "Serve it with the site.")


def test_what_style_sheets_load_is_there_and_ours(built):
    problems = []
    for css in (built.folder / "assets").rglob("*.css"):
        for address in LOADED.findall(css.read_text("utf-8")):
            if address.startswith(("data:", "#")):
                continue
            ours = not urlsplit(address).netloc
            file = css.parent / unquote(urlsplit(address).path)
            if not (ours and file.is_file()):
                problems.append(f"{css.relative_to(built.folder)}: loads {address}")
    report(problems, "Serve the file with the site, or correct its name.")


def test_a_page_offers_to_be_edited_and_reported(built):
    html = built.pages["learn/locks/"].file.read_text("utf-8")
    assert "https://example.org/repository/edit/main/docs/learn/locks.md" in html
    assert "https://example.org/repository/issues/new?template=mistake.yml" in html
