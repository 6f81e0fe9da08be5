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

from sitekit.commands.expand import expand
from sitekit.programs import collect
from sitekit.running import run_all, this_python
from sitekit.site import Site

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
    starts, work = run_ratios(site, rounds)
    published, written = build_ratios(site, rounds)
    print(f"runs against bare interpreter starts: {starts:.2f} (goal 1.5 or less)")
    print(f"runs against the processor time of the programs: {work:.2f}")
    print(f"build against plain mkdocs, same pages: {published:.2f} (goal 1.5 or less)")
    print(f"build against plain mkdocs, pages as they are written: {written:.2f}")
    return 0


def run_ratios(site: Site, rounds: int) -> tuple[float, float]:
    """How long all programs take, against two limits, both spread over all cores.

    The first is a bare interpreter start for each program: no program can be faster,
    and most import something. The second is the processor time the programs took, so
    what it exceeds 1 by is waiting, ours and theirs. Programs that must hang are left
    out: they wait as long as their page says.
    """
    python = this_python()
    programs = collect(site).programs.values()
    programs = [
        p for p in programs if p.claims.ending.status is not None and not p.claims.needs
    ]

    def everything():
        for future in run_all(programs, python).values():
            future.result()

    def start():
        subprocess.run([python.path, "-c", "pass"], check=True)

    cores = os.cpu_count() or 1
    against_starts, against_work = [], []
    for _ in range(rounds):
        one = statistics.median(seconds(start) for _ in range(20))
        before = os.times()
        took = seconds(everything)
        after = os.times()
        work = sum(b - a for a, b in zip(before[2:4], after[2:4], strict=True))
        against_starts.append(took * cores / (one * len(programs)))
        against_work.append(took * cores / work)
    return statistics.median(against_starts), statistics.median(against_work)


def build_ratios(site: Site, rounds: int) -> tuple[float, float]:
    """Our build of the site, against two builds of the bare theme.

    The first is of the same pages, with all that is made of them (`sitekit expand`).
    The second is of the pages as they are written, in which most of what readers see is
    one line: it says what figures, drawings and answers cost. Our first build, which
    draws all orders, is left out: later ones keep them (publishing/kept.py).
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expand(site, folder / "pages")
        settings = [site.root / "mkdocs.yml"]
        for docs in (folder / "pages", site.docs):
            settings.append(folder / f"plain-{len(settings)}.yml")
            text = PLAIN.format(docs=docs, snippets=site.snippets)
            settings[-1].write_text(text, "utf-8")
        times = [
            [seconds(lambda config=config: _build(config, name)) for config in settings]
            for _ in range(rounds + 1)
        ]
    ours, same, written = map(statistics.median, zip(*times[1:], strict=True))
    return ours / same, ours / written


def _build(config: Path, folder: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    command += ["--config-file", str(config), "--site-dir", f"{folder}/site"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, env=environment, stderr=subprocess.DEVNULL)
