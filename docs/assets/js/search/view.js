// What the search shows while somebody types: sections as links, best first, what it took
// a misspelled word for, and what to do where the site has no answer. What is found is
// decided in find.js, which part of a section is quoted in excerpt.js.

import { make } from "../order/dom.js";
import { styled } from "../styles.js";
import { excerpt } from "./excerpt.js";
import { Finder } from "./find.js";
import { MiniSearch, stemmer } from "./library.js";
import { SYNONYMS } from "./synonyms.js";
import { spans } from "./words.js";

/** @typedef {import("./find.js").Found} Found */
/** @typedef {import("./find.js").Hit} Hit */

const SITE = new URL("../../../", import.meta.url);
const SECTIONS = new URL("search/sections.json", SITE);
const ALL = new URL("questions/", SITE);
const SHOWN = 10; // hits
const NAMED = 3; // words that nobody has, in the sentence that says so
const NEAREST = 4; // hits where none has an answer
const QUIET = 500; // milliseconds without a key until a screen reader is told

/** @type {Promise<Finder>|undefined} */
let loading;

/** The index, made once; rejected where it cannot be loaded, and tried anew then. */
function finder() {
  loading ??= fetch(SECTIONS)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then((sections) => Finder.made({ MiniSearch, stemmer }, sections, SYNONYMS))
    .catch((error) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

export class View {
  /** @param {HTMLElement} element @param {HTMLInputElement} field */
  constructor(element, field) {
    this.element = element;
    this.field = field;
    this.said = make("p", "said");
    this.status = make("p", "visually-hidden");
    this.status.setAttribute("role", "status");
    this.list = make("ol");
    this.panel = make("div", "hits", "", this.said, this.list, make("p", "all", "", link(ALL, "All questions and terms")));
    this.panel.hidden = true;
    element.append(this.panel, this.status);
    this.ready = styled("search.css");
    field.addEventListener("input", () => this.#typed());
    field.addEventListener("focus", () => this.panel.hidden && this.#typed());
    field.form?.addEventListener("submit", (event) => this.#entered(event));
    field.form?.addEventListener("reset", () => this.close());
    element.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("keydown", ({ key }) => key === "Escape" && !this.panel.hidden && this.#leave());
    element.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !element.contains(relatedTarget)) this.close();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (target instanceof Node && !element.contains(target)) this.close();
    });
    if (field.value) this.#typed(); // before this was loaded
    else finder().catch(() => {});
  }

  /** Show what this query finds, as if it had been typed; an empty one closes. @param {string} query */
  async show(query) {
    this.field.value = query;
    if (query) await this.#find(query, false);
    else this.#hide();
  }

  /** Take the query out of the address, and what it found off the page. */
  close() {
    write("");
    this.#hide();
  }

  #hide() {
    this.panel.hidden = true;
    this.#announce("");
    const had = this.element.contains(document.activeElement);
    this.element.classList.remove("open");
    const gone = !this.field.checkVisibility(); // on a phone
    if (had && gone) /** @type {HTMLElement|null} */ (this.element.querySelector(".finder-open"))?.focus();
  }

  /** Escape takes the query away, and leaves the reader in the field. */
  #leave() {
    this.field.value = "";
    this.close();
    this.field.focus();
  }

  async #typed() {
    const query = this.field.value.trim();
    write(query);
    if (query) await this.#find(this.field.value.trimStart(), true);
    else this.panel.hidden = true;
  }

  /** @param {string} query @param {boolean} typing */
  async #find(query, typing) {
    let found;
    try {
      await this.ready;
      found = (await finder()).find(query, typing);
    } catch {
      this.#fill("The search could not be loaded. The list of all questions may be there:", []);
      return;
    }
    if (this.field.value.trim() !== query.trim()) return; // typed on meanwhile
    const hits = found.hits.slice(0, found.answered ? SHOWN : NEAREST);
    this.#fill(sentence(found), hits.map(item));
    const right = corrected(query, found);
    if (right !== query) this.said.append(" ", this.#instead(right));
    this.#announce(this.said.textContent ?? "");
  }

  /** @param {string} said @param {Node[]} items */
  #fill(said, items) {
    this.said.textContent = said;
    this.list.replaceChildren(...items);
    this.panel.hidden = false;
    this.panel.scrollTop = 0;
  }

  /** A link with the query as it was understood. @param {string} right */
  #instead(right) {
    const address = new URL(location.href);
    address.searchParams.set("q", right);
    const element = link(address, right);
    element.addEventListener("click", (event) => {
      event.preventDefault();
      write(right);
      this.field.focus();
      this.show(right);
    });
    return make("span", "", "Did you mean ", element, "?");
  }

  /** Enter opens the first hit; where there is none, all questions. @param {SubmitEvent} event */
  #entered(event) {
    event.preventDefault();
    if (this.panel.hidden) return;
    /** @type {HTMLAnchorElement|null} */ (this.panel.querySelector("li a, .all a"))?.click();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape" && this.panel.hidden) this.#leave();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || this.panel.hidden) return;
    event.preventDefault();
    const places = [this.field, ...this.list.querySelectorAll("a")];
    const now = places.indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
    places[Math.min(Math.max(now + step, 0), places.length - 1)].focus();
  }

  /** Tell a screen reader, once the keys are still. @param {string} words */
  #announce(words) {
    clearTimeout(this.later);
    this.later = setTimeout(() => (this.status.textContent = words), words ? QUIET : 0);
  }
}

/** @param {Found} found */
function sentence({ hits, answered, unknown }) {
  const named = unknown.slice(0, NAMED).map((word) => `“${word}”`);
  const missing = [...named, ...(unknown.length > NAMED ? ["others"] : [])].join(" or ");
  if (!hits.length) return `No section has ${missing || "that"}. Try other words, or look through all questions.`;
  if (!answered) return "This site does not answer that yet. These sections come nearest:";
  const many = hits.length > SHOWN ? `The ${SHOWN} best sections` : hits.length === 1 ? "1 section" : `${hits.length} sections`;
  return missing ? `${many}, without ${missing}.` : `${many}.`;
}

/** @param {Hit} hit */
function item({ section, words }) {
  const { at, title, page, text = "" } = section;
  const parts = excerpt(text, new Set(words), stemmer).map(({ text: part, marked }) => (marked ? make("mark", "", part) : part));
  const found = make("a", "", "", make("b", "", title));
  found.href = new URL(at, SITE).href;
  if (page !== title) found.append(make("span", "of", page));
  if (parts.length) found.append(make("span", "excerpt", "", ...parts));
  return make("li", "", "", found);
}

/** @param {URL} address @param {string} text */
function link(address, text) {
  const element = make("a", "", text);
  element.href = address.href;
  return element;
}

/** Keep the query in the address: the first letter is a step that the way back undoes. @param {string} query */
function write(query) {
  const address = new URL(location.href);
  const before = address.searchParams.get("q") ?? "";
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  if (query === before) return;
  if (query && !before) history.pushState(null, "", address);
  else history.replaceState(history.state, "", address);
}

/**
 * The query with what each misspelled word, or part of a name, was taken for.
 * @param {string} query
 * @param {Found} found
 */
function corrected(query, { meant }) {
  let right = query;
  for (const { word, from, to } of spans(query).reverse()) {
    for (const { typed, meant: better } of meant) {
      if (typed === word.whole) right = right.slice(0, from) + better + right.slice(to);
      else if (word.parts.includes(typed)) {
        const at = right.toLowerCase().indexOf(typed, from);
        if (at >= from && at < to) right = right.slice(0, at) + better + right.slice(at + typed.length);
      }
    }
  }
  return right;
}
