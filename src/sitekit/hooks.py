"""The MkDocs hooks: what the build adds to stock MkDocs and Material.

Programs become figures with a download and the Pythons they ran on; measured numbers
and counts are put in from the records; recorded orders are replayed and drawn; every
page knows when it last changed. Nothing else here runs a program, and no page depends
on JavaScript for any of it.

MkDocs loads this file by its path; the order of the functions is the build's.
"""

import functools
import html
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path, PurePosixPath

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

from sitekit import drawing
from sitekit.programs import Collection, Program, collect, published
from sitekit.records import measurements, orders, proofs, store, versions
from sitekit.site import Site

CODE = r"<pre\b.*?</pre></div>"
PROGRAM = re.compile(
    r'<div class="language-(?:python|bash) highlight"><span class="filename">'
    rf"(?P<path>[^<]+)</span>(?P<code>{CODE})"
    r"(?:\s*<!--pytest-codeblocks:expected-output-->\s*"
    rf'(?P<output><div class="language-text highlight">.*?{CODE}))?',
    re.DOTALL,
)
DIRECTIVE = re.compile(r"<!--(?:pytest-codeblocks:|pytest\.mark\.).*?-->\n?")
EMPTY_HEADER = re.compile(r"<th( [^>]*)?></th>")
WORKER = re.compile(r"assets/javascripts/workers/(search\.\w+\.min\.js)")
ARCHIVE = "programs.zip"
log = get_plugin_logger("sitekit")


class _Build:
    """What one build needs to know of the site; made anew for each reload."""

    def __init__(self, config):
        self.site = Site(Path(config.config_file_path).parent)
        self.versions = store.load(self.site.snippets, versions.VERSIONS)
        self.proofs = store.load(self.site.snippets, proofs.PROOFS)
        self.measurements = store.load(self.site.snippets, measurements.MEASUREMENTS)

    @functools.cached_property
    def found(self) -> Collection:
        return collect(self.site)

    @functools.cached_property
    def changed(self) -> dict[str, str]:
        """The day each file last changed, as git knows it; empty without git."""
        command = ["git", "log", "--format=%x00%cs", "--name-only", "--relative"]
        try:
            done = subprocess.run(
                command, cwd=self.site.root, capture_output=True, text=True, check=True
            )
        except (OSError, subprocess.CalledProcessError):
            return {}
        days: dict[str, str] = {}
        for commit in done.stdout.split("\0")[1:]:
            day, *names = commit.split("\n")
            for name in filter(None, names):
                days.setdefault(name, day)
        return days


_build: _Build


def on_config(config):
    global _build
    _build = _Build(config)
    return config


def on_files(files, config):
    """Add each program as a download, and all of them as one archive."""
    snippets = _build.site.snippets
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        for file in sorted(snippets.rglob("*.*")):
            path = file.relative_to(snippets).as_posix()
            if file.suffix not in (".py", ".sh"):
                continue
            text = published(file.read_text("utf-8"))
            files.append(File.generated(config, f"programs/{path}", content=text))
            # A fixed date: the same programs make the same archive.
            entry = zipfile.ZipInfo(f"python-threading/{path}", (2026, 1, 1, 0, 0, 0))
            bundle.writestr(entry, text, zipfile.ZIP_DEFLATED)
    content = archive.getvalue()
    files.append(File.generated(config, ARCHIVE, content=content))
    return files


def on_page_markdown(markdown, page, config, files):
    path = PurePosixPath(page.file.src_uri)
    refused = _build.found.errors.get(Path(page.file.abs_src_path))
    if refused:
        raise PluginError(str(refused))
    day = _build.changed.get(f"docs/{path}")
    if day:
        page.update_date = day
        page.meta["git_revision_date_localized"] = store.words(day)
    folder = path.with_suffix("").as_posix().replace("-", "_")
    whole = Path(page.file.abs_src_path).read_text("utf-8")
    above = whole.count("\n") - markdown.count("\n")  # the lines of the front matter
    try:
        markdown = orders.Asked(_build.found.programs, folder, above).expand(markdown)
        markdown = measurements.Measured(_build.measurements, folder).expand(markdown)
    except orders.Unknown as error:
        log.error(f"docs/{path}:{error}")  # with --strict, this ends the build
    except measurements.Unrecorded as error:
        log.error(f"docs/{path}: {error}")
    return _counts(markdown)


def _counts(markdown: str) -> str:
    if "{{ programs }}" not in markdown and "{{ pythons }}" not in markdown:
        return markdown
    names = versions.pythons(_build.versions.values())
    listed = (
        ", ".join(names[:-1]) + f" and {names[-1]}"
        if len(names) > 1
        else "".join(names)
    )
    return markdown.replace("{{ programs }}", str(len(_build.found.programs))).replace(
        "{{ pythons }}", listed
    )


def on_page_content(html, page, config, files):
    root = "../" * page.url.count("/")
    figures = PROGRAM.sub(lambda m: _figure(m, root), html)
    figures = orders.Asked.MOUNT.sub(_order, figures)
    # A table's empty corner is no header: a screen reader would announce it as one.
    return EMPTY_HEADER.sub(r"<td\1></td>", DIRECTIVE.sub("", figures))


def _figure(found: re.Match, root: str) -> str:
    """A program, its output, its download and its record, as one figure."""
    path = html.unescape(found["path"])
    program = _build.found.programs.get(PurePosixPath(path))
    if program is None:
        return found[0]  # the tests say why; a preview shows the page all the same
    name = PurePosixPath(path).name
    language = program.language
    ran = versions.ran_line(program, _build.versions)
    return (
        f'<figure class="program" id="{_anchor(path)}">'
        f'<div class="language-{language} highlight"><span class="filename">{path}'
        f'<a href="{root}programs/{path}" download="{name}"'
        f' title="Download {name}">Download<span class="visually-hidden">'
        f" {name}</span></a></span>{found['code']}"
        f"{found['output'] or ''}"
        f"<figcaption>{ran}{_proof(program, root)}</figcaption>"
        "</figure>"
    )


def _order(found: re.Match) -> str:
    """A program's recorded orders, run again and drawn."""
    program = _build.found.programs[PurePosixPath(found["path"])]
    anchor = _anchor(found["path"])
    courses = orders.replayed(program)
    return drawing.figure(str(program.path), anchor, program.text, *courses)


def _proof(program: Program, root: str) -> str:
    """What is proven of the program, as a link to the page that says what it means."""
    proof = _build.proofs.get(str(program.path))
    if proof is None:
        return ""
    words = html.escape(proofs.sentence(program, proof))
    return f' <a href="{root}how-this-site-is-checked/#in-every-order">{words}</a>'


def _anchor(path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.lower())


def on_post_page(output, page, config):
    """Name the search dialog, which the theme leaves nameless for a screen reader.

    And let search.js stand in for the theme's worker until somebody searches.
    """
    named = output.replace(
        'data-md-component="search" role="dialog"',
        'data-md-component="search" role="dialog" aria-label="Search"',
    )
    return WORKER.sub(r"assets/js/search.js?\1", named)


def on_post_build(config):
    """Put the search index aside, and an empty one where the theme loads it at once."""
    folder = Path(config.site_dir) / "search"
    index = folder / "search_index.json"
    whole = json.loads(index.read_text("utf-8"))
    index.rename(folder / "full_index.json")
    index.write_text(json.dumps({**whole, "docs": []}), "utf-8")


def on_post_template(output_content, template_name, config):
    return on_post_page(output_content, None, config)
