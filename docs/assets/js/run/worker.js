// The worker in which programs run: Pyodide, the engine, and one request after another.
// It is started from a blob by engine.js, so that the page's policy holds in it, too, and
// before a program runs it gives away all that reaches beyond it (fence.js). What is asked
// and answered is in protocol.js; Python's side is sitekit/live/worker.py.

import { fence } from "./fence.js";
import { makeFibers } from "./jspi.js";

// A worker that is started from this file's address has no policy.
if (self.location.protocol !== "blob:") throw new Error("engine.js starts this from a blob.");

const HOME = "/lib/engine";
const SET_UP = `
import sys
sys.path.insert(0, "${HOME}")
from sitekit.live import answers, worker
desk = answers.prepare()
`;

/** @type {(message: unknown, transfer?: Transferable[]) => void} */
const post = /** @type {any} */ (self).postMessage.bind(self); // a worker's, not a window's

const TOO_DEEP = "Calls or data are nested too deep for Python in a browser, which had to start anew.";

/** @param {unknown} error */
function die(error) {
  const deep = error instanceof RangeError && /stack/i.test(error.message);
  post({ fatal: deep ? TOO_DEEP : String(/** @type {Error} */ (error)?.message ?? error) });
}

/** What Python may ask of the page while a program runs. */
class Channel {
  /** @param {ReturnType<typeof makeFibers>} fibers */
  constructor(fibers) {
    this.stopped = false;
    /** @type {((text?: string) => void)|null} */
    this.typed = null;
    this.milliseconds = 0;
    this.answer = fibers.pause((resolve) => (this.typed = resolve));
    this.delayed = fibers.pause((resolve) => setTimeout(resolve, this.milliseconds));
    this.breath = fibers.pause((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }

  /** @param {string} message */
  post(message) {
    post(JSON.parse(message));
  }

  /** @param {string} prompt */
  ask(prompt) {
    post({ ask: prompt });
  }

  /** @param {number} milliseconds */
  delay(milliseconds) {
    this.milliseconds = milliseconds;
  }
}

/** Count the bytes that come over the wire, for whoever waits. */
function count() {
  const plain = self.fetch;
  let bytes = 0;
  self.fetch = async (...asked) => {
    const response = await plain(...asked);
    if (!response.ok || !response.body) return response;
    const counter = new TransformStream({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        post({ bytes });
        controller.enqueue(chunk);
      },
    });
    const { status, headers } = response;
    return new Response(response.body.pipeThrough(counter), { status, headers });
  };
}

/** @param {{base: string, pyodide: string, engine: string, snapshot: Uint8Array|null}} from */
async function boot({ base, pyodide, engine, snapshot }) {
  count();
  const indexURL = `${base}${pyodide}/`;
  const [{ loadPyodide }, zip] = await Promise.all([
    import(`${indexURL}pyodide.mjs`),
    snapshot ? null : fetch(base + engine).then((response) => response.arrayBuffer()),
  ]);
  const python = await loadPyodide({
    indexURL,
    env: { HOME: "/home/reader", PYTHONHASHSEED: "0" },
    ...(snapshot ? { _loadSnapshot: snapshot } : { _makeSnapshot: true }),
  });
  let made = null;
  if (!snapshot) {
    python.unpackArchive(zip, "zip", { extractDir: HOME });
    python.runPython(SET_UP);
    made = python.makeMemorySnapshot();
  }
  const fibers = makeFibers(die);
  const channel = new Channel(fibers);
  const desk = python.globals.get("desk");
  python.globals.get("worker").bind(desk, fibers, channel);
  fence();
  return { python, channel, answer: desk.answer, made };
}

/** @type {Awaited<ReturnType<typeof boot>>} */
let here;

/** @param {MessageEvent} event */
self.onmessage = async ({ data }) => {
  try {
    if (data.boot) {
      here = await boot(data.boot);
      post({ ready: true, snapshot: here.made }, here.made ? [here.made.buffer] : []);
      here.made = null;
    } else if (data.stop) {
      here.channel.stopped = true;
    } else if ("typed" in data) {
      here.channel.typed?.(data.typed ?? undefined);
    } else {
      here.channel.stopped = false;
      const told = await here.answer.callPromising(JSON.stringify(data.request));
      post({ id: data.id, answer: JSON.parse(told), heap: here.python._module.HEAPU8.length });
    }
  } catch (error) {
    die(error);
  }
};
