"""The engine of a page for a long time, in two tabs, and without what it would like."""

import pytest

from tests.browser.run.corpus import printed

RUNS = 200
HALF = RUNS // 2
TWO_THREADS = """\
import threading

def say(text):
    print(text)

threads = [threading.Thread(target=say, args=(f"{n} of {NUMBER}",)) for n in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
MANY = """async ([source, runs]) => {
  const wrong = [], heaps = [];
  for (let number = 0; number < runs; number++) {
    const own = source.replace("{NUMBER}", number);
    const told = await heard({ op: number % 5 ? "run" : "search", source: own });
    const text = told.parts.map(([, text]) => text).join("");
    const good = number % 5 ? `1 of ${number}\\n2 of ${number}\\n` : "";
    if (!told.answer || text !== good) wrong.push([number, told]);
    heaps.push(engine.heap);
  }
  return { wrong, heaps };
}"""
# Taken away before the scripts of the page run.
NO_STORAGE = """Object.defineProperty(window, "caches", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});"""
NO_WEBASSEMBLY = "delete window.WebAssembly;"
NO_JSPI = "delete WebAssembly.Suspending;"


@pytest.fixture
def tab_without(chromium, packed):
    """Open the page in a new profile, with a script before all others."""
    contexts = []

    def opened(script="", context=None):
        context = context or chromium.new_context()
        contexts.append(context)
        tab = context.new_page()
        if script:
            tab.add_init_script(script)
        tab.goto(f"{packed.address}page.html")
        tab.wait_for_function("'heard' in window")
        return tab

    yield opened
    for context in contexts:
        context.close()


def run(tab, source, **more):
    told = tab.evaluate("heard", {"op": "run", "source": source, **more})
    return printed(told, "out", "err") if "answer" in told else told["error"]


def test_200_runs_in_a_row_leave_nothing(tab_without):
    found = tab_without().evaluate(MANY, [TWO_THREADS, RUNS])
    assert not found["wrong"], found["wrong"][:3]
    before, after = found["heaps"][HALF], found["heaps"][-1]
    assert after == before, f"the heap grew from {before:,} to {after:,} bytes"


def test_two_tabs_run_side_by_side(tab_without):
    one = tab_without()
    two = tab_without(context=one.context)
    for tab, text in ((one, "one"), (two, "two")):
        tab.evaluate(
            "(source) => { window.later = heard({ op: 'run', source }) }",
            f"print('{text}')",
        )
    for tab, text in ((one, "one"), (two, "two")):
        assert printed(tab.evaluate("window.later"), "out") == f"{text}\n"


def test_a_second_visit_starts_from_what_the_first_has_kept(tab_without):
    first = tab_without()
    assert run(first, "print(1)") == "1\n"
    kept = "async () => (await (await caches.open('threading-run')).keys()).length"
    for _ in range(50):  # it is kept beside the first run, not before it
        if first.evaluate(kept):
            break
        first.wait_for_timeout(100)
    asked = []
    second = tab_without(context=first.context)
    first.context.on("request", lambda request: asked.append(request.url))
    assert run(second, "print(2)") == "2\n"
    assert not [url for url in asked if "engine-" in url], asked


def test_without_storage_programs_run(tab_without):
    tab = tab_without(NO_STORAGE)
    assert run(tab, "print(1)") == "1\n"


@pytest.mark.parametrize(
    ("script", "what"), [(NO_WEBASSEMBLY, "no WebAssembly"), (NO_JSPI, "JSPI")]
)
def test_what_a_browser_lacks_is_said_in_one_sentence(tab_without, script, what):
    said = tab_without(script).evaluate("missing()")
    assert what in said
    assert said.endswith(".")
    assert said.count(". ") == 0
    assert tab_without().evaluate("missing()") == ""
