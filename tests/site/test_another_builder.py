"""The expanded pages are all that another builder needs: Zensical publishes the same.

Material for MkDocs reaches its end of life on 2027-05-05, and Zensical ignores hooks.
This runs where Zensical is installed.
"""

import os
import shutil
import subprocess

import pytest

from sitekit.commands.expand import expand
from tests.conftest import ROOT, Html


def test_zensical_publishes_every_figure(site, built, tmp_path):
    zensical = shutil.which("zensical")
    if zensical is None:
        pytest.skip("needs Zensical (pip install zensical, in any environment on PATH)")
    assert expand(site, tmp_path / "docs") == 0
    shutil.copytree(site.snippets, tmp_path / "snippets")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    # Not our templates: they call methods of strings, which its template engine lacks.
    ours = ("hooks:", "  custom_dir:")
    lines = [line for line in config.splitlines() if not line.startswith(ours)]
    (tmp_path / "mkdocs.yml").write_text("\n".join(lines), "utf-8")
    done = subprocess.run(
        [zensical, "build"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for address, page in built.pages.items():
        if address == "404.html":
            continue
        other = Html(tmp_path / "site" / address / "index.html")
        assert other.drawn == page.drawn, address
        assert other.figures == page.figures, address
        texts = [[text for _, text in html.code] for html in (other, page)]
        assert texts[0] == texts[1], address
