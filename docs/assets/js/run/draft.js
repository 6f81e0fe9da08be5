// A program's text as the reader has it: the page's own, or an edited one, which this
// browser keeps until it is reset. The editor itself is loaded at the first click.

import { button, make } from "../order/dom.js";
import { PACKED } from "./packed.js";
import { DRAFT } from "./start.js";
import { styled } from "./styles.js";

const ASIDE = "#aside"; // behind the path: the reader's own program, while a link's stands there
const EDITOR = new URL(`../../run/${PACKED.editor}`, import.meta.url).href;

/** @typedef {import("../../../../src/sitekit/live/editor.js").Editor} Editor */
/** @type {() => Promise<typeof import("../../../../src/sitekit/live/editor.js")>} */
const load = () => import(EDITOR);

/** @param {string} path @returns {string|null} */
function kept(path) {
  try {
    return localStorage.getItem(DRAFT + path);
  } catch {
    return null;
  }
}

/** @param {string} path @param {string|null} source */
function keep(path, source) {
  try {
    if (source === null) localStorage.removeItem(DRAFT + path);
    else localStorage.setItem(DRAFT + path, source);
  } catch {
    // It lasts as long as the page does.
  }
}

export class Draft {
  /**
   * @param {HTMLElement} figure
   * @param {string} path
   * @param {{run: () => void, changed: () => void, reset: () => void}} on
   */
  constructor(figure, path, on) {
    this.figure = figure;
    this.path = path;
    this.on = on;
    this.listing = /** @type {HTMLElement} */ (figure.querySelector(".listing"));
    this.code = /** @type {HTMLElement} */ (this.listing.querySelector("pre > code"));
    this.original = this.code.textContent ?? "";
    this.markup = [...this.code.childNodes];
    this.numbers = /** @type {HTMLElement} */ (this.listing.querySelector(".line-numbers"));
    this.source = this.original;
    /** @type {Editor|null} while it is open */
    this.editor = null;
    /** @type {string|null} what a reset has taken away, until something else is written */
    this.dropped = null;
    this.program = path.split("/").at(-1) ?? "";
    this.badge = make("span", "edited", "Edited, and kept in this browser only");
    this.unedited = make("span", "", "What you change stays in this browser");
    this.resetting = button("Reset", () => this.reset());
    this.resetting.className = "act";
    // A line of its own, so that the first letter moves no button and no line.
    this.line = make("div", "draft", "", this.badge, this.unedited, this.resetting);
    this.listing.before(this.line);
    const draft = kept(path);
    this.set(draft ?? this.original);
  }

  get edited() {
    return this.source !== this.original;
  }

  /** @param {string} source as it is from now on */
  set(source) {
    this.source = source;
    if (this.edited) this.dropped = null;
    this.badge.hidden = !this.edited;
    this.unedited.hidden = this.edited;
    const back = this.dropped !== null;
    this.resetting.textContent = back ? "Bring it back" : "Reset";
    this.resetting.setAttribute("aria-label", `${this.resetting.textContent}: ${this.program}`);
    this.resetting.setAttribute("aria-disabled", String(!this.edited && !back));
    this.line.hidden = !this.edited && !this.editor && !back;
    this.figure.classList.toggle("differs", this.edited);
    keep(this.path, this.edited ? source : null);
    if (this.edited) this.code.textContent = source;
    else this.code.replaceChildren(...this.markup);
    const lines = source.replace(/\n$/, "").split("\n").length;
    this.numbers.dataset.numbers = Array.from({ length: lines }, (_, at) => at + 1).join("\n");
  }

  /** Open the editor, or close it. */
  toggle() {
    return this.editor ? this.close() : this.open(this.source);
  }

  /**
   * Open the editor on this source, or put it into the open one.
   * @param {string} source
   * @param {{focus?: boolean}} [how]
   */
  async open(source, { focus = true } = {}) {
    if (source !== this.source) this.set(source);
    if (this.editor) return this.editor.replace(source);
    const [{ edit }] = await Promise.all([load(), styled()]);
    if (this.editor) return;
    this.place = make("div", "editor");
    this.listing.after(this.place);
    this.listing.hidden = true;
    this.editor = edit(this.place, this.source, `Editor of ${this.program}`, {
      changed: (text) => {
        this.set(text);
        this.on.changed();
      },
      run: () => this.on.run(),
      leave: () => this.button?.focus(),
    });
    this.line.hidden = false;
    this.name("Done", "Close the editor of");
    if (focus) this.editor.focus();
  }

  close() {
    this.editor?.destroy();
    this.place?.remove();
    this.editor = null;
    this.listing.hidden = false;
    this.line.hidden = !this.edited;
    this.name("Edit", "Edit");
    this.button?.focus();
  }

  /**
   * Put a program that came with a link into the editor; what stood there is kept aside.
   * @param {string} source
   */
  receive(source) {
    if (this.edited && source !== this.source) keep(this.path + ASIDE, this.source);
    return this.open(source);
  }

  /**
   * Back to what was put aside, or else to the page's own program; and a second time, back
   * to what the first has taken away.
   */
  reset() {
    const [mine, aside] = [this.source, kept(this.path + ASIDE)];
    const before = this.edited ? (aside ?? this.original) : (this.dropped ?? this.original);
    keep(this.path + ASIDE, null);
    this.dropped = this.edited && aside === null ? mine : null;
    this.set(before);
    this.editor?.replace(before);
    this.on.changed();
    this.on.reset();
    this.resetting.focus();
  }

  /** @param {number} line */
  light(line) {
    if (line) this.editor?.light(line);
  }

  get button() {
    return /** @type {HTMLElement|null} */ (this.figure.querySelector("[data-act='edit']"));
  }

  /** @param {string} label of the button that opens and closes the editor @param {string} does for the ear */
  name(label, does) {
    if (!this.button) return;
    this.button.textContent = label;
    this.button.setAttribute("aria-label", `${does} ${this.program}`);
  }
}
