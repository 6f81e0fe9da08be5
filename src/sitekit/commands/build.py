"""`make build`: the site, strictly.

MkDocs counts warnings only while it prints them, so `--quiet --strict` lets all of them
through. Here MkDocs prints everything, and what is no warning is left out afterwards.
"""

import gzip
import os
import subprocess
import sys
from pathlib import Path

from sitekit.live import npm, packed
from sitekit.site import Site

NOISE = ("INFO", "DEBUG")


def build(site: Site, folder: Path) -> int:
    """Write the site to a folder; warnings are printed, and are errors."""
    status, said = run_mkdocs(site, folder)
    print("\n".join(said), end="\n" if said else "", file=sys.stderr)
    if not status:
        print(_size(folder) if npm.modules(site.root) else npm.LEFT_OUT)
    return status


def _size(folder: Path) -> str:
    files = [file for file in folder.rglob("*") if file.is_file()]
    total = sum(file.stat().st_size for file in files)
    return (
        f"{total / 1e6:.1f} MB in {folder}; the first click on Run loads"
        f" {first_click(folder) / 1e6:.1f} MB of it, gzipped"
    )


def first_click(folder: Path) -> int:
    """The bytes that the first click on Run loads of a built site, gzipped."""
    files = (folder / packed.FOLDER).rglob("*")
    loaded = [f for f in files if f.is_file() and not f.name.startswith("editor")]
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in loaded)


def run_mkdocs(site: Site, folder: Path, **settings: str) -> tuple[int, list[str]]:
    """MkDocs' exit status, and what it said that somebody should read."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir"]
    done = subprocess.run(
        [*command, str(Path(folder).resolve())],
        cwd=site.root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings},
        capture_output=True,
        text=True,
    )
    lines = (done.stdout + done.stderr).splitlines()
    said = [line for line in lines if line.strip() and not line.startswith(NOISE)]
    return done.returncode, said
