"""Each built page carries a policy, and is what that policy allows."""

import base64
import hashlib
import re
from html import unescape

from tests.conftest import report

POLICY = re.compile(
    r'<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">'
)
SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
DATA = re.compile(r'type="?application/json')


def policies(built):
    """(name, text, directives) of each page."""
    for file in sorted(built.folder.rglob("*.html")):
        text = file.read_bytes().decode()
        policy = POLICY.search(text)
        directives = unescape(policy[1]).split("; ") if policy else []
        pairs = (directive.partition(" ") for directive in directives)
        yield file.name, text, {name: sources.split() for name, _, sources in pairs}


def test_the_first_thing_in_each_head_is_a_policy_that_begins_with_nothing(built):
    found = list(policies(built))
    assert len(found) == len(built.pages)
    assert "404.html" in [name for name, _, _ in found]
    for name, text, directives in found:
        assert directives.get("default-src") == ["'none'"], name
        # A browser looks for the encoding in the first 1024 bytes only.
        assert '<meta charset="utf-8">' in text[:1024], name


def test_scripts_come_from_the_site_or_are_named_by_their_hash(built):
    for name, text, directives in policies(built):
        inline = [
            body
            for attributes, body in SCRIPT.findall(text)
            if "src=" not in attributes and not DATA.search(attributes)
        ]
        digests = {hashlib.sha256(body.encode()).digest() for body in inline}
        named = {f"'sha256-{base64.b64encode(d).decode()}'" for d in digests}
        assert named, name
        assert set(directives["script-src"]) == named | {"'self'", "'wasm-unsafe-eval'"}


def test_no_source_is_another_host_and_none_is_unsafe(built):
    for name, _, directives in policies(built):
        sources = {source for listed in directives.values() for source in listed}
        hashes = {source for source in sources if source.startswith("'sha256-")}
        known = {"'none'", "'self'", "'wasm-unsafe-eval'", "blob:", "data:"}
        assert sources - hashes == known, name
        assert "blob:" not in directives["script-src"] + directives["connect-src"]


def test_no_element_has_a_style_or_a_script_of_its_own(built):
    inline = re.compile(r"<style|<[a-z][^<>]*\s(?:style|on[a-z]+)=", re.IGNORECASE)
    report(
        (
            f"{name}: {found[0][:80]}"
            for name, text, _ in policies(built)
            for found in inline.finditer(SCRIPT.sub("", text))
        ),
        "Use a class, or listen in a script: the page's policy refuses this.",
    )
