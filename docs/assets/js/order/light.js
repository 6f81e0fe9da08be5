// Lights a line of a program's code block, without touching its text.

import { make } from "./dom.js";

export class Light {
  /** @param {Element|null} figure the one that shows the program, if the page does */
  constructor(figure) {
    this.code = figure?.querySelector(".highlight:not(.language-text) pre > code");
  }

  /** @param {number} line 0 for none */
  show(line) {
    this.bar?.remove();
    if (!this.code || !line) return;
    const style = getComputedStyle(this.code);
    const [above, below] = [style.paddingTop, style.paddingBottom].map(parseFloat);
    const lines = this.code.textContent.trimEnd().split("\n").length;
    const height = (this.code.clientHeight - above - below) / lines;
    this.bar ??= make("i", "lit-line");
    this.bar.dataset.line = line;
    this.bar.style.top = `${above + (line - 1) * height}px`;
    this.bar.style.height = `${height}px`;
    this.code.append(this.bar);
  }
}
