// The part of a section that is quoted below its title: the sentence, or the row of a
// table, that has most of what was asked for, with the words marked.

import { forms, spans } from "./words.js";

/** @typedef {{text: string, marked: boolean}} Part */

const LONG = 170; // characters
const CELL = " · "; // between the cells of a row, as sitekit/publishing/sections.py writes it
const SENTENCE = /[^.!?:]+(?:[.!?:](?!\s)[^.!?:]*)*[.!?:]*\s*/g;

/**
 * @param {string} text
 * @param {Set<string>} wanted stems
 * @param {(word: string) => string} stem
 * @returns {Part[]} nothing for a section without text
 */
export function excerpt(text, wanted, stem) {
  const has = (/** @type {import("./words.js").Word} */ word) => forms(word).find((form) => wanted.has(stem(form)) || wanted.has(form));
  const sentences = text.split("\n").flatMap((line) => (row(line) ? [line] : (line.match(SENTENCE) ?? [])));
  let [best, most] = [0, 0];
  sentences.forEach((sentence, at) => {
    const found = new Set(spans(sentence).map(({ word }) => has(word)).filter(Boolean)).size;
    if (found > most) [best, most] = [at, found];
  });
  const quoted = shortened(whole(sentences.slice(best)));
  /** @type {Part[]} */
  const parts = [];
  let end = 0;
  for (const { word, from, to } of spans(quoted)) {
    if (!has(word)) continue;
    parts.push({ text: quoted.slice(end, from), marked: false }, { text: quoted.slice(from, to), marked: true });
    end = to;
  }
  parts.push({ text: quoted.slice(end), marked: false });
  return parts.filter((part) => part.text);
}

/** @param {string} line */
const row = (line) => line.includes(CELL);

/** The first and what follows it; a row of a table stands alone. @param {string[]} sentences */
function whole([first = "", ...rest]) {
  if (row(first)) return first;
  const table = rest.findIndex(row);
  const following = table < 0 ? rest : rest.slice(0, table);
  return [first, ...following].map((sentence) => sentence.trim()).join(" ");
}

/** @param {string} text */
function shortened(text) {
  if (text.length <= LONG) return text;
  return `${text.slice(0, text.lastIndexOf(" ", LONG))} …`;
}
