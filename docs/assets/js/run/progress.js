// What a browser keeps of each exercise: tries, the answers that were checked, whether it
// is solved. It never leaves the browser, but as a file that the reader saves. Where a
// browser keeps nothing, it lasts as long as the page does. It shows nothing (versions.js,
// exercises.js); the answer that is being written is a draft like any other (draft.js).

import { DRAFT, EXERCISE } from "./start.js";

const MOST = 10; // answers of an exercise that are kept
const LONGEST = 100_000; // characters of an answer that is kept, or of a draft
const LARGEST = 5_000_000; // characters of a file
const FORMAT = 1;
const DRAFTS = "exercises/"; // how the paths of their programs begin
const NAME = /^[\w-]{1,80}$/;
const VERDICTS = ["passed", "refused", "open", ""];

/**
 * @typedef {object} Version of an answer
 * @property {number|null} number of the try; null where it was put aside without a check
 * @property {string} source
 * @property {"passed"|"refused"|"open"|""} verdict "" where it was not checked
 * @property {string} says what refused it
 */

/**
 * @typedef {object} Kept of an exercise
 * @property {number} tries answers that were checked; the same one twice is one
 * @property {{tries: number, source: string}|null} solved when it was for the first time
 * @property {number|null} broke the fewest switches with which the reader broke the starter
 * @property {Record<string, number>} refused how often each check refused
 * @property {Version[]} versions the latest last
 */

/** @typedef {{exercises: Record<string, Kept>, drafts: Record<string, string>}} Saved */

/** @type {Readonly<Kept>} */
export const NOTHING = Object.freeze({ tries: 0, solved: null, broke: null, refused: {}, versions: [] });

// --- how it changes: values in, values out

/** After a refusal by this check. @param {Kept} kept @param {string} check @returns {Kept} */
export const refused = (kept, check) => ({
  ...kept,
  refused: { ...kept.refused, [check]: (kept.refused[check] ?? 0) + 1 },
});

/**
 * After a verdict on this answer.
 * @param {Kept} kept
 * @param {{source: string, verdict: Version["verdict"], says: string}} answer
 * @returns {Kept}
 */
export function tried(kept, { source, verdict, says }) {
  const before = kept.versions.find((version) => version.source === source && version.number !== null);
  const tries = before ? kept.tries : kept.tries + 1;
  const version = { number: before?.number ?? tries, source, verdict, says };
  const once = kept.solved?.source === source && verdict !== "passed" ? null : kept.solved; // who goes on may lose it
  const solved = once ?? (verdict === "passed" ? { tries, source } : null);
  return { ...kept, tries, solved, versions: latest(kept.versions, version, solved) };
}

/**
 * With an answer put aside that was not checked, since something else takes its place.
 * @param {Kept} kept
 * @param {string} source
 * @returns {Kept}
 */
export function aside(kept, source) {
  if (kept.versions.some((version) => version.source === source)) return kept;
  const version = { number: null, source, verdict: /** @type {const} */ (""), says: "" };
  return { ...kept, versions: latest(kept.versions, version, kept.solved) };
}

/** @param {Kept} kept @param {number} switches @returns {Kept} */
export const broken = (kept, switches) => ({ ...kept, broke: Math.min(kept.broke ?? Infinity, switches) });

/** The last ones with this one; the first that solved it stays. @param {Version[]} versions @param {Version} version @param {Kept["solved"]} solved */
function latest(versions, version, solved) {
  const all = [...versions.filter(({ source }) => source !== version.source), version];
  while (all.length > MOST) all.splice(all[0].source === solved?.source ? 1 : 0, 1);
  return all;
}

/**
 * What is here with what a file brings: nothing that is here goes.
 * @param {Kept} mine
 * @param {Kept} theirs
 * @returns {Kept}
 */
export function merged(mine, theirs) {
  const checks = [...Object.keys(mine.refused), ...Object.keys(theirs.refused)];
  const most = (/** @type {string} */ check) => Math.max(mine.refused[check] ?? 0, theirs.refused[check] ?? 0);
  const least = Math.min(mine.broke ?? Infinity, theirs.broke ?? Infinity);
  const own = new Set(mine.versions.map(({ source }) => source));
  const others = theirs.versions.filter(({ source }) => !own.has(source));
  const room = MOST - own.size;
  return {
    tries: Math.max(mine.tries, theirs.tries),
    solved: mine.solved ?? theirs.solved,
    broke: least === Infinity ? null : least,
    refused: Object.fromEntries(checks.map((check) => [check, most(check)])),
    versions: [...(room > 0 ? others.slice(-room) : []), ...mine.versions],
  };
}

// --- as text

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const plain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {value is number} */
const count = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** @param {unknown} value @returns {value is string} */
const program = (value) => typeof value === "string" && value.length <= LONGEST;

/** @param {unknown} value @returns {value is Version} */
const version = (value) =>
  plain(value) &&
  (value.number === null || count(value.number)) &&
  program(value.source) &&
  VERDICTS.includes(String(value.verdict)) &&
  program(value.says);

/** Whether this is what is kept of an exercise. @param {unknown} value @returns {value is Kept} */
export const valid = (value) =>
  plain(value) &&
  count(value.tries) &&
  (value.solved === null || (plain(value.solved) && count(value.solved.tries) && program(value.solved.source))) &&
  (value.broke === null || count(value.broke)) &&
  plain(value.refused) &&
  Object.values(value.refused).every(count) &&
  Array.isArray(value.versions) &&
  value.versions.length <= MOST &&
  value.versions.every(version);

/** The text of a file. @param {Saved} saved */
export const written = (saved) => `${JSON.stringify({ format: FORMAT, ...saved }, null, 1)}\n`;

/**
 * What such a text brings; throws an Error whose message is for the reader.
 * @param {string} text
 * @returns {Saved}
 */
export function unwritten(text) {
  const { format, exercises, drafts } = parsed(text);
  if (count(format) && format > FORMAT) throw new Error("This file was saved by a newer version of this site: reload the page.");
  if (format !== FORMAT || !plain(exercises) || !plain(drafts)) {
    throw new Error("This file is not one that was saved here.");
  }
  const wrong = Object.keys(exercises).find((name) => !NAME.test(name) || !valid(exercises[name]));
  if (wrong !== undefined) throw new Error(`This file is damaged: what it says of “${wrong.slice(0, 80)}” cannot be read.`);
  const strange = Object.keys(drafts).find((path) => !path.startsWith(DRAFTS) || !program(drafts[path]));
  if (strange !== undefined) throw new Error(`This file is damaged: its draft “${strange.slice(0, 80)}” cannot be read.`);
  return /** @type {Saved} */ ({ exercises, drafts });
}

/** @param {string} text @returns {Record<string, unknown>} */
function parsed(text) {
  if (text.length > LARGEST) throw new Error("This file is too large to be one that was saved here.");
  try {
    const found = JSON.parse(text);
    return plain(found) ? found : {};
  } catch {
    throw new Error("This file is not one that was saved here.");
  }
}

// --- where it is kept

/** @type {Map<string, string>} what the browser would not take */
const here = new Map();

/** @param {string} key */
function get(key) {
  try {
    return here.get(key) ?? localStorage.getItem(key);
  } catch {
    return here.get(key) ?? null;
  }
}

/** @param {string} key @param {string} value */
function set(key, value) {
  try {
    localStorage.setItem(key, value);
    here.delete(key);
  } catch {
    here.set(key, value); // no storage, or none left
  }
}

/** @param {string} key */
function remove(key) {
  here.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // There was nothing to remove.
  }
}

/** All keys that begin like this. @param {string} start */
function keys(start) {
  /** @type {string[]} */
  let stored = [];
  try {
    stored = Object.keys(localStorage);
  } catch {
    // Only what is here.
  }
  return [...new Set([...stored, ...here.keys()])].filter((key) => key.startsWith(start));
}

/** What is kept of an exercise. @param {string} name @returns {Kept} */
export function read(name) {
  try {
    const found = JSON.parse(get(EXERCISE + name) ?? "null");
    return valid(found) ? found : NOTHING;
  } catch {
    return NOTHING;
  }
}

/**
 * Change what is kept, as it is now: another tab may have changed it, too.
 * @param {string} name
 * @param {(kept: Kept) => Kept} change
 * @returns {Kept}
 */
export function update(name, change) {
  const before = read(name);
  const after = change(before);
  if (after !== before) set(EXERCISE + name, JSON.stringify(after));
  return after;
}

/** All that is kept of exercises. @returns {Saved} */
export function all() {
  const names = keys(EXERCISE).map((key) => key.slice(EXERCISE.length));
  const paths = keys(DRAFT + DRAFTS).map((key) => key.slice(DRAFT.length));
  return {
    exercises: Object.fromEntries(names.map((name) => [name, read(name)])),
    drafts: Object.fromEntries(paths.map((path) => [path, get(DRAFT + path) ?? ""])),
  };
}

/** Add what was saved in a file to what is kept; a draft that is here stays. @param {Saved} saved */
export function add({ exercises, drafts }) {
  for (const [name, theirs] of Object.entries(exercises)) update(name, (mine) => merged(mine, theirs));
  for (const [path, source] of Object.entries(drafts)) {
    if (get(DRAFT + path) === null) set(DRAFT + path, source);
  }
}

/** Erase all of it. */
export function erase() {
  for (const key of [...keys(EXERCISE), ...keys(DRAFT + DRAFTS)]) remove(key);
}

/** Whether what is kept outlasts the page. */
export function lasting() {
  try {
    localStorage.setItem(`${EXERCISE}?`, "");
    localStorage.removeItem(`${EXERCISE}?`);
    return here.size === 0;
  } catch {
    return false;
  }
}
