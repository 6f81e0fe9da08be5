// The page's end of the line to the worker (docs/assets/js/run/engine.js). The worker, the
// caches and the address of the site are played here.

import assert from "node:assert/strict";
import { resolveObjectURL } from "node:buffer";
import { readFile } from "node:fs/promises";
import { beforeEach, test } from "node:test";

const SITE = "https://site.test/";
const PACKED = { pyodide: "pyodide-1", engine: "engine-1.zip", bytes: 1000 };
const PATIENCE = 700;

const module = (text) => `data:text/javascript,${encodeURIComponent(text)}`;

/** The module as it is in a built site, where packed.js is beside it. */
async function load() {
  const text = await readFile(new URL("../../docs/assets/js/run/engine.js", import.meta.url), "utf-8");
  const packed = module(`export const PACKED = ${JSON.stringify(PACKED)};`);
  const address = JSON.stringify(`${SITE}assets/js/run/engine.js`);
  return import(module(text.replace('"./packed.js"', JSON.stringify(packed)).replaceAll("import.meta.url", address)));
}

const { Engine, missing, Stopped } = await load();

/** Until all that can happen without a message or a timer has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Until something has come about, which takes no message and no timer either. */
async function until(done) {
  for (let turns = 0; !done(); turns++) {
    assert.ok(turns < 1000, `never: ${done}`);
    await settled();
  }
}

/** The workers that were started; how the next ones boot: well, "damaged", "weak" or "dead". */
const workers = [];
let boots = "well";

globalThis.Worker = class {
  constructor(url) {
    this.url = url;
    this.heard = [];
    this.over = false;
    workers.push(this);
  }

  postMessage(data) {
    this.heard.push(data);
    if (data.boot) setImmediate(() => this.boot(data.boot));
    if (data.id === 0) setImmediate(() => this.tell({ id: 0, answer: { works: boots !== "weak" }, heap: 1 }));
  }

  boot({ snapshot }) {
    if (boots === "dead") return this.onerror({ message: "" });
    if (boots === "damaged" && snapshot) return this.tell({ fatal: "damaged" });
    this.tell({ bytes: 500 });
    this.tell({ ready: true, snapshot: snapshot ? null : new Uint8Array([workers.length]) });
  }

  tell(data) {
    if (!this.over) this.onmessage({ data });
  }

  terminate() {
    this.over = true;
  }

  /** The sources of what it was asked to run. */
  get asked() {
    return this.heard.filter(({ id }) => id).map(({ request }) => request.source);
  }

  get snapshot() {
    return this.heard[0].boot.snapshot;
  }

  async answer(answer, heap = 1) {
    this.tell({ id: this.heard.findLast(({ id }) => id).id, answer, heap });
    await settled();
  }
};

/** What the browser keeps, by the names of the caches. */
const stored = new Map();

const storage = {
  delete: async (name) => stored.delete(name),
  open: async (name) => {
    if (!stored.has(name)) stored.set(name, new Map());
    const cache = stored.get(name);
    return {
      match: async (key) => cache.get(key)?.clone(),
      put: async (key, response) => cache.set(key, response),
    };
  },
};

beforeEach(() => {
  workers.length = 0;
  boots = "well";
  stored.clear();
  globalThis.caches = storage;
});

const run = (source) => ({ op: "run", source, name: "a.py", anchor: "a" });

/** An engine whose worker is there. */
async function ready() {
  const engine = new Engine();
  await engine.start();
  await settled();
  return engine;
}

/** What a promise came to; "open" while it has come to nothing. */
const outcome = (promise) =>
  Promise.race([promise.then((answer) => answer, ({ message }) => message), settled().then(() => "open")]);

test("a worker is started from a blob that leads to worker.js, and told what to load", async () => {
  const heard = [];
  const engine = new Engine((share) => heard.push(share));
  const starting = engine.start();
  await Promise.resolve();
  assert.equal(engine.start(), starting, "there is only one");
  await until(() => workers.length);
  const [worker] = workers;
  assert.equal(await resolveObjectURL(worker.url).text(), `import "${SITE}assets/js/run/worker.js";`);
  await starting;
  assert.equal(resolveObjectURL(worker.url), undefined, "the blob is given back");
  const { pyodide, engine: zip } = PACKED;
  assert.deepEqual(worker.heard[0].boot, { base: `${SITE}assets/run/`, pyodide, engine: zip, snapshot: null });
  assert.equal(worker.heard[1].request.op, "test");
  assert.deepEqual(heard, [0.5, 1]);
});

test("what is asked is answered in the order in which it was asked", async () => {
  const engine = await ready();
  const answers = ["a", "b", "c"].map((source) => engine.ask(run(source)));
  await settled();
  const [worker] = workers;
  for (const [at, source] of ["a", "b", "c"].entries()) {
    assert.deepEqual(worker.asked, ["a", "b", "c"].slice(0, at + 1));
    assert.equal(await outcome(answers[at]), "open");
    await worker.answer({ ending: source });
    assert.deepEqual(await answers[at], { ending: source });
  }
  assert.equal(workers.length, 1);
});

test("what happens before the answer is heard by the one who asked", async () => {
  const engine = await ready();
  const heard = [];
  engine.ask(run("a"), {
    parts: (parts) => heard.push(...parts),
    progress: (orders) => heard.push(orders),
    ask: async (prompt) => `${prompt}Ada`,
  });
  await settled();
  const [worker] = workers;
  worker.tell({ parts: [["out", "x"]] });
  worker.tell({ progress: 0 });
  worker.tell({ ask: "Who? " });
  await settled();
  assert.deepEqual(heard, [["out", "x"], 0]);
  assert.deepEqual(worker.heard.at(-1), { typed: "Who? Ada" });
});

test("where nobody types, the input ends", async () => {
  const engine = await ready();
  engine.ask(run("a"));
  await settled();
  workers[0].tell({ ask: "" });
  await settled();
  assert.deepEqual(workers[0].heard.at(-1), { typed: null });
});

test("what is typed after the answer reaches no other run", async () => {
  const engine = await ready();
  let type;
  engine.ask(run("a"), { ask: () => new Promise((resolve) => (type = resolve)) });
  engine.ask(run("b"));
  await settled();
  const [worker] = workers;
  worker.tell({ ask: "" });
  await worker.answer({ ending: "stopped" });
  type("late");
  await settled();
  assert.deepEqual(worker.asked, ["a", "b"]);
  assert.ok(!worker.heard.some((data) => "typed" in data));
});

test("Stop of nothing does nothing, now and later", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const engine = await ready();
  engine.stop();
  engine.stop({});
  const answer = engine.ask(run("a"));
  context.mock.timers.tick(PATIENCE);
  await settled();
  assert.ok(!workers[0].heard.some(({ stop }) => stop));
  await workers[0].answer({ ending: "ends" });
  assert.deepEqual(await answer, { ending: "ends" });
});

test("Stop of what runs is asked of the worker, which may answer and goes on", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const engine = await ready();
  const answer = engine.ask(run("a"));
  await settled();
  engine.stop();
  await settled();
  const [worker] = workers;
  assert.deepEqual(worker.heard.at(-1), { stop: true });
  await worker.answer({ ending: "stopped" });
  assert.deepEqual(await answer, { ending: "stopped" });
  const next = engine.ask(run("b"));
  await settled();
  context.mock.timers.tick(PATIENCE);
  assert.equal(await outcome(next), "open", "patience is for the run that was stopped");
  assert.deepEqual([workers.length, worker.over], [1, false]);
});

test("a run that does not listen is cut off, and the next one has a worker from the snapshot", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const engine = await ready();
  const [cut, next] = [engine.ask(run("a")), engine.ask(run("b"))];
  cut.catch(() => {});
  await settled();
  engine.stop();
  context.mock.timers.tick(PATIENCE - 1);
  assert.equal(await outcome(cut), "open");
  context.mock.timers.tick(1);
  await assert.rejects(cut, Stopped);
  await until(() => workers[1]?.asked.length);
  assert.equal(workers[0].over, true);
  assert.deepEqual(workers[0].asked, ["a"]);
  assert.deepEqual(workers[1].asked, ["b"]);
  assert.deepEqual([...workers[1].snapshot], [1]);
  await workers[1].answer({ ending: "ends" });
  assert.deepEqual(await next, { ending: "ends" });
});

test("Stop of what waits for its turn is done at once, and disturbs nobody", async () => {
  const engine = await ready();
  const hearing = {};
  const [first, second, third] = [engine.ask(run("a")), engine.ask(run("b"), hearing), engine.ask(run("c"))];
  await settled();
  engine.stop(hearing);
  await assert.rejects(second, Stopped);
  const [worker] = workers;
  await worker.answer({ ending: "ends" });
  assert.deepEqual(await first, { ending: "ends" });
  assert.deepEqual(worker.asked, ["a", "c"]);
  await worker.answer({ ending: "raises" });
  assert.deepEqual(await third, { ending: "raises" });
  assert.ok(!worker.heard.some(({ stop }) => stop));
});

test("Stop of what waits for the worker is done at once, and it is never run", async () => {
  const engine = new Engine();
  const hearing = {};
  const answer = engine.ask(run("a"), hearing);
  await until(() => workers.length);
  engine.stop(hearing);
  await assert.rejects(answer, Stopped);
  await engine.start();
  await settled();
  assert.deepEqual(workers.map(({ asked }) => asked), [[]]);
});

test("what was stopped while it waited starts no worker", async () => {
  boots = "dead";
  const engine = new Engine();
  const hearing = {};
  const [first, second] = [engine.ask(run("a")), engine.ask(run("b"), hearing)];
  engine.stop(hearing);
  await assert.rejects(second, Stopped);
  await assert.rejects(first, /did not start/);
  await settled();
  assert.equal(workers.length, 1);
});

test("the next visit starts from the snapshot that the first one kept", async () => {
  await ready();
  assert.deepEqual([...stored.get("threading-run").keys()], [`${SITE}assets/run/snapshot-pyodide-1-engine-1.zip`]);
  await ready();
  assert.deepEqual(workers.map(({ snapshot }) => snapshot && [...snapshot]), [null, [1]]);
});

test("a snapshot from which nothing boots is forgotten, and the worker boots anew", async () => {
  await ready();
  boots = "damaged";
  const engine = await ready();
  assert.deepEqual(workers.map(({ snapshot, over }) => [snapshot?.[0], over]), [
    [undefined, false],
    [1, true],
    [undefined, false],
  ]);
  assert.equal(await engine.start(), workers[2]);
  const [kept] = stored.get("threading-run").values();
  assert.deepEqual([...new Uint8Array(await kept.clone().arrayBuffer())], [3], "what the new one made is kept instead");
  boots = "dead";
  await assert.rejects(new Engine().start());
  assert.ok(!stored.has("threading-run"), "nor is it kept where nothing else boots");
});

test("without storage every visit is a first one, and only its next worker has the snapshot", async () => {
  globalThis.caches = {
    open: () => Promise.reject(new Error("private")),
    delete: () => Promise.reject(new Error("private")),
  };
  await ready();
  const engine = await ready();
  workers[1].onerror({});
  await engine.start();
  assert.deepEqual(workers.map(({ snapshot }) => snapshot?.[0]), [undefined, undefined, 2]);
});

test("what keeps a worker from starting is told, and the next one may start", async () => {
  const engine = new Engine();
  for (const [how, why] of [["dead", /did not start/], ["weak", /does not do in this browser/]]) {
    boots = how;
    await assert.rejects(engine.ask(run("a")), (error) => why.test(error.message) && !(error instanceof Stopped));
  }
  assert.deepEqual(workers.map(({ over }) => over), [true, true]);
  boots = "well";
  engine.ask(run("b"));
  await until(() => workers[2]?.asked.length);
  assert.deepEqual(workers[2].asked, ["b"]);
});

test("a worker that dies ends its run in its own words, and the next run has another", async () => {
  const engine = await ready();
  const deep = engine.ask(run("a"));
  await settled();
  workers[0].tell({ fatal: "Too deep." });
  await assert.rejects(deep, (error) => error instanceof Stopped && error.message === "Too deep.");
  const broken = engine.ask(run("b"));
  await until(() => workers[1]?.asked.length);
  workers[1].onerror({});
  await assert.rejects(broken, /broke off/);
  assert.deepEqual(workers.map(({ over }) => over), [true, true]);
});

test("a death without words is one, too", async () => {
  const engine = await ready();
  const answer = engine.ask(run("a"));
  await settled();
  workers[0].tell({ fatal: "" });
  await assert.rejects(answer, Stopped);
});

test("a heap above the limit is answered with a new worker for the next run", async () => {
  const engine = await ready();
  const most = 128 * 2 ** 20;
  for (const [heap, over] of [[most, false], [most + 1, true]]) {
    const answer = engine.ask(run("a"));
    await settled();
    await workers[0].answer({ ending: "ends" }, heap);
    assert.deepEqual(await answer, { ending: "ends" });
    assert.deepEqual([engine.heap, workers[0].over], [heap, over]);
  }
  engine.ask(run("b"));
  await until(() => workers[1]?.asked.length);
  assert.deepEqual(workers[1].asked, ["b"]);
});

test("it is said why programs cannot run, where they cannot", (context) => {
  const { WebAssembly } = globalThis;
  context.after(() => Object.assign(globalThis, { WebAssembly }));
  globalThis.WebAssembly = { Suspending: class {} };
  assert.equal(missing(), "");
  globalThis.WebAssembly = {};
  assert.match(missing(), /suspend WebAssembly \(JSPI\): Chrome/);
  globalThis.WebAssembly = undefined;
  assert.match(missing(), /no WebAssembly/);
});
