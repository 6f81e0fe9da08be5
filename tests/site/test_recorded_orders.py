"""Beside each broken program stands an order that breaks it, and its page shows it."""

import json
import os
import subprocess

import pytest

from sitekit import orders
from sitekit.commands import found_pythons
from tests.conftest import ROOT, report

TRACE = """
import json, sys
from everyorder import replay
from everyorder.program import load_source
done = [
    replay(load_source(source, name), order).to_json()
    for name, source, order in json.load(sys.stdin)
]
json.dump(done, sys.stdout)
"""


def test_every_recorded_order_still_does_what_its_file_says(found):
    due = orders.drawable(found.programs.values())
    report(filter(None, map(orders.problem, due)), orders.ADVICE)


def test_every_order_file_belongs_to_a_broken_program(site, found):
    known = {orders.path_of(p) for p in orders.drawable(found.programs.values())}
    files = set(site.snippets.rglob(f"*{orders.SUFFIX}"))
    report(
        (f"{site.name(file)}: no page shows a broken program of this name" for file in files - known),
        "Delete the file, or name the program _broken.",
    )  # fmt: skip


def test_every_broken_program_is_drawn_on_its_page(site, found, built):
    drawn = {
        name
        for html in built.pages.values()
        for name in html.drawn
    }  # fmt: skip
    report(
        (
            f"{site.name(p.page)}:{p.line}: {p.path.name} is not drawn"
            for p in orders.drawable(found.programs.values())
            if str(p.path) not in drawn
        ),
        "Add a line such as {{ order NAME }} below the program.",
    )


def test_an_order_gives_the_same_trace_on_every_python_that_can_run_it(found):
    """Every Python of this machine, as far as it has greenlet."""
    asked, traces = [], {}
    for program in orders.drawable(found.programs.values()):
        recorded = orders.read(orders.path_of(program))
        for order in filter(None, (recorded.breaks, recorded.keeps)):
            asked.append((str(program.path), program.text, str(order)))
    assert asked
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    for python in found_pythons():
        done = subprocess.run(
            [python.path, "-c", TRACE],
            input=json.dumps(asked),
            env={**os.environ, **dict(python.environment), "PYTHONPATH": path},
            capture_output=True,
            text=True,
        )
        if "No module named 'greenlet" in done.stderr:
            continue
        if done.returncode:
            pytest.fail(f"{python.long}:\n{done.stderr}", pytrace=False)
        traces[python.long] = json.loads(done.stdout)
    first, *others = traces.items()
    problems = [
        f"{name}: not as on {first[0]} in {asked[n][2]}: {python}"
        for python, other in others
        for n, (name, _, _) in enumerate(asked)
        if other[n] != first[1][n]
    ]
    report(problems, "A trace may not depend on what differs between Pythons.")
