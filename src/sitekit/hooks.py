"""The MkDocs hooks: a thin caller of publishing/.

Each page is expanded before MkDocs reads it, and the programs are added as downloads.
What is said here is only what MkDocs must be told; another builder would call
publishing/ by itself (`python -m sitekit expand`).

MkDocs loads this file by its path; the order of the functions is the build's.
"""

import contextlib
import json
import threading
from pathlib import Path
from types import SimpleNamespace

from markdown.extensions.toc import slugify
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.utils import meta

from sitekit.exercises import exercises
from sitekit.live import npm, offline, policy
from sitekit.live.packed import pack, shorten
from sitekit.problem import ProblemError
from sitekit.publishing import (
    Publication,
    aside,
    downloads,
    history,
    llms,
    plain,
    sections,
    styles,
    terms,
)
from sitekit.records.store import day_in_words
from sitekit.site import Site, address

SERVING = threading.Event()
log = get_plugin_logger("sitekit")


@contextlib.contextmanager
def _told():
    """A problem ends the build with its own words, and no traceback."""
    try:
        yield
    except ProblemError as error:
        raise PluginError(str(error)) from error


def on_startup(command, dirty):
    """No policy for what is served, since MkDocs puts a script of its own into it.

    And no service worker, since it changes with every save.
    """
    if command == "serve":
        SERVING.set()


def on_config(config):
    root = Path(config.config_file_path).parent
    days, why = history.changed(root)
    if why:
        log.info(why)
    config.extra["modules"] = npm.modules(root)
    if config.extra["modules"] is None:
        log.info(npm.LEFT_OUT)
    with _told():
        runs = config.extra["modules"] is not None
        config.extra["published"] = Publication(Site(root), runs)
    config.extra["days"] = days
    config.extra["expanded"], config.extra["drawings"] = {}, {}
    config.extra["offline"] = not SERVING.is_set()
    return config


def on_files(files, config):
    published, modules = config.extra["published"], config.extra["modules"]
    site = published.site
    with _told():
        for path, text in downloads.programs(site):
            files.append(File.generated(config, f"programs/{path}", content=text))
        content = downloads.archive(site)
    files.append(File.generated(config, downloads.ARCHIVE, content=content))
    listed = llms.listed(site, config.site_url or "")
    files.append(File.generated(config, llms.PATH, content=listed))
    told = published.terms.to_json()
    files.append(File.generated(config, terms.PATH, content=told))
    with _told():
        archives = {
            f"exercises/{each.name}.zip": downloads.exercise(each)
            for each in exercises(site)
            if each.page.exists()
        }
        archives["everyorder.zip"] = downloads.engine(site)
    for path, content in archives.items():
        if content is not None:
            files.append(File.generated(config, f"programs/{path}", content=content))
    if modules is not None:
        programs = published.found.programs.values()
        for file in pack(site.root, modules, programs, published.records):
            files.append(File.generated(config, file.path, content=file.content))
    return files


def on_nav(nav, config, files):
    """Previous and next stay within a part: no guide leads to a term."""
    for page in nav.pages:
        after = page.next_page
        if after and _part(page) is not _part(after):
            page.next_page = after.previous_page = None
    return nav


def _part(page):
    return page.ancestors[-1] if page.ancestors else None


def on_env(env, config, files):
    """Leave the indentation of the theme's tags out of the pages: 1 kB of each.

    And let templates know the address of a heading.
    """
    env.trim_blocks = env.lstrip_blocks = True
    env.filters["slug"] = lambda title: slugify(title, "-")
    return env


def on_page_markdown(markdown, page, config, files):
    day = config.extra["days"].get(f"docs/{page.file.src_uri}")
    if day:
        page.update_date = day
        page.meta["git_revision_date_localized"] = day_in_words(day)
    with _told():
        expanded = config.extra["published"].expand(Path(page.file.abs_src_path))
    config.extra["expanded"][page.file.src_uri] = expanded
    text, config.extra["drawings"][page.file.src_uri] = aside.DRAWING.put(expanded)
    return meta.get_data(text)[0]


@event_priority(100)
def _before_search(context, page, config, nav):
    config.extra["whole"] = page.content
    page.content = sections.readable(aside.CODE.put(page.content)[0])


@event_priority(-100)
def _after_search(context, page, config, nav):
    page.content = config.extra["whole"]


on_page_context = CombinedEvent(_before_search, _after_search)


def on_post_page(output, page, config):
    return aside.DRAWING.back(output, config.extra["drawings"][page.file.src_uri])


def on_page_content(html, page, config, files):
    if page.meta.get("short"):  # the theme shows it in the navigation, and only there
        page.typeset = SimpleNamespace(title=page.meta["short"])
    return config.extra["published"].link(Path(page.file.abs_src_path), html)


def on_post_build(config):
    """Put what the search finds in the place of the theme's index.

    Write the pages as plain Markdown, for machines. And leave out of style sheets and
    scripts what no page can use, and no browser.
    """
    index = Path(config.site_dir) / "search/search_index.json"
    docs = json.loads(index.read_text("utf-8"))["docs"]
    index.unlink()
    with _told():
        found = sections.entries(docs, sections.extras(config.extra["published"]))
    (Path(config.site_dir) / sections.PATH).write_text(sections.to_json(found), "utf-8")
    site = Path(config.site_dir)
    _write_plain(site, config)
    styles.slim(site)
    if not SERVING.is_set():
        if config.extra["modules"] is not None:
            shorten(site, config.extra["modules"])
        with _told():
            policy.guard(site)
        offline.write(site)


def _write_plain(folder, config):
    site, expanded = config.extra["published"].site, config.extra["expanded"]
    pages = {address(Path(name), ""): name for name in expanded}
    for name, text in expanded.items():
        written = plain.plain(text, name, pages, site.preprocessor.run)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(written, "utf-8")
