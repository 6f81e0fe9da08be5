// The page's end of the line to the worker: starts it, asks it one thing at a time, stops
// it, and starts it again from a snapshot of its memory. It shows nothing.

import { PACKED } from "./packed.js";

/** @typedef {import("./protocol.js").Request} Request */
/** @typedef {import("./protocol.js").Answer} Answer */
/** @typedef {import("./protocol.js").Part} Part */
/** @typedef {import("./protocol.js").Snapshot} Snapshot */
/** @typedef {import("./protocol.js").Told} Told */

/**
 * @typedef {object} Hearing what happens before the answer
 * @property {(parts: Part[]) => void} [parts] output, as it is printed
 * @property {(prompt: string) => Promise<string|null>} [ask] null ends the input
 * @property {(orders: number) => void} [progress]
 * @property {(check: string, orders: number) => void} [judging]
 * @property {(judgment: import("./protocol.js").Judgment) => void} [judged]
 */

const BASE = new URL("../../run/", import.meta.url).href;
const SNAPSHOTS = "threading-run";
const KEY = `${BASE}snapshot-${PACKED.pyodide}-${PACKED.engine}`;
const PATIENCE = 700; // milliseconds until a run that shall stop is cut off
const MOST_HEAP = 128 * 2 ** 20; // bytes; it never shrinks, so the worker starts anew

/** Why programs cannot run in this browser, in a sentence, or "" if they can. */
export function missing() {
  if (typeof WebAssembly !== "object") return "This browser has no WebAssembly, so programs cannot run in it.";
  if (!("Suspending" in WebAssembly)) {
    return "Programs run in browsers that can suspend WebAssembly (JSPI): Chrome and Edge from 137, Firefox from 153.";
  }
  return "";
}

/** A run that was stopped, or whose worker died; the message is for the reader. */
export class Stopped extends Error {}

export class Engine {
  /** @param {(share: number) => void} loading hears how much is loaded; 1 when it is ready */
  constructor(loading = () => {}) {
    this.loading = loading;
    /** @type {Snapshot|null} */
    this.snapshot = null;
    this.number = 0;
    /** @type {Map<Hearing, () => void>} what gives up each that was asked and has no answer */
    this.waiting = new Map();
    /** The bytes that Python has, as far as is known. */
    this.heap = 0;
    /** @type {Promise<void>} */
    this.queue = Promise.resolve();
    /** @type {Promise<Worker>|null} */
    this.worker = null;
    /** @type {{id: number, hearing: Hearing, resolve: (answer: Answer) => void, reject: (error: Error) => void}|null} */
    this.current = null;
  }

  /** Start the worker, if there is none. */
  start() {
    this.worker ??= this.#started().catch((error) => {
      this.worker = null;
      throw error;
    });
    return this.worker;
  }

  /** From a snapshot if there is one; if that fails, as on a first visit. */
  async #started() {
    this.snapshot ??= await stored();
    try {
      return await this.#boot();
    } catch (error) {
      if (!this.snapshot) throw error;
      this.snapshot = null;
      await forget();
      return this.#boot();
    }
  }

  /**
   * Ask when all that was asked before is answered.
   * @param {Request} request
   * @param {Hearing} [hearing]
   * @returns {Promise<Answer>} rejected with Stopped, or with what kept it from starting
   */
  ask(request, hearing = {}) {
    /** @type {Promise<never>} */
    const givenUp = new Promise((_, reject) => {
      this.waiting.set(hearing, () => reject(new Stopped("Stopped.")));
    });
    const answer = this.queue.then(() => this.#ask(request, hearing));
    this.queue = answer.then(() => {}, () => {});
    return Promise.race([answer, givenUp]).finally(() => this.waiting.delete(hearing));
  }

  /**
   * Stop what was asked with this hearing: if it runs, kindly, and by force where it does
   * not listen; if it waits for its turn or for the worker, at once.
   * @param {Hearing} [hearing] that of what runs
   */
  stop(hearing = this.current?.hearing) {
    const asked = this.current;
    if (!hearing) return;
    if (asked?.hearing !== hearing) {
      this.waiting.get(hearing)?.();
      this.waiting.delete(hearing); // it is not sent when its turn comes
      return;
    }
    this.worker?.then((worker) => worker.postMessage({ stop: true }));
    setTimeout(() => {
      if (this.current === asked) this.#end(new Stopped("Stopped."));
    }, PATIENCE);
  }

  /** @param {Request} request @param {Hearing} hearing @returns {Promise<Answer>} */
  async #ask(request, hearing) {
    const worker = this.waiting.has(hearing) && (await this.start());
    if (!worker || !this.waiting.has(hearing)) throw new Stopped("Stopped.");
    return new Promise((resolve, reject) => {
      const id = ++this.number;
      this.current = { id, hearing, resolve, reject };
      worker.postMessage({ id, request });
    });
  }

  /** @returns {Promise<Worker>} one that has passed its self-test */
  async #boot() {
    const script = `import ${JSON.stringify(new URL("worker.js", import.meta.url).href)};`;
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const worker = new Worker(url, { type: "module" });
    /** @type {Snapshot|null} */
    let made = null;
    const ready = new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || "The worker did not start."));
      worker.onmessage = (/** @type {MessageEvent<Told>} */ { data }) => {
        if ("bytes" in data) this.loading(Math.min(data.bytes / PACKED.bytes, 0.99));
        if ("fatal" in data) reject(new Error(data.fatal));
        if ("ready" in data) {
          made = data.snapshot;
          worker.postMessage({ id: 0, request: { op: "test", source: "", name: "" } });
        }
        if (!("id" in data) || data.id !== 0) return;
        if (data.answer.works) resolve(worker);
        else reject(new Error("the engine does not do in this browser what it does elsewhere."));
      };
      const { pyodide, engine } = PACKED;
      worker.postMessage({ boot: { base: BASE, pyodide, engine, snapshot: this.snapshot } });
    });
    try {
      await ready;
      if (made) keep((this.snapshot = made));
      this.loading(1);
    } catch (error) {
      worker.terminate();
      throw error;
    } finally {
      URL.revokeObjectURL(url);
    }
    worker.onmessage = ({ data }) => this.#hear(worker, data);
    worker.onerror = () => this.#end(new Stopped("The worker broke off."));
    return worker;
  }

  /** @param {Worker} worker @param {Told} data */
  async #hear(worker, data) {
    const asked = this.current;
    if ("fatal" in data) return this.#end(new Stopped(data.fatal));
    if (!asked) return;
    if ("parts" in data) asked.hearing.parts?.(data.parts);
    if ("progress" in data) asked.hearing.progress?.(data.progress);
    if ("judging" in data) asked.hearing.judging?.(data.judging, data.orders);
    if ("judged" in data) asked.hearing.judged?.(data.judged);
    if ("ask" in data) {
      const typed = (await asked.hearing.ask?.(data.ask)) ?? null;
      if (this.current === asked) worker.postMessage({ typed });
    }
    if ("id" in data && data.id === asked.id) {
      this.current = null;
      this.heap = data.heap;
      if (data.heap > MOST_HEAP) this.#end(null);
      asked.resolve(data.answer);
    }
  }

  /** @param {Error|null} error what the one who waits is told */
  #end(error) {
    const [asked, worker] = [this.current, this.worker];
    this.current = this.worker = null;
    worker?.then((it) => it.terminate(), () => {});
    if (asked && error) asked.reject(error);
  }
}

async function stored() {
  try {
    const response = await (await caches.open(SNAPSHOTS)).match(KEY);
    return response ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null; // no storage, as in some private windows
  }
}

/** @param {Snapshot} snapshot */
async function keep(snapshot) {
  try {
    await caches.delete(SNAPSHOTS);
    await (await caches.open(SNAPSHOTS)).put(KEY, new Response(snapshot));
  } catch {
    // The next visit boots as the first one did.
  }
}

async function forget() {
  try {
    await caches.delete(SNAPSHOTS);
  } catch {
    // There was nothing to forget.
  }
}
