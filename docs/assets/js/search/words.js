// From what pages say and what people type to the terms that are compared. Punctuation is
// no part of a word, a name can be found whole and by its parts, and a message that was
// pasted is cut down to what every reader of it sees.

const WORD = /[\p{L}\p{N}_]+(?:[.'’-][\p{L}\p{N}_]+)*|\+=/gu;
const OPTION = /(?<!\w)(-X)\s*(?=\w)/g;
const BRITISH = /is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)/;
const PARTS = /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\d+(?:\.\d+)*t?|\p{L}+/gu;

// What a question is made of whatever it asks; only a query of nothing else is about them.
const SMALL = new Set(
  `a about after all am an and any are as at be been before being but by can cannot cant could
  did do does doesnt doing dont each else even every for from get gets getting give had has
  have having how i if im in instead into is isnt it its ive just let like make makes may
  me more most must my need no not of off on one only or other our out over properly really
  s should so some something still such t than that the their them then there these they thing
  this those through to up us use used using very want was way we were what when where
  which while who whom why will with within without wont would yet you your
  python java javascript js go golang rust cpp csharp kotlin swift`.split(/\s+/),
);

// What nearly every question here is about, so that it says little.
const COMMON = new Set(
  `thread threads threading threaded multithread multithreading multithreaded multi program
  programs programming script code best way work working problem problems issue feature`.split(/\s+/),
);

/** @param {string} word */
export const isCommon = (word) => COMMON.has(word);

/** @param {string} word */
export const isSmall = (word) => SMALL.has(word) || word.length === 1;

/**
 * @typedef {object} Word
 * @property {string} whole in lower case, without apostrophes: `threading.thread`
 * @property {string[]} parts what it is made of, if it is made of several: `threading`, `thread`
 */

/**
 * "Synchronise" is "synchronize". Other words change, too, but on pages as in queries.
 * @param {string} word
 */
const american = (word) => word.replace(BRITISH, "iz");

/**
 * The words of a text, with their places in it.
 * @param {string} text
 * @returns {{word: Word, from: number, to: number}[]}
 */
export function spans(text) {
  return [...text.matchAll(WORD)].map(({ 0: found, index }) => {
    const plain = found.replace(/['’]/g, "");
    const parts = (plain.match(PARTS) ?? []).map((part) => american(part.toLowerCase()));
    const word = { whole: american(plain.toLowerCase()), parts: parts.length > 1 ? parts : [] };
    return { word, from: index, to: index + found.length };
  });
}

/** The words of a text, in order; `-Xgil` is `x` and `gil`. @param {string} text @returns {Word[]} */
export const words = (text) => spans(text.normalize("NFKC").replace(OPTION, "$1 ")).map(({ word }) => word);

/** All that a word of a page can be found by. @param {Word} word @returns {string[]} */
export function forms({ whole, parts }) {
  if (!parts.length) return [whole];
  return [...new Set([whole, parts.join(""), ...whole.split("."), ...parts])];
}

const VARYING = [
  /<[\w.]*\s*(?:object |function |at |of )[^<>]*>/g, // <_thread.lock object at 0x7f...>
  /\b0x[0-9a-f]+\b/gi,
  /\bFile "[^"]*", line \d+(?:, in \S+)?/g,
  /(?:[A-Za-z]:)?[\\/][\w.\\/-]+/g,
  /\b\d{3,}\b/g,
  /\bThread-\d+(?: \(\w+\))?/g,
];

/**
 * A query without what only this reader's program had: numbers, addresses, paths. Of a
 * traceback the last line stays, which is its message.
 * @param {string} query
 */
export function cleared(query) {
  let text = query;
  if (/Traceback \(most recent/.test(text)) {
    const before = text.slice(0, text.indexOf("Traceback (most recent"));
    const from = text.split(/\s(?=[\w.]+(?:Error|Exception|Warning|Interrupt|Exit|Pool|Executor|Empty|Full|ShutDown)(?:: |\s*$))/);
    text = `${before} ${from.at(-1)}`;
  }
  for (const pattern of VARYING) text = text.replace(pattern, " ");
  return words(text).length ? text : query;
}

/** What a message says, without the name of its error. @param {string} message */
export const said = (message) => message.replace(/^[\w.]*(?:Error|Exception|Warning): /, "");

const FEW = 3; // words that say too little without the name of their error

/**
 * The words of a message that all who see it have in common: no numbers, and the name of
 * the error only where little else is left.
 * @param {string} message
 * @returns {Word[]}
 */
export function told(message) {
  const [all, rest] = [message, said(message)].map((text) => words(cleared(text)).filter(({ whole }) => !/^\d+$/.test(whole)));
  return rest.length < FEW ? all : rest;
}

/**
 * How much of a message somebody has typed: the share of its words that stand in the
 * query, in their order. Between them may be whatever only one program had.
 * @param {Word[]} message
 * @param {Word[]} query
 */
export function share(message, query) {
  let before = new Array(query.length + 1).fill(0);
  for (const { whole } of message) {
    const now = [0];
    query.forEach((word, at) => now.push(word.whole === whole ? before[at] + 1 : Math.max(before[at + 1], now[at])));
    before = now;
  }
  return message.length ? before[query.length] / message.length : 0;
}
