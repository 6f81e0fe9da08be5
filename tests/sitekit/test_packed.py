"""What the build adds so that programs run in the page: the same files, each time."""

import ast
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

import everyorder
import sitekit
from sitekit.commands import npm as command
from sitekit.commands.programs import all_programs
from sitekit.live import npm, packed
from sitekit.promises import Promised
from sitekit.records import claims
from sitekit.records.store import Records
from sitekit.site import Site
from tests.conftest import ROOT
from tests.sitekit.made import HELD, made

CHANGED = packed.CHANGES
ASM = "pyodide.asm.mjs"


@pytest.fixture
def modules(tmp_path, monkeypatch):
    """What stands for the packages of npm: small files with what is changed."""
    folder = tmp_path / "node_modules"
    (folder / "pyodide").mkdir(parents=True)
    for name in packed.PYODIDE:
        (folder / "pyodide" / name).write_text(name)
    (folder / "pyodide" / ASM).write_text("; ".join(CHANGED))
    (folder / "pyodide/package.json").write_text('{"version": "9.9"}')
    monkeypatch.setattr(packed, "_editor", lambda *_: b"edit")
    monkeypatch.setattr(packed, "_bundled", lambda *_: b"library")
    return folder


@pytest.fixture
def pack(modules, a_file):
    """The packed files of one program, by path; `a_file` is that program."""

    def pack(program=a_file, records=None):
        packed._pyodide.cache_clear()
        found = packed.pack(ROOT, modules, [program], records or Records(modules))
        return {file.path: file.content for file in found}

    return pack


def names(files) -> dict:
    script = files["assets/js/run/packed.js"].decode()
    return json.loads(re.search(r"PACKED = (.*);", script)[1])


# --- the files


def test_the_same_files_are_packed_byte_for_byte(pack):
    assert pack() == pack()


def test_every_name_in_the_script_is_a_file(pack):
    files = pack()
    named = names(files)
    for kind in ("engine", "programs", "editor"):
        assert f"assets/run/{named[kind]}" in files
    for name in packed.PYODIDE:
        assert f"assets/run/{named['pyodide']}/{name}" in files
    assert named["pyodide"] == "pyodide-9.9"


def test_a_name_changes_with_what_it_names(pack, a_file, monkeypatch):
    before = names(pack())
    a_file.file.with_suffix(".out").write_text("1\n")
    other = made("learn/a.py", a_file.file, one_order="x")
    proven = Records(Path())
    proven.put(other, "proof", HELD)
    after = names(pack(other, proven))
    assert after["programs"] != before["programs"]
    assert after["engine"] == before["engine"]
    monkeypatch.setattr(packed, "ROOMS", packed.ROOMS[:-1])
    monkeypatch.setattr(packed, "_editor", lambda *_: b"another")
    after = names(pack())
    assert after["engine"] != before["engine"]
    assert after["editor"] != before["editor"]
    assert after["programs"] == before["programs"]


def test_the_fibers_are_the_file_beside_their_python_half(pack):
    file = Path(everyorder.__file__).parent / "runtime/fibers/jspi.js"
    assert pack()["assets/js/run/jspi.js"] == file.read_bytes()


@pytest.mark.parametrize("times", [0, 2])
@pytest.mark.parametrize("place", CHANGED)
def test_a_pyodide_that_is_not_as_it_is_known_is_refused(pack, modules, place, times):
    (modules / "pyodide" / ASM).write_text("; ".join([*CHANGED, *[place] * times]))
    if not times:
        rest = [other for other in CHANGED if other != place]
        (modules / "pyodide" / ASM).write_text("; ".join(rest))
    with pytest.raises(packed.PackError, match=re.escape(repr(place))):
        pack()


def test_what_is_changed_in_pyodide_is_in_the_packed_one(pack):
    text = pack()[f"assets/run/pyodide-9.9/{ASM}"].decode()
    assert text == "; ".join(CHANGED.values())


# --- the archive


def engine() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(packed._archive()))


def test_the_archive_holds_the_very_files_of_the_desktop():
    with engine() as bundle:
        own = [n for n in bundle.namelist() if n.split("/")[0] in HOMES]
        assert len(own) > 50
        for name in own:
            top, _, rest = name.partition("/")
            assert bundle.read(name) == (HOMES[top] / rest).read_bytes()


HOMES = {p.__name__: Path(p.__file__).parent for p in (everyorder, sitekit)}


def imports(tree: ast.AST, package: str):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            home = ".".join(package.split(".")[: 1 - node.level or None])
            base = ".".join(filter(None, [home if node.level else "", node.module]))
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def test_nothing_in_the_archive_needs_what_is_not_in_it():
    """But the standard library, Pyodide's own modules, and what the desktop has."""
    with engine() as bundle:
        files = [n for n in bundle.namelist() if n.split("/")[0] in HOMES]
        known = {
            n.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            for n in bundle.namelist()
        }
        for name in (n for n in files if n.endswith(".py")):
            tree = ast.parse(bundle.read(name))
            module = name.removesuffix(".py").replace("/", ".")
            wanted = {n for n in imports(tree, module) if n.split(".")[0] in HOMES}
            missing = {
                n
                for n in wanted
                if n not in known and n.rpartition(".")[0] not in known
            }
            assert missing <= {"everyorder.runtime.fibers.greenlets"} | {
                f"everyorder.runtime.fibers.greenlets.{n}"
                for n in ("current", "start", "switch")
            }, name
        others = b"".join(bundle.read(n) for n in files)
    assert b"import greenlet" not in others
    assert b"from greenlet" not in others


# --- the promises


def test_every_promise_of_the_site_survives_its_text():
    checked = 0
    for program in all_programs(Site(ROOT)):
        promised = claims.promised(program, packed.PYTHON)
        text = json.dumps(promised.to_json())
        assert Promised.from_json(json.loads(text)) == promised, program.place
        checked += 1
    assert checked > 100


def test_the_packed_promises_are_by_program_with_the_switches_it_takes(pack, a_file):
    records = Records(Path())
    records.put(a_file, "proof", HELD)
    files = pack(a_file, records)
    told = json.loads(files[f"assets/run/{names(files)['programs']}"])
    assert told["learn/a.py"]["switches"] == HELD["preemptions"]
    assert Promised.from_json(told["learn/a.py"]["promised"]) == Promised()


# --- npm


def test_the_lock_says_what_each_package_is_and_not_where_it_comes_from():
    lock = json.loads((npm.HERE / "package-lock.json").read_text("utf-8"))
    packages = {name: p for name, p in lock["packages"].items() if name}
    assert len(packages) > 10
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_the_lock_is_that_of_the_package_file():
    lock = json.loads((npm.HERE / "package-lock.json").read_text("utf-8"))
    wanted = json.loads((npm.HERE / "package.json").read_text("utf-8"))
    assert lock["packages"][""]["dependencies"] == wanted["dependencies"]


def test_without_the_packages_there_are_no_modules(tmp_path):
    assert npm.modules(tmp_path) is None


@pytest.fixture
def no_npm(monkeypatch):
    monkeypatch.setattr(npm.shutil, "which", lambda _: None)
    monkeypatch.setattr(npm.importlib.util, "find_spec", lambda _: None)


def test_without_npm_the_message_says_what_to_install(no_npm, tmp_path):
    with pytest.raises(npm.NpmError, match="install Node"):
        npm.install(tmp_path)
    assert npm.modules(tmp_path) is None
    assert npm.node() is None


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("1", 1)])
def test_the_command_goes_on_without_npm_but_not_where_it_decides(
    no_npm, tmp_path, monkeypatch, capsys, ci, status
):
    monkeypatch.setenv("CI", ci)
    assert command.install(Site(tmp_path)) == status
    assert npm.LEFT_OUT in capsys.readouterr().out


def fake_npm(folder: Path, script: str):
    file = folder / "npm"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return [str(file)]


def test_without_a_network_the_message_is_that_of_npm(tmp_path, monkeypatch):
    failing = fake_npm(tmp_path, "echo 'npm error network' >&2; exit 1")
    monkeypatch.setattr(npm, "npm", lambda: failing)
    with pytest.raises(npm.NpmError, match="npm error network"):
        npm.install(tmp_path)
    assert npm.modules(tmp_path) is None


def test_packages_are_installed_once(tmp_path, monkeypatch):
    working = fake_npm(tmp_path, f"echo x >> {tmp_path}/calls; mkdir node_modules")
    monkeypatch.setattr(npm, "npm", lambda: working)
    first, again = npm.install(tmp_path), npm.install(tmp_path)
    assert first == again == npm.modules(tmp_path)
    assert (tmp_path / "calls").read_text() == "x\n"
    assert sorted(file.name for file in first.parent.iterdir()) == [
        *(".ready", "node_modules", "package-lock.json", "package.json")
    ]


# --- the packages as they are


def test_each_change_matches_the_installed_pyodide_once(npm_modules):
    script = (npm_modules / "pyodide" / ASM).read_bytes()
    assert packed._changed(script) != script


def test_the_installed_pyodide_is_the_python_whose_promises_are_packed(npm_modules):
    lock = json.loads((npm_modules / "pyodide/pyodide-lock.json").read_text("utf-8"))
    assert lock["info"]["python"] == packed.PYTHON.version


def test_the_editor_is_bundled(npm_modules):
    text = packed._editor(ROOT, npm_modules).decode()
    assert re.search(r"export\s*\{\s*\w+ as edit\s*\}", text)
    assert "import " not in text[:200]
