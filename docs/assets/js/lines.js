// Links to the lines of a program: `#FIGURE-L12` lights line 12 and brings it into view.
// A click on a number makes that address; so do the arrow keys on the figure's Link,
// which copies it.

import { lineBoxes } from "./geometry.js";
import { say, tell } from "./say.js";

const ADDRESS = /^#(?<id>.+)-L(?<line>\d+)$/;

/**
 * @typedef {object} Place a line of a program
 * @property {Element} figure
 * @property {HTMLElement} listing
 * @property {HTMLElement} gutter the numbers of its lines
 * @property {number} line
 */

/** @param {string} hash @returns {Place|undefined} the line that it names, if the page has it */
function place(hash) {
  const groups = ADDRESS.exec(hash)?.groups;
  if (!groups) return;
  const figure = document.getElementById(decodeURIComponent(groups.id));
  const listing = /** @type {HTMLElement|null|undefined} */ (figure?.querySelector(".listing"));
  const gutter = /** @type {HTMLElement|null|undefined} */ (listing?.querySelector(".line-numbers"));
  if (!figure || !listing || !gutter) return;
  const line = Number(groups.line);
  if (line >= 1 && line <= count(gutter)) return { figure, listing, gutter, line };
}

/** @param {HTMLElement} gutter */
const count = (gutter) => gutter.dataset.numbers?.split("\n").length ?? 0;

/**
 * Where the lines beside a gutter begin, in the window, and how high each is.
 * @param {HTMLElement} gutter
 */
function measure(gutter) {
  const { first, height } = lineBoxes(gutter, count(gutter));
  return { top: gutter.getBoundingClientRect().top + first, height };
}

/** @param {Place|undefined} found */
function light(found) {
  document.querySelector(".listing.lit")?.classList.remove("lit");
  found?.listing.classList.add("lit");
  found?.listing.style.setProperty("--line", String(found.line));
}

/**
 * Scroll only if the line is out of sight, and then to the window's upper third.
 * @param {Place} place
 */
function reveal({ gutter, line }) {
  const { top, height } = measure(gutter);
  const at = top + (line - 1) * height;
  const hidden = /** @type {HTMLElement|null} */ (document.querySelector(".md-header"))?.offsetHeight ?? 0;
  if (at < hidden || at + height > innerHeight) {
    scrollBy({ top: at - innerHeight / 3, behavior: "instant" });
  }
}

function show() {
  const found = place(location.hash);
  light(found);
  if (found) reveal(found);
}

/** @param {MouseEvent} event a click on the numbers of a listing */
function click(event) {
  const gutter = /** @type {HTMLElement} */ (event.currentTarget);
  const { top, height } = measure(gutter);
  const line = Math.floor((event.clientY - top) / height) + 1;
  const within = Math.max(1, Math.min(line, count(gutter)));
  const figure = gutter.closest("figure");
  if (figure) location.hash = `${figure.id}-L${within}`;
}

/** @param {KeyboardEvent} event a key on the Link of a figure */
function key(event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const figure = /** @type {HTMLElement} */ (event.currentTarget).closest("figure");
  if (!step || !figure) return;
  event.preventDefault();
  const now = place(location.hash);
  const line = (now?.figure === figure ? now.line : 0) + step;
  const hash = `#${figure.id}-L${line}`;
  if (!place(hash)) return;
  history.replaceState(null, "", hash);
  show();
  say(`Line ${line}`);
}

/** @param {MouseEvent} event a click on the Link of a figure */
async function copy(event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  const chosen = place(location.hash)?.figure === link.closest("figure");
  if (chosen) event.preventDefault(); // its line stays lit
  try {
    await navigator.clipboard.writeText(chosen ? location.href : link.href);
    tell(link, "Copied", "Link copied");
  } catch {
    tell(link, "Refused", "The browser does not let the link be copied: it is the address now");
  }
}

/** Make the numbers of every program links, and follow the one in the address. */
export function start() {
  for (const gutter of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".line-numbers"))) {
    gutter.addEventListener("click", click);
  }
  for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure.program .link"))) {
    link.addEventListener("keydown", key);
    if (navigator.clipboard) link.addEventListener("click", copy);
  }
  addEventListener("hashchange", show);
  show();
  // Fonts and pictures may have moved the line since.
  if (document.readyState !== "complete") addEventListener("load", show, { once: true });
}
