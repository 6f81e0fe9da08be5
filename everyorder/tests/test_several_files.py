"""Programs of several files: each is rewritten, and executed afresh in each order."""

import json
import sys

import pytest

from everyorder import explore, replay
from everyorder.command import main
from everyorder.instrument.program import ProgramError, load

HELPER = "n = 0\ndef inc():\n    global n\n    n += 1\n"
TWICE = """\
import threading
{imports}
workers = [threading.Thread(target={function}) for _ in range(2)]
for worker in workers: worker.start()
for worker in workers: worker.join()
print({result})
"""


@pytest.fixture
def write(tmp_path):
    """Writes files, given by their names, and returns the path of `main.py`."""

    def write(main: str, files: dict[str, str] | None = None):
        for name, text in {**(files or {}), "main.py": main}.items():
            place = tmp_path / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        return tmp_path / "main.py"

    return write


def twice(imports="import helper", function="helper.inc", result="helper.n"):
    return TWICE.format(imports=imports, function=function, result=result)


WAYS = {
    "a module": (twice(), {"helper.py": HELPER}),
    "a function of a module": (
        twice("from helper import inc\nimport helper", "inc"),
        {"helper.py": HELPER},
    ),
    "a module of a package": (
        twice("import shop.till", "shop.till.inc", "shop.till.n"),
        {"shop/__init__.py": "", "shop/till.py": HELPER},
    ),
    "another name for it": (
        twice("import shop.till as till", "till.inc", "till.n"),
        {"shop/__init__.py": "", "shop/till.py": HELPER},
    ),
    "a package without a file": (
        twice("from shop import till", "till.inc", "till.n"),
        {"shop/till.py": HELPER},
    ),
    "relative imports": (
        twice("import shop", "shop.inc", "shop.state.n"),
        {
            "shop/__init__.py": "from . import state\nfrom .work import inc\n",
            "shop/state.py": "n = 0\n",
            "shop/work.py": "from . import state\ndef inc():\n    state.n += 1\n",
        },
    ),
    "every name of a module": (
        twice("from helper import *\nimport helper", "inc"),
        {"helper.py": HELPER},
    ),
    "an import within the thread": (
        twice("def inc():\n    import helper\n    helper.inc()", "inc", "inc.__name__")
        + "import helper\nprint(helper.n)\n",
        {"helper.py": HELPER},
    ),
    "a name that another file writes": (
        twice("import helper\ndef inc():\n    helper.n = helper.get() + 1", "inc"),
        {"helper.py": "n = 0\ndef get():\n    return n\n"},
    ),
    "a name that its own file does not have": (
        twice(
            "import helper\nhelper.n = 0\ndef inc():\n    helper.n = helper.get() + 1",
            "inc",
        ),
        {"helper.py": "def get():\n    return n\n"},
    ),
    "an object of another file's class": (
        twice(
            "from helper import Box\nbox = Box()\n",
            "box.inc",
            "box.n",
        ),
        {
            "helper.py": "class Box:\n    n = 0\n    def inc(self):\n"
            "        self.n += 1\n"
        },
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_race_in_another_file_is_found(write, way):
    report = explore(write(*WAYS[way]), same_output=True)
    assert report.verdict == "output", report.sentence()


@pytest.mark.parametrize("way", WAYS)
def test_its_order_replays(write, way):
    path = write(*WAYS[way])
    report = explore(path, same_output=True)
    assert replay(path, str(report.order)).output == report.trace.output


def test_a_lock_in_another_file_keeps_it_whole(write):
    helper = (
        "import threading\nn = 0\nlock = threading.Lock()\ndef inc():\n"
        "    global n\n    with lock:\n        n += 1\n"
    )
    report = explore(write(twice(), {"helper.py": helper}), promise="2")
    assert (report.verdict, report.exhaustive) == ("holds", True)


def test_lines_are_told_with_their_file(write, capsys):
    path = write(twice(), {"helper.py": HELPER})
    assert main([str(path), "--same-output"]) == 1
    out = capsys.readouterr().out
    assert "helper.py:4  n += 1" in out
    assert "main.py:6  print(helper.n)" in out
    assert "reads helper.n: 1" in out


def test_a_deadlock_names_files_and_locks_of_both(write):
    helper = (
        "import threading\na, b = threading.Lock(), threading.Lock()\n"
        "def one():\n    with a:\n        with b: pass\n"
    )
    source = (
        "import threading, helper\ndef two():\n    with helper.b:\n"
        "        with helper.a: pass\n"
        "threads = [threading.Thread(target=t) for t in (helper.one, two)]\n"
        "for t in threads: t.start()\nfor t in threads: t.join()\n"
    )
    report = explore(write(source, {"helper.py": helper}))
    assert report.verdict == "deadlock"
    assert "(helper.py:5) waits for helper.b, held by" in report.detail
    assert "(main.py:4) waits for helper.a, held by" in report.detail


def test_an_error_in_another_file_is_told_at_its_line(write):
    helper = "def fail():\n    return {}['x']\n"
    report = explore(write("import helper\nhelper.fail()\n", {"helper.py": helper}))
    assert report.sentence().startswith("Raises at helper.py:2")
    assert report.to_json()["file"] == "helper.py"


def test_tracebacks_show_the_frames_of_all_files(write, tmp_path):
    from everyorder import Session

    helper = "def fail():\n    return {}['x']\n"
    path = write("import helper\nhelper.fail()\n", {"helper.py": helper})
    errors = Session().run(load(path)).run.errors
    assert 'File "main.py", line 2, in <module>\n    helper.fail()' in errors
    assert "File \"helper.py\", line 2, in fail\n    return {}['x']" in errors


def test_each_order_begins_with_nothing_imported(write):
    source = twice() + "print(helper.made)\n"
    helper = "made = []\nmade.append(len(made))\n" + HELPER
    report = explore(write(source, {"helper.py": helper}))
    assert all(text.endswith("[0]\n") for text in report.outputs)


def test_sys_modules_is_left_as_it_was(write):
    kept = sys.modules["helper"] = object()
    try:
        explore(write(twice(), {"helper.py": HELPER}))
        assert sys.modules.pop("helper") is kept
    finally:
        sys.modules.pop("helper", None)


def test_a_file_for_type_checkers_only_is_not_executed(write):
    source = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import helper\n"
        "print(1)\n"
    )
    report = explore(write(source, {"helper.py": "1 / 0\n"}))
    assert report.verdict == "holds"


def test_modules_that_import_each_other_see_what_is_there(write):
    files = {
        "a.py": "import b\nx = 1\ndef f():\n    return b.y\n",
        "b.py": "import a\ny = hasattr(a, 'x')\n",
    }
    report = explore(write("import a\nprint(a.f())\n", files), promise="False")
    assert report.verdict == "holds", report.sentence()


@pytest.mark.parametrize("name", ["nothing_of_it", "concurrent.futures.nothing_of_it"])
def test_a_module_that_is_not_there_raises_as_in_python(write, name):
    source = (
        f"try:\n    import {name}\nexcept ImportError as error:\n    print(error)\n"
    )
    report = explore(write(source), promise=f"No module named '{name}'")
    assert report.verdict == "holds", report.sentence()


def test_a_module_that_fails_is_imported_again(write):
    source = (
        "for _ in range(2):\n    try:\n        import helper\n"
        "    except ZeroDivisionError:\n        print('failed')\n"
    )
    report = explore(write(source, {"helper.py": "1 / 0\n"}), promise="failed\nfailed")
    assert report.verdict == "holds", report.sentence()


def test_a_module_without_syntax_raises_where_it_is_imported(write):
    report = explore(write("import helper\n", {"helper.py": "def\n"}))
    assert report.verdict == "raises"
    assert "SyntaxError" in report.detail


def test_what_a_module_may_not_use_is_told_with_its_file(write):
    report = explore(write("import helper\n", {"helper.py": "\nexec('1')\n"}))
    assert report.sentence() == (
        "Unsupported at helper.py:2: everyorder does not support exec()."
    )


def test_a_module_named_like_one_of_the_library_is_unsupported(write):
    report = explore(write("import queue\n", {"queue.py": ""}))
    assert report.verdict == "unsupported"
    assert "called like the library's module queue" in report.detail


def test_an_extension_in_c_is_unsupported_with_line_and_name(write):
    from importlib.machinery import EXTENSION_SUFFIXES

    name = f"fast{EXTENSION_SUFFIXES[0]}"
    report = explore(write("print()\nimport fast\n", {name: ""}))
    assert (report.verdict, report.line) == ("unsupported", 2)
    assert "import of fast, which is an extension in C" in report.detail


def test_a_package_that_is_installed_is_rewritten_when_it_is_reached(
    write, tmp_path, monkeypatch
):
    monkeypatch.syspath_prepend(tmp_path / "site")
    path = write(
        twice("def inc():\n    import counting\n    counting.inc()", "inc", "''")
        + "import counting\nprint(counting.n)\n",
        {"site/counting/__init__.py": HELPER},
    )
    report = explore(path, same_output=True)
    assert report.verdict == "output", report.sentence()


def test_what_a_package_imports_and_does_not_use_is_no_matter(write):
    helper = "import socket, gc\ndef f():\n    return 1\ndef g():\n    gc.collect()\n"
    files = {"helper.py": helper}
    assert (
        explore(write("import helper\nprint(helper.f())\n", files)).verdict == "holds"
    )
    report = explore(write("import helper\nhelper.g()\n", files))
    assert (report.verdict, report.file, report.line) == ("unsupported", "helper.py", 5)


def test_a_package_to_instrument_must_be_there(write):
    path = write("print(1)\n", {"shop/__init__.py": ""})
    assert "shop" in load(path, instrument=["shop"]).modules
    with pytest.raises(ProgramError, match="no package nowhere"):
        load(path, instrument=["nowhere"])


def test_the_command_takes_packages_to_instrument(write, capsys):
    path = write(twice(), {"helper.py": HELPER})
    assert main([str(path), "--instrument", "helper", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "holds"


def test_two_threads_that_import_a_module_execute_it_once(write):
    source = twice("def inc():\n    import helper", "inc", "''")
    helper = "print('once')\n"
    report = explore(write(source, {"helper.py": helper}), promise="once")
    assert report.verdict == "holds", report.sentence()


def test_a_program_of_one_file_names_no_file(write):
    path = write("x = 0\n1 / x\n")
    report = explore(path)
    assert report.sentence().startswith("Raises at line 2")
    assert "file" not in report.trace.to_json()["events"][0]
