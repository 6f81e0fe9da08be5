// Sections for a query, best first. It knows no page and no network: what it searches, the
// index and the stems are handed in (view.js), so Node can test it.
//
// Each word of a query becomes an idea: the word, its stem, and what else the site may call
// it (synonyms.js). A section's score is the sum of its ideas' scores (BM25+, by MiniSearch),
// times how much of the query it answers: a section that has all words comes before one
// that has a single word often. And it is raised where its title, or a phrase of readers,
// says just what was typed, no less and not much more (Dice's coefficient of both, each
// word by its rarity). A section on a message of Python's is raised by how much of it was
// typed, word for word: who pastes a message wants it, who asks a question does not. Who
// asks what a term means has its sentence among the first hits.

import { distance } from "./distance.js";
import { cleared, forms, isCommon, isSmall, said, share, told, words } from "./words.js";

/**
 * @typedef {object} Section
 * @property {string} at the address, below the site's
 * @property {string} title
 * @property {string} page the title of its page
 * @property {string} [text] its prose
 * @property {string} [asked] what else readers call it
 * @property {string} [shown] what its programs use, and what errors they print
 * @property {boolean} [message] whether its title, and what it is called, is what Python says
 * @property {boolean} [term] whether it is a term of the glossary
 */
/** @typedef {{section: Section, score: number, words: string[]}} Hit `words` are to be marked */
/** @typedef {{typed: string, meant: string}} Meant a word that was typed, and what it was taken for */
/**
 * @typedef {object} Found
 * @property {Hit[]} hits
 * @property {Meant[]} meant
 * @property {string[]} unknown words that the site does not have
 * @property {boolean} answered whether the first hit has what was asked for
 */
/** @typedef {{terms: string[], weight: number}} Alternative all terms must be there */
/** @typedef {{typed: string, alternatives: Alternative[]}} Idea */

const FIELDS = { title: 3, asked: 5, shown: 1.5, page: 1, text: 1 };
const APART = 0.8; // two words that the site writes as one
const SYNONYM = 0.3; // where the site has the word that was typed
const STAND_IN = 0.8; // where it does not
const COVERED = 0.75; // the power to which the share of the query that is answered counts
const COMMON = 0.3; // what a common word says, beside others
const SMALL = 0.3; // what a small word says, where phrases are compared
const LIKE = 3; // how much a phrase that is the query raises a score
const [UNSAID, SAID] = [0.3, 4]; // what a message counts of which nothing, or all, was typed
const GUESSED = 0.6; // a word that is still being typed
const MISSPELLED = 0.8;
const PAGE = 1.05; // a page, beside its sections
const TERM = 0.6; // a sentence of the glossary, beside the page that explains the term
const AMONG = 3; // the first hits, one of which is the sentence of a term that is asked for
const MEANING = [/^(?:what(?: is|'s| are| does)|define|definition of|meaning of) (?:an? |the )?(?<term>.+?)(?: means?)?\??$/i, /^(?<term>.+) (?:meaning|definition)$/i];
const ANSWERED = 0.6; // the share of a query that a section must have to answer it
const MOST = 30; // hits
const LONGER = 12; // words that a word may become
const CHUNK = 12; // sections that are taken into the index at once

/** What counts before anything is typed. @param {Section} section */
const rank = ({ at, term }) => (term ? TERM : at.includes("#") ? 1 : PAGE);

/** What a query asks the meaning of, or "". @param {string} query */
const meaningOf = (query) => MEANING.map((asks) => asks.exec(query.trim())?.groups?.term).find(Boolean) ?? "";

export class Finder {
  /**
   * It is made piece by piece, so that a page stays awake meanwhile.
   * @param {{MiniSearch: typeof import("minisearch").default, stemmer: (word: string) => string}} library
   * @param {Section[]} sections
   * @param {string[][][]} synonyms groups of phrases, each in words (synonyms.js)
   */
  static async made(library, sections, synonyms) {
    const finder = new Finder(library, sections, synonyms);
    const documents = sections.map((section, id) => ({ id, ...section }));
    await finder.index.addAllAsync(documents, { chunkSize: CHUNK });
    return finder;
  }

  /**
   * @param {{MiniSearch: typeof import("minisearch").default, stemmer: (word: string) => string}} library
   * @param {Section[]} sections
   * @param {string[][][]} synonyms
   */
  constructor({ MiniSearch, stemmer }, sections, synonyms) {
    this.sections = sections;
    /** @type {Map<string, string>} the stem of each word of the site, which are few */
    this.stems = new Map();
    /** @type {Map<string, number>} in how many sections each stem is */
    this.frequency = new Map();
    /** @type {Map<string, Map<number, number>>} what was searched for, and what was found */
    this.known = new Map();
    this.stemmer = stemmer;
    /** @type {Map<string, number>} */
    const last = new Map();
    let current = 0;
    this.index = new MiniSearch({
      fields: Object.keys(FIELDS),
      extractField: (section, name) => {
        current = section.id;
        return section[name];
      },
      tokenize: (text) => words(text).flatMap(forms).map((form) => this.#taken(form, current, last)),
      processTerm: (term) => term,
      searchOptions: { bm25: { k: 1.2, b: 0.9, d: 0.5 }, boost: FIELDS, tokenize: (term) => [term] },
    });
    this.synonyms = this.#table(synonyms);
    this.phrases = sections.map(({ title, asked = "" }) => [title, said(title), ...asked.split(";")].map((phrase) => this.#stems(phrase)));
    /** The words of each message, and of its other wordings. */
    this.messages = sections.map(({ title, asked, message }) => (message ? [title, ...(asked?.split(";") ?? [])].map(told) : []));
  }

  /** The stem of a word of the site, which is in one section more. @param {string} form @param {number} section @param {Map<string, number>} last */
  #taken(form, section, last) {
    const stem = this.stems.get(form) ?? this.stemmer(form);
    this.stems.set(form, stem);
    if (last.get(stem) !== section) {
      last.set(stem, section);
      this.frequency.set(stem, this.#count(stem) + 1);
    }
    return stem;
  }

  /** @param {string} word */
  stem(word) {
    return this.stems.get(word) ?? this.stemmer(word);
  }

  /** The stems of what is not small, and the small words. @param {string} phrase */
  #stems(phrase) {
    return new Set(words(phrase).map(({ whole }) => (isSmall(whole) ? whole : this.stem(whole))));
  }

  /** @param {string[][][]} groups @returns {Map<string, string[][]>} from a phrase's stems to what it may be called */
  #table(groups) {
    const table = new Map();
    for (const group of groups) {
      const stems = group.map((phrase) => phrase.map((word) => this.stem(word)));
      for (const phrase of stems) {
        const others = stems.filter((other) => other !== phrase);
        const key = phrase.join(" ");
        table.set(key, [...(table.get(key) ?? []), ...others]);
      }
    }
    return table;
  }

  /**
   * @param {string} query as it was typed
   * @param {boolean} [typing] whether its last word may go on
   * @returns {Found}
   */
  find(query, typing = false) {
    /** @type {Meant[]} */
    const meant = [];
    /** @type {string[]} */
    const unknown = [];
    const asked = meaningOf(query);
    const defined = this.#terms(asked);
    if (defined.size && !query.trim().toLowerCase().startsWith("what")) query = asked; // "meaning" says no more
    const ideas = this.#ideas(cleared(query), typing && /[\p{L}\p{N}_]$/u.test(query), meant, unknown);
    /** @type {Map<number, {score: number, covered: number, words: string[]}>} */
    const totals = new Map();
    let whole = unknown.length * this.#weight(1);
    /** @type {Map<string, number>} how much each stem of the query says */
    const stems = new Map();
    for (const { whole: word } of words(query)) if (isSmall(word)) stems.set(word, SMALL);
    for (const { typed, alternatives } of ideas) {
      const scores = this.#scores(alternatives);
      const share = isCommon(typed) ? COMMON : 1;
      const weight = share * this.#weight(scores.size);
      whole += weight;
      for (const { terms } of alternatives.filter((one) => one.weight >= MISSPELLED)) stems.set(terms.join(" "), weight);
      const terms = alternatives.filter(({ weight }) => weight >= GUESSED).flatMap(({ terms }) => terms);
      for (const [id, score] of scores) {
        const total = totals.get(id) ?? { score: 0, covered: 0, words: [] };
        total.score += share * score;
        total.covered += weight;
        total.words.push(...terms);
        totals.set(id, total);
      }
    }
    const typed = words(cleared(query));
    const ranked = [...totals].map(([id, { score, covered, words }]) => ({
      section: this.sections[id],
      score: score * (covered / whole) ** COVERED * (1 + LIKE * this.#likeness(id, stems)) * this.#heard(id, typed) * rank(this.sections[id]),
      covered: covered / whole,
      words: [...new Set(words)],
    }));
    ranked.sort((a, b) => b.score - a.score);
    const term = ranked.findIndex(({ section }) => defined.has(section));
    if (term >= AMONG) ranked.splice(AMONG - 1, 0, ...ranked.splice(term, 1));
    const answered = (ranked[0]?.covered ?? 0) >= ANSWERED;
    return { hits: ranked.slice(0, MOST), meant, unknown, answered };
  }

  /** The terms of the glossary that are called just this or else, if none is, a synonym. @param {string} name @returns {Set<Section>} */
  #terms(name) {
    if (!name) return new Set();
    const stems = [...this.#stems(name)];
    const sorted = (/** @type {Iterable<string>} */ phrase) => [...phrase].sort().join(" ");
    const called = (/** @type {string[][]} */ names) => {
      const alike = names.map(sorted);
      return this.sections.filter(({ term }, id) => term && this.phrases[id].some((phrase) => alike.includes(sorted(phrase))));
    };
    const own = called([stems]);
    return new Set(own.length ? own : called(this.synonyms.get(stems.join(" ")) ?? []));
  }

  /**
   * How like the query the most similar phrase of a section is, from 0 to 1.
   * @param {number} id
   * @param {Map<string, number>} stems of the query, each with its weight
   */
  #likeness(id, stems) {
    let most = 0;
    const whole = [...stems.values()].reduce((sum, weight) => sum + weight, 0);
    for (const phrase of this.phrases[id]) {
      let [same, all] = [0, 0];
      for (const stem of phrase) {
        const weight = stems.get(stem);
        same += weight ?? 0;
        all += weight ?? (isSmall(stem) ? SMALL : this.#weight(this.#count(stem)));
      }
      most = Math.max(most, (2 * same) / (all + whole));
    }
    return most;
  }

  /** How much a section is raised or lowered as a message. @param {number} id @param {import("./words.js").Word[]} typed */
  #heard(id, typed) {
    const shares = this.messages[id].map((message) => share(message, typed));
    return shares.length ? UNSAID + (SAID - UNSAID) * Math.max(...shares) ** 3 : 1;
  }

  /** How much a word says that so many sections have. @param {number} many */
  #weight(many) {
    return Math.log(1 + this.sections.length / Math.max(many, 1));
  }

  /** @param {string} query @param {boolean} open @param {Meant[]} meant @param {string[]} unknown @returns {Idea[]} */
  #ideas(query, open, meant, unknown) {
    const typed = words(query);
    const said = typed.filter(({ whole }) => !isSmall(whole));
    const last = typed.at(-1);
    /** @type {{word: string, alternatives: Alternative[], open: boolean}[]} */
    const found = [];
    for (const word of said.length ? said : typed) {
      const last_ = open && word === last;
      const split = word.parts.filter((part) => !isSmall(part));
      // A name by all of it, or by what stands behind its last dot.
      const whole = [word.whole, word.parts.join(""), word.whole.split(".").at(-1) ?? ""];
      const known = [...new Set(whole)].filter((form) => form && this.#has(form));
      if (known.length || split.length < 2) {
        const own = known.length ? known : [split[0] ?? word.whole];
        found.push({ word: word.whole, alternatives: own.map((form) => this.#own(form)), open: last_ });
      } else for (const part of split) found.push({ word: part, alternatives: [this.#own(part)], open: last_ });
    }
    this.#join(found);
    this.#addSynonyms(found);
    /** @type {Idea[]} */
    const ideas = [];
    for (const { word, alternatives, open: last_ } of found) {
      if (last_) alternatives.push(...this.#goingOn(word));
      if (!alternatives.some((alternative) => this.#search(alternative).size)) {
        const right = this.#corrected(word) || this.#corrected(this.stem(word));
        if (!right) {
          unknown.push(word);
          continue;
        }
        meant.push({ typed: word, meant: right });
        const corrected = [{ word: right, alternatives: [this.#own(right)], open: false }];
        this.#addSynonyms(corrected);
        alternatives.push(...corrected[0].alternatives.map((one) => ({ ...one, weight: one.weight * MISSPELLED })));
      }
      ideas.push({ typed: word, alternatives });
    }
    return ideas;
  }

  /**
   * Two words that the site writes as one are one idea, "thread safe" and "threadsafe".
   * @param {{word: string, alternatives: Alternative[], open: boolean}[]} found
   */
  #join(found) {
    for (let at = 0; at + 1 < found.length; at++) {
      const [idea, next] = [found[at], found[at + 1]];
      const joined = idea.word + next.word;
      if (!this.#has(joined)) continue;
      const both = { terms: [this.stem(idea.word), this.stem(next.word)], weight: APART };
      found.splice(at, 2, { word: joined, alternatives: [this.#own(joined), both], open: next.open });
    }
  }

  /** @param {string} form @returns {Alternative} */
  #own(form) {
    return { terms: [this.stem(form)], weight: 1 };
  }

  /** @param {{word: string, alternatives: Alternative[]}[]} found */
  #addSynonyms(found) {
    const stems = found.map(({ word }) => this.stem(word));
    for (let from = 0; from < stems.length; from++) {
      for (let to = stems.length; to > from; to--) {
        const others = this.synonyms.get(stems.slice(from, to).join(" "));
        if (!others) continue;
        const said = found.slice(from, to);
        const known = said.every(({ alternatives }) => this.#search(alternatives[0]).size);
        const weight = known ? SYNONYM : STAND_IN;
        for (const idea of said) idea.alternatives.push(...others.map((terms) => ({ terms, weight })));
      }
    }
  }

  /** What a word may become that is still being typed. @param {string} word @returns {Alternative[]} */
  #goingOn(word) {
    if (word.length < 2) return [];
    const own = this.stem(word);
    const longer = [...this.stems].filter(([form, stem]) => form.startsWith(word) && stem !== own).map(([, stem]) => stem);
    const often = [...new Set(longer)].sort((a, b) => this.#count(b) - this.#count(a));
    return often.slice(0, LONGER).map((term) => ({ terms: [term], weight: GUESSED }));
  }

  /** The word of the site that is a slip away, the most frequent of the nearest. @param {string} word */
  #corrected(word) {
    if (word.length < 4 || /\d/.test(word)) return "";
    let [best, least] = ["", word.length > 7 ? 2 : 1];
    for (const form of [...this.stems.keys(), ...this.synonyms.keys()]) {
      const slips = distance(word, form, least);
      const more = slips === least && this.#count(this.stem(form)) > this.#count(this.stem(best));
      if (slips < least || (slips === least && (!best || more))) [best, least] = [form, slips];
    }
    return best;
  }

  /** In how many sections a stem is. @param {string} stem */
  #count(stem) {
    return this.frequency.get(stem) ?? 0;
  }

  /** @param {string} form */
  #has(form) {
    return this.frequency.has(this.stem(form));
  }

  /** The best score of each section. @param {Alternative[]} alternatives */
  #scores(alternatives) {
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const alternative of alternatives) {
      for (const [id, score] of this.#search(alternative)) {
        best.set(id, Math.max(best.get(id) ?? 0, score * alternative.weight));
      }
    }
    return best;
  }

  /** @param {{terms: string[]}} alternative @returns {Map<number, number>} the score of each section */
  #search({ terms }) {
    const key = terms.join(" ");
    let found = this.known.get(key);
    if (!found) {
      const results = this.index.search({ combineWith: "AND", queries: terms });
      found = new Map(results.map(({ id, score }) => [id, score / terms.length]));
      this.known.set(key, found);
    }
    return found;
  }
}
