// What a run, a step or a search shows below its program. It decides nothing: every button
// calls one of the actions it was given (desk.js).

import { button, make } from "../order/dom.js";
import { Light } from "../order/light.js";
import { play } from "../order/player.js";
import { say } from "../say.js";
import { styled } from "./styles.js";

/** @typedef {import("./protocol.js").Part} Part */
/** @typedef {import("./protocol.js").Option & {says: string}} Shown */

/**
 * @typedef {object} Actions
 * @property {() => void} stop
 * @property {() => void} shuffle
 * @property {(seed: number) => void} seeded
 * @property {(thread: number) => void} choose
 * @property {() => void} undo
 * @property {() => void} restart
 * @property {() => void} breaking
 * @property {(order: string, events: number|null) => void} takeOver where its player stands
 * @property {() => void} share
 * @property {(line: number) => void} light
 */

export class Panel {
  /**
   * @param {HTMLElement} figure
   * @param {string} name of the program
   * @param {Actions} on those of desk.js
   */
  constructor(figure, name, on) {
    this.figure = figure;
    this.on = on;
    this.recorded = /** @type {HTMLElement[]} */ ([...figure.querySelectorAll(":scope > .output")]);
    this.lighting = new Light(figure);

    this.said = make("p", "said");
    this.said.tabIndex = -1; // where the focus goes when what had it is gone
    /** @type {ReturnType<typeof play>} */
    this.player = undefined;
    this.stopping = this.#action("Stop", () => on.stop());
    this.shuffling = this.#action("Shuffle", () => on.shuffle());
    this.seeds = make("input");
    Object.assign(this.seeds, { type: "number", min: "0", max: "9999", inputMode: "numeric", placeholder: "seed" });
    this.seeds.setAttribute("aria-label", "Seed of a random order");
    this.seeds.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && this.seeds.value && this.seeds.reportValidity()) on.seeded(Number(this.seeds.value));
    });
    this.real = make("input");
    this.real.type = "checkbox";
    const real = make("label", "real", "", this.real, " real time");
    real.title = "Otherwise sleeps end at once";
    this.sharing = this.#action("Share", () => on.share());
    this.closing = this.#action("Close", () => this.close());
    const back = this.recorded.length ? `Close, and show the recorded output of ${name}` : `Close the output of ${name}`;
    this.closing.setAttribute("aria-label", back);
    this.tools = make("div", "tools", "", this.shuffling, this.seeds, real, this.sharing, this.closing);
    this.head = make("div", "head", "", this.said, this.stopping);

    this.printed = make("pre", "printed");
    this.printed.tabIndex = 0;
    this.printed.setAttribute("role", "group");
    this.printed.setAttribute("aria-label", `Output of ${name}, just now`);
    this.asking = make("form", "asking");
    this.asking.hidden = true;
    this.deciding = make("div", "deciding");
    this.found = make("div", "found");
    this.drawn = make("div", "drawn");
    this.element = make("div", "run", "", this.head, this.printed, this.asking, this.deciding, this.found, this.tools, this.drawn);
    this.element.setAttribute("role", "region");
    this.element.setAttribute("aria-label", `${name}, run here`);
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  get realTime() {
    return this.real.checked;
  }

  /** @param {string} label @param {() => void} action */
  #action(label, action) {
    const element = button(label, action);
    element.className = "act";
    return element;
  }

  /** Show the panel in the place of the recorded output. */
  #open() {
    if (this.element.isConnected) return;
    styled();
    const after = this.figure.querySelector(":scope > .editor") ?? this.figure.querySelector(":scope > .listing");
    after?.after(this.element);
    for (const output of this.recorded) output.hidden = true;
  }

  close() {
    const had = this.element.contains(document.activeElement);
    this.on.stop();
    this.element.remove();
    this.light(0);
    for (const output of this.recorded) output.hidden = false;
    this.clear();
    if (had) /** @type {HTMLElement|null} */ (this.figure.querySelector("[data-act='run']"))?.focus();
  }

  clear() {
    for (const part of [this.printed, this.deciding, this.found, this.drawn, this.asking]) part.replaceChildren();
    this.asking.hidden = true;
  }

  /** @param {string} doing what is going on, or "" while a step is taken */
  begin(doing) {
    const had = this.element.contains(document.activeElement);
    this.#open();
    this.element.classList.add("busy");
    this.element.classList.remove("stale");
    this.tools.hidden = false;
    this.stopping.hidden = !doing;
    this.#waiting(true);
    if (!doing) return;
    this.status(`${doing} …`);
    // Not on Stop, which the same key, still held down, would press.
    if (had) this.said.focus({ preventScroll: true });
    for (const part of [this.deciding, this.found, this.drawn]) part.replaceChildren();
    this.light(0);
    this.#reveal();
  }

  end() {
    this.element.classList.remove("busy");
    this.#waiting(false);
    const had = [this.stopping, this.asking].some((part) => part.contains(document.activeElement));
    this.stopping.hidden = true;
    this.asking.hidden = true;
    if (had) this.said.focus({ preventScroll: true });
  }

  /** What starts something has to wait while something goes on. @param {boolean} yes */
  #waiting(yes) {
    const starting = this.figure.querySelectorAll("[data-act]:not([data-act='edit'])");
    for (const each of [...starting, this.shuffling]) each.setAttribute("aria-disabled", String(yes));
  }

  /** Scroll to what is said, if it is out of sight or at the window's edge. */
  #reveal() {
    const { top, bottom } = this.head.getBoundingClientRect();
    const low = bottom > innerHeight * 0.85;
    if (low || top < 60) scrollBy({ top: top - innerHeight * (low ? 0.4 : 0.15) });
  }

  /** What is shown is about the program before an edit. */
  stale() {
    if (!this.element.isConnected) return;
    this.element.classList.add("stale");
    if (this.deciding.childElementCount) this.status("The program was edited: this was before.");
    this.deciding.replaceChildren();
  }

  /** @param {string} words @param {string} [tone] good, bad, won or "" */
  status(words, tone = "") {
    this.#open();
    this.said.textContent = words;
    this.said.className = `said ${tone}`;
  }

  /**
   * Say why nothing can run here, and leave the recorded output in its place.
   * @param {string} words
   */
  refuse(words) {
    this.status(words);
    this.stopping.hidden = true;
    this.clear();
    this.tools.hidden = true;
    for (const output of this.recorded) output.hidden = false;
    this.#reveal();
  }

  /** @param {Part[]} parts */
  output(parts) {
    this.printed.replaceChildren(...parts.map(([stream, text]) => make("span", stream, text)));
    this.printed.hidden = parts.length === 0;
    this.printed.scrollTop = this.printed.scrollHeight;
  }

  /** @param {number|null} seed of the run that is shown */
  seed(seed) {
    this.seeds.value = seed === null ? "" : String(seed);
  }

  /**
   * A line for what the program asks.
   * @param {string} prompt
   * @returns {Promise<string|null>}
   */
  ask(prompt) {
    return new Promise((resolve) => {
      const field = make("input");
      field.setAttribute("aria-label", prompt || "Input");
      field.autocomplete = "off";
      const done = (/** @type {string|null} */ typed) => {
        if (this.asking.contains(document.activeElement)) this.said.focus({ preventScroll: true });
        this.asking.hidden = true;
        resolve(typed);
      };
      const enter = make("button", "act", "Enter");
      this.asking.replaceChildren(field, enter, this.#action("End of input", () => done(null)));
      this.asking.onsubmit = (event) => {
        event.preventDefault();
        done(field.value);
      };
      this.asking.hidden = false;
      this.status("The program waits for input.");
      say(`The program waits for input. ${prompt}`);
      field.focus();
    });
  }

  /**
   * Who could go next, each a button.
   * @param {Shown[]} options none at the end of the run
   * @param {boolean} back whether there is a choice to undo
   * @param {boolean} breaking whether to offer an order that breaks it
   */
  choices(options, back, breaking) {
    const had = this.deciding.contains(document.activeElement);
    const threads = options.map((option, at) => this.#option(option, at));
    const undo = this.#action("Undo", () => this.on.undo());
    undo.setAttribute("aria-disabled", String(!back));
    const rest = [
      undo,
      this.#action("From the start", () => this.on.restart()),
    ];
    if (breaking) rest.push(this.#action("Show me an order that breaks it", () => this.on.breaking()));
    this.deciding.replaceChildren(make("div", "threads", "", ...threads), make("div", "moves", "", ...rest));
    if (had || options.length) this.deciding.querySelector("button")?.focus({ preventScroll: true });
    this.#reveal();
  }

  /** @param {Shown} option @param {number} at */
  #option(option, at) {
    const name = make("b", "", option.name);
    const says = make("span", "says", option.says);
    if (!option.goes) return make("p", "blocked", "", name, " ", says);
    const go = button("", () => this.on.choose(option.thread));
    go.className = "go";
    go.dataset.key = String(at + 1);
    go.append(make("kbd", "", String(at + 1)), name, " ", says);
    if (option.switch) go.append(make("i", "switch", "a switch"));
    for (const event of ["focus", "pointerenter"]) go.addEventListener(event, () => this.on.light(option.line));
    return go;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.target instanceof HTMLInputElement || event.altKey || event.ctrlKey || event.metaKey) return;
    const go = this.deciding.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (go instanceof HTMLElement) {
      event.preventDefault();
      go.click();
    } else if (event.key === "Backspace" && this.deciding.childElementCount) {
      event.preventDefault();
      this.on.undo();
    }
    // While keys choose threads, a letter beside them shall not turn the page.
    if (event.key.length === 1 && this.deciding.childElementCount) event.stopPropagation();
  }

  /** @param {[string, number][]} outputs what the orders print, and how many each */
  outputs(outputs) {
    if (outputs.length < 2) return this.found.replaceChildren();
    const rows = outputs.map(([text, orders]) =>
      make("tr", "", "", make("td", "", String(orders)), make("td", "", "", make("pre", "", text || "nothing"))),
    );
    const head = make("tr", "", "", make("th", "", "Orders"), make("th", "", "Print"));
    this.found.replaceChildren(make("table", "outputs", "", head, ...rows));
  }

  /** @param {HTMLElement} element that tells what is found out */
  tell(element) {
    this.found.replaceChildren(element);
  }

  /** @param {string|null} order that breaks the program */
  takeOver(order) {
    if (!order) return this.deciding.replaceChildren();
    const step = () => this.on.takeOver(order, this.player?.events ?? null);
    this.deciding.replaceChildren(this.#action("Step from here", step));
  }

  /** @param {HTMLElement|null} drawing @param {boolean} atEnd */
  async draw(drawing, atEnd) {
    this.player = undefined;
    this.drawn.replaceChildren(...(drawing ? [drawing] : []));
    if (!drawing) return;
    await styled();
    this.player = play(drawing, this.lighting);
    if (atEnd) this.player?.jump();
    this.deciding.querySelector(".go")?.dispatchEvent(new Event("focus"));
  }

  /** @param {number} line 0 for none */
  light(line) {
    this.lighting.show(line);
  }
}
