// What a trace says about one moment: pure functions, no page (see player.js).

/** @typedef {import("./trace.js").Trace} Trace */

/**
 * @typedef {object} State
 * @property {number} line the line of the last event, 0 before the first
 * @property {string} thread whose event that was
 * @property {{name: string, value: string, changed: boolean}[]} variables
 * @property {{name: string, owner: string}[]} locks owner is "" while a lock is free
 * @property {{thread: string, what: string, holder: string}[]} waiting
 */

/** Whether an event tells what a variable holds, as a whole. */
const tells = ({ kind, name }) =>
  kind === "write" || kind === "delete" || (kind === "read" && !name.includes("["));

/**
 * The state after the first `step` events.
 * @param {Trace} trace
 * @param {number} step
 * @returns {State}
 */
export function state(trace, step) {
  const past = trace.events.slice(0, step);
  const last = past.at(-1);
  return {
    line: last?.line ?? 0,
    thread: last ? trace.threads[last.thread] : "",
    variables: variables(trace, step),
    locks: locks(trace, past),
    waiting: waiting(trace, past),
  };
}

function variables(trace, step) {
  const found = new Map();
  for (const [index, event] of trace.events.entries()) {
    if (!tells(event)) continue;
    const known = found.get(event.name);
    if (index < step) {
      const value = event.kind === "delete" ? "" : event.value;
      found.set(event.name, { value, changed: event.kind !== "read" && index === step - 1 });
    } else if (!known) {
      // Not touched yet: what is read first is what it holds already.
      found.set(event.name, { value: event.kind === "read" ? event.value : "", changed: false });
    }
  }
  return [...found].map(([name, rest]) => ({ name, ...rest }));
}

function locks(trace, past) {
  const taken = trace.events.filter(({ kind }) => kind === "acquire");
  const owners = new Map(taken.map(({ name }) => [name, ""]));
  for (const { kind, name, thread } of past) {
    if (kind === "acquire") owners.set(name, trace.threads[thread]);
    if (kind === "release") owners.set(name, "");
  }
  return [...owners].map(([name, owner]) => ({ name, owner }));
}

function waiting(trace, past) {
  const found = new Map();
  for (const { kind, thread, name, other } of past) {
    if (kind === "wait") {
      const holder = other === null ? "" : other === thread ? "itself" : trace.threads[other];
      found.set(thread, { thread: trace.threads[thread], what: name, holder });
    }
    if (kind === "wake" || kind === "end") found.delete(thread);
  }
  return [...found.values()];
}
