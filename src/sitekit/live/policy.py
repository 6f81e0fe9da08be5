"""The Content-Security-Policy of each page: what a browser lets it and its worker do.

A static host sends no headers, so the policy is the first element of each page's head.
The worker in which programs run is started from a blob and inherits it: no request
leaves the site, and no text becomes JavaScript. Inline scripts are named by their
hashes, taken from the page as it is written; there are no inline styles.

It looks at what a page says, not at what scripts do with it: tests/browser holds pages
to it in a browser. What else a program cannot reach is in docs/assets/js/run/fence.js.
"""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

from sitekit.problem import ProblemError
from sitekit.templates import templates

HEAD = "<head>"
# Where nothing looks like a style or a handler, only scripts need to be read as HTML.
SUSPECT = re.compile(r"""<style\b|[\s"'/](?:style|on\w+)\s*=""", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # WebAssembly is made from bytes
    "worker-src": "'self' blob:",
    "connect-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "style-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


def guard(site: Path) -> None:
    """Give each page below this folder its policy. Raises ProblemError."""
    for file in sorted(site.rglob("*.html")):
        page = file.read_bytes().decode()
        name = file.relative_to(site).as_posix()
        file.write_bytes(guarded(page, name).encode())


def guarded(page: str, name: str) -> str:
    """The page with its policy. Raises ProblemError for what no policy here allows."""
    if page.count(HEAD) != 1:
        raise ProblemError(
            name,
            0,
            f"the page has not one {HEAD}",
            "The policy of a page stands there: see live/policy.py.",
        )
    inline = _Inline(name)
    inline.feed(page if SUSPECT.search(page) else "".join(SCRIPT.findall(page)))
    inline.close()
    element = templates("sitekit.live").get_template("policy.html")
    meta = element.render(policy=_policy(inline.scripts))
    return page.replace(HEAD, f"{HEAD}{meta}")


def _policy(scripts: list[str]) -> str:
    hashes = [f" 'sha256-{_digest(text)}'" for text in dict.fromkeys(scripts)]
    directives = DIRECTIVES | {
        "script-src": "".join([DIRECTIVES["script-src"], *hashes])
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


class _Inline(HTMLParser):
    """The texts of a page's inline scripts; what is inline otherwise is refused."""

    def __init__(self, name: str):
        super().__init__()
        self.name = name
        self.scripts: list[str] = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        handlers = [name for name in given if name.startswith("on")]
        if tag == "style" or "style" in given:
            self._refuse(
                f"<{tag}> has a style of its own", "Use a class of docs/assets/css/"
            )
        if handlers:
            self._refuse(f"<{tag}> has {handlers[0]}", "Listen in docs/assets/js/")
        data = (given.get("type") or "").endswith("json")
        self.inside = tag == "script" and "src" not in given and not data
        if self.inside:
            self.scripts.append("")

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.scripts[-1] += data

    def _refuse(self, wrong: str, advice: str) -> None:
        line, _ = self.getpos()
        raise ProblemError(self.name, line, wrong, f"{advice}: no browser would obey.")
