// What every page needs, and the way to what only some need. Nothing is lost without.

import { start as startRuns } from "./run/start.js";
import { start as startSearch } from "./search/start.js";

/** What to load if the page has one of these; each file has a function `start`. */
const FILES = {
  ".highlight": "./copy.js",
  ".listing": "./lines.js",
  "figure.order": "./order/player.js",
  ".exercise-done": "./run/exercises.js",
  "a.term": "./terms.js",
};

const wanted = Object.entries(FILES).filter(([what]) => document.querySelector(what));
const started = wanted.map(([, file]) => import(file).then(({ start }) => start()));

startSearch();

// Its buttons stand on the page from the start: what listens to them comes with this file,
// not after it, so that no click is lost.
if (document.querySelector("[data-run]")) startRuns();

// The theme's switch from light to dark listens to Enter only.
const palette = /** @type {HTMLElement|null} */ (document.querySelector("[data-md-component='palette']"));
palette?.addEventListener("keydown", (event) => {
  if (event.key !== " ") return;
  event.preventDefault();
  event.target?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
});

// What was read stays readable without a connection (sitekit/live/sw.js). That worker is
// told what a page has loaded and loads: of a first one, little comes to its ears.
const offline = /** @type {HTMLMetaElement|null} */ (document.querySelector("meta[name=offline]"));
const { serviceWorker } = navigator;
if (offline && serviceWorker) {
  addEventListener("load", async () => {
    await serviceWorker.register(offline.content).catch(() => {}); // a private window, for example
    const { active } = await serviceWorker.ready;
    const tell = (/** @type {string[]} */ loaded) => active?.postMessage({ loaded });
    tell([location.origin + location.pathname]);
    new PerformanceObserver((list) => tell(list.getEntries().map(({ name }) => name))).observe({ type: "resource", buffered: true });
  });
}

// Who imports this file waits until the page has all that it needs.
await Promise.all(started);
