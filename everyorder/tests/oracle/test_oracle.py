"""What the oracle sees: each test is a small program and the outcomes that it has.

The programs run on a Python of 3.12 or newer that is found here; the claims hold for
any of them. Where a failure must be found, the schedules are many enough that not
finding it means something is wrong: the seeds are fixed, so nothing is left to chance.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "src/everyorder/oracle"
VERSIONS = "3.12", "3.13", "3.14", "3.15"
COMMANDS = [f"python{version}" for version in reversed(VERSIONS)]


def load():
    """The package, without the one around it."""
    spec = importlib.util.spec_from_file_location(
        "oracle", FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    sys.modules["oracle"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


oracle = load()


def interpreters() -> dict[str, str]:
    """A Python for each version that can be found; this one first."""
    pyenv = sorted(Path.home().glob(".pyenv/versions/*/bin/python3"))
    found: dict[str, str] = {}
    for path in (sys.executable, *map(shutil.which, COMMANDS), *map(str, pyenv)):
        if path and (version := version_of(path)) in VERSIONS:
            found.setdefault(version, path)
    return {path: version for version, path in found.items()}


def version_of(path: str) -> str:
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([path, "-c", code], capture_output=True, text=True)
    return done.stdout.strip()


FOUND = interpreters()
PYTHONS = list(FOUND)
every_python = pytest.mark.parametrize("python", PYTHONS, ids=FOUND.get)
pytestmark = pytest.mark.skipif(
    not PYTHONS, reason="the oracle needs Python 3.12 or newer, and none was found"
)


@pytest.fixture
def see(tmp_path):
    """A function that runs a program's text and returns its outcomes."""

    def outcomes(source, schedules=120, python=None, **options):
        path = tmp_path / "program.py"
        path.write_text(source, "utf-8")
        python = python or PYTHONS[0]
        return oracle.outcomes(path, schedules, python=python, **options)

    return outcomes


def threads(*functions, setup="", end=""):
    """A program that runs functions in a thread each, and then the end."""
    return f"""
import threading
{setup}
threads = [threading.Thread(target=target) for target in ({", ".join(functions)},)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
{end}
"""


def endings(outcomes):
    return {outcome.ending for outcome in outcomes}


def outputs(outcomes):
    assert endings(outcomes) == {"ends"}, outcomes
    return {outcome.output for outcome in outcomes}


LOST = threads(
    "add",
    "add",
    setup="n = 0\ndef add():\n    global n\n    n += 1",
    end="print(n)",
)


@every_python
def test_an_update_is_lost_on_every_python(see, python):
    assert outputs(see(LOST, python=python)) == {"1\n", "2\n"}


@every_python
@pytest.mark.parametrize("lock", ["Lock", "RLock", "Semaphore", "Condition"])
def test_no_update_is_lost_under_a_lock(see, python, lock):
    setup = f"""
n, lock = 0, threading.{lock}()
def add():
    global n
    with lock:
        n += 1"""
    program = threads("add", "add", setup=setup, end="print(n)")
    assert outputs(see(program, python=python)) == {"2\n"}


@every_python
def test_a_deadlock_is_seen_and_nothing_is_named(see, python):
    setup = """
a, b = threading.Lock(), threading.Lock()
def left():
    with a, b: pass
def right():
    with b, a: pass"""
    program = threads("left", "right", setup=setup, end="print('through')")
    found = see(program, 300, python=python)
    assert {astuple(one) for one in found} == {
        ("ends", "", "through\n"),
        ("deadlock", "", ""),
    }


def test_a_thread_that_waits_for_its_own_lock_is_a_deadlock(see):
    found = see("import threading\nlock = threading.Lock()\nwith lock: lock.acquire()")
    assert endings(found) == {"deadlock"}


def test_what_was_checked_may_have_changed_before_the_act(see):
    setup = """
left = [1]
def take():
    if left:
        left.pop()"""
    found = see(threads("take", "take", setup=setup))
    assert {(one.ending, one.detail) for one in found} == {
        ("ends", ""),
        ("raises", "IndexError: pop from empty list"),
    }


def test_threads_are_switched_inside_the_library(see):
    setup = """
from collections import Counter
counts = Counter(a=0)
def count():
    counts.update({"a": 1})"""
    found = see(threads("count", "count", setup=setup, end="print(counts['a'])"), 300)
    assert outputs(found) == {"1\n", "2\n"}


def test_an_append_is_one_step(see):
    setup = "items = []\ndef add():\n    items.append(1)"
    program = threads("add", "add", "add", setup=setup, end="print(len(items))")
    assert outputs(see(program)) == {"3\n"}


def test_a_print_is_one_step(see):
    setup = "def left(): print('left')\ndef right(): print('right')"
    found = see(threads("left", "right", setup=setup))
    assert outputs(found) == {"left\nright\n", "right\nleft\n"}


def test_an_insert_in_order_is_switched_in_its_key_only(see):
    setup = """
from bisect import insort
items = [1, 5]
def same(item):
    return item
def three(): insort(items, 3{key})
def four(): insort(items, 4{key})"""
    end = "print(items == sorted(items))"
    plain = threads("three", "four", setup=setup.format(key=""), end=end)
    keyed = threads("three", "four", setup=setup.format(key=", key=same"), end=end)
    assert outputs(see(plain)) == {"True\n"}
    assert outputs(see(keyed, 600)) == {"True\n", "False\n"}


@every_python
def test_every_seed_repeats_its_outcome(see, python):
    program = threads("add", "add", "add", setup=LOST_TWICE, end="print(n)")
    found = see(program, 60, python=python)
    assert len(found) > 1
    for outcome, seen in found.items():
        again = see(program, 1, python=python, first_seed=seen.seed)
        assert again == {outcome: oracle.Seen(1, seen.seed)}
    assert see(program, 60, python=python) == found


LOST_TWICE = """
n = 0
def add():
    global n
    for _ in range(2):
        n += 1"""

SLEEPS = threads(
    "slow",
    "quick",
    setup="""
import time
def slow():
    time.sleep(2)
    print("slow")
def quick():
    time.sleep(1)
    print("quick")""",
)


def test_sleeps_may_end_in_any_order(see):
    assert outputs(see(SLEEPS)) == {"quick\nslow\n", "slow\nquick\n"}


def test_sleeps_end_in_order_where_time_is_punctual(see):
    assert outputs(see(SLEEPS, early=False)) == {"quick\nslow\n"}


def test_a_timeout_may_end_before_what_it_waits_for(see):
    setup = "event = threading.Event()\ndef wait(): print(event.wait(1))"
    program = threads("wait", "event.set", setup=setup)
    assert outputs(see(program)) == {"True\n", "False\n"}


def test_the_clock_goes_on_while_it_is_polled(see):
    program = """
import time
end = time.monotonic() + 60
while time.monotonic() < end:
    pass
print("done")"""
    assert outputs(see(program, 20)) == {"done\n"}


def test_the_first_exception_that_nothing_caught_is_told(see):
    setup = "def fail():\n    raise KeyError('films')"
    found = see(threads("fail", setup=setup, end="print('main goes on')"), 20)
    assert set(map(astuple, found)) == {
        ("raises", "KeyError: 'films'", "main goes on\n")
    }


def test_an_exit_status_is_told_as_python_does(see):
    assert endings(see("raise SystemExit", 2)) == {"ends"}
    assert set(map(astuple, see("raise SystemExit(3)", 2))) == {
        ("raises", "SystemExit: 3", "")
    }


def test_a_program_that_is_no_python_raises(see):
    (outcome,) = see("def", 5)
    assert (outcome.ending, outcome.detail[:11]) == ("raises", "SyntaxError")


def test_a_poll_that_never_ends_is_too_long(see):
    setup = "def poll():\n    while True: pass"
    assert endings(see(threads("poll", setup=setup), 4)) == {"too long"}


def test_a_poll_gives_way_to_who_ends_it(see):
    setup = """
opened = False
def poll():
    while not opened: pass
def set_it():
    global opened
    opened = True"""
    assert endings(see(threads("poll", "set_it", setup=setup), 60)) == {"ends"}


def test_daemons_end_with_the_program_and_others_do_not(see):
    program = """
import threading, time
def late(text, seconds):
    time.sleep(seconds)
    print(text)
threading.Thread(target=late, args=("daemon", 9), daemon=True).start()
threading.Thread(target=late, args=("worker", 1)).start()
print("main")"""
    assert outputs(see(program, early=False)) == {"main\nworker\n"}


def test_an_object_dies_with_the_thread_that_kept_it(see):
    program = """
import threading
class Noisy:
    def __del__(self): print("dies")
local = threading.local()
def keep(): local.noisy = Noisy()
thread = threading.Thread(target=keep)
thread.start()
thread.join()
print("joined")"""
    assert outputs(see(program, 60)) == {"dies\njoined\n"}


def test_exit_callbacks_are_part_of_the_run(see):
    program = "import atexit\natexit.register(print, 'bye')\nprint('end')"
    assert outputs(see(program, 2)) == {"end\nbye\n"}


@every_python
def test_the_library_runs_on_top(see, python):
    program = """
import asyncio, queue, threading
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as pool:
    print(sum(pool.map(abs, [-1, -2])))
waiting = queue.Queue(1)
thread = threading.Thread(target=lambda: [waiting.put(n) for n in range(3)])
thread.start()
print([waiting.get() for _ in range(3)])
thread.join()
async def main():
    print(await asyncio.to_thread(abs, -1))
    await asyncio.sleep(1)
asyncio.run(main())"""
    assert outputs(see(program, 12, python=python)) == {"3\n[0, 1, 2]\n1\n"}


@pytest.mark.parametrize(
    "program",
    [
        "import os\nos.fork()",
        "import subprocess\nsubprocess.run(['true'])",
        "import multiprocessing\nmultiprocessing.Lock()",
        "import _thread\n_thread.interrupt_main()",
        "import socket\nsocket.create_connection(('127.0.0.1', 9))",
    ],
)
def test_what_cannot_be_scheduled_is_unsupported(see, program):
    assert endings(see(program, 2)) == {"unsupported"}


def test_what_blocks_out_of_sight_is_too_long_and_not_tried_for_ever():
    program = oracle.Program("pipe", "import os\nos.read(os.pipe()[0], 1)")
    options = oracle.Options(wall_limit=0.2)
    (tried,) = oracle.try_all([program], options, python=PYTHONS[0])
    assert tried.schedules < 10
    assert endings(tried.outcomes) == {"too long"}


def command(*arguments, python=None):
    return subprocess.run(
        [python or PYTHONS[0], str(FOLDER), *arguments],
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_folder_is_a_command(tmp_path):
    (tmp_path / "one.py").write_text("print(1)")
    done = command(str(tmp_path / "one.py"), "--schedules", "2", "--json")
    told = json.loads(done.stdout)
    assert told["python"].startswith("3.")
    assert (told["schedules"], told["outcomes"]) == (
        2,
        [{"ending": "ends", "detail": "", "output": "1\n", "seen": 2, "seed": 0}],
    )


def test_many_programs_are_tried_in_one_call(tmp_path):
    sources = tmp_path / "sources.json"
    sources.write_text(json.dumps({"one": "print(1)", "two": "1 / 0"}))
    done = command("--sources", str(sources), "--schedules", "2")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["program"], one["outcomes"][0]["ending"]) for one in told] == [
        ("one", "ends"),
        ("two", "raises"),
    ]
    assert done.stderr.startswith("1/2 ")


def test_a_python_without_monitoring_is_refused(tmp_path):
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\necho False\n")
    old.chmod(0o755)
    (tmp_path / "one.py").write_text("print(1)")
    done = command(str(tmp_path / "one.py"), "--python", str(old))
    assert done.returncode == 2
    assert "Python 3.12 or newer is needed" in done.stderr


def test_the_oracle_stands_on_the_standard_library_alone():
    for path in FOLDER.glob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            words = line.split()
            if words[:1] in (["import"], ["from"]):
                top = words[1].rstrip(",").split(".")[0]
                assert top in {"", "oracle", *sys.stdlib_module_names}, (path, line)


@every_python
def test_what_fails_while_the_interpreter_waits_for_threads_is_no_failure(see, python):
    source = "import threading\nthreading._register_atexit(lambda: 1 / 0)\nprint(1)\n"
    assert set(see(source, 20, python)) == {oracle.Outcome("ends", "", "1\n")}
