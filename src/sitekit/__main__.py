"""`python -m sitekit COMMAND`: what the Makefile calls (commands/)."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from sitekit.commands.anchors import record_anchors
from sitekit.commands.bench import bench
from sitekit.commands.build import build
from sitekit.commands.check import check
from sitekit.commands.exercise import new_exercise
from sitekit.commands.expand import expand
from sitekit.commands.marks import print_marks
from sitekit.commands.measure import RUNS, measure
from sitekit.commands.npm import install
from sitekit.commands.page import new_page
from sitekit.commands.records import renew
from sitekit.commands.serve import serve
from sitekit.commands.stress import STRESS_RUNS, stress
from sitekit.commands.style import style
from sitekit.problem import ProblemError, tell
from sitekit.site import Site


def main() -> int:
    given = vars(_parser().parse_args())
    site = Site(Path.cwd())
    if not (site.root / "mkdocs.yml").exists():
        sys.exit("Run it in the project's folder, where mkdocs.yml is.")
    try:
        site.config  # noqa: B018, what is wrong with it is told first, and shortly
        return given.pop("run")(site, **given)
    except ProblemError as error:
        return tell([error.problem])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sitekit", description=__doc__)
    commands = parser.add_subparsers(required=True)

    def add(name: str, run: Callable[..., int], does: str) -> argparse.ArgumentParser:
        """A command: its function, called with the site and the arguments by name."""
        command = commands.add_parser(name, help=does, description=does)
        command.set_defaults(run=run)
        return command

    one = "a page's name, such as learn/locks"
    command = add("serve", serve, "serve the site, reloading as pages are saved")
    command.add_argument("--port", type=int, default=8000)
    command = add("build", build, "write the site to a folder, strictly")
    command.add_argument("folder", nargs="?", type=Path, default=Path("site"))
    command = add("check", check, "say all that is wrong with one page, or with all")
    command.add_argument("page", nargs="?", default="", help=one)
    command = add("records", renew, "bring what is recorded up to date")
    command.add_argument("page", nargs="?", default="", help=one)
    command = add("measure", measure, "measure again what one page quotes, or all do")
    command.add_argument("page", nargs="?", default="", help=one)
    command.add_argument("--runs", type=int, default=RUNS)
    command = add("stress", stress, "run each program many times on busy cores")
    command.add_argument("--python", dest="path", default=sys.executable)
    command.add_argument("--times", type=int, default=STRESS_RUNS)
    add("bench", bench, "how near runs and build come to their limits")
    add("npm", install, "install the packages from npm, so that programs run in pages")
    command = add("page", new_page, "start a page")
    command.add_argument("name")
    command = add("exercise", new_exercise, "start an exercise")
    command.add_argument("name")
    command = add("expand", expand, "write the pages as plain Markdown")
    command.add_argument("out", type=Path)
    command = add("anchors", record_anchors, "record Python's documentation's anchors")
    command.add_argument("folder", nargs="?", help="of a copy of the documentation")
    command.add_argument("--force", action="store_true", help="take an older one, too")
    add("style", style, "say what the style of pages and programs lacks")
    add("marks", print_marks, "print the table of marks in CONTRIBUTING.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
