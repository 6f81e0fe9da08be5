"""What is installed: the package, its license, the other half of its fibers."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from everyorder import __version__

PROJECT = Path(__file__).parents[1]
BUILD = "import setuptools.build_meta as b, sys; print(b.build_wheel(sys.argv[1]))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    pytest.importorskip("setuptools", "77", reason="setuptools 77 builds the wheel")
    folder = tmp_path_factory.mktemp("wheel")
    copied = folder / "project"
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        copied.mkdir(exist_ok=True)
        (copied / name).write_bytes((PROJECT / name).read_bytes())
    for file in (PROJECT / "src/everyorder").rglob("*.*"):
        if "__pycache__" not in file.parts:
            target = copied / file.relative_to(PROJECT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    subprocess.run(
        [sys.executable, "-c", BUILD, str(folder)],
        cwd=copied,
        check=True,
        capture_output=True,
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_it_has_all_that_is_needed_and_no_tests(wheel):
    names = set(wheel.namelist())
    info = f"everyorder-{__version__}.dist-info"
    needed = {
        "everyorder/py.typed",
        "everyorder/runtime/fibers/jspi.js",
        f"{info}/licenses/LICENSE",
        f"{info}/entry_points.txt",
    }
    assert needed <= names
    assert {name.partition("/")[0] for name in names} == {"everyorder", info}


def test_it_depends_on_greenlet_alone_and_not_in_the_browser(wheel):
    told = wheel.read(f"everyorder-{__version__}.dist-info/METADATA").decode()
    needs = [line for line in told.splitlines() if line.startswith("Requires-Dist")]
    assert needs == ['Requires-Dist: greenlet>=3.1; sys_platform != "emscripten"']


def test_what_is_installed_finds_a_failing_order(wheel, tmp_path):
    wheel.extractall(tmp_path / "installed")
    program = tmp_path / "program.py"
    program.write_text(
        "import threading\nguests = 0\ndef count():\n    global guests\n"
        "    guests += 1\nts = [threading.Thread(target=count) for _ in '12']\n"
        "for t in ts: t.start()\nfor t in ts: t.join()\nassert guests == 2\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "everyorder", str(program)],
        cwd=tmp_path / "installed",
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(tmp_path / "installed")},
    )
    assert (done.returncode, done.stdout[:6]) == (1, "Raises")
