// What a trace says about one moment: pure functions, no page (see player.js).

/** @typedef {import("./trace.js").Event} Event */
/** @typedef {import("./trace.js").Trace} Trace */

/**
 * @typedef {object} Variable
 * @property {string} name
 * @property {string} value "" when it is gone
 * @property {boolean} changed by the events that happened last
 */

/** @typedef {{what: string, holder: string}} Wait holder is "" where nobody is known */

/**
 * @typedef {object} Thread
 * @property {number} number
 * @property {string} name
 * @property {Variable[]} own what no other thread sees
 * @property {Wait|null} waits
 */

/**
 * @typedef {object} State
 * @property {Variable[]} variables those of which it is known what they hold
 * @property {{name: string, owner: string}[]} locks owner is "" while a lock is free
 * @property {Thread[]} threads those of which there is something to tell
 */

/**
 * Whether an event tells what a variable holds, as a whole.
 * @param {Event} event
 */
const tells = ({ kind, name }) =>
  kind === "write" || kind === "delete" || (kind === "read" && !name.includes("["));

/**
 * The state after the first `step` events, of which those from `since` on are new.
 * @param {Trace} trace
 * @param {number} step
 * @param {number} since
 * @returns {State}
 */
export function state(trace, step, since = step - 1) {
  const past = trace.events.slice(0, step);
  return {
    variables: variables(trace, step, since),
    locks: locks(trace, past),
    threads: threads(trace, past, since),
  };
}

/** @param {Trace} trace @param {number} step @param {number} since */
function variables(trace, step, since) {
  /** @type {Map<string, Variable|null>} null where nobody knows what it holds */
  const found = new Map();
  for (const [index, event] of trace.events.entries()) {
    if (!tells(event)) continue;
    const { kind, name } = event;
    if (index < step) {
      const value = kind === "delete" ? "" : event.value;
      const changed = index >= since && (kind !== "read" || Boolean(found.get(name)?.changed));
      found.set(name, { name, value, changed });
    } else if (!found.has(name)) {
      // Not touched yet: what is read first is what it holds already, and what is
      // written first may have held anything.
      found.set(name, kind === "read" ? { name, value: event.value, changed: false } : null);
    }
  }
  return [...found.values()].filter((known) => known !== null);
}

/** @param {Trace} trace @param {Event[]} past */
function locks(trace, past) {
  const taken = trace.events.filter(({ kind }) => kind === "acquire");
  const owners = new Map(taken.map(({ name }) => [name, ""]));
  for (const { kind, name, thread } of past) {
    if (kind === "acquire") owners.set(name, trace.threads[thread]);
    if (kind === "release") owners.set(name, "");
  }
  return [...owners].map(([name, owner]) => ({ name, owner }));
}

/** @param {Trace} trace @param {Event[]} past @param {number} since */
function threads(trace, past, since) {
  const waits = waiting(trace, past);
  const told = trace.threads.map((name, number) => ({
    number,
    name,
    own: gone(past, number) ? [] : own(trace, number, past.length, since),
    waits: waits.get(number) ?? null,
  }));
  return told.filter((thread) => thread.own.length || thread.waits);
}

/**
 * Whether a thread ended, and something else has happened since.
 * @param {Event[]} past
 * @param {number} number
 */
function gone(past, number) {
  const ended = past.some(({ kind, thread }) => kind === "end" && thread === number);
  return ended && past.at(-1)?.thread !== number;
}

/** @param {Trace} trace @param {number} number @param {number} step @param {number} since */
function own(trace, number, step, since) {
  /** @type {Map<string, Variable>} */
  const found = new Map();
  for (const { index, thread, name, value } of trace.locals) {
    if (thread !== number || index > step) continue;
    if (value) found.set(name, { name, value, changed: index > since });
    else found.delete(name);
  }
  return [...found.values()];
}

/** @param {Trace} trace @param {Event[]} past */
function waiting(trace, past) {
  /** @type {Map<number, Wait>} */
  const found = new Map();
  for (const { kind, thread, name, other } of past) {
    if (kind === "wait") {
      const holder = other === null ? "" : other === thread ? "itself" : trace.threads[other];
      found.set(thread, { what: name, holder });
    }
    if (kind === "wake" || kind === "end") found.delete(thread);
  }
  return found;
}
