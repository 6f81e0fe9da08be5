"""What a page says, and the policy that it is given (live/policy.py)."""

import pytest

from sitekit.live.policy import guard, guarded
from sitekit.problem import ProblemError


def test_the_policy_stands_first_in_the_head():
    page = guarded("<head><title>Locks</title></head>", "locks.html")
    assert page.startswith('<head><meta http-equiv="Content-Security-Policy"')


def test_inline_scripts_are_named_and_data_and_files_are_not():
    def hashes(script):
        return guarded(f"<head>{script}</head>", "locks.html").count("sha256-")

    assert hashes("<script>a()</script><script type=module>b()</script>") == 2
    assert hashes("<script>a()</script><script>a()</script>") == 1
    assert hashes('<script src="a.js"></script>') == 0
    assert hashes('<script type="application/json">{}</script>') == 0


@pytest.mark.parametrize(
    "element",
    ["<style>p{}</style>", '<p style="color: red">', '<p onclick="a()">'],
)
def test_what_the_policy_would_break_ends_the_build_with_its_line(element):
    with pytest.raises(ProblemError, match=r"^locks\.html:2: <(style|p)> has "):
        guarded(f"<head></head>\n{element}", "locks.html")


def test_a_page_without_a_head_is_an_error():
    with pytest.raises(ProblemError, match="has not one <head>"):
        guarded("<p>Locks</p>", "locks.html")


def test_each_page_of_a_folder_is_guarded(tmp_path):
    for name in ("404.html", "learn/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<head></head>", "utf-8")
    guard(tmp_path)
    for file in tmp_path.rglob("*.html"):
        assert "Content-Security-Policy" in file.read_text("utf-8")
