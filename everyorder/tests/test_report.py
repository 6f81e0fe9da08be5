"""The words of a report: its sentence, the cause, who waits for whom."""

import json

import pytest
from programs import ROOT, threads, verdict

from everyorder import __version__, explore
from everyorder.command import main
from everyorder.results.report import words

BROKEN = ROOT / "snippets/learn"
CAUSES = {
    "race_conditions/lost_update_broken.py": (
        "Thread-1 reads guests at line 11; before it goes on,"
        " Thread-2 changes it at line 14."
    ),
    "locks/stock_take_broken.py": (
        "Thread-1 changes shelf at line 15; before it goes on,"
        " Thread-2 reads it at line 21."
    ),
    "race_conditions/split_lock_broken.py": (
        "Thread-1 reads plan._owner_of at line 14; before it goes on,"
        " Thread-2 changes it at line 18."
    ),
    "locks/number_roll_broken.py": (
        "Thread-1 changes roll._last at line 17; before it goes on,"
        " Thread-2 reads it at line 17."
    ),
}


def told(report) -> str:
    return words(report, lambda number: "")


@pytest.mark.parametrize("name", CAUSES)
def test_the_cause_stands_above_the_table_and_in_the_json(name):
    report = explore(BROKEN / name, same_output=True)
    assert CAUSES[name] in told(report).splitlines()
    assert report.to_json()["cause"] == CAUSES[name]


def test_a_deadlock_has_a_table_of_who_waits_and_the_same_in_json():
    report = explore(BROKEN / "deadlocks/trucks_broken.py")
    assert (
        "thread           at       waits for                   held by\n"
        "MainThread       line 36  the end of Thread-1 (move)\n"
        "Thread-1 (move)  line 18  south.lock                  Thread-2 (move)\n"
        "Thread-2 (move)  line 18  north.lock                  Thread-1 (move)\n"
    ) in told(report)
    holders = [row["holder"] for row in report.to_json()["waiting"]]
    assert holders == ["", "Thread-2 (move)", "Thread-1 (move)"]


def test_where_nothing_was_claimed_the_outputs_are_counted():
    lost = threads(*["global x\nx += 1"] * 2, setup="x = 0", end="print(x)")
    report = verdict(lost)
    assert report.sentence() == (
        "Ends in every order: 4 orders cover them all, with two outputs."
    )
    assert report.tried >= report.orders
    one = verdict("print(1)")
    assert one.sentence() == "Holds in every order: 1 order covers them all."


def test_what_came_once_came_once():
    lost = threads(*["global x\nx += 1"] * 2, setup="x = 0", end="print(x)")
    assert "  once:\n" in told(verdict(lost, same_output=True))


SELF = """\
import threading
class Shed:
    def __init__(self):
        self._lock = threading.Lock()
    def outer(self):
        with self._lock:
            self.inner()
    def inner(self):
        with self._lock:
            pass
worker = threading.Thread(target=Shed().outer)
worker.start()
worker.join()
"""


def test_a_lock_that_no_global_leads_to_is_named_as_its_functions_know_it():
    report = verdict(SELF)
    assert "Thread-1 (outer) (line 9) waits for self._lock, held by itself" in (
        report.detail
    )
    assert report.waiting[1].holder == "itself"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_the_command_tells_of_itself(option, capsys):
    with pytest.raises(SystemExit) as left:
        main([option])
    assert left.value.code == 0
    out = capsys.readouterr().out
    known = [f"everyorder {__version__}"]
    if option == "--help":
        known = ["usage: everyorder FILE", "exit status", "2  unsupported"]
    assert all(text in out for text in known)


def test_wrong_use_is_json_where_json_is_asked_for(capsys):
    assert main(["nowhere.py", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"].startswith("There is no file")
