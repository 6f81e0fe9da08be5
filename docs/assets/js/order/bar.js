// The bar of the player: buttons, the line that runs, what everything holds. It sticks to
// the top of the window while its drawing passes by, and decides nothing (player.js).

import { button, make } from "./dom.js";

/** @typedef {import("./model.js").State} State */
/** @typedef {import("./model.js").Variable} Variable */
/** @typedef {import("./model.js").Wait} Wait */

/**
 * @typedef {object} Actions
 * @property {() => void} start
 * @property {() => void} back
 * @property {() => void} [toggle] left out where nothing shall move
 * @property {() => void} forward
 */

export class Bar {
  /**
   * @param {string} label what is played, for the ear
   * @param {Actions} actions
   * @param {Map<number, Element>} names the head of each thread's lane
   */
  constructor(label, actions, names) {
    this.names = names;
    /** @type {number|undefined} for which there is room */
    this.width = undefined;
    this.start = button("Start", actions.start);
    this.back = button("Back", actions.back);
    this.play = actions.toggle && button("Play", actions.toggle);
    this.forward = button("Forward", actions.forward);
    this.count = make("span", "count");
    this.here = make("p", "here");
    this.panel = make("dl", "state");
    this.now = make("div", "moment", "", this.here, this.panel);
    this.spoken = make("p", "visually-hidden");
    this.spoken.setAttribute("aria-live", "polite");
    const buttons = [this.start, this.back, this.play, this.forward].filter((made) => made !== undefined);
    const row = make("div", "buttons", "", ...buttons, this.count);
    this.element = make("div", "player", "", row, this.now, this.spoken);
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", `${label}: step with the arrow keys`);
  }

  /**
   * How far the order is played: 0 is before its first step.
   * @param {number} step
   * @param {number} steps
   */
  at(step, steps) {
    this.count.textContent = step ? `Step ${step} of ${steps}` : `${steps} steps`;
    for (const dead of [this.start, this.back]) {
      dead.setAttribute("aria-disabled", String(step === 0));
    }
    this.forward.textContent = step === steps ? "Again" : "Forward";
  }

  /** @param {string} words for the ear, politely */
  say(words) {
    this.spoken.textContent = words;
  }

  /** @param {boolean} yes */
  playing(yes) {
    if (this.play) this.play.textContent = yes ? "Pause" : "Play";
  }

  /**
   * Show a row of the drawing as the one that happens, and the state after it.
   * @param {Element|undefined} row none before the first step
   * @param {State} state
   */
  show(row, state) {
    this.now.hidden = !row;
    if (!row) return;
    const parts = [row.querySelector("svg"), row.querySelector(".who"), row.querySelector("code")];
    this.here.className = `here ${look(row)}`;
    this.here.replaceChildren(...parts.filter((part) => part !== null).map((part) => part.cloneNode(true)));
    const switched = switchBefore(row);
    if (switched) this.here.append(make("span", "switched", switched.textContent.trim()));
    this.panel.replaceChildren(...this.entries(state));
  }

  /**
   * Make room for the highest of all moments, so that nothing below it ever dances.
   * @param {[Element, State][]} moments as for `show`, which comes next
   */
  reserve(moments) {
    if (this.width === this.element.offsetWidth) return;
    this.width = this.element.offsetWidth;
    this.now.style.minHeight = "";
    const heights = moments.map(([row, state]) => {
      this.show(row, state);
      return this.now.getBoundingClientRect().height;
    });
    this.now.style.minHeight = `${Math.ceil(Math.max(...heights))}px`;
  }

  /** @param {State} state */
  entries({ variables, locks, threads }) {
    return [
      ...variables.map(({ name, value, changed }) =>
        entry(`variable${changed ? " changed" : ""}`, name, value || "–"),
      ),
      ...locks.map(({ name, owner }) => entry("lock", name, owner ? `held by ${owner}` : "free")),
      ...threads.map(({ number, name, own, waits }) =>
        entry(`thread ${look(this.names.get(number))}`, name, ...own.map(held), ...blocked(waits)),
      ),
    ];
  }
}

/**
 * The line before a row that says a thread could have gone on, if there is one.
 * @param {Element} row
 */
export function switchBefore(row) {
  const before = row.previousElementSibling;
  return before?.classList.contains("switch") ? before : null;
}

/**
 * The class that colors a thread.
 * @param {Element|undefined} element of that thread
 */
function look(element) {
  return [...(element?.classList ?? [])].find((name) => /^t\d$/.test(name)) ?? "";
}

/** @param {string} className @param {string} name @param {...(Node|string)} values */
function entry(className, name, ...values) {
  const parts = values.flatMap((value, at) => (at ? [", ", value] : [value]));
  return make("div", className, "", make("dt", "", name), make("dd", "", "", ...parts));
}

/** @param {Variable} variable */
function held({ name, value, changed }) {
  return make("code", changed ? "changed" : "", `${name} = ${value}`);
}

/** @param {Wait|null} waits */
function blocked(waits) {
  return waits ? [`waits for ${waits.what}${waits.holder ? `, held by ${waits.holder}` : ""}`] : [];
}
