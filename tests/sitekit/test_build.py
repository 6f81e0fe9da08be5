"""A build that is not right is an error, and says which page and what is wrong."""

import pytest

from sitekit.commands.build import build, run_mkdocs
from sitekit.live import npm
from sitekit.site import Site

VALIDATION = """
strict: true
validation:
  nav: {omitted_files: warn, not_found: warn, absolute_links: warn}
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
nav:
  - index.md
"""


@pytest.fixture
def small(site):
    config = (site.root / "mkdocs.yml").read_text()
    site.write("mkdocs.yml", config + VALIDATION)
    site.page("# Home\n", "docs/index.md")
    return site


def test_of_a_site_without_a_fault_only_what_is_left_out_is_said(small, capsys):
    assert build(Site(small.root), small.root / "out") == 0
    assert capsys.readouterr() == (f"{npm.LEFT_OUT}\n", "")
    assert (small.root / "out/index.html").exists()


FAULTS = {
    "a page outside the navigation": ("docs/other.md", "# Other\n", "other.md"),
    "a missing anchor": ("docs/index.md", "# A\n\n[b](#gone)\n", "#gone"),
    "an absolute link": ("docs/index.md", "# A\n\n[b](/gone/)\n", "/gone/"),
    "a missing page": ("docs/index.md", "# A\n\n[b](gone.md)\n", "gone.md"),
    "a missing image": ("docs/index.md", "# A\n\n![b](gone.png)\n", "gone.png"),
}


@pytest.mark.parametrize(("page", "text", "named"), FAULTS.values(), ids=FAULTS.keys())
def test_a_warning_is_an_error_and_is_printed(small, page, text, named):
    small.page(text, page)
    status, said = run_mkdocs(Site(small.root), small.root / "out")
    assert status != 0
    assert any(line.startswith("WARNING") for line in said)
    assert named in "\n".join(said)


def test_a_nav_entry_without_a_file_is_an_error(small):
    config = (small.root / "mkdocs.yml").read_text()
    small.write("mkdocs.yml", config + "  - gone.md\n")
    status, said = run_mkdocs(Site(small.root), small.root / "out")
    assert status != 0
    assert any("gone.md" in line for line in said)
