"""`python -m sitekit COMMAND`: what the Makefile calls (commands.py, bench.py)."""

import argparse
import sys
from pathlib import Path

from sitekit import bench, commands
from sitekit.pages import Site


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m sitekit", description=__doc__)
    add = parser.add_subparsers(dest="command", required=True).add_parser
    add("serve").add_argument("--port", type=int, default=8000)
    add("versions").add_argument("--renew", action="store_true")
    add("measure")
    add("prove")
    add("record")
    stress = add("stress")
    stress.add_argument("--python", default=sys.executable)
    stress.add_argument("--times", type=int, default=commands.STRESS_RUNS)
    add("bench")
    add("page").add_argument("name")
    given = parser.parse_args()

    site = Site(Path.cwd())
    if not (site.root / "mkdocs.yml").exists():
        parser.error("run it in the project's folder, where mkdocs.yml is")
    match given.command:
        case "serve":
            return commands.serve(site, given.port)
        case "versions":
            return commands.versions(site, renew=given.renew)
        case "measure":
            return commands.measure(site)
        case "prove":
            return commands.prove(site)
        case "record":
            return commands.record(site)
        case "stress":
            return commands.stress(site, given.python, given.times)
        case "bench":
            return bench.bench(site)
        case "page":
            return commands.page(site, given.name)


if __name__ == "__main__":
    sys.exit(main())
