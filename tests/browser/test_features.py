"""Each feature of a program on its page once, where no driver reaches: in Firefox.

In Chromium, test_run_here.py goes into each. The page goes through them by itself.
"""

import queue
import shutil
from pathlib import Path

import pytest

from tests.browser.run import firefox

pytestmark = pytest.mark.usefixtures("npm_modules")


def test_each_feature_works_in_firefox(host, tmp_path):
    firefox.wanted()
    site = host.site
    shutil.copy(Path(__file__).with_name("features.js"), site)
    page = '<!doctype html><body><script type="module" src="features.js"></script>'
    (site / "features.html").write_text(page, "utf-8")
    with firefox.opened(f"{host.address}features.html", tmp_path / "profile"):
        try:
            said = host.posted.get(timeout=400)
        except queue.Empty:
            pytest.fail("The page did not come to its end.")
    assert "error" not in said, said
    broke = (
        "You broke it with 1 switch: it prints 'guests counted: 1', expected"
        " 'guests counted: 2'. Nobody needs fewer."
    )
    assert said.pop("check").startswith("Breaks with 1 switch: prints 'guests")
    assert said.pop("seed").startswith("Seed 2. It ran to its end")
    assert said.pop("share")[1] == "#run="
    assert said == {
        "run": ["It ran to its end.", "guests counted: 2", True],
        "step": broke,
        "undo": "Who goes next? 1 switch so far.",
        "takeOver": broke,
        "input": [
            "It ran to its end, and did not print what the page shows.",
            "Who? Ada\nAda",
        ],
        "stop": "Stopped.",
        "reset": True,
    }
