"""`python -m sitekit COMMAND`: what the Makefile calls (commands/)."""

import argparse
import sys
from pathlib import Path

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
    add = parser.add_subparsers(dest="command", required=True).add_parser
    add("serve").add_argument("--port", type=int, default=8000)
    add("versions").add_argument("--renew", action="store_true")
    add("measure")
    add("prove")
    add("record")
    busy = add("stress")
    busy.add_argument("--python", default=sys.executable)
    busy.add_argument("--times", type=int, default=STRESS_RUNS)
    add("bench")
    add("page").add_argument("name")
    given = parser.parse_args()

    site = Site(Path.cwd())
    if not (site.root / "mkdocs.yml").exists():
        parser.error("run it in the project's folder, where mkdocs.yml is")
    match given.command:
        case "serve":
            return serve(site, given.port)
        case "versions":
            return record_versions(site, renew=given.renew)
        case "measure":
            return measure(site)
        case "prove":
            return prove(site)
        case "record":
            return record(site)
        case "stress":
            return stress(site, given.python, given.times)
        case "bench":
            return bench(site)
        case "page":
            return new_page(site, given.name)


if __name__ == "__main__":
    sys.exit(main())
