"""The project's folders and Markdown settings, as mkdocs.yml has them.

What a page says is read in pages/; it knows no program (programs.py).
"""

import logging
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import markdown
import yaml
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from sitekit.problem import ProblemError
from sitekit.text import read_text

CONFIG = "mkdocs.yml"


class _Said(logging.Handler):
    """Keeps the errors that MkDocs would only print, and warnings, which are errors."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class Site:
    """The folders and the Markdown settings, as mkdocs.yml has them."""

    def __init__(self, root: Path):
        self.root = Path(root).resolve()

    @cached_property
    def config(self):
        """What MkDocs reads from it. Raises ProblemError, with the line at fault."""
        said = _Said()
        log = logging.getLogger("mkdocs.config")
        log.addHandler(said)
        try:
            return load_config(str(self.root / CONFIG))
        except ConfigurationError as error:
            wrong, advice = str(error), f"Correct {CONFIG}."
        except Abort:
            wrong, advice = "; ".join(said.messages), f"Correct {CONFIG}."
        finally:
            log.removeHandler(said)
        raise self._misread(wrong, advice)

    def _misread(self, wrong: str, advice: str) -> ProblemError:
        """Where the settings go wrong, if YAML itself finds it, and in one sentence."""
        try:
            yaml.compose((self.root / CONFIG).read_text("utf-8"))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1
            wrong, advice = (
                f"it is no YAML: {error.problem}",
                "Correct it there or above.",
            )
            return ProblemError(CONFIG, line, wrong, advice)
        return ProblemError(CONFIG, 0, wrong, advice)

    @cached_property
    def snippets(self) -> Path:
        """The one folder that snippets come from (`base_path` of pymdownx.snippets)."""
        base = self.config.mdx_configs["pymdownx.snippets"]["base_path"]
        folders = [base] if isinstance(base, str) else list(base)
        return (self.root / folders[0]).resolve()

    @property
    def docs(self) -> Path:
        return Path(self.config.docs_dir)

    @cached_property
    def preprocessor(self):
        """The real snippet preprocessor, with the settings the build uses."""
        settings = dict(self.config.mdx_configs["pymdownx.snippets"])
        settings["base_path"] = [str(self.snippets)]
        md = markdown.Markdown(
            extensions=["pymdownx.snippets"],
            extension_configs={"pymdownx.snippets": settings},
        )
        return md.preprocessors["snippet"]

    @property
    def blocks(self) -> list[str]:
        """The names of the blocks between `///` that Markdown reads, `details`."""
        start, names = "pymdownx.blocks.", self.config.markdown_extensions
        return sorted(n.removeprefix(start) for n in names if n.startswith(start))

    def pages(self) -> list[Path]:
        return sorted(self.docs.rglob("*.md"))

    def named(self) -> list[str]:
        """The pages that the navigation names, `learn/locks.md`, in its order."""
        return list(named(self.config["nav"]))

    def parts(self) -> dict[str, list]:
        """The parts of the navigation, "Learn": entries that have others below them."""
        found = (entry for entry in self.config["nav"] or () if isinstance(entry, dict))
        return {
            part: inside
            for entry in found
            for part, inside in entry.items()
            if isinstance(inside, list)
        }

    def name(self, path: Path) -> str:
        """The path as a person at the project's root would type it."""
        path = Path(path)
        inside = path.is_relative_to(self.root)
        return (path.relative_to(self.root) if inside else path).as_posix()

    def read(self, path: Path) -> str:
        """The text of a page or a snippet, without a byte order mark.

        Raises ProblemError, with the line at fault (text.py).
        """
        return read_text(path, self.name(path))


def address(page: Path, anchor: str) -> str:
    """Of a page's place, below the site's: of learn/locks.md, `learn/locks/#anchor`."""
    parts = page.with_suffix("").parts
    folder = "".join(f"{part}/" for part in parts if part != "index")
    return f"{folder}{'#' * bool(anchor)}{anchor}"


def named(nav) -> Iterator[str]:
    """The pages that a navigation names, in its order."""
    if isinstance(nav, str):
        yield nav
    for entry in nav if isinstance(nav, list) else ():
        yield from named(entry)
    for entry in nav.values() if isinstance(nav, dict) else ():
        yield from named(entry)
