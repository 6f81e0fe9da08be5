"""Programs that would freeze, fill or kill a page: it stays awake, and Stop stops them."""

import pytest

from tests.browser.run.corpus import printed

AFTER = "print('clean')"
STOPPED = 1.0  # seconds that Stop may take
TICK = 50  # milliseconds of the page's timer
ASLEEP = 1_000  # milliseconds without a tick after which a reader thinks it hangs
TRIES = 3  # of which one must keep the limits: the others may meet a busy machine

ENDS_BY_ITSELF = {
    "100 MB of print": "for _ in range(100):\n    print('x' * 1_000_000)",
    "print without end": "while True:\n    print('x' * 1000)",
    "a recursion bomb": "def bomb():\n    bomb()\nbomb()",
    "a recursion bomb in a thread": "import threading\ndef bomb():\n    bomb()\n"
    "threading.Thread(target=bomb).start()",
    "a memory hog": "hog = [0] * 10**9",
    "a memory hog that grows": "hog = []\nwhile True:\n    hog.append(bytearray(10**7))",
    "2,000 threads blocked at once": "import threading\ngo = threading.Event()\n"
    "threads = [threading.Thread(target=go.wait) for _ in range(2_000)]\n"
    "for thread in threads:\n    thread.start()\ngo.set()\n"
    "for thread in threads:\n    thread.join()\nprint(len(threads))",
    "threads that start threads": "import threading\ndef more():\n"
    "    threading.Thread(target=more).start()\nmore()",
    "input at the end of the input": "input()",
    "a deadlock": "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
    "a swallowed end": "import sys\ntry:\n    sys.exit(3)\nexcept SystemExit:\n    print('stays')",
    "a text that is no program": "print('\n",
    "a null byte": "print(1)\0",
    "a lone surrogate": "print('\\ud800')",
}
BREAKS_PYTHON = {
    "deep data": "deep = []\nfor _ in range(100_000):\n    deep = [deep]\nprint(repr(deep))",
    "deep data, dropped": "deep = []\nfor _ in range(1_000_000):\n    deep = [deep]",
}
MUST_BE_STOPPED = {
    "a loop": "while True:\n    pass",
    "threads without end": "import threading\nwhile True:\n"
    "    threading.Thread(target=print, args=('x',)).start()",
    "a swallow of everything": "while True:\n    try:\n        while True:\n            pass\n"
    "    except BaseException:\n        pass",
    "a swallow of everything in a thread": "import threading\ndef keep():\n    while True:\n"
    "        try:\n            while True:\n                pass\n        except BaseException:\n"
    "            pass\nthreading.Thread(target=keep).start()",
    "a sum that takes for ever": "sum(range(10**12))",
    "a regular expression that takes for ever": "import re\nre.match('(a*)*b', 'a' * 40)",
    "a number that takes for ever": "10 ** 10 ** 9",
}
ASK = """async ([request, stopAfter, tick]) => {
  let last = performance.now(), asleep = 0, stopped = null;
  const timer = setInterval(() => {
    const now = performance.now();
    [asleep, last] = [Math.max(asleep, now - last), now];
  }, tick);
  const stopping = stopAfter && setTimeout(() => { stopped = performance.now(); engine.stop(); }, stopAfter);
  const late = new Promise((_, no) => setTimeout(() => no(new Error("no answer")), 120_000));
  const told = await Promise.race([heard(request), late]);
  const stopTook = stopped && performance.now() - stopped;
  await new Promise((resolve) => setTimeout(resolve, 2 * tick));
  clearInterval(timer);
  clearTimeout(stopping);
  const length = told.parts.reduce((sum, [, text]) => sum + text.length, 0);
  return { ...told, parts: told.parts.slice(-20), length, asleep, stopTook };
}"""


@pytest.fixture(scope="module")
def tab(chromium, packed):
    with chromium.new_page() as page:
        page.goto(f"{packed.address}page.html")
        page.wait_for_function("'heard' in window")
        yield page


def run(tab, source, stop_after=None):
    """What came of it: of the first try that kept the limits, or else of the last."""
    for _ in range(TRIES):
        request = {"op": "run", "source": source}
        told = tab.evaluate(ASK, [request, stop_after, TICK])
        stopped = told["stopTook"] is None or told["stopTook"] < 1000 * STOPPED
        if stopped and told["asleep"] < ASLEEP:
            break
    return told


def assert_clean(tab):
    """The next run has its own output, and nothing of what ran before."""
    told = run(tab, AFTER)
    assert printed(told, "out", "err", "in") == "clean\n", told


@pytest.mark.parametrize("name", ENDS_BY_ITSELF)
def test_ends_by_itself_and_leaves_nothing(tab, name):
    told = run(tab, ENDS_BY_ITSELF[name])
    assert "answer" in told, told
    assert told["length"] <= 300_000, f"{told['length']:,} characters were printed"
    assert told["asleep"] < ASLEEP, f"the page slept {told['asleep']:.0f} ms"
    assert_clean(tab)


@pytest.mark.parametrize("name", MUST_BE_STOPPED)
def test_stop_stops_it(tab, name):
    told = run(tab, MUST_BE_STOPPED[name], stop_after=400)
    assert told["stopTook"] is not None, f"it ended before Stop: {told}"
    assert told["stopTook"] < 1000 * STOPPED, f"Stop took {told['stopTook']:.0f} ms"
    assert told["asleep"] < ASLEEP, f"the page slept {told['asleep']:.0f} ms"
    assert_clean(tab)


@pytest.mark.parametrize("name", BREAKS_PYTHON)
def test_python_that_broke_off_says_so_and_starts_anew(tab, name):
    told = run(tab, BREAKS_PYTHON[name])
    assert "had to start anew" in told["error"], told
    assert told["asleep"] < ASLEEP, f"the page slept {told['asleep']:.0f} ms"
    assert_clean(tab)
