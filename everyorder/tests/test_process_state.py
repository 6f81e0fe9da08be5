"""An order finds the library and the process as the first one did.

What a program changes there is put back after each order, or refused with its line.
"""

import pytest
from programs import outputs, threads, verdict

# What is printed before a thread changes it.
PUT_BACK = {
    "filters of warnings": (
        "import warnings\ntry:\n    warnings.warn('x')\n    print('warned')\n"
        "except UserWarning:\n    print('raised')",
        "warnings.simplefilter('error')",
        "warned",
    ),
    "how warnings are shown": (
        "import warnings\nprint(warnings.showwarning is None)",
        "warnings.showwarning = None",
        None,
    ),
    "switch interval": (
        "import sys\nprint(sys.getswitchinterval() == 1)",
        "sys.setswitchinterval(1)",
        "False",
    ),
    "stack size": (
        "print(threading.stack_size())",
        "threading.stack_size(1 << 20)",
        "0",
    ),
    "random numbers": (
        "import random\nfirst = random.random()\nrandom.seed(0)\n"
        "print(first == random.random())",
        "random.random()",
        "True",
    ),
    "environment": (
        "import os\nprint('MINE' in os.environ)",
        "os.environ['MINE'] = '1'",
        "False",
    ),
}
RACES = "n = []\n"  # so that there are several orders


@pytest.mark.parametrize("state", PUT_BACK)
def test_it_is_put_back(state):
    setup, changing, printed = PUT_BACK[state]
    body = f"n.append(1)\n{changing}"
    program = threads(body, "n.append(2)", setup=RACES + setup)
    if printed is None:
        assert verdict(program).verdict == "unsupported"
    else:
        assert outputs(program) == {printed}


def test_filters_of_warnings_are_shared_by_all_threads():
    """CPython 3.11 loses one, too; from 3.14 on a build may keep them apart."""
    body = (
        "with warnings.catch_warnings():\n    warnings.simplefilter('error')\n"
        "    try:\n        warnings.warn('x')\n"
        "    except UserWarning:\n        found.append('error')\n"
        "    else:\n        found.append('lost')"
    )
    setup = "import warnings\nfound = []"
    program = threads(body, body, setup=setup, end="print(sorted(found))")
    assert "['error', 'lost']" in outputs(program)


REFUSED = {
    "calendar.setfirstweekday": "import calendar\ncalendar.setfirstweekday(6)",
    "import of calendar.setfirstweekday": (
        "from calendar import setfirstweekday\nsetfirstweekday(6)"
    ),
    "csv.register_dialect": "import csv\ncsv.register_dialect('mine')",
    "locale.setlocale": "import locale\nlocale.setlocale(locale.LC_ALL, 'C')",
    "os.umask": "import os\nos.umask(0)",
    "sys.set_int_max_str_digits": "import sys\nsys.set_int_max_str_digits(700)",
    "Number.register()": "import numbers\nnumbers.Number.register(str)",
    "a change of wraps.x": "import functools\nfunctools.wraps.x = 1",
    "a copy of an iterator": "import copy\ncopy.copy(iter([1]))",
    "sys.getrefcount": "import sys\nsys.getrefcount(n)",
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("where", ["alone", "in a thread"])
def test_what_cannot_be_put_back_is_refused_with_its_line(what, where):
    lines = REFUSED[what]
    program = (
        f"n = 0\n{lines}\n"
        if where == "alone"
        else threads(lines, "pass", setup="n = 0")
    )
    report = verdict(program)
    assert report.verdict == "unsupported"
    said = report.sentence()
    assert what in said
    named = lines.splitlines()[0 if what.startswith("import") else -1]
    at = 1 + [line.strip() for line in program.splitlines()].index(named)
    assert f"line {at}" in said


def test_a_program_gives_its_own_abstract_classes_subclasses():
    program = threads(
        "Base.register(int)",
        "found.append(isinstance(1, Base))",
        setup="import abc\nfound = []\nclass Base(abc.ABC): pass",
        end="print(found)",
    )
    assert outputs(program) == {"[False]", "[True]"}


def test_a_traceback_that_a_program_prints_has_no_frames_of_the_engine():
    body = (
        "try:\n    {}['k']\nexcept KeyError as error:\n"
        "    shown = traceback.extract_tb(error.__traceback__)\n"
        "    print([frame.name for frame in shown])"
    )
    program = threads(body, setup="import traceback")
    assert outputs(program) == {"['work0']"}


def test_locks_are_not_copied():
    body = (
        "for lock in (threading.Lock(), threading.RLock()):\n    try:\n"
        "        copy.copy(lock)\n    except TypeError as error:\n        print(error)"
    )
    program = threads(body, setup="import copy")
    told = "cannot pickle '_thread.lock' object\ncannot pickle '_thread.RLock' object"
    assert outputs(program) == {told}
