"""An order gives the same trace, byte for byte, in every run and on every Python."""

import subprocess
import sys
from pathlib import Path

import pytest
from programs import ROOT, outputs, threads, verdict
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


PAIR = "class Tong:\n    def __init__(self): self.lock = threading.Lock()\na, b = Tong(), Tong()"
BOTH = "one, two = sorted({}, key=id)\nwith one.lock, two.lock: pass"


def test_objects_have_numbers_that_can_be_put_in_order():
    bodies = BOTH.format("(a, b)"), BOTH.format("(b, a)")
    report = verdict(threads(*bodies, setup=PAIR))
    assert (report.verdict, report.exhaustive) == ("holds", True)


def test_an_object_has_one_number_as_long_as_it_lives():
    looks = "seen.append(id(a) == id(a) != id(b) and {id(a): 1}[id(a)])"
    source = threads(looks, looks, setup=f"{PAIR}\nseen = []", end="print(seen)")
    assert outputs(source) == {"[1, 1]"}


def _printed(python) -> str:
    command = [python, "-W", "ignore", str(Path(__file__).with_name("traces.py"))]
    environment = {"PYTHONPATH": str(ROOT / "everyorder/src")}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout
