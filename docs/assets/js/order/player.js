// Steps through a drawn order: buttons, keys, the lit line, the state of that moment.
// The drawing itself is in the page (sitekit/drawing/); nothing is lost without this.
// What a step shows is in bar.js, what it says about the program in model.js.

import { Bar, switchBefore } from "./bar.js";
import { button, make } from "./dom.js";
import { Light } from "./light.js";
import { state } from "./model.js";
import { read } from "./trace.js";

const KINDS = { breaks: "breaking order", keeps: "good order", run: "this run" };
const PAUSE = 1400; // milliseconds that a step is shown while playing
const still = matchMedia("(prefers-reduced-motion: reduce)");

class Player {
  constructor(course, light, label) {
    this.trace = read(course.querySelector("script[type='application/json']").textContent);
    this.rows = [...course.querySelectorAll(".step")];
    this.ends = course.querySelector(".ends");
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

  get over() {
    return this.at === this.rows.length;
  }

  /** The step after this one; after the last, the first. */
  get next() {
    return this.over ? 1 : this.at + 1;
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { start, back, toggle, forward } = this.actions;
    const onButton = event.target instanceof HTMLButtonElement;
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

  /** Go to where so many steps are done, and say so. */
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

  /** Offer another order at the end of this one. */
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
    this.light.show(lineOf(this.trace, row));
    this.course.style.setProperty("--bar", `${this.bar.element.offsetHeight}px`);
  }

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

/** The head of each thread's lane, by the thread's number. */
function names(course) {
  const heads = [...course.querySelectorAll("[data-thread]")];
  return new Map(heads.map((head) => [Number(head.dataset.thread), head]));
}

/** The line of the program that a row ran, or 0. */
function lineOf(trace, row) {
  return row ? trace.events[Number(row.dataset.from)].line : 0;
}

/** What a row says. */
function said(row) {
  const parts = [...row.querySelectorAll(".what > :not(.who)")].map((part) => part.textContent);
  return `${row.querySelector(".who").textContent}, ${row.querySelector("code") ? "line " : ""}${parts.join("; ")}`;
}

/** What changed in the threads' own variables. */
function news({ threads }) {
  const changed = threads.flatMap(({ own }) => own.filter((variable) => variable.changed));
  return changed.map(({ name, value }) => `${name} = ${value}`);
}

/** Scroll as little as it takes, and only if it is out of sight. */
function reveal(element) {
  element.scrollIntoView({ block: "nearest", behavior: "instant" });
}

const LABELS = { breaks: "Breaking order", keeps: "Good order" };

/** Offer the good order beside the breaking one, and each at the end of the other. */
function offer(figure, courses) {
  const show = (wanted) => {
    for (const { element, choice, player } of courses) {
      const here = element === wanted;
      element.hidden = !here;
      if (element instanceof HTMLDetailsElement) element.open = here;
      choice.setAttribute("aria-pressed", String(here));
      if (!here) player.stop();
    }
    for (const caption of figure.querySelectorAll("[data-caption]")) {
      caption.hidden = caption.dataset.caption !== wanted.dataset.course;
    }
    courses.find(({ element }) => element === wanted).player.show();
  };
  const choices = make("div", "choices");
  choices.setAttribute("role", "group");
  choices.setAttribute("aria-label", "Which order is shown");
  for (const course of courses) {
    const label = LABELS[course.element.dataset.course];
    course.choice = button(label, () => show(course.element));
    choices.append(course.choice);
    for (const other of courses.filter((each) => each !== course)) {
      other.player.leadTo(label, () => {
        show(course.element);
        course.player.begin();
      });
    }
  }
  figure.querySelector("figcaption").after(choices);
  figure.classList.add("has-choices");
  show(courses[0].element);
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
    const courses = [...elements].map((element) => {
      const kind = KINDS[element.dataset.course];
      const label = `${figure.dataset.program.split("/").at(-1)}, ${kind}`;
      return { element, player: new Player(element, light, label) };
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
