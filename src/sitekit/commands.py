"""What contributors run beside the tests: record, measure, stress, start a page.

Each function is one `python -m sitekit` command, prints what it did, and returns the
exit status. Timing against limits is in bench.py.
"""

import datetime
import os
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sitekit import orders, proofs, records
from sitekit.pages import Site
from sitekit.programs import Program, collect
from sitekit.run import (
    NotRun,
    Python,
    check,
    python_at,
    run,
    run_all,
    too_old,
)

STRESS_RUNS = 200
MEASURE_RUNS = 5


def _programs(site: Site) -> list[Program]:
    """All programs of the site; stops with the first page that is refused."""
    found = collect(site)
    for error in found.errors.values():
        sys.exit(str(error))
    return list(found.programs.values())


def serve(site: Site, port: int) -> int:
    """Serve the site with live reload until interrupted."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            print(
                f"Port {port} is taken: stop what runs there, or choose another with"
                f" make serve PORT={port + 1}"
            )
            return 1
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload"]
    command += ["--dev-addr", f"127.0.0.1:{port}", "--no-strict"]
    try:
        return subprocess.run(command, cwd=site.root).returncode
    except KeyboardInterrupt:
        return 0


def found_pythons() -> list[Python]:
    """Every CPython from 3.11 on this machine, one for each version and build."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser()
    candidates = [
        Path(sys.executable),
        *sorted(Path("~/.pyenv/versions").expanduser().glob("*/bin/python3*")),
        *sorted((cache / "pythons").glob("*/bin/python3*")),
        *sorted((cache / "pythons").glob("*/usr/bin/python3*")),
        *(Path(p) for p in map(shutil.which, ("python3", "python3.14t")) if p),
    ]
    names = re.compile(r"python(3(\.\d+t?)?)?$")
    found: dict[str, Python] = {}
    for path in candidates:
        if not names.match(path.name):
            continue
        try:
            python = python_at(str(path))
        except ValueError:
            continue
        if python.numbers >= (3, 11):
            found.setdefault(_key(python), python)
    return sorted(found.values(), key=lambda p: (p.numbers, p.free_threaded))


def _key(python: Python) -> str:
    return python.version + ("t" if python.free_threaded else "")


def versions(site: Site, *, renew: bool = False) -> int:
    """Run programs on every Python found and record which passed, and when.

    Runs what the record does not cover: changed programs, and Pythons new to it. With
    `renew` everything runs again.
    """
    programs = _programs(site)
    old = {} if renew else records.load(site.snippets, records.VERSIONS)
    new = {
        str(p.path): {"fingerprint": p.fingerprint, "ran": {}}
        if records.stale(p, old)
        else old[str(p.path)]
        for p in programs
    }
    today, failed = datetime.date.today().isoformat(), 0
    for python in found_pythons():
        due = [p for p in programs if _key(python) not in new[str(p.path)]["ran"]]
        due = [p for p in due if not too_old(p, python)]
        passed, skipped = 0, Counter()
        for program, wrong in _results(due, python):
            if isinstance(wrong, NotRun):
                skipped[str(wrong)] += 1
            elif wrong:
                failed += 1
                print(f"{python.long}: snippets/{program.path}: {wrong}\n")
            else:
                passed += 1
                new[str(program.path)]["ran"][_key(python)] = today
        why = "".join(f", {n} not run: {reason}" for reason, n in skipped.items())
        print(f"{python.long}: {passed} of {len(due)} due programs recorded{why}")
    records.save(site.snippets, records.VERSIONS, new)
    print(f"{failed} failed." if failed else "All of them passed.")
    return 1 if failed else 0


def _results(programs, python: Python):
    """Each program with what is wrong with its run: None, words, or a NotRun."""
    programs = list(programs)
    runs = run_all(programs, python)
    for program in programs:
        try:
            yield program, check(program, runs[program.path].result(), python)
        except NotRun as reason:
            yield program, reason


def prove(site: Site) -> int:
    """Run every program in every order, as far as that ends, and record the proofs.

    Proves what the record does not cover: changed programs, or all with a new engine.
    """
    everything = _programs(site)
    programs = [p for p in everything if proofs.provable(p)]
    old = records.load(site.snippets, proofs.PROOFS)
    new = {
        str(p.path): old[str(p.path)]
        for p in programs
        if proofs.is_current(p, old.get(str(p.path)))
    }
    due = [p for p in programs if str(p.path) not in new]
    failed = 0
    for program, proof in proofs.prove_all(due):
        new[str(program.path)] = proof
        print(f"{program.path}: {proofs.sentence(program, proof)}", flush=True)
        wrong = proofs.wrong(program, proof)
        if wrong:
            failed += 1
            print(f"snippets/{program.path}: {wrong}", flush=True)
    records.save(site.snippets, proofs.PROOFS, new)
    print(proofs.summary(everything, new))
    return 1 if failed else 0


def record(site: Site) -> int:
    """Write the missing and the stale order files of broken programs."""
    proven = records.load(site.snippets, proofs.PROOFS)
    due = [p for p in orders.drawable(_programs(site)) if orders.problem(p)]
    failed = 0
    for program in due:
        found = orders.find(program, proven.get(str(program.path)))
        if found is None:
            failed += 1
            print(f"snippets/{program.path}: no order was found that breaks it")
            continue
        orders.write(program, found)
        print(f"{program.path}: {found.breaks}: {found.ends}")
    print(f"{len(due) - failed} order files written." if due else "All are current.")
    return 1 if failed else 0


def _builds() -> dict[str, Python]:
    """This Python, and a free-threaded one with its GIL off and on: what is measured.

    The last two are one binary, so that nothing but the GIL differs between them.
    """
    builds = {python_at(sys.executable).short: python_at(sys.executable)}
    for python in found_pythons():
        if python.free_threaded:
            twin = python_at(python.path, (("PYTHON_GIL", "1"),))
            builds |= {python.short: python, f"{python.short}+gil": twin}
            break
    return builds


def machine() -> str:
    """The processor and its number of cores, in words."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = re.search(r"model name\s*: (.+)", cpuinfo.read_text("utf-8"))
        model = named[1] if named else model
    return f"{os.cpu_count()} cores ({model.strip()}), {platform.system()}"


def measure(site: Site) -> int:
    """Record the numbers of all measured programs: the medians of some runs."""
    taken = {}
    builds = _builds()
    if len(builds) == 1:
        print("There is no free-threaded Python here; nothing was recorded.")
        return 1
    for program in _programs(site):
        if not program.measured:
            continue
        record = {
            "fingerprint": program.fingerprint,
            "date": datetime.date.today().isoformat(),
            "machine": machine(),
            "runs": MEASURE_RUNS,
            "builds": {},
        }
        runs: dict[str, list] = {name: [] for name in builds}
        for _ in range(MEASURE_RUNS):  # in turn, so that a busy moment hits all builds
            for name, python in builds.items():
                outcome = run(program, python)
                wrong = check(program, outcome, python)
                if wrong:
                    print(f"{python.long}: snippets/{program.path}: {wrong}")
                    return 1
                runs[name].append(records.numbers(outcome.out))
        for name, python in builds.items():
            record["builds"][name] = {
                "python": python.long,
                "numbers": _medians(runs[name]),
            }
        taken[str(program.path)] = record
        print(f"{program.path}: measured on {', '.join(builds)}")
    records.save(site.snippets, records.MEASUREMENTS, taken)
    return 0


def _medians(runs: list[dict]) -> dict:
    """For each label the median number, with the digits it was printed with."""
    medians = {}
    for label, (first, unit) in runs[0].items():
        digits = len(first.partition(".")[2])
        values = [float(run[label][0].replace(",", "")) for run in runs]
        medians[label] = [f"{statistics.median(values):,.{digits}f}", unit]
    return medians


def stress(site: Site, path: str, times: int = STRESS_RUNS) -> int:
    """Run each program many times on busy cores and count the runs that fail.

    A broken program that breaks is counted apart: that is what its page says of it.
    Half the runs switch threads every microsecond instead of every five milliseconds,
    and twice as many run at once as there are cores.
    """
    python = python_at(path)
    programs = [p for p in _programs(site) if not too_old(p, python)]
    flakes: dict[Program, list[str]] = {}
    done, skipped = 0, 0
    workers = 2 * (os.cpu_count() or 1)
    with ThreadPoolExecutor(workers) as pool:
        for program in programs:
            # A hang only waits; its runs need no more than a tenth of the repeats.
            repeats = times if program.ending.status is not None else times // 10
            runs = [
                pool.submit(run, program, python, hurried=bool(n % 2))
                for n in range(repeats)
            ]
            try:
                wrong = [check(program, r.result(), python) for r in runs]
            except NotRun:
                skipped += 1
                continue
            done += repeats
            if any(wrong):
                flakes[program] = [w for w in wrong if w]
    for program, wrong in flakes.items():
        print(
            f"snippets/{program.path}: {len(wrong)} runs failed;"
            f" the first: {wrong[0]}\n"
        )
    failed = sum(len(wrong) for p, wrong in flakes.items() if not p.broken)
    broke = sum(len(wrong) for p, wrong in flakes.items() if p.broken)
    print(
        f"{done} runs of {len(programs) - skipped} programs on {python.long},"
        f" {workers} at a time: {failed} failed, {broke} runs of broken programs broke,"
        f" {skipped} programs not run here"
    )
    return 1 if failed else 0


PAGE = """\
---
description: >-
  {title}: what it means for threads in Python, shown by a complete program, its
  output, and what is guaranteed.
---

# {title}

*5 minutes. After this page you can start a thread and wait for its end.*

```python title="{folder}/hello.py"
--8<-- "{folder}/hello.py"
```

<!--pytest-codeblocks:expected-output-->
```text title="Output"
--8<-- "{folder}/hello.out"
```

## What is guaranteed

`start` returns when the thread has begun, and `join` when it has ended.

## Try it

Start a second thread.

Next: [Frequently asked questions]({up}faq.md), for what is still open.
"""

PROGRAM = '''\
"""A thread says hello, and the main thread waits for it."""

import threading


def greet(name):
    print(f"Hello from {name}.")


worker = threading.Thread(target=greet, args=("a thread",))
worker.start()
worker.join()
print("Done.")
'''


def page(site: Site, name: str) -> int:
    """Create a page, its first program and its nav entry, ready for the tests."""
    if not re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*/)*[a-z0-9]+(-[a-z0-9]+)*", name):
        print(
            f"{name!r} cannot be a page's name. Use lower-case words joined by hyphens,"
            " with a folder: make page NAME=learn/my-topic"
        )
        return 2
    folder = name.replace("-", "_")
    text, program = site.docs / f"{name}.md", site.snippets / folder / "hello.py"
    for file in (text, program):
        if file.exists():
            print(f"{site.name(file)} exists already; nothing was changed.")
            return 1
    title = name.rpartition("/")[2].replace("-", " ").capitalize()
    text.parent.mkdir(parents=True, exist_ok=True)
    program.parent.mkdir(parents=True, exist_ok=True)
    up = "../" * name.count("/")
    text.write_text(PAGE.format(title=title, folder=folder, up=up), "utf-8")
    program.write_text(PROGRAM, "utf-8")
    _add_to_nav(site.root / "mkdocs.yml", f"{name}.md")
    made = Site(site.root)
    program.with_suffix(".out").write_text("(not recorded yet)\n", "utf-8")
    new = next(p for p in _programs(made) if p.file == program)
    program.with_suffix(".out").write_text(
        run(new, python_at(sys.executable)).out, "utf-8"
    )
    print(
        f"Wrote {site.name(text)}, {site.name(program)} and a nav entry in mkdocs.yml."
    )
    return versions(made) or prove(made)


def _add_to_nav(config: Path, entry: str) -> None:
    """Append the page to its part of the nav, or as the last entry of all.

    The file is edited as text: a YAML library would drop its comments.
    """
    lines = config.read_text("utf-8").rstrip("\n").split("\n")
    part = entry.rpartition("/")[0]
    same = [n for n, line in enumerate(lines) if part and f"- {part}/" in line]
    at = same[-1] if same else len(lines) - 1
    indent = re.match(r"\s*", lines[at])[0] if same else "  "
    lines.insert(at + 1, f"{indent}- {entry}")
    config.write_text("\n".join(lines) + "\n", "utf-8")
