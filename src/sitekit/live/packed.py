"""What the build adds to the site so that its programs run in the page, and its search.

    assets/run/pyodide-VERSION/   CPython for WebAssembly, as npm has it
    assets/run/engine-HASH.zip    everyorder, drawing/ and answers.py: the very files
                                  of the desktop, and the library of the templates
    assets/run/programs-HASH.json what each program promises, and how it is broken
    assets/run/editor-HASH.js     the editor, bundled
    assets/js/run/packed.js       the names of these files, for the scripts
    assets/js/run/jspi.js         the JavaScript half of the engine's fibers
    assets/js/search/library.js   the index and the stems of the search, bundled

Names with a hash never change what they hold, so browsers keep them for good.
"""

import functools
import hashlib
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2
import markupsafe

import sitekit
from everyorder import package
from sitekit.live import npm
from sitekit.programs import Program
from sitekit.records import claims, proofs
from sitekit.records.store import Records
from sitekit.releases import Release

FOLDER = "assets/run"
DAY = (2026, 1, 1, 0, 0, 0)  # a fixed one: the same files make the same archive
PYTHON = Release("3.14.2")  # what Pyodide is
SHIPPED = ("__init__.py", "promises.py", "rules.py", "courses.py", "templates.py")
ROOMS = ("drawing", "live/__init__.py", "live/answers.py", "live/worker.py")
PYODIDE = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
# What is changed in Pyodide, each at its only place:
CHANGES = {
    # A program that asks for all memory gets a MemoryError before the page suffers.
    "getHeapMax=()=>4294901760": "getHeapMax=()=>268435456",
    # A snapshot may be larger than the heap that an interpreter starts with.
    "Module.HEAP8.set(t)": "Module.growMemory(t.length),Module.HEAP8.set(t)",
}
EDITOR = Path(__file__).parent / "editor.js"
LIBRARY = Path(__file__).parent / "library.js"
# CodeMirror writes a <style> into a document, which the policy of a page forbids. With
# this it adds its styles as it does in a shadow root: as sheets made by a script.
INLINE_STYLES = re.compile(rb"!(\w+)\.head&&\1\.adoptedStyleSheets")


class PackError(Exception):
    """Something to be packed is not as it is known; the message says what."""


@dataclass(frozen=True)
class Packed:
    """A file of the site, by its path, and its contents."""

    path: str
    content: bytes


def pack(
    root: Path, modules: Path, programs: Iterable[Program], records: Records
) -> list[Packed]:
    """All files. Raises PackError."""
    version = json.loads((modules / "pyodide/package.json").read_text("utf-8"))
    pyodide = f"pyodide-{version['version']}"
    files = [Packed(f"{FOLDER}/{pyodide}/{n}", c) for n, c in _pyodide(modules)]
    fetched = [c for n, c in _pyodide(modules) if not n.endswith(".mjs")]
    engine = _hashed("engine", "zip", _archive())
    promised = _hashed("programs", "json", _promises(programs, records))
    editor = _hashed("editor", "js", _editor(root, modules))
    names = {
        "pyodide": pyodide,
        "engine": engine.path.rpartition("/")[2],
        "programs": promised.path.rpartition("/")[2],
        "editor": editor.path.rpartition("/")[2],
        "bytes": len(engine.content) + sum(map(len, fetched)),  # before they run
    }
    told = json.dumps(names)
    script = f"/** Written by the build. */\nexport const PACKED = {told};\n"
    return [
        *files,
        *(engine, promised, editor),
        Packed("assets/js/run/packed.js", script.encode()),
        Packed("assets/js/run/jspi.js", package.JAVASCRIPT.read_bytes()),
        Packed("assets/js/search/library.js", _bundled(root, modules, LIBRARY)),
    ]


def _hashed(name: str, suffix: str, content: bytes) -> Packed:
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Packed(f"{FOLDER}/{name}-{digest}.{suffix}", content)


@functools.cache
def _pyodide(modules: Path) -> tuple[tuple[str, bytes], ...]:
    found = []
    for name in PYODIDE:
        content = (modules / "pyodide" / name).read_bytes()
        changed = _changed(content) if name == "pyodide.asm.mjs" else content
        found.append((name, changed))
    return tuple(found)


def _changed(script: bytes) -> bytes:
    for before, after in CHANGES.items():
        if script.count(before.encode()) != 1:
            raise PackError(
                f"pyodide.asm.mjs does not have {before!r} once: this version of"
                " Pyodide is another one than live/packed.py changes"
            )
        script = script.replace(before.encode(), after.encode())
    return script


def _archive() -> bytes:
    """The engine and what answers with it, as a zip file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, file in sorted(_engine()):
            entry = zipfile.ZipInfo(name, DAY)
            bundle.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _engine() -> Iterator[tuple[str, Path]]:
    """Name in the archive and file of all that runs in the browser."""
    here = Path(sitekit.__file__).parent
    for file in package.in_browser():
        yield file.relative_to(package.FOLDER.parent).as_posix(), file
    for module in (jinja2, markupsafe):
        folder = Path(module.__file__).parent
        for file in folder.rglob("*.py"):
            yield file.relative_to(folder.parent).as_posix(), file
    for name in (*SHIPPED, *ROOMS):
        found = [here / name] if name.endswith(".py") else (here / name).rglob("*.*")
        for file in found:
            if file.suffix in (".py", ".html"):
                yield f"sitekit/{file.relative_to(here).as_posix()}", file


def _promises(programs: Iterable[Program], records: Records) -> bytes:
    """What each program promises and, if it is broken, the fewest switches it takes."""
    found = {}
    for program in programs:
        told: dict = {"promised": claims.promised(program, PYTHON).to_json()}
        proof = records.get(program, proofs.KIND)
        if proof is not None:
            told["verdict"], told["switches"] = proof["verdict"], proof["preemptions"]
        found[str(program.path)] = told
    return json.dumps(found, separators=(",", ":"), ensure_ascii=False).encode()


def shorten(site: Path, modules: Path) -> None:
    """Make the scripts of a built site shorter, each in its place. Raises PackError."""
    folder = site / "assets/js"
    scripts = [str(file) for file in sorted(folder.rglob("*.js"))]
    places = (f"--outdir={folder}", f"--outbase={folder}", "--allow-overwrite")
    _esbuild(site, modules, *scripts, *places)


def _esbuild(folder: Path, modules: Path, *arguments: str) -> bytes:
    """What esbuild makes of scripts, as modules without what only people read."""
    command = [npm.node() or "node", str(modules / "esbuild/bin/esbuild"), *arguments]
    done = subprocess.run(
        [*command, "--minify", "--format=esm", "--log-level=error"],
        env={"NODE_PATH": str(modules), "PATH": "/usr/bin:/bin"},
        cwd=folder,
        capture_output=True,
    )
    if done.returncode:
        raise PackError(done.stderr.decode("utf-8", "replace"))
    return done.stdout


@functools.cache
def _bundled(root: Path, modules: Path, script: Path) -> bytes:
    """A script and what it imports, as one module. Raises PackError."""
    return _esbuild(root, modules, str(script), "--bundle")


def _editor(root: Path, modules: Path) -> bytes:
    bundle = _bundled(root, modules, EDITOR)
    styled, found = INLINE_STYLES.subn(rb"\1.adoptedStyleSheets", bundle)
    if found != 1:
        raise PackError(
            "the editor does not choose once how its styles are added: this version of"
            " CodeMirror is another one than live/packed.py changes"
        )
    return styled
