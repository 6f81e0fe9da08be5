// A program on the page as something that runs: its editor, its output, its orders. There
// is one Desk for each figure, and one engine for all of them (engine.js). What is shown is
// made by panel.js, what is said by words.js.

import { say } from "../say.js";
import { Draft } from "./draft.js";
import { Engine, missing, Stopped } from "./engine.js";
import { ANSWER } from "./feedback.js";
import { PACKED } from "./packed.js";
import { Panel } from "./panel.js";
import { element } from "./safe.js";
import { pack, unpack } from "./share.js";
import { LINK } from "./start.js";
import { counted, ended, game, joined, next, plainly, verdict } from "./words.js";

/** @typedef {import("./protocol.js").Check} Check */
/** @typedef {import("./protocol.js").Request} Request */
/** @typedef {import("./protocol.js").Answer} Answer */
/** @typedef {import("./protocol.js").Option} Option */
/** @typedef {import("./protocol.js").Places} Places */
/** @typedef {{promised: import("./protocol.js").Promised, verdict?: string, switches?: number|null}} Known */

/**
 * @typedef {object} Exercise of which a program is the starter (exercise.js)
 * @property {number|null} fewest switches that break it
 * @property {string} goal for the reader who breaks it
 * @property {(source: string) => Promise<void>} judge what Check does
 * @property {(switches: number) => void} broke
 * @property {() => void} changed after an edit
 * @property {(source: string) => void} dropped what a reset has taken away
 */

const LEARNING = 5; // seconds of the run that an edited program has before it is judged
const ROOT = new URL("../../", import.meta.url);

/** @type {Map<HTMLElement, Desk>} */
const desks = new Map();
const engine = new Engine((share) => {
  for (const desk of desks.values()) desk.loading(share);
});

/** @type {Promise<Record<string, Known>>|undefined} */
let programs;

/** What the pages promise of each program. */
function known() {
  programs ??= fetch(new URL(`run/${PACKED.programs}`, ROOT)).then((response) => response.json());
  programs.catch(() => (programs = undefined));
  return programs;
}

/** @param {HTMLElement} figure @returns {Desk} the one that belongs to this figure */
export function desk(figure) {
  const found = desks.get(figure) ?? new Desk(figure);
  desks.set(figure, found);
  return found;
}

class Desk {
  /** @param {HTMLElement} figure */
  constructor(figure) {
    this.figure = figure;
    this.path = figure.dataset.program ?? "";
    this.name = this.path.split("/").at(-1) ?? "";
    this.busy = false;
    this.halted = false; // by the reader, in what goes on
    this.doing = ""; // what is going on, in words
    /** @type {import("./engine.js").Hearing} what hears of it */
    this.hearing = {};
    /** @type {import("./protocol.js").Part[]} */
    this.parts = [];
    /** @type {{places: Places|undefined, choices: number[], options: Option[]}|null} where stepping stands */
    this.position = null;
    /** @type {string[]} what was typed into the last run */
    this.typed = [];
    /** @type {{seed: number|null, order: string|null}} of what is shown, or of a link */
    this.shown = { seed: null, order: null };
    this.brought = false; // by a link, and not run yet
    /** @type {Answer|null} what the last run came to, and of which source */
    this.last = null;
    this.lastSource = "";
    /** @type {Exercise|null} */
    this.exercise = null;
    /** @type {Check[]} the check that is stepped with the program, if one is */
    this.beside = [];
    /** What the first order of a search printed, of a program without a promise, and of which. */
    this.first = { source: "", shown: "" };
    /** @type {Panel} */
    this.panel = new Panel(figure, this.name, {
      stop: () => {
        this.halted = true;
        engine.stop(this.hearing);
      },
      shuffle: () => this.shuffle(),
      seeded: (seed) => this.run(seed),
      choose: (thread) => this.choose(thread),
      undo: () => this.undo(),
      restart: () => this.step(null, null, this.beside),
      breaking: () => this.breaking(),
      takeOver: (order, events) => this.step(order, events),
      share: () => this.share(),
      light: (line) => this.light(line),
    });
    this.draft = new Draft(figure, this.path, {
      run: () => this.act("run"),
      changed: () => this.changed(),
      reset: () => {
        this.panel.close();
        if (this.draft.dropped !== null) this.exercise?.dropped(this.draft.dropped);
      },
    });
  }

  get source() {
    return this.draft.source;
  }

  /** @param {string} action of a button: run, edit, step or check @returns {Promise<void>} */
  async act(action) {
    if (action === "edit") return this.draft.toggle();
    if (this.busy) return;
    const why = missing();
    if (why) return this.panel.refuse(why);
    if (!this.source.trim()) return this.panel.refuse("There is no program yet: write one in the editor.");
    if (action === "run" && this.brought) return this.run(this.shown.seed, this.shown.order);
    if (action === "run") return this.run(null);
    if (action === "step") return this.step();
    return this.exercise ? this.exercise.judge(this.source) : this.check();
  }

  /** An edit makes what was found out about the program before it stale. */
  changed() {
    this.position = null;
    this.shown = { seed: null, order: null };
    this.panel.stale();
    this.exercise?.changed();
    // A reload shall bring what is written now, and not what the link has brought.
    if (location.hash.startsWith(LINK)) history.replaceState(null, "", location.pathname + location.search);
  }

  /** @param {number} share of what the first click loads; 1 when it is there */
  loading(share) {
    if (!this.busy) return;
    const doing = share < 1 ? `Loading Python: ${Math.round(share * 100)} %` : this.doing;
    if (doing) this.panel.status(`${doing} …`);
  }

  /** What the page promises of this program, if that is known and it is the page's own. */
  async promised() {
    const promised = await this.pagePromise();
    if (!this.draft.edited) return promised;
    const kept = this.lastSource === this.source && this.last?.held && !this.last.broken;
    return kept ? promised : null;
  }

  /** What is known of the page's program, if that can be loaded. */
  async known() {
    const programs = await known().catch(() => undefined);
    return programs?.[this.path];
  }

  /** What the page promises of its own program, if anything. */
  async pagePromise() {
    const promised = (await this.known())?.promised ?? {};
    return Object.keys(promised).length ? promised : null;
  }

  /** @param {Partial<Request>} request @returns {Promise<Request>} */
  async request(request) {
    const promised = await this.promised();
    const name = this.path || "program.py";
    const { source, typed } = this;
    return { op: "run", source, name, anchor: this.figure.id, promised, typed, ...request };
  }

  /**
   * Ask the engine, while the panel says that something is going on.
   * @param {string} doing
   * @param {Partial<Request>} request
   * @param {import("./engine.js").Hearing} [hearing]
   * @returns {Promise<Answer|undefined>} undefined if it was stopped, or could not start
   */
  async ask(doing, request, hearing = {}) {
    if (this.busy) return;
    this.busy = true;
    const source = this.source;
    [this.doing, this.hearing] = [doing, hearing];
    this.panel.begin(doing);
    if (doing) say(`${doing} …`);
    try {
      const answer = await engine.ask(await this.request(request), hearing);
      if (source === this.source) return answer;
      this.panel.status("The program was edited meanwhile: ask again.");
    } catch (error) {
      const told = /** @type {Error} */ (error);
      const why = told instanceof Stopped ? told.message : `Python could not be started: ${told.message}`;
      this.panel.status(why);
      say(why);
    } finally {
      this.busy = false;
      this.panel.end();
    }
  }

  // --- run

  /**
   * @param {number|null} seed
   * @param {string|null} [order]
   * @param {number|null} [seconds] after which it is stopped
   */
  async run(seed, order = null, seconds = null) {
    if (this.busy) return;
    this.parts = [];
    this.typed = [];
    this.panel.output(this.parts);
    const source = this.source;
    const request = { op: /** @type {const} */ ("run"), seed, order, seconds, real_time: this.panel.realTime };
    // An edited program is held to the page's promise, to see whether it still keeps it.
    if (this.draft.edited) Object.assign(request, { promised: await this.pagePromise() });
    const answer = await this.ask("Running", request, {
      ...this.typing,
      parts: (more) => {
        this.parts = joined(this.parts, more);
        this.panel.output(this.parts);
      },
    });
    if (!answer) return;
    [this.last, this.lastSource] = [answer, source];
    this.show(seed, seed === null ? order : null);
    const told = [seed === null ? "" : `Seed ${seed}.`, ended(answer)].filter(Boolean).join(" ");
    this.panel.status(told, answer.refused || (answer.broken && !this.draft.edited) ? "bad" : "");
    if (answer.line) this.light(answer.line);
    await this.draw(answer);
    const printed = this.parts.map(([, text]) => text).join("");
    say(`${printed.slice(0, 300)} ${told}`);
  }

  /**
   * What is shown from now on is this order: Share brings it along.
   * @param {number|null} seed
   * @param {string|null} order
   */
  show(seed, order) {
    this.shown = { seed, order };
    this.brought = false;
    this.panel.seed(seed);
  }

  /** Whoever hears of a run asks the reader, and what was typed is kept for the next. */
  get typing() {
    return {
      ask: async (/** @type {string} */ prompt) => {
        const typed = await this.panel.ask(prompt);
        if (typed !== null) this.typed.push(typed);
        return typed;
      },
    };
  }

  shuffle() {
    return this.run(Math.floor(Math.random() * 10_000));
  }

  /** @param {Answer} answer @param {boolean} [atEnd] */
  async draw(answer, atEnd = false) {
    const drawing = answer.figure ? element(answer.figure) : null;
    await this.panel.draw(drawing, atEnd);
  }

  // --- step

  /**
   * @param {string|null} [order] to step along
   * @param {number|null} [events] of its drawing after which the reader takes over
   * @param {Check[]} [beside] the check that is stepped with the program, if one is
   */
  async step(order = null, events = null, beside = []) {
    if (!beside.length && !(await this.learn())) return;
    this.beside = beside;
    const request = { op: /** @type {const} */ ("step"), order, events, ...(await this.held()) };
    const answer = await this.ask("Looking where the order matters", request, this.typing);
    if (answer) await this.stepped(answer);
  }

  /** @param {number} thread */
  choose(thread) {
    if (this.position) return this.move([...this.position.choices, thread]);
  }

  undo() {
    if (this.position?.choices.length) return this.move(this.position.choices.slice(0, -1));
  }

  /** @param {number[]} choices */
  async move(choices) {
    const places = this.position?.places;
    const answer = await this.ask("", { op: "step", places, choices, ...(await this.held()) }, this.typing);
    if (answer) await this.stepped(answer);
  }

  /** @param {Answer} answer */
  async stepped(answer) {
    if (answer.refused) return this.panel.status(plainly(answer.refused), "bad");
    const { places, choices = [], options = [] } = answer;
    this.position = { places, choices, options };
    this.show(null, this.beside.length ? null : (answer.order ?? null));
    const shown = options.map((option) => this.option(option));
    const over = options.length === 0;
    const [fewest, recorded] = [await this.fewest(), (await this.known())?.verdict];
    const breakable = this.draft.edited || recorded !== "holds";
    const switches = counted(answer.switches ?? 0, "switch");
    const starter = this.draft.edited || this.beside.length ? null : this.exercise;
    const told = over ? game(answer, fewest) : `${starter?.goal ?? ""} Who goes next? ${switches} so far.`.trim();
    if (over && answer.broken) starter?.broke(answer.switches ?? 0);
    this.panel.output(answer.output ? [["out", answer.output]] : []);
    this.panel.choices(shown, choices.length > 0, breakable && !answer.broken);
    this.panel.status(told, over && answer.broken ? "won" : "");
    await this.draw(answer, true);
    say(over ? told : [told, ...shown.map(({ name, says }) => `${name} ${says}.`)].join(" "));
  }

  /** A choice with its words; only the program's own lines are lit. @param {Option} option */
  option(option) {
    const check = this.beside.find(({ name }) => option.file === `${name}.py`);
    const says = next(option, (check?.source ?? this.source).split("\n"), check ? " of the check" : "");
    return { ...option, line: check ? 0 : option.line, says };
  }

  /**
   * What a stepped run is held to: by its check, or, of a program without a promise, what
   * a search has seen.
   * @returns {Promise<Partial<Request>>}
   */
  async held() {
    if (this.beside.length) return { checks: this.beside, name: ANSWER, promised: null };
    const seen = this.first.source === this.source && this.first.shown;
    return seen && (await this.promised()) === null ? { promised: { shown: this.first.shown } } : {};
  }

  /** The fewest switches that break the page's program, where that is recorded. */
  async fewest() {
    if (this.draft.edited || this.beside.length) return null;
    if (this.exercise) return this.exercise.fewest;
    const found = await this.known();
    const breaks = found?.verdict && !["holds", "unsupported", "incomplete"].includes(found.verdict);
    return breaks ? (found.switches ?? null) : null;
  }

  // --- every order

  /**
   * An edited program runs once before it is judged, to see what it may be held to.
   * @returns {Promise<boolean>} whether to go on
   */
  async learn() {
    this.halted = false;
    if (this.draft.edited && this.lastSource !== this.source) await this.run(null, null, LEARNING);
    return !this.halted;
  }

  /** An order that breaks what is stepped. */
  breaking() {
    if (this.exercise && this.beside.length) return this.exercise.judge(this.source);
    return this.check("Looking for an order that breaks it");
  }

  /** @param {string} doing */
  async check(doing = "Running every order") {
    if (!(await this.learn())) return;
    this.panel.output([]); // of one run, which would stand beside what all of them print
    const answer = await this.ask(doing, { op: "search" }, {
      progress: (orders) => this.panel.status(`${doing}: ${counted(orders, "order")} so far`),
    });
    if (!answer) return;
    this.show(null, answer.order ?? null);
    const promised = (await this.promised()) !== null;
    if (!promised) this.first = { source: this.source, shown: answer.outputs?.at(0)?.[0] ?? "" };
    const told = verdict(answer, promised);
    const good = answer.verdict === "holds";
    this.panel.status(told, good ? "good" : answer.order ? "bad" : "");
    this.panel.outputs(good || !promised ? (answer.outputs ?? []) : []);
    this.panel.takeOver(answer.order ?? null);
    await this.draw(answer);
    say(told);
  }

  // --- share

  async share() {
    const shared = { ...(this.draft.edited ? { source: this.source } : {}), ...this.shown };
    const hash = await pack(this.path, shared);
    history.replaceState(null, "", hash);
    try {
      await navigator.clipboard.writeText(location.href);
      this.panel.status("The link is copied. It brings this program, and runs nothing by itself.");
    } catch {
      this.panel.status("The link is in the address bar. It brings this program, and runs nothing by itself.");
    }
  }

  /** @param {string} hash of an address that brings a program */
  async receive(hash) {
    try {
      const { source, seed = null, order = null } = await unpack(hash);
      const mine = this.draft.edited;
      if (source !== undefined) await this.draft.receive(source);
      this.panel.begin("");
      this.panel.end();
      this.show(seed, order);
      this.brought = true;
      const its = seed !== null || order ? " It runs in the order that came with it." : "";
      const kept = mine && source !== undefined ? " Reset brings your own one back." : "";
      this.panel.status(`This program came with the link. Read it, then press Run.${its}${kept}`);
      // A reload shall bring what the reader made of it, and not the link's again.
      history.replaceState(null, "", location.pathname + location.search);
    } catch (error) {
      this.panel.refuse(/** @type {Error} */ (error).message);
    }
    this.figure.scrollIntoView({ block: "start" });
  }

  /** @param {number} line 0 for none */
  light(line) {
    if (this.draft.edited) this.draft.light(line);
    else this.panel.light(line);
  }
}
