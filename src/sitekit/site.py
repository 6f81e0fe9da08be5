"""The project's folders and Markdown settings, as mkdocs.yml has them.

What a page says is read in pages/; it knows no program (programs.py).
"""

from functools import cached_property
from pathlib import Path

import markdown
from mkdocs.config import load_config

from sitekit.problem import ProblemError


class Site:
    """The folders and the Markdown settings, as mkdocs.yml has them."""

    def __init__(self, root: Path):
        self.root = Path(root).resolve()

    @cached_property
    def config(self):
        return load_config(str(self.root / "mkdocs.yml"))

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

    def pages(self) -> list[Path]:
        return sorted(self.docs.rglob("*.md"))

    def name(self, path: Path) -> str:
        """The path as a person at the project's root would type it."""
        path = Path(path)
        inside = path.is_relative_to(self.root)
        return (path.relative_to(self.root) if inside else path).as_posix()

    def read(self, path: Path) -> str:
        """The text of a page or a snippet, without a byte order mark.

        Raises ProblemError, with the line, where it is not UTF-8.
        """
        try:
            return path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            wrong = f"byte {error.object[error.start]:#x} is not UTF-8"
            raise ProblemError(
                self.name(path), line, wrong, "Save the file as UTF-8."
            ) from error
