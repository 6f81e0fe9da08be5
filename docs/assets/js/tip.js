// The sentence of the glossary beside a term that the build has linked: under the mouse, at
// the focus of the keyboard, at the touch of a finger. It stays while it is needed, Escape
// takes it away, and the mouse may go into it. It is loaded when a reader first comes to a
// term (terms.js); without it, a link is a link.

import { make } from "./order/dom.js";
import { styled } from "./styles.js";
import { touched } from "./terms.js";

/** @typedef {{sentence: string, title: string, at: string}} Entry `at` is an address below the site's */

const SITE = new URL("../../", import.meta.url);
const ENTRIES = new URL("glossary/terms.json", SITE);
const SOON = 250; // milliseconds under the mouse until it is shown, so that passing by shows nothing
const LATER = 200; // milliseconds until it goes, so that the mouse can go into it
const GAP = 4; // pixels between a term and its sentence
const MARGIN = 8; // pixels to the edge of the window

/** @type {Promise<Record<string, Entry>>|undefined} */
let loading;

/** All entries, loaded once; rejected where they cannot be, and tried anew then. */
function entries() {
  loading ??= fetch(ENTRIES)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .catch((error) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

/** The text with its code, which stands between backticks. @param {string} text */
export function parts(text) {
  return text.split("`").map((part, index) => (index % 2 ? make("code", "", part) : part));
}

/**
 * Where a box goes that is to stand at a line of text: below it, or above where there is
 * more room, and within the window.
 * @param {{left: number, top: number, bottom: number}} line
 * @param {{width: number, height: number}} box
 * @param {{width: number, height: number}} view the window
 */
export function place(line, box, view) {
  const below = view.height - line.bottom;
  const fits = below >= box.height + GAP || below >= line.top;
  return {
    left: Math.max(MARGIN, Math.min(line.left, view.width - box.width - MARGIN)),
    top: fits ? line.bottom + GAP : line.top - box.height - GAP,
  };
}

/** One box for all terms of a page. */
class Tip {
  constructor() {
    this.words = make("p");
    this.words.id = "term-tip";
    this.words.setAttribute("role", "tooltip");
    this.more = make("a");
    this.more.tabIndex = -1; // the keyboard stays on the term, whose entry leads there, too
    this.box = make("div", "term-tip", "", this.words, make("small", "", "More: ", this.more));
    this.box.hidden = true;
    /** @type {HTMLAnchorElement|undefined} the term whose sentence is shown, or loaded */
    this.term = undefined;
    this.box.addEventListener("pointerenter", () => this.stay());
    this.box.addEventListener("pointerleave", () => this.leave());
    this.more.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays
  }

  /**
   * Show the sentence of a term; rejected where there is none.
   * @param {HTMLAnchorElement} term
   * @param {{clientY: number}} [near] where the term is pointed at
   */
  async show(term, near) {
    this.stay();
    if (this.term === term) return;
    this.hide();
    this.term = term;
    const [known] = await Promise.all([entries(), styled("term.css")]);
    if (this.term !== term) return; // left meanwhile
    const { sentence, title, at } = known[term.dataset.term ?? term.hash.slice(1)];
    this.words.replaceChildren(...parts(sentence));
    this.more.textContent = title;
    this.more.href = new URL(at, SITE).href;
    if (!this.box.isConnected) document.querySelector("article")?.append(this.box);
    this.box.hidden = false;
    this.#move(term, near);
    term.setAttribute("aria-describedby", this.words.id);
  }

  hide() {
    this.stay();
    this.term?.removeAttribute("aria-describedby");
    this.term = undefined;
    this.box.hidden = true;
  }

  /** Show it soon, unless the mouse only passes by. @param {HTMLAnchorElement} term @param {PointerEvent} [near] */
  enter(term, near) {
    this.stay();
    if (this.term !== term) this.timer = setTimeout(() => this.show(term, near).catch(() => this.hide()), SOON);
  }

  /** Hide it soon, unless the mouse comes back or the keyboard is on the term. */
  leave() {
    this.stay();
    if (!this.term?.matches(":focus-visible")) this.timer = setTimeout(() => this.hide(), LATER);
  }

  stay() {
    clearTimeout(this.timer);
  }

  /** @param {HTMLElement} term @param {{clientY: number}} [near] */
  #move(term, near) {
    const lines = [...term.getClientRects()]; // two, where the term goes on in the next line
    const line = lines.find(({ bottom }) => near && near.clientY <= bottom) ?? lines[0];
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const { left, top } = place(line, this.box.getBoundingClientRect(), { width, height });
    const origin = /** @type {Element} */ (this.box.offsetParent).getBoundingClientRect();
    this.box.style.setProperty("left", `${left - origin.left}px`);
    this.box.style.setProperty("top", `${top - origin.top}px`);
  }
}

/** @param {Tip} tip @param {HTMLAnchorElement} term */
function listen(tip, term) {
  let seen = false; // the sentence, before a finger came
  let pointer = "";

  term.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && tip.enter(term, event));
  term.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && tip.leave());
  term.addEventListener("focus", () => term.matches(":focus-visible") && tip.show(term).catch(() => tip.hide()));
  term.addEventListener("blur", () => [tip.box, term].some((under) => under.matches(":hover")) || tip.hide());
  term.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    seen = tip.term === term;
  });
  term.addEventListener("click", (event) => {
    if (!seen) touched(event, pointer, term, () => tip.show(term, event));
  });
}

/** Show the sentence of each term of the page from now on, where a reader asks for it. */
export function start() {
  const tip = new Tip();
  const terms = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.term"));
  for (const term of terms) listen(tip, term);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && tip.hide());
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !tip.box.contains(target) && !tip.term?.contains(target)) tip.hide();
  });
  return tip;
}
