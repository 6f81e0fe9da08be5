"""What a program cannot reach, even if it has found its way to JavaScript.

Python is no fence: each program below gets hold of Pyodide's modules by `pkgutil`, and
`pickle` or `timeit` would do as well. What holds is what a browser enforces, the page's
policy, and what the worker has given away before (docs/assets/js/run/fence.js).
"""

import contextlib
import json
import queue
import re
import socket
import socketserver
import threading

import pytest

from tests.browser.run import firefox
from tests.conftest import ROOT

INSIDE = """\
import pkgutil
reach = pkgutil.resolve_name
js = reach("js")
wait = reach("pyodide.ffi:run_sync")
print(f"inside {js.Math.sqrt(1764)}", end="")
"""
NETWORK = {
    "fetch": 'wait(js.fetch("ELSEWHERE"))',
    "own fetch": 'wait(js.fetch("HERE"))',
    "XMLHttpRequest": """\
request = js.XMLHttpRequest.new()
request.open("GET", "ELSEWHERE", False)
request.send()""",
    "WebSocket": 'js.WebSocket.new("ELSEWHERE".replace("http", "ws"))',
    "EventSource": 'js.EventSource.new("ELSEWHERE")',
    "WebTransport": 'js.WebTransport.new("ELSEWHERE".replace("http", "https"))',
    "beacon": 'js.navigator.sendBeacon("ELSEWHERE")',
    "importScripts": 'js.importScripts("ELSEWHERE")',
    "open_url": 'reach("pyodide.http").open_url("ELSEWHERE")',
    "pyfetch": 'wait(reach("pyodide.http").pyfetch("ELSEWHERE"))',
    "urllib": 'reach("urllib.request").urlopen("ELSEWHERE")',
    "http.client": """\
there = reach("http.client").HTTPConnection("127.0.0.1", PORT)
there.request("GET", "/")
there.getresponse()""",
    "socket": """\
there = reach("socket").create_connection(("127.0.0.1", PORT), 2)
there.send(b"GET / HTTP/1.0")""",
    "binary": 'wait(reach("pyodide_js")._api.loadBinaryFile("ELSEWHERE"))',
    "package": """\
found = wait(reach("pyodide_js").loadPackage("ELSEWHEREa-1.0-py3-none-any.whl"))
assert len(found)""",
    "library": 'reach("ctypes").CDLL("ELSEWHEREa.so")',
    "lazy file": """\
files = reach("pyodide_js").FS
files.createLazyFile("/tmp", "lazy", "ELSEWHERE", True, False)
open("/tmp/lazy").read()""",
}
BROWSER = """\
document window parent top opener localStorage sessionStorage caches indexedDB cookieStore
navigator navigator.storage navigator.serviceWorker location registration Notification
Worker SharedWorker BroadcastChannel FileReaderSync OffscreenCanvas EventTarget
postMessage addEventListener dispatchEvent onmessage close self requestAnimationFrame
"""
PAGE = {name: f"js.{name}" for name in BROWSER.split()}
JAVASCRIPT = {
    "eval": 'js.eval("1")',
    "Function": 'js.Function.new("return 1")',
    "constructor": 'js.Object.constructor("return 1")()',
    "run_js": 'reach("pyodide.code").run_js("1")',
    "Emscripten": 'reach("ctypes").CDLL(None).emscripten_run_script(b"1")',
}
# The fence stops these in JavaScript, so they end the worker, maybe before it has sent
# their output.
ENDS_THE_WORKER = {"Emscripten", "lazy file"}

RUN = """\
import { Engine } from "./assets/js/run/engine.js";
const programs = await (await fetch("./programs.json")).json();
const engine = new Engine();
const printed = {};
for (const [name, source] of Object.entries(programs)) {
  printed[name] = "";
  const parts = (some) => some.forEach(([, text]) => (printed[name] += text));
  await engine.ask({ op: "run", source, name: "a.py" }, { parts })
    .catch((error) => (printed[name] += error));
}
await fetch("./", { method: "POST", body: JSON.stringify(printed) });
"""


@pytest.fixture
def rests_on(loaded):
    """The page whose policy is read from its file."""
    return loaded.page("learn/locks/", False)


@pytest.fixture
def elsewhere():
    """(port, what it received): a server that no program may reach."""
    received = []

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            received.append(self.request.recv(80))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], received
        server.shutdown()


@pytest.fixture(params=["chromium", "firefox"])
def show(request, tmp_path):
    """Open an address in a browser until the test ends."""
    if request.param == "chromium":
        tab = request.getfixturevalue("chromium").new_page()
        yield tab.goto
        tab.close()
        return
    firefox.wanted()
    with contextlib.ExitStack() as stack:
        yield lambda address: stack.enter_context(
            firefox.opened(address, tmp_path / "f")
        )


def printed(host, show, programs, port):
    """What each program prints, begun inside, in a page that has a lesson's policy."""
    site = host.site
    lesson = (site / "learn/locks/index.html").read_text("utf-8")
    policy = re.search('<meta http-equiv="Content-Security-Policy"[^>]*>', lesson)[0]
    script = '<script type="module" src="attempt.js"></script>'
    (site / "attempt.html").write_text(f"<!doctype html>{policy}{script}", "utf-8")
    (site / "attempt.js").write_text(RUN, "utf-8")
    sources = json.dumps({name: INSIDE + body for name, body in programs.items()})
    sources = sources.replace("ELSEWHERE", f"http://127.0.0.1:{port}/")
    sources = sources.replace("HERE", host.address).replace("PORT", str(port))
    (site / "programs.json").write_text(sources, "utf-8")
    show(f"{host.address}attempt.html")
    try:
        told = host.posted.get(timeout=240)
    except queue.Empty:
        pytest.fail("The page did not come to its end.")
    # Else a program failed before it came to what it is here for.
    outside = {n: t for n, t in told.items() if not t.startswith("inside 42")}
    ended = {n for n in ENDS_THE_WORKER if told.get(n, "").startswith("Error: ")}
    assert {n: t for n, t in outside.items() if n not in ended} == {}
    assert list(told) == list(programs)
    return told


def reaching(programs):
    return {name: f'{body}\nprint(" reached")\n' for name, body in programs.items()}


def test_a_program_reaches_neither_network_nor_page_nor_storage(host, show, elsewhere):
    port, received = elsewhere
    programs = reaching({**NETWORK, **PAGE, **JAVASCRIPT, "nothing": ""})
    told = printed(host, show, programs, port)
    assert [name for name, text in told.items() if "reached" in text] == ["nothing"]
    assert received == []


def test_the_policy_alone_keeps_requests_and_text_as_code_back(host, show, elsewhere):
    """A worker that has given nothing away: its page's policy holds in it."""
    port, received = elsewhere
    worker = host.site / "assets/js/run/worker.js"
    source = ROOT / "docs/assets/js/run/worker.js"  # the built one is shortened
    whole = source.read_text("utf-8")
    assert whole.count("  fence();\n") == 1
    worker.write_text(whole.replace("  fence();\n", ""), "utf-8")
    programs = reaching({**NETWORK, **JAVASCRIPT, "caches": "js.caches"})
    told = printed(host, show, programs, port)
    assert "reached" in told["caches"]
    assert [name for name in JAVASCRIPT if "reached" in told[name]] == []
    assert received == []
    with socket.create_connection(("127.0.0.1", port)) as there:
        there.send(b"It does hear.")
        there.recv(1)
    assert received == [b"It does hear."]
