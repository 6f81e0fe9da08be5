// Steps through a drawn order: buttons, keys, the lit line, the state of that moment.
// The drawing itself is in the page (sitekit/drawing.py); nothing is lost without this.

import { state } from "./model.js";
import { read } from "./trace.js";

const PAUSE = 1400; // milliseconds that a step is shown while playing
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** An element with a class, a text and children. */
function make(tag, className = "", text = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

function button(label, action) {
  const element = make("button", "", label);
  element.type = "button";
  element.addEventListener("click", action);
  return element;
}

/** Lights lines of a program's code block, without touching its text. */
class Light {
  constructor(figure) {
    this.code = figure?.querySelector(".highlight:not(.language-text) pre > code");
  }

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

class Player {
  constructor(course, light, label) {
    this.trace = read(course.querySelector("script[type='application/json']").textContent);
    this.rows = [...course.querySelectorAll(".step")];
    this.course = course;
    this.light = light;
    this.at = this.rows.length;
    this.count = make("span", "count");
    this.spoken = make("p", "visually-hidden");
    this.spoken.setAttribute("aria-live", "polite");
    this.panel = make("dl", "state");
    this.panel.hidden = true;
    course.prepend(this.controls(label));
    this.count.textContent = `${this.rows.length} steps`;
  }

  controls(label) {
    const buttons = make("div", "buttons");
    buttons.append(button("Start", () => this.go(0)), button("Back", () => this.go(this.at - 1)));
    if (!still.matches) {
      this.play = button("Play", () => this.toggle());
      buttons.append(this.play);
    }
    buttons.append(button("Forward", () => this.go(this.at + 1)), this.count);
    const box = make("div", "player", "", buttons, this.panel, this.spoken);
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", `${label}: step with the arrow keys`);
    box.addEventListener("keydown", (event) => this.key(event));
    return box;
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const onButton = event.target instanceof HTMLButtonElement;
    const actions = {
      ArrowRight: () => this.go(this.at + 1),
      ArrowLeft: () => this.go(this.at - 1),
      Home: () => this.go(0),
      End: () => this.go(this.rows.length),
      " ": onButton || still.matches ? undefined : () => this.toggle(),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  toggle() {
    if (this.timer) return this.stop();
    if (this.at >= this.rows.length) this.go(0);
    this.play.textContent = "Pause";
    this.timer = setInterval(() => {
      this.go(this.at + 1, true);
      if (this.at >= this.rows.length) this.stop();
    }, PAUSE);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.play) this.play.textContent = "Play";
  }

  /** Show the first `step` rows as done, the last of them as the one that happens. */
  go(step, playing = false) {
    if (!playing) this.stop();
    this.at = Math.max(0, Math.min(step, this.rows.length));
    const row = this.rows[this.at - 1];
    const over = this.at === this.rows.length;
    this.course.dataset.playing = over ? "over" : "yes";
    this.rows.forEach((other, index) => {
      other.classList.toggle("now", other === row);
      other.classList.toggle("later", index >= this.at);
    });
    const now = state(this.trace, row ? Number(row.dataset.until) : this.before);
    this.light.show(now.line && row ? now.line : 0);
    this.describe(now);
    this.count.textContent = `Step ${this.at} of ${this.rows.length}`;
    this.spoken.textContent = `${this.count.textContent}. ${row ? said(row) : "Nothing has happened yet"}.`;
    if (row) reveal(row);
  }

  /** How many events are over before the first row. */
  get before() {
    return Number(this.rows[0]?.dataset.from ?? 0);
  }

  describe({ variables, locks, waiting }) {
    const entry = (name, value, className = "") =>
      make("div", className, "", make("dt", "", name), make("dd", "", value));
    this.panel.hidden = false;
    this.panel.replaceChildren(
      ...variables.map(({ name, value, changed }) => entry(name, value || "–", changed ? "changed" : "")),
      ...locks.map(({ name, owner }) => entry(name, owner ? `held by ${owner}` : "free", "lock")),
      ...waiting.map(({ thread, what, holder }) =>
        entry(thread, `waits for ${what}${holder ? `, held by ${holder}` : ""}`, "waiting"),
      ),
    );
    // It may grow, and never shrinks, so that what is below does not dance.
    this.height = Math.max(this.height ?? 0, this.panel.offsetHeight);
    this.panel.style.minHeight = `${this.height}px`;
  }
}

/** What a row says, for the ear. */
function said(row) {
  const parts = [...row.querySelectorAll(".what > :not(.who)")].map((part) => part.textContent);
  return `${row.querySelector(".who").textContent}, ${row.querySelector("code") ? "line " : ""}${parts.join("; ")}`;
}

/** Scroll as little as it takes, and only if the row is out of sight. */
function reveal(row) {
  row.scrollIntoView({ block: "nearest", behavior: "instant" });
}

/** Offer the good order beside the breaking one. */
function offer(figure, courses) {
  const show = (wanted) => {
    for (const { element, choice, player } of courses) {
      const here = element === wanted;
      element.hidden = !here;
      if (element instanceof HTMLDetailsElement) element.open = here;
      choice.setAttribute("aria-pressed", String(here));
      if (!here) player.stop();
      player.light.show(0);
    }
  };
  const names = { breaks: "Breaking order", keeps: "Good order" };
  const choices = make("div", "choices");
  choices.setAttribute("role", "group");
  choices.setAttribute("aria-label", "Which order is shown");
  for (const course of courses) {
    course.choice = button(names[course.element.dataset.course], () => show(course.element));
    choices.append(course.choice);
  }
  figure.querySelector("figcaption").after(choices);
  figure.classList.add("switched");
  show(courses[0].element);
}

/** Give every drawing on the page its player. */
export function start() {
  for (const figure of document.querySelectorAll("figure.order")) {
    const light = new Light(document.getElementById(figure.dataset.figure));
    try {
      const courses = [...figure.querySelectorAll(".course")].map((element) => {
        const kind = element.dataset.course === "keeps" ? "good order" : "breaking order";
        const label = `${figure.dataset.program.split("/").at(-1)}, ${kind}`;
        return { element, player: new Player(element, light, label) };
      });
      if (courses.length > 1) offer(figure, courses);
    } catch (error) {
      figure.append(make("p", "left-out", error.message));
    }
  }
}
