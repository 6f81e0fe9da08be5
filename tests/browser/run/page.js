// A page that has the engine of the site and no interface: tests ask it by `heard`. With
// ?run=FILE it asks all that is in the file by itself and posts what came of it, so that
// a browser needs no driver.

import { Engine, missing } from "./assets/js/run/engine.js";

/**
 * What was heard until the answer, in order, and the answer: or why there is none.
 * @param {import("./assets/js/run/engine.js").Request} request
 * @param {Engine} engine
 */
async function heard(request, engine = window.engine) {
  const started = performance.now();
  const passed = () => performance.now() - started;
  const told = { parts: [], asked: [], progress: 0, first: null };
  try {
    const answer = await engine.ask(request, {
      parts(parts) {
        told.first ??= passed();
        told.parts.push(...parts);
      },
      async ask(prompt) {
        told.asked.push(prompt);
        return null;
      },
      progress: (orders) => (told.progress = orders),
    });
    return { ...told, answer, milliseconds: passed() };
  } catch (error) {
    return { ...told, error: String(error), milliseconds: passed() };
  }
}

/** @param {unknown} value */
const tell = (value) => fetch("told", { method: "POST", body: JSON.stringify(value) });

/** @param {string} file */
async function runAll(file) {
  const why = missing();
  if (why) return tell({ missing: why });
  for (const { key, request } of await (await fetch(file)).json()) {
    await tell({ key, ...(await heard(request)) });
  }
  await tell({ done: true });
}

Object.assign(window, { Engine, missing, heard, engine: new Engine() });
const file = new URLSearchParams(location.search).get("run");
if (file) runAll(file).catch((error) => tell({ missing: String(error) }));
