"""What a test in a browser rests on: the pages that it loads, and all that is around them.

Around them are the site's scripts, styles, fonts and pictures, of which any page may load
any. Which pages a test loads is not said by anybody: the server notes them (host.py).
"""

import hashlib
import json
import re
from functools import cache, cached_property
from pathlib import Path

from sitekit.live import packed
from tests.browser.chromium import chromium_path, chromium_version
from tests.browser.run import firefox
from tests.standing.digests import digest, of_files

# What differs on all pages when one is added, and when one is committed.
NAVIGATION = (
    re.compile(r'<nav class="md-tabs".*?</nav>', re.S),
    re.compile(
        r'<div class="md-sidebar md-sidebar--primary"'
        r'.*?(?=<div class="md-(?:sidebar md-sidebar--secondary|content)")',
        re.S,
    ),
)
DAY = re.compile(r'<aside class="md-source-file">.*?</aside>', re.S)
PROGRAM = re.compile(r'data-program="([^"]+)"')
PROMISES = re.compile(rb"programs-\w+\.json")  # named after what it holds


class Loaded:
    """The files of a built site, as tests in browsers rest on them."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.page = cache(self._page)

    @cached_property
    def around(self) -> str:
        """Changes with the files below assets/, but not with what programs promise."""
        files = (f for f in (self.folder / "assets").rglob("*") if f.is_file())
        names = (file.relative_to(self.folder).as_posix() for file in files)
        kept = [name for name in names if not PROMISES.search(name.encode())]
        # One script names the file with all promises, which is named after its contents.
        return of_files(
            self.folder, kept, lambda file: PROMISES.sub(b"", file.read_bytes())
        )

    @cached_property
    def promises(self) -> dict:
        """What each program promises, by its path."""
        found = (self.folder / packed.FOLDER).glob("programs-*.json")
        return {
            k: v for f in found for k, v in json.loads(f.read_text("utf-8")).items()
        }

    def _page(self, address: str, navigation: bool) -> str:
        """Changes with a page, or another file, and with what its programs promise."""
        file = self.folder / address
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return ""
        if file.suffix != ".html":
            return hashlib.sha256(file.read_bytes()).hexdigest()[:16]
        text = DAY.sub("", file.read_text("utf-8"))
        for part in () if navigation else NAVIGATION:
            text = part.sub("", text)
        named = sorted(set(PROGRAM.findall(text)))
        return digest(text, [self.promises.get(name) for name in named])


def addresses(asked: list[str], below: str) -> list[str]:
    """The pages and other files that were asked of a server, but not what is around."""
    names = {path.partition("?")[0].removeprefix(f"/{below}") for path in asked}
    return sorted(name for name in names if not name.startswith(("assets/", "/")))


def browsers() -> dict[str, str]:
    """Their versions; "" for one that is not there."""
    return {
        "Chromium": chromium_version() if chromium_path() else "",
        "Firefox": firefox.version() if firefox.path() else "",
    }
