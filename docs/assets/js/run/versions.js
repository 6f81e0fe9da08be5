// The answers to an exercise that a reader has had judged: a fold below the program, from
// which each can be taken up again. What is kept is in progress.js.

import { button, make } from "../order/dom.js";
import { done, version } from "./feedback.js";

/** @typedef {import("./progress.js").Kept} Kept */
/** @typedef {import("./progress.js").Version} Version */

export class Versions {
  /**
   * @param {HTMLElement} figure
   * @param {(version: Version) => void} recall
   */
  constructor(figure, recall) {
    this.recall = recall;
    this.summary = make("summary");
    this.list = make("ol");
    this.element = make("details", "versions", "", this.summary, this.list);
    const caption = figure.querySelector(":scope > figcaption");
    if (caption) caption.before(this.element);
    else figure.append(this.element);
  }

  /** @param {Kept} kept @param {string} source that stands in the editor */
  show(kept, source) {
    const count = kept.versions.length;
    const answers = count ? `${count === 1 ? "One answer" : `${count} answers`} of yours` : "";
    this.element.hidden = !count && !done(kept);
    this.summary.replaceChildren(...[done(kept), answers].filter(Boolean).map((part) => make("span", "", part)));
    this.summary.dataset.solved = String(kept.solved !== null);
    this.list.replaceChildren(...kept.versions.toReversed().map((each) => this.#row(each, each.source === source)));
  }

  /** @param {Version} each @param {boolean} here whether it stands in the editor */
  #row(each, here) {
    const says = make("span", "", version(each));
    const back = button(here ? "In the editor" : "Bring back", () => this.recall(each));
    back.className = "act";
    back.setAttribute("aria-disabled", String(here));
    back.setAttribute("aria-label", `${back.textContent}: ${each.number === null ? "an answer not judged" : `answer ${each.number}`}`);
    const row = make("li", "", "", says, back);
    row.dataset.mark = each.verdict || "waits";
    return row;
  }
}
