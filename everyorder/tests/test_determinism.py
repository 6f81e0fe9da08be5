"""An order gives the same trace, byte for byte, in every run and on every Python."""

import subprocess
import sys
from pathlib import Path

import pytest
from programs import ROOT
from pythons import pythons
from traces import failing_orders, traces


@pytest.mark.parametrize("program", failing_orders())
def test_an_order_gives_the_same_trace_a_hundred_times(program):
    assert len(set(traces(program, failing_orders()[program], 100))) == 1


def test_an_order_gives_the_same_trace_on_every_python():
    others = pythons()
    if not others:
        pytest.skip("0 other Pythons here have greenlet")
    here = _printed(sys.executable)
    for version, python in others.items():
        assert _printed(python) == here, version


def _printed(python) -> str:
    command = [python, "-W", "ignore", str(Path(__file__).with_name("traces.py"))]
    environment = {"PYTHONPATH": str(ROOT / "everyorder/src")}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout
