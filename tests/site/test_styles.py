"""The style sheets: the dark scheme is whole, and each file is one that a page loads."""

import json
import re
from pathlib import Path

import material

from sitekit.publishing.styles import NEEDS, SETTINGS, turned_on
from tests.conftest import ROOT

OWN = ROOT / "docs/assets/css"
SLATE = re.compile(r'\[data-md-color-scheme="?slate"?\] ?\{([^}]*)\}')
VARIABLE = re.compile(r"(--[\w-]+):")


def test_the_dark_scheme_sets_each_color_that_the_theme_sets():
    """Pages load site.css in place of the theme's palette.css (theme/main.html)."""
    templates = Path(material.__file__).parent / "templates"
    [theme] = templates.glob("assets/stylesheets/palette.*.min.css")
    wanted = VARIABLE.findall(SLATE.search(theme.read_text("utf-8"))[1])
    own = "".join(SLATE.findall((OWN / "site.css").read_text("utf-8")))
    assert wanted
    assert not sorted(set(wanted) - set(VARIABLE.findall(own)))


def test_each_class_that_may_go_is_one_of_the_theme_for_what_it_is_said_to_need(built):
    theme = Path(material.__file__).parent / "templates"
    [script] = theme.glob("assets/javascripts/bundle.*.min.js")
    partials = "".join(file.read_text("utf-8") for file in theme.rglob("*.html"))
    known = {*re.findall(r"[\w.-]+", script.read_text("utf-8") + partials)}
    for beginning, needs in NEEDS.items():
        assert any(word.startswith(beginning) for word in known), beginning
        assert needs <= known, beginning
    page = built.pages["learn/locks/"].file.read_text("utf-8")
    [settings] = SETTINGS.findall(page)
    assert "navigation.tabs" in turned_on(settings)
    assert "version" in json.loads(settings)


def test_each_style_sheet_is_loaded_by_a_page_and_none_by_all_but_the_common_ones(
    built,
):
    pages = [page.file.read_text("utf-8") for page in built.pages.values()]
    scripts = [f.read_text("utf-8") for f in (OWN.parent / "js").rglob("*.js")]
    for file in OWN.glob("*.css"):
        loading = sum(f"assets/css/{file.name}" in page for page in pages)
        by_script = any(f'"{file.name}"' in script for script in scripts)
        if file.name == "site.css":
            assert loading == len(pages)
        else:
            assert by_script or loading > 0
            assert loading < len(pages)
