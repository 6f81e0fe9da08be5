// What bench.py asks of a browser: milliseconds of the engine, and the bytes of its heap.

import { Engine } from "./assets/js/run/engine.js";

const AWHILE = 1000; // milliseconds, in which a snapshot is kept
const SPIN = "sum(range(10**12))";

/** Milliseconds until the first output. @param {Engine} engine @param {object} hello */
async function firstOutput(engine, hello) {
  const started = performance.now();
  let first = 0;
  await engine.ask(hello, { parts: () => (first ||= performance.now() - started) });
  return first;
}

/** Milliseconds from Stop to the next output. @param {Engine} engine @param {object} hello */
async function restart(engine, hello) {
  const spins = engine.ask({ ...hello, source: SPIN }).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, AWHILE));
  const started = performance.now();
  engine.stop();
  await spins;
  await firstOutput(engine, hello);
  return performance.now() - started;
}

/** @param {{hello: object, search: object, warm: number, rounds: number, runs: number}} asked */
async function measured({ hello, search, warm, rounds, runs }) {
  const engine = new Engine();
  const found = { cold: await firstOutput(engine, hello), warm: [], searches: [] };
  await new Promise((resolve) => setTimeout(resolve, AWHILE));
  found.second = await firstOutput(new Engine(), hello);
  found.restart = await restart(engine, hello);
  for (let n = 0; n < warm; n++) found.warm.push(await firstOutput(engine, hello));
  for (let n = 0; n < rounds; n++) found.searches.push((await engine.ask(search)).seconds);
  const left = runs - warm;
  for (let n = 0; n < left; n++) await firstOutput(engine, hello);
  return { ...found, heap: engine.heap };
}

/** @param {unknown} value */
const tell = (value) => fetch("told", { method: "POST", body: JSON.stringify(value) });

try {
  const asked = await (await fetch("requests.json")).json();
  await tell(await measured(asked));
} catch (error) {
  await tell({ missing: String(error) });
}
