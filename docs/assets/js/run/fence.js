// What a program that has found its way to JavaScript finds there: the language, and next
// to nothing of the browser. Python is no fence: `pickle` alone imports what it likes, the
// page's own functions among it. So the worker gives away, before the first program runs,
// all that reaches beyond it: the network, storage, other workers, messages of its own.
//
// The page's policy (sitekit/live/policy.py) is the other fence, and holds alone as to other
// hosts and to text that would become JavaScript. This one holds for the site itself: a
// program could otherwise write pages into the caches of the service worker.

// What stays is named, so that what browsers bring next year goes, too.
const LANGUAGE =
  "globalThis Infinity NaN undefined isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent" +
  " encodeURI encodeURIComponent escape unescape Object Function Boolean Symbol Error AggregateError" +
  " EvalError RangeError ReferenceError SyntaxError TypeError URIError Number BigInt Math Date String" +
  " RegExp Array ArrayBuffer SharedArrayBuffer DataView Atomics Int8Array Uint8Array Uint8ClampedArray" +
  " Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array Float16Array" +
  " Float32Array Float64Array Map Set WeakMap WeakSet WeakRef FinalizationRegistry Promise Proxy" +
  " Reflect Iterator JSON Intl WebAssembly";

/** What Pyodide uses while it runs: clocks, chance, text, and the console. */
const USED =
  "performance crypto TextDecoder TextEncoder console setTimeout clearTimeout MessageChannel" +
  " AbortController AbortSignal DOMException";

/** @type {Set<string|symbol>} */
const KEPT = new Set(`${LANGUAGE} ${USED}`.split(" "));

/**
 * Take everything else from this worker, for good. What was captured before goes on
 * working, and so do the handlers that were set.
 * @throws {Error} if something cannot be taken: then no program may run
 */
export function fence() {
  for (let from = globalThis; from && from !== Object.prototype; from = Object.getPrototypeOf(from)) {
    for (const name of Reflect.ownKeys(from)) {
      if (KEPT.has(name) || Reflect.deleteProperty(from, name)) continue;
      const value = Reflect.get(from, name);
      if (Object(value) !== value) continue; // a constant
      throw new Error(`This browser does not let go of ${String(name)}, so programs do not run in it.`);
    }
  }
}
