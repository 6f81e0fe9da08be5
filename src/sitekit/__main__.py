"""`python -m sitekit COMMAND`: what the Makefile calls (commands/)."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from sitekit.commands.bench import bench
from sitekit.commands.build import build
from sitekit.commands.check import check_page
from sitekit.commands.expand import expand
from sitekit.commands.measure import measure
from sitekit.commands.page import new_page
from sitekit.commands.records import renew
from sitekit.commands.serve import serve
from sitekit.commands.stress import STRESS_RUNS, stress
from sitekit.pages.marks import table
from sitekit.site import Site


def main() -> int:
    given = _parser().parse_args()
    site = Site(Path.cwd())
    if not (site.root / "mkdocs.yml").exists():
        sys.exit("Run it in the project's folder, where mkdocs.yml is.")
    return given.run(site, given) or 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sitekit", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    def add(name: str, does: str, run: Callable) -> argparse.ArgumentParser:
        """A command; `run` is called with the site and what was given."""
        command = commands.add_parser(name, help=does, description=does)
        command.set_defaults(run=run)
        return command

    one = "a page's name, such as learn/locks"
    command = add(
        "serve",
        "serve the site, reloading as pages are saved",
        lambda site, given: serve(site, given.port),
    )
    command.add_argument("--port", type=int, default=8000)
    command = add(
        "build",
        "write the site to a folder, strictly",
        lambda site, given: build(site, given.folder),
    )
    command.add_argument("folder", nargs="?", type=Path, default=Path("site"))
    command = add(
        "check",
        "say all that is wrong with one page",
        lambda site, given: check_page(site, given.page),
    )
    command.add_argument("page", help=one)
    command = add(
        "records",
        "bring what is recorded up to date",
        lambda site, given: renew(site, given.page),
    )
    command.add_argument(
        "page", nargs="?", default="", help=f"{one}; without it, all pages"
    )
    add("measure", "measure all programs again", lambda site, given: measure(site))
    command = add(
        "stress",
        "run each program many times on busy cores",
        lambda site, given: stress(site, given.python, given.times),
    )
    command.add_argument("--python", default=sys.executable)
    command.add_argument("--times", type=int, default=STRESS_RUNS)
    add(
        "bench",
        "how near the runs and the build come to their limits",
        lambda site, given: bench(site),
    )
    command = add(
        "page", "start a page", lambda site, given: new_page(site, given.name)
    )
    command.add_argument("name")
    command = add(
        "expand",
        "write the pages as plain Markdown, for another builder",
        lambda site, given: expand(site, given.out),
    )
    command.add_argument("out", type=Path)
    add(
        "marks",
        "print the table of marks in CONTRIBUTING.md",
        lambda site, given: print(table()),
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
