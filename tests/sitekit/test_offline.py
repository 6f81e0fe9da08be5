"""The service worker that the build writes (live/offline.py)."""

import json
import re
from types import SimpleNamespace

import pytest

from sitekit import hooks
from sitekit.live import offline


@pytest.fixture
def site(tmp_path):
    for path in (
        "index.html",
        "assets/css/site.css",
        "assets/stylesheets/main.57a0d79d.min.css",
        "assets/javascripts/bundle.a5f9d56c.min.js",
        "assets/run/engine-778842a58bc9.zip",
        "assets/run/pyodide-314.0.7/pyodide.mjs",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, "utf-8")
    return tmp_path


def constants(site):
    offline.write(site)
    script = (site / "sw.js").read_text("utf-8")
    found = re.findall(r"^const (VERSION|FIXED) = (.*);$", script, re.MULTILINE)
    return {name: json.loads(value) for name, value in found}


def test_the_version_is_that_of_the_files(site):
    first = constants(site)["VERSION"]
    assert constants(site)["VERSION"] == first
    (site / "index.html").write_text("another", "utf-8")
    second = constants(site)["VERSION"]
    (site / "index.html").rename(site / "moved.html")
    assert len({first, second, constants(site)["VERSION"]}) == 3


def test_fixed_is_what_a_name_with_a_hash_or_a_version_promises(site):
    """Not the theme's styles: the build changes them and leaves their names."""
    assert constants(site)["FIXED"] == [
        "assets/javascripts/bundle.a5f9d56c.min.js",
        "assets/run/engine-778842a58bc9.zip",
        "assets/run/pyodide-314.0.7/pyodide.mjs",
    ]


@pytest.mark.parametrize(("command", "written"), [("build", True), ("serve", False)])
def test_only_what_is_built_has_a_worker_and_a_policy(
    site, monkeypatch, command, written
):
    monkeypatch.setattr(hooks, "SERVING", type(hooks.SERVING)())
    hooks.on_startup(command=command, dirty=False)
    (site / "index.html").write_text("<head></head>", "utf-8")
    (site / "search").mkdir()
    (site / "search/search_index.json").write_text('{"docs": []}', "utf-8")
    nothing = SimpleNamespace(pages={}, programs={})
    terms = SimpleNamespace(all=(), file=None)
    published = SimpleNamespace(site=None, found=nothing, terms=terms)
    extra = {"modules": None, "published": published, "expanded": {}}
    hooks.on_post_build(SimpleNamespace(site_dir=site, extra=extra))
    assert (site / "sw.js").exists() == written
    page = (site / "index.html").read_text("utf-8")
    assert ("Content-Security-Policy" in page) == written
