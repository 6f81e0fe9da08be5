"""A small site, made for one test, and pytest run on it as a contributor would."""

import textwrap

import pytest

from sitekit.pages import PageError
from sitekit.site import Site
from tests.sitekit.made import made

MKDOCS = """
site_name: small
theme: {name: mkdocs}
plugins: []
markdown_extensions:
  - admonition
  - pymdownx.blocks.details
  - pymdownx.highlight: {pygments_lang_class: true}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.snippets:
      base_path: [snippets]
      check_paths: true
      dedent_subsections: true
"""

HELLO = 'print("hello")\n'


def bare_site(root, snippets: dict[str, str]) -> Site:
    """A site with these snippets and no pages."""
    (root / "docs").mkdir()
    (root / "snippets").mkdir()
    (root / "mkdocs.yml").write_text(MKDOCS)
    for name, text in snippets.items():
        (root / "snippets" / name).write_text(text, "utf-8")
    return Site(root)


def assert_refused(read, text: str, line: int, wrong: str) -> None:
    """Reading a page of this text tells this line, what is wrong, and what to do."""
    with pytest.raises(PageError) as refused:
        read(text)
    told = str(refused.value)
    assert told.startswith(f"docs/page.md:{line}: ")
    assert wrong in told
    assert "\n  " in told


class SmallSite:
    """Pages and snippets as text; `run` is pytest, `line` numbers a page's line."""

    def __init__(self, pytester):
        self.pytester = pytester
        self.root = pytester.path
        self.write("mkdocs.yml", MKDOCS)
        self.write("pytest.ini", "[pytest]\n")
        self.write("snippets/hello.py", HELLO)
        self.write("snippets/hello.out", "hello\n")

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), "utf-8")
        return file

    def page(self, text, name="docs/page.md"):
        return self.write(name, text)

    def program(self, code, output=None, mark="", name="program"):
        """A page with one program, its mark and its output."""
        self.write(f"snippets/{name}.py", code)
        page = f'{mark}\n```python title="{name}.py"\n--8<-- "{name}.py"\n```\n'
        if output is not None:
            self.write(f"snippets/{name}.out", output)
            page += (
                "\n<!--pytest-codeblocks:expected-output-->\n"
                f'```text title="Output"\n--8<-- "{name}.out"\n```\n'
            )
        return self.page(page, f"docs/{name}.md")

    def run(self, *args):
        return self.pytester.runpytest("--codeblocks", "-rN", "docs", *args)

    def failure(self, *args):
        """The output of a run that must fail, and on nothing but the site."""
        result = self.run(*args)
        text = result.stdout.str()
        assert result.ret in (1, 2), text
        assert "INTERNALERROR" not in text
        return text


@pytest.fixture
def site(pytester, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    return SmallSite(pytester)


@pytest.fixture
def a_file(tmp_path):
    """A program whose file can be changed."""
    (tmp_path / "a.py").write_text("x = 1\n")
    return made("learn/a.py", tmp_path / "a.py")
