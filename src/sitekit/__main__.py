"""`python -m sitekit COMMAND`: what the Makefile calls (commands/)."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from sitekit.commands.anchors import record_anchors
from sitekit.commands.bench import bench
from sitekit.commands.measure import measure
from sitekit.commands.page import new_page
from sitekit.commands.prove import prove
from sitekit.commands.record import record
from sitekit.commands.serve import serve
from sitekit.commands.stress import STRESS_RUNS, stress
from sitekit.commands.versions import record_versions
from sitekit.site import Site


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m sitekit", description=__doc__)
    commands = parser.add_subparsers(required=True)

    def add(name: str, run: Callable[..., int]) -> argparse.ArgumentParser:
        """A command: its function, called with the site and the arguments by name."""
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        return command

    add("serve", serve).add_argument("--port", type=int, default=8000)
    add("versions", record_versions).add_argument("--renew", action="store_true")
    add("measure", measure)
    add("prove", prove)
    add("record", record)
    busy = add("stress", stress)
    busy.add_argument("--python", dest="path", default=sys.executable)
    busy.add_argument("--times", type=int, default=STRESS_RUNS)
    add("bench", bench)
    add("page", new_page).add_argument("name")
    anchors = add("anchors", record_anchors)
    anchors.add_argument("folder", nargs="?", help="of a copy of the documentation")
    anchors.add_argument("--force", action="store_true", help="take an older one, too")
    given = vars(parser.parse_args())

    site = Site(Path.cwd())
    if not (site.root / "mkdocs.yml").exists():
        parser.error("run it in the project's folder, where mkdocs.yml is")
    return given.pop("run")(site, **given)


if __name__ == "__main__":
    sys.exit(main())
