"""How near the runs and the build come to what they could be, as ratios.

Both are measured side by side in one go, in turn, so that a busy machine slows both
alike; the medians are compared. No test looks at them.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sitekit.pages import Site
from sitekit.programs import collect
from sitekit.run import python_at, run_all

PLAIN = """\
site_name: plain
docs_dir: {docs}
theme: {{name: material, font: false}}
plugins: [search]
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.superfences
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.snippets: {{base_path: [{snippets}]}}
"""


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def bench(site: Site, rounds: int = 3) -> int:
    """Print the ratio of the runs to their limit, and of the build to a plain one."""
    runs = run_ratio(site, rounds)
    build = build_ratio(site, rounds)
    print(f"runs against their limit: {runs:.2f} (goal 1.5 or less)")
    print(f"build against plain mkdocs: {build:.2f} (goal 1.5 or less)")
    return 0


def run_ratio(site: Site, rounds: int) -> float:
    """All programs, against interpreter start times programs divided by cores.

    Programs that must hang are left out: they wait as long as their page says.
    """
    python = python_at(sys.executable)
    programs = collect(site).programs.values()
    programs = [p for p in programs if p.ending.status is not None and not p.needs]

    def everything():
        for future in run_all(programs, python).values():
            future.result()

    def start():
        # No import, no site-packages of the environment: the least a start can cost.
        subprocess.run([python.path, "-c", "pass"], check=True)

    ratios = []
    for _ in range(rounds):
        one = statistics.median(seconds(start) for _ in range(20))
        limit = one * len(programs) / (os.cpu_count() or 1)
        ratios.append(seconds(everything) / limit)
    return statistics.median(ratios)


def build_ratio(site: Site, rounds: int) -> float:
    """Our build of the site, against the same pages in the bare theme."""
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) / "mkdocs.yml"
        config = PLAIN.format(docs=site.docs, snippets=site.snippets)
        plain.write_text(config, "utf-8")
        ours = [seconds(lambda: _build(site.root / "mkdocs.yml", name))]
        theirs = [seconds(lambda: _build(plain, name))]
        for _ in range(rounds):
            ours.append(seconds(lambda: _build(site.root / "mkdocs.yml", name)))
            theirs.append(seconds(lambda: _build(plain, name)))
    return statistics.median(ours) / statistics.median(theirs)


def _build(config: Path, folder: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    command += ["--config-file", str(config), "--site-dir", f"{folder}/site"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, env=environment, stderr=subprocess.DEVNULL)
