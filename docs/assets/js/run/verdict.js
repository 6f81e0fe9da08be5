// What the checks of an exercise have come to, on the page: in their list and below the
// answer that is judged. It decides nothing (exercise.js) and words nothing (feedback.js).

import { button, make } from "../order/dom.js";
import { mark, MARKS } from "./feedback.js";
import { counted, plainly } from "./words.js";

/** @typedef {import("./feedback.js").Mark} Mark */
/** @typedef {import("./protocol.js").Judgment} Judgment */

/** A sentence in which backticks stand around code. @param {string} sentence */
const coded = (sentence) => sentence.split("`").map((part, at) => (at % 2 ? make("code", "", part) : part));

export class Verdict {
  /** @param {HTMLElement} list of the checks on the page */
  constructor(list) {
    this.page = list;
    const own = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-check]")]);
    this.says = new Map(own.map((item) => [item.dataset.check ?? "", sentence(item).textContent ?? ""]));
    this.list = make("ol", "judged");
    const copies = own.map(copy);
    this.list.append(...copies);
    this.actions = make("div", "moves");
    this.after = make("p", "doubt");
    this.element = make("div", "verdict", "", this.list, this.actions, this.after);
    /** @type {HTMLElement[]} */
    this.items = [...own, ...copies];
    this.clear();
  }

  /** As before any check. */
  clear() {
    for (const check of this.says.keys()) this.#set(check, "waits");
    this.page.classList.remove("stale");
    this.settle();
  }

  /** What it says is about an answer before an edit. */
  stale() {
    this.page.classList.add("stale");
    this.settle();
  }

  /** What it says stays; what can be done about it goes. */
  settle() {
    for (const further of this.list.querySelectorAll("button")) further.remove();
    this.actions.replaceChildren();
    this.after.replaceChildren();
  }

  /** @param {string} check @param {number} orders so far */
  running(check, orders) {
    this.#set(check, "runs", [make("p", "found", orders ? `${counted(orders, "order")} so far` : "…")]);
  }

  /** Nothing is judged any more. */
  halted() {
    for (const [check] of this.says) {
      if (this.#copy(check).dataset.mark === "runs") this.#set(check, "waits");
    }
  }

  /** @param {Judgment} judgment */
  judged(judgment) {
    const shown = mark(judgment);
    const why = coded(plainly(judgment.sentence));
    const found = shown === "refused" ? [make("b", "", "", ...why)] : why;
    this.#set(judgment.check, shown, [make("p", "found", "", ...found), ...further(judgment)]);
  }

  /** @param {string} check @param {string} label @param {() => void} action */
  offerMore(check, label, action) {
    const more = button(label, action);
    more.className = "act";
    this.#copy(check).append(more);
  }

  /** @param {(HTMLElement|null)[]} actions @param {HTMLElement|null} doubt */
  offer(actions, doubt) {
    this.actions.replaceChildren(...actions.filter((action) => action !== null));
    this.after.replaceChildren(...(doubt ? [doubt] : []));
  }

  /** @param {string} check */
  #copy(check) {
    const found = this.items.find((item) => item.dataset.check === check && this.list.contains(item));
    if (!found) throw new Error(`This page has no check ${check}: reload it.`);
    return found;
  }

  /**
   * @param {string} check
   * @param {Mark} shown
   * @param {HTMLElement[]} found below its sentence
   */
  #set(check, shown, found = []) {
    for (const item of this.items.filter((each) => each.dataset.check === check)) {
      item.dataset.mark = shown;
      for (const old of item.querySelectorAll(":scope > :is(.found, .numbers)")) old.remove();
      sentence(item).querySelector(".visually-hidden")?.remove();
      sentence(item).prepend(make("span", "visually-hidden", `${MARKS[shown]} `));
      sentence(item).after(...found.map((part) => part.cloneNode(true)));
    }
  }
}

/** The numbers of a failure; or, of what cannot be judged, what one run of it prints. @param {Judgment} judgment */
function further({ passed, detail }) {
  if (!detail) return [];
  if (passed !== null) return [make("p", "numbers", detail)];
  return [make("p", "numbers", "Run once, it prints:"), make("pre", "numbers", detail.trimEnd())];
}

/** A check without its code. @param {HTMLElement} item of the page's list */
function copy(item) {
  const made = make("li", "exercise-check", "", sentence(item).cloneNode(true));
  made.dataset.check = item.dataset.check;
  return made;
}

/** @param {HTMLElement} item */
const sentence = (item) => /** @type {HTMLElement} */ (item.querySelector(".exercise-check__says"));
