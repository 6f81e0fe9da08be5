// A page that has the engine of the site and no interface: tests ask it by `heard`. With
// ?answer it asks the server what is wanted and posts what came of it, so that a browser
// needs no driver.

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

/** Answer what the server wants to know, until the page is closed. */
async function answerAll() {
  const why = missing();
  if (why) return tell({ missing: why });
  for (;;) {
    const wanted = await (await fetch("next")).json();
    if (wanted) await tell({ key: wanted.key, ...(await heard(wanted.request)) });
  }
}

Object.assign(window, { Engine, missing, heard, engine: new Engine() });
if (new URLSearchParams(location.search).has("answer")) {
  answerAll().catch((error) => tell({ missing: String(error) }));
}
