// Steps through a drawn order: buttons, keys, the lit line, the state of that moment.
// The drawing itself is in the page (sitekit/drawing/); nothing is lost without this.
// What a step shows is in bar.js, what it says about the program in model.js.

import { Bar, switchBefore } from "./bar.js";
import { button, make } from "./dom.js";
import { Light } from "./light.js";
import { state } from "./model.js";
import { read } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./model.js").State} State */
/** @typedef {{element: HTMLElement, kind: string, player: Player}} Course an order of a drawing */

/** @type {Record<string, string>} */
const KINDS = { breaks: "breaking order", keeps: "good order", run: "this order" };
const PAUSE = 1400; // milliseconds that a step is shown while playing
const still = matchMedia("(prefers-reduced-motion: reduce)");

class Player {
  /**
   * @param {HTMLElement} course
   * @param {Light} light
   * @param {string} label for the ear
   */
  constructor(course, light, label) {
    this.trace = read(part(course, "script[type='application/json']").textContent);
    this.rows = /** @type {HTMLElement[]} */ ([...course.querySelectorAll(".step")]);
    this.ends = part(course, ".ends");
    this.course = course;
    this.light = light;
    this.at = 0; // steps that are done; before the first, the drawing stands as a whole
    this.actions = {
      start: () => this.go(0),
      back: () => this.go(this.at - 1),
      toggle: still.matches ? undefined : () => this.toggle(),
      forward: () => this.go(this.next),
    };
    this.bar = new Bar(label, this.actions, names(course));
    this.bar.element.addEventListener("keydown", (event) => this.key(event));
    course.prepend(this.bar.element);
    this.show();
  }

  /** The row that happens; undefined before the first step. */
  get row() {
    return this.rows[this.at - 1];
  }

  /** The line of the program that runs, or 0. */
  get line() {
    return this.row && own(this.row) ? this.trace.events[Number(this.row.dataset.from)].line : 0;
  }

  /** The events that have happened; null when all have. */
  get events() {
    return this.over ? null : Number(this.row?.dataset.until ?? 0);
  }

  get over() {
    return this.at === this.rows.length;
  }

  /** The step after this one; after the last, the first. */
  get next() {
    return this.over ? 1 : this.at + 1;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { start, back, toggle, forward } = this.actions;
    const onButton = event.target instanceof HTMLButtonElement;
    /** @type {Record<string, (() => void)|undefined>} */
    const keys = {
      ArrowRight: forward,
      ArrowLeft: back,
      Home: start,
      End: () => this.go(this.rows.length),
      " ": onButton ? undefined : toggle,
    };
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  toggle() {
    if (this.timer) return this.stop();
    const step = () => {
      // Whoever scrolls wants to read: do not scroll back.
      if (this.timer && scrollY !== this.scrolled) return this.stop();
      this.go(this.next, true);
      this.scrolled = scrollY;
      if (this.over) this.stop();
    };
    this.bar.playing(true);
    step();
    if (!this.over) this.timer = setInterval(step, PAUSE);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.bar.playing(false);
  }

  /**
   * Go to where so many steps are done, and say so.
   * @param {number} step
   */
  go(step, playing = false) {
    if (!playing) this.stop();
    this.at = Math.max(0, Math.min(step, this.rows.length));
    this.show();
    this.bar.say(this.words());
    if (this.at === 1) this.settle();
    if (this.over) reveal(this.onward ?? this.ends);
    if (this.row) reveal(this.row);
  }

  /** Show the last step at once, without a word or a movement. */
  jump() {
    this.at = this.rows.length;
    this.show();
  }

  /** Where the window is too low for all of it, begin with the bar where it sticks. */
  settle() {
    if (this.ends.getBoundingClientRect().bottom <= innerHeight) return;
    this.course.scrollIntoView({ block: "start", behavior: "instant" });
  }

  /** Show it from its start, to whoever came from the end of another order. */
  begin() {
    this.go(0);
    this.bar.element.focus({ preventScroll: true });
    this.course.scrollIntoView({ block: "start", behavior: "instant" });
  }

  /**
   * Offer another order at the end of this one.
   * @param {string} label
   * @param {() => void} action
   */
  leadTo(label, action) {
    this.onward = make("p", "onward", "", button(label, action));
    this.ends.after(this.onward);
  }

  show() {
    const { row, rows, at, over } = this;
    rows.forEach((other, index) => {
      const later = at > 0 && index >= at;
      other.classList.toggle("now", other === row);
      other.classList.toggle("later", later);
      switchBefore(other)?.classList.toggle("later", later);
    });
    this.ends.classList.toggle("later", at > 0 && !over);
    this.bar.at(at, rows.length);
    if (row) this.bar.reserve(rows.map((each) => [each, this.state(each)]));
    this.bar.show(row, this.state(row));
    this.light.show(this.line);
    this.course.style.setProperty("--bar", `${this.bar.element.offsetHeight}px`);
  }

  /** @param {HTMLElement|undefined} row that happened last, if one did */
  state(row) {
    const { from, until } = row?.dataset ?? { from: 0, until: 0 };
    return state(this.trace, Number(until), Number(from));
  }

  /** This moment, for the ear. */
  words() {
    if (!this.row) return `Before the first of ${this.rows.length} steps.`;
    const switched = switchBefore(this.row)?.textContent.trim();
    const parts = [
      `Step ${this.at} of ${this.rows.length}`,
      switched,
      [said(this.row), ...news(this.state(this.row))].join("; "),
    ];
    const ends = this.over ? ` ${this.ends.textContent.trim()}` : "";
    return `${parts.filter(Boolean).join(". ")}.${ends}`;
  }
}

/**
 * A part that every drawing has.
 * @param {Element} place
 * @param {string} selector
 */
function part(place, selector) {
  const found = place.querySelector(selector);
  if (found) return found;
  throw new Error(`This drawing is not whole: it has no ${selector}.`);
}

/**
 * The head of each thread's lane, by the thread's number.
 * @param {HTMLElement} course
 */
function names(course) {
  const heads = /** @type {HTMLElement[]} */ ([...course.querySelectorAll("[data-thread]")]);
  return new Map(heads.map((head) => [Number(head.dataset.thread), head]));
}

/** Whether a row's line is the program's, and not that of a file beside it, whose name it has. @param {HTMLElement} row */
const own = (row) => /^\d/.test(row.querySelector("code")?.textContent ?? "");

/**
 * What a row says.
 * @param {HTMLElement} row
 */
function said(row) {
  const parts = [...row.querySelectorAll(".what > :not(.who)")].map((told) => told.textContent);
  return `${part(row, ".who").textContent}, ${own(row) ? "line " : ""}${parts.join("; ")}`;
}

/**
 * What changed in the threads' own variables.
 * @param {State} state
 */
function news({ threads }) {
  const changed = threads.flatMap(({ own }) => own.filter((variable) => variable.changed));
  return changed.map(({ name, value }) => `${name} = ${value}`);
}

/**
 * Scroll as little as it takes, and only if it is out of sight.
 * @param {Element} element
 */
function reveal(element) {
  element.scrollIntoView({ block: "nearest", behavior: "instant" });
}

/** @type {Record<string, string>} */
const LABELS = { breaks: "Breaking order", keeps: "Good order" };

/**
 * Offer the good order beside the breaking one, and each at the end of the other.
 * @param {HTMLElement} figure
 * @param {Course[]} courses
 */
function offer(figure, courses) {
  const captions = /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll("[data-caption]"));
  const buttons = courses.map((course) => button(LABELS[course.kind], () => show(course)));
  const show = (/** @type {Course} */ wanted) => {
    for (const [at, { element, player }] of courses.entries()) {
      const here = element === wanted.element;
      element.hidden = !here;
      if (element instanceof HTMLDetailsElement) element.open = here;
      buttons[at].setAttribute("aria-pressed", String(here));
      if (!here) player.stop();
    }
    for (const caption of captions) caption.hidden = caption.dataset.caption !== wanted.kind;
    wanted.player.show();
  };
  const choices = make("div", "choices", "", ...buttons);
  choices.setAttribute("role", "group");
  choices.setAttribute("aria-label", "Which order is shown");
  for (const course of courses) {
    for (const other of courses.filter((each) => each !== course)) {
      other.player.leadTo(LABELS[course.kind], () => {
        show(course);
        course.player.begin();
      });
    }
  }
  part(figure, "figcaption").after(choices);
  figure.classList.add("has-choices");
  show(courses[0]);
}

/**
 * Give a drawing its player.
 * @param {HTMLElement} figure
 * @param {Light} light of the program that is drawn
 * @returns {Player|undefined} that of its first order
 */
export function play(figure, light = new Light(document.getElementById(figure.dataset.figure ?? ""))) {
  try {
    const elements = /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll(".course"));
    const program = (figure.dataset.program ?? "").split("/").at(-1);
    const courses = [...elements].map((element) => {
      const kind = element.dataset.course ?? "";
      return { element, kind, player: new Player(element, light, `${program}, ${KINDS[kind]}`) };
    });
    if (courses.length > 1) offer(figure, courses);
    return courses[0]?.player;
  } catch (error) {
    figure.append(make("p", "left-out", /** @type {Error} */ (error).message));
  }
}

/** Give every drawing on the page its player. */
export function start() {
  const figures = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure.order"));
  for (const figure of figures) play(figure);
}
