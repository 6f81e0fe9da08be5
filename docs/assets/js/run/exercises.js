// The page of all exercises: what this browser knows to be done of each, and the buttons
// that save it as a file, bring it back from one, and erase it. See progress.js.

import { button, make } from "../order/dom.js";
import { say } from "../say.js";
import { done, total } from "./feedback.js";
import { add, all, erase, lasting, NOTHING, unwritten, written } from "./progress.js";
import { counted } from "./words.js";

const FILE = "threading-exercises.json";

/** Show it, and stay right while other tabs go on. */
export function start() {
  const cells = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".exercise-done")]);
  const rows = cells.flatMap((cell) => {
    const name = /** @type {HTMLElement|null} */ (cell.closest("[data-exercise]"))?.dataset.exercise;
    return name ? [{ cell, name }] : [];
  });
  const last = rows.at(-1)?.cell.closest("table, ol, ul");
  if (!last) return;
  const board = new Board(rows);
  (last.closest(".md-typeset__scrollwrap") ?? last).before(board.element);
  board.show();
  addEventListener("storage", () => board.show());
  addEventListener("pageshow", () => board.show()); // with the back button
}

class Board {
  /** @param {{cell: HTMLElement, name: string}[]} rows */
  constructor(rows) {
    this.rows = rows;
    this.count = make("p", "total");
    this.said = make("p", "said");
    this.said.tabIndex = -1; // where the focus goes when what had it is gone
    this.file = make("input", "visually-hidden");
    Object.assign(this.file, { type: "file", accept: ".json,application/json", tabIndex: -1 });
    this.file.setAttribute("aria-label", "A file that was saved here");
    this.file.addEventListener("change", () => this.load());
    this.saving = act("Save as a file", () => this.save());
    this.loading = act("Load a file", () => this.file.click());
    this.erasing = act("Erase", () => this.question());
    this.erasing.setAttribute("aria-label", "Erase what is kept of the exercises");
    this.actions = make("div", "actions", "", this.saving, this.loading, this.file, this.erasing);
    this.asking = make("div", "asking");
    this.asking.hidden = true;
    this.element = make("div", "exercise-progress", "", this.count, this.actions, this.asking, this.said);
  }

  show() {
    const { exercises, drafts } = all();
    const kept = this.rows.map(({ name }) => exercises[name] ?? NOTHING);
    for (const [at, { cell }] of this.rows.entries()) {
      cell.textContent = done(kept[at]);
      cell.classList.toggle("solved", kept[at].solved !== null);
    }
    this.count.textContent = `${total(kept, kept.length)} This is kept in this browser only${lasting() ? "" : ", and only until you leave: it has no storage"}.`;
    const nothing = !Object.keys(exercises).length && !Object.keys(drafts).length;
    for (const each of [this.saving, this.erasing]) each.setAttribute("aria-disabled", String(nothing));
  }

  /** @param {string} words @param {boolean} [wrong] */
  tell(words, wrong = false) {
    this.said.textContent = words;
    this.said.classList.toggle("bad", wrong);
    say(words);
  }

  save() {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([written(all())], { type: "application/json" }));
    link.download = FILE;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 0);
    this.tell(`Saved as ${FILE}: your answers, and what is done.`);
  }

  async load() {
    const [file] = this.file.files ?? [];
    this.file.value = ""; // the same file can be chosen again
    if (!file) return;
    try {
      const saved = unwritten(await file.text());
      add(saved);
      this.show();
      this.tell(`Loaded: ${counted(Object.keys(saved.exercises).length, "exercise")}. What was here is here still.`);
    } catch (error) {
      this.tell(`${/** @type {Error} */ (error).message} Nothing was changed.`, true);
    }
  }

  /** Ask before anything is erased. */
  question() {
    const { exercises, drafts } = all();
    const answers = Object.values(exercises).reduce((sum, { versions }) => sum + versions.length, 0);
    const parts = [
      counted(Object.keys(exercises).length, "exercise"),
      counted(answers, "judged answer"),
      counted(Object.keys(drafts).length, "draft"),
    ];
    const keep = act("Keep it", () => this.#answered("Nothing was erased."));
    const go = act("Erase it", () => {
      erase();
      this.show();
      this.#answered("Erased.");
    });
    const asked = `Erase what this browser keeps of ${parts.filter((part) => !part.startsWith("0 ")).join(", ")}? It cannot be brought back.`;
    this.asking.replaceChildren(make("p", "", asked), go, keep);
    this.asking.hidden = false;
    this.tell("");
    say(asked);
    keep.focus();
  }

  /** @param {string} words */
  #answered(words) {
    this.asking.hidden = true;
    this.tell(words);
    this.said.focus({ preventScroll: true });
  }
}

/** @param {string} label @param {() => void} action */
function act(label, action) {
  const made = button(label, action);
  made.className = "act";
  return made;
}
