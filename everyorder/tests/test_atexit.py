"""What a program registers with atexit is done at the end of each order."""

import pytest
from programs import threads, verdict

from everyorder import execution

PRINTS = "import atexit\n"


def test_callbacks_run_last_first_after_all_threads():
    source = (
        "import atexit, threading\ndone = []\n"
        "atexit.register(lambda: print('bye', len(done)))\n"
        "atexit.register(print, 'first', end='!\\n')\n"
        "threading.Thread(target=lambda: done.append(1)).start()\n"
    )
    report = verdict(source, promise="first!\nbye 1")
    assert (report.verdict, report.exhaustive) == ("holds", True), report.sentence()


def test_a_callback_can_be_taken_back_and_used_as_a_decorator():
    source = (
        "import atexit\n@atexit.register\ndef no():\n    print('no')\n"
        "@atexit.register\ndef yes():\n    print('yes')\natexit.unregister(no)\n"
    )
    report = verdict(source, promise="yes")
    assert report.verdict == "holds", report.sentence()


def test_one_order_leaves_no_callback_to_the_next():
    source = threads("pass", "pass", setup="import atexit\natexit.register(print, 1)")
    report = verdict(source, promise="1")
    assert report.verdict == "holds", report.sentence()


def test_threads_that_register_do_it_in_either_order():
    source = threads(
        "atexit.register(print, 'a')",
        "atexit.register(print, 'b')",
        setup="import atexit",
    )
    report = verdict(source)
    assert set(report.outputs) == {"a\nb\n", "b\na\n"}


def test_an_error_in_a_callback_is_told_and_the_others_run():
    source = (
        "import atexit\natexit.register(print, 'last')\n"
        "atexit.register(lambda: 1 / 0)\n"
    )
    report = verdict(source)
    assert report.verdict == "raises"
    assert "ZeroDivisionError" in report.detail
    assert report.trace.output == "last\n"


def test_a_daemon_may_go_on_while_callbacks_run():
    source = (
        "import atexit, threading\nn = []\n"
        "threading.Thread(target=lambda: n.append(1), daemon=True).start()\n"
        "atexit.register(lambda: print(len(n)))\n"
    )
    assert set(verdict(source).outputs) == {"0\n", "1\n"}


def test_finalizers_that_the_library_registers_run_too():
    source = (
        "import weakref\nclass Box: pass\nbox = Box()\n"
        "weakref.finalize(box, print, 'closed')\n"
    )
    report = verdict(source, promise="closed")
    assert report.verdict == "holds", report.sentence()


ENDING = "can't create new thread at interpreter shutdown"


def test_a_thread_that_is_started_as_globals_end_comes_too_late():
    """Seen on 3.13 and later; 3.12 refuses from the end of the script on."""
    source = (
        "import threading\nclass Shop:\n    def __del__(self):\n"
        "        try: threading.Thread(target=print).start()\n"
        "        except RuntimeError as error: print(error)\n"
        "shop = Shop()\n"
    )
    assert verdict(source, promise=ENDING).verdict == "holds"


@pytest.mark.parametrize("early", [False, True])
def test_when_the_last_thread_can_be_started(monkeypatch, early):
    monkeypatch.setattr(execution, "ENDS_EARLY", early)
    source = (
        "import atexit, threading\n"
        "def late():\n"
        "    try: threading.Thread(target=print, args=['started']).start()\n"
        "    except RuntimeError as error: print(error)\n"
        "atexit.register(late)\n"
    )
    found = {f"{ENDING}\n"} if early else {"", "started", "started\n"}
    assert set(verdict(source).outputs) == found


def test_the_main_thread_can_be_joined_once_its_code_has_ended():
    source = (
        "import threading\nmain = threading.main_thread()\n"
        "def late():\n    main.join()\n    print(main.is_alive())\n"
        "threading.Thread(target=late).start()\n"
    )
    assert verdict(source, promise="False").verdict == "holds"


def test_a_pool_takes_nothing_once_the_main_thread_has_ended():
    source = (
        "import threading\nfrom concurrent.futures import ThreadPoolExecutor\n"
        "pool = ThreadPoolExecutor()\n"
        "def late():\n    threading.main_thread().join()\n"
        "    try: pool.submit(print, 1)\n"
        "    except RuntimeError as error: print(error)\n"
        "threading.Thread(target=late).start()\n"
    )
    told = "cannot schedule new futures after interpreter shutdown"
    report = verdict(source, promise=told)
    assert report.verdict == "holds", report.sentence()
