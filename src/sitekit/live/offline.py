"""The service worker, with which pages and programs work without a connection.

What it does is in sw.js beside this. The build writes it to the root of the site, with
the version, which changes with any file of the site, and the names of the files that
never change. A browser that finds it changed installs it anew, with what it keeps.
"""

import hashlib
import json
import re
from pathlib import Path

NAME = "sw.js"
SOURCE = Path(__file__).parent / NAME
# What is named by its contents or its version. Not the theme's style sheets, since
# publishing/styles.py changes them; and a font that changed would need another name.
FIXED = re.compile(
    r"assets/javascripts/.*\.[0-9a-f]{8}\.min\.js"
    r"|assets/run/(?:pyodide-[\w.]+/.*|\w+-[0-9a-f]{12}\.\w+)"
    r"|assets/fonts/.*\.woff2"
)


def write(site: Path) -> None:
    """Add the service worker to a folder with a site that is finished otherwise."""
    (site / NAME).unlink(missing_ok=True)
    digest, fixed = hashlib.sha256(SOURCE.read_bytes()), []
    for file in sorted(file for file in site.rglob("*") if file.is_file()):
        path = file.relative_to(site).as_posix()
        digest.update(
            f"{path}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\0".encode()
        )
        if FIXED.fullmatch(path):
            fixed.append(path)
    constants = {"VERSION": digest.hexdigest()[:12], "FIXED": fixed}
    lines = [
        f"const {name} = {json.dumps(value)};" for name, value in constants.items()
    ]
    script = SOURCE.read_text("utf-8")
    (site / NAME).write_text("\n".join([*lines, script]), "utf-8")
