// An exercise: the program that it begins with is one to break and to mend, and Check has
// the reader's answer judged by the checks that the page lists. The program itself is run,
// edited and stepped as any other (desk.js); what is shown of a verdict is in verdict.js,
// what is said in feedback.js, what is kept in progress.js.

import { button, make } from "../order/dom.js";
import { say } from "../say.js";
import { styled } from "../styles.js";
import { ANSWER, complaint, conclusion, goal } from "./feedback.js";
import { aside, broken, read, refused, tried, update } from "./progress.js";
import { element } from "./safe.js";
import { Verdict } from "./verdict.js";
import { Versions } from "./versions.js";
import { counted, plainly } from "./words.js";

/** @typedef {ReturnType<typeof import("./desk.js").desk>} Desk */
/** @typedef {import("./protocol.js").Check} Check */
/** @typedef {import("./protocol.js").Judgment} Judgment */
/** @typedef {import("./protocol.js").Answer} Answer */
/** @typedef {import("./feedback.js").Conclusion} Conclusion */

const SECONDS = 5; // of each check
const LONGER = 4; // times as long, whenever the reader goes on
const REFUSALS = 3; // by one check, after which a hint is offered

/**
 * Make this program the starter of the exercise with these checks; once.
 * @param {Desk} desk
 * @param {HTMLElement} list of the checks on the page
 */
export function pose(desk, list) {
  desk.exercise ??= new Exercise(desk, list);
}

class Exercise {
  /** @param {Desk} desk @param {HTMLElement} list */
  constructor(desk, list) {
    this.desk = desk;
    this.name = list.dataset.exercise ?? "";
    this.fewest = list.dataset.fewest ? Number(list.dataset.fewest) : null;
    this.goal = this.fewest === null ? "" : goal(this.fewest);
    this.checks = [...list.querySelectorAll("[data-check]")].map(check);
    this.verdict = new Verdict(list);
    this.versions = new Versions(desk.figure, ({ source }) => this.recall(source));
    /** @type {Map<string, Judgment>} of the source that was judged last */
    this.judgments = new Map();
    this.source = "";
    this.seconds = SECONDS;
    this.versions.show(read(this.name), desk.source);
    styled("verdict.css");
  }

  // --- what the desk calls

  /** @param {string} source */
  judge(source) {
    this.source = source;
    this.seconds = SECONDS;
    this.judgments.clear();
    this.verdict.clear();
    return this.#ask(this.checks, null);
  }

  /** @param {number} switches */
  broke(switches) {
    this.versions.show(update(this.name, (kept) => broken(kept, switches)), this.desk.source);
  }

  changed() {
    if (this.desk.source !== this.source) this.verdict.stale();
    this.versions.show(read(this.name), this.desk.source);
  }

  /** @param {string} source */
  dropped(source) {
    this.versions.show(update(this.name, (kept) => aside(kept, source)), this.desk.source);
  }

  // --- judging

  /** Judge by one check again, for longer. @param {string} name */
  #goOn(name) {
    this.seconds *= LONGER;
    return this.#ask(this.checks.filter((check) => check.name === name), name);
  }

  /** @param {Check[]} by @param {string|null} only */
  async #ask(by, only) {
    const { desk, verdict, checks, seconds } = this;
    const begin = (/** @type {string} */ name, /** @type {number} */ orders) => {
      verdict.running(name, orders);
      const at = checks.findIndex((check) => check.name === name) + 1;
      desk.panel.status(`Check ${at} of ${checks.length}: ${counted(orders, "order")} so far`);
    };
    const request = { op: /** @type {const} */ ("judge"), name: ANSWER, promised: null, seconds, checks, only };
    const asked = desk.ask("Judging your answer", request, {
      judging: begin,
      judged: (judgment) => {
        verdict.judged(judgment);
        if (judgment.passed) say(`Passed: ${verdict.says.get(judgment.check)}`);
      },
    });
    verdict.settle(); // once the focus is where it may stay
    desk.panel.output([]);
    desk.panel.tell(verdict.element);
    verdict.running(by[0].name, 0);
    const answer = await asked;
    verdict.halted();
    if (!answer) return;
    if (answer.refused) return desk.panel.status(plainly(answer.refused), "bad");
    for (const judgment of answer.judgments ?? []) {
      this.judgments.set(judgment.check, judgment);
      verdict.judged(judgment);
    }
    await this.#conclude(Boolean(answer.interrupted));
  }

  /** @param {boolean} interrupted */
  async #conclude(interrupted) {
    const { desk, checks, verdict } = this;
    const found = checks.flatMap(({ name }) => this.judgments.get(name) ?? []);
    const concluded = conclusion(found, checks.length, interrupted);
    this.#keep(concluded, found, interrupted);
    desk.show(null, null);
    desk.panel.status(concluded.says, concluded.tone);
    for (const judgment of found.filter(({ more }) => more)) {
      const longer = `Go on, for ${this.seconds * LONGER} s`;
      verdict.offerMore(judgment.check, longer, () => this.#goOn(judgment.check));
    }
    const { refusal, solved } = concluded;
    if (refusal) verdict.offer([this.#stepping(refusal), this.#hint(refusal)], this.#doubt(refusal));
    else verdict.offer([solved ? onward() : null], null);
    const drawn = refusal && usable(refusal) ? refusal.figure : null;
    await desk.panel.draw(drawn ? element(drawn) : null, false);
    say([concluded.says, refusal && verdict.says.get(refusal.check), refusal?.sentence].filter(Boolean).join(" "));
  }

  /** @param {Conclusion} concluded @param {Judgment[]} found @param {boolean} interrupted */
  #keep({ refusal, solved }, found, interrupted) {
    const { name, source } = this;
    const unusable = refusal && !usable(refusal);
    const open = found.some(({ passed }) => passed === null);
    const verdict = refusal ? "refused" : solved ? "passed" : open ? "open" : "";
    if (!verdict || (interrupted && !refusal)) return;
    const says = refusal ? (this.verdict.says.get(refusal.check) ?? "") : "";
    const kept = update(name, (before) => {
      if (unusable) return aside(before, source);
      const counted = refusal ? refused(before, refusal.check) : before;
      return this.desk.draft.edited ? tried(counted, { source, verdict, says }) : counted; // the starter is no try
    });
    this.versions.show(kept, this.desk.source);
  }

  // --- what a reader can do next

  /** @param {Judgment} refusal */
  #stepping({ check, order, way }) {
    const beside = this.checks.filter(({ name }) => name === check);
    if (!order || !usable({ way })) return null;
    return act("Step from there", () => this.desk.step(order, this.desk.panel.player?.events ?? null, beside));
  }

  /** The next hint, once the same check has refused often enough. @param {Judgment} refusal */
  #hint({ check }) {
    const hints = hintsOf(document);
    const at = hints.findIndex((hint) => !hint.open);
    if (at < 0 || (read(this.name).refused[check] ?? 0) < REFUSALS) return null;
    return act(`Open hint ${at + 1}`, () => unfold(hints[at]));
  }

  /** @param {Judgment} refusal */
  #doubt(refusal) {
    const form = /** @type {HTMLAnchorElement|null} */ (document.querySelector(".page-help a[href*='/issues/new']"));
    if (!form) return null;
    const link = make("a", "", "Is this order impossible, or harmless? Tell us");
    link.href = complaint(form.href, this.name, refusal, this.source);
    return link;
  }

  /** Take up an answer again; what stands in the editor is put aside. @param {string} source */
  async recall(source) {
    const { desk, name } = this;
    const mine = desk.source;
    if (desk.draft.edited) update(name, (kept) => aside(kept, mine));
    await desk.draft.open(source);
    desk.changed();
    say("It is in the editor.");
  }
}

/** Whether it is an answer yet, that some order breaks. @param {Pick<Judgment, "way">} refusal */
const usable = ({ way }) => way !== "syntax" && way !== "missing";

/** A check as the page lists it. @param {Element} item @returns {Check} */
function check(item) {
  const { dataset } = /** @type {HTMLElement} */ (item);
  return { name: dataset.check ?? "", source: item.querySelector("pre > code")?.textContent ?? "" };
}

/** @param {string} label @param {() => void} action */
function act(label, action) {
  const made = button(label, action);
  made.className = "act";
  return made;
}

/** The hints of a page, in their order: they follow its heading. @param {Document} page */
function hintsOf(page) {
  /** @type {HTMLDetailsElement[]} */
  const found = [];
  for (let next = page.getElementById("hints")?.nextElementSibling; next && !next.matches("h2"); next = next.nextElementSibling) {
    found.push(...(next instanceof HTMLDetailsElement ? [next] : []), ...next.querySelectorAll("details"));
  }
  return found;
}

/** @param {HTMLDetailsElement} hint */
function unfold(hint) {
  for (let fold = /** @type {HTMLDetailsElement|null|undefined} */ (hint); fold; fold = fold.parentElement?.closest("details")) {
    fold.open = true;
  }
  const summary = hint.querySelector("summary");
  summary?.scrollIntoView({ block: "center", behavior: "instant" });
  summary?.focus({ preventScroll: true });
}

/** Where an answer that is right can be compared with others. */
function onward() {
  if (!document.getElementById("solutions")) return null;
  const link = make("a", "act", "Compare with the solutions");
  link.href = "#solutions";
  return link;
}
