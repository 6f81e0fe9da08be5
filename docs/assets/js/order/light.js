// Lights a line of a program's code block, without touching its text.

import { lineBoxes } from "../geometry.js";
import { make } from "./dom.js";

export class Light {
  /** @param {Element|null} figure the one that shows the program, if the page does */
  constructor(figure) {
    this.code = /** @type {HTMLElement|null|undefined} */ (
      figure?.querySelector(".highlight:not(.language-text) pre > code")
    );
    /** @type {HTMLElement|undefined} */
    this.bar = undefined;
  }

  /** @param {number} line 0 for none */
  show(line) {
    this.bar?.remove();
    if (!this.code || !line) return;
    const lines = this.code.textContent.trimEnd().split("\n").length;
    const { first, height } = lineBoxes(this.code, lines);
    this.bar ??= make("i", "lit-line");
    this.bar.dataset.line = String(line);
    this.bar.style.top = `${first + (line - 1) * height}px`;
    this.bar.style.height = `${height}px`;
    this.code.append(this.bar);
  }
}
