// What is said of an answer to an exercise: pure functions, no page. What a check found is
// worded where it was found (sitekit/live/answers.py); here are the sentences around it.

import { counted } from "./words.js";

/** @typedef {import("./protocol.js").Judgment} Judgment */
/** @typedef {import("./progress.js").Kept} Kept */
/** @typedef {"waits"|"runs"|"passed"|"refused"|"open"} Mark of a check; "open" cannot be judged */

export const ANSWER = "answer.py"; // what the checks import

/** How each mark is read out. @type {Record<Mark, string>} */
export const MARKS = {
  waits: "Not judged yet:",
  runs: "Being judged:",
  passed: "Passed:",
  refused: "Refused:",
  open: "Cannot be judged:",
};

/** @param {Judgment} judgment @returns {Mark} */
export const mark = ({ passed }) => (passed === null ? "open" : passed ? "passed" : "refused");

/** @param {number|null} switches */
const withSwitches = (switches) => (switches ? `with ${counted(switches, "switch")}` : "without a switch");

/** @param {number} fewest switches that break the starter */
export const goal = (fewest) =>
  fewest ? `Break it with ${counted(fewest, "switch")} or fewer.` : "Break it without a switch.";

/**
 * @typedef {object} Conclusion from all judgments
 * @property {string} says
 * @property {"good"|"bad"|""} tone
 * @property {Judgment|null} refusal the first
 * @property {boolean} solved
 */

/**
 * @param {Judgment[]} judgments in the order of the checks
 * @param {number} many checks there are
 * @param {boolean} interrupted
 * @returns {Conclusion}
 */
export function conclusion(judgments, many, interrupted) {
  const at = judgments.findIndex(({ passed }) => passed === false);
  const refusal = judgments[at] ?? null;
  if (refusal) return { says: refused(refusal, at + 1, many), tone: "bad", refusal, solved: false };
  const open = { tone: /** @type {const} */ (""), refusal, solved: false };
  const unknown = judgments.filter(({ passed }) => passed === null).length;
  if (unknown) {
    const which = unknown === many ? "this answer" : `${unknown} of ${counted(many, "check")}`;
    return { ...open, says: `No verdict: ${which} cannot be judged here. It may be right.` };
  }
  if (interrupted || judgments.length < many) {
    return { ...open, says: `Stopped: ${judgments.length} of ${counted(many, "check")} judged.` };
  }
  const late = judgments.filter(({ exhaustive }) => !exhaustive).length;
  const all = many === 1 ? "the check" : `all ${counted(many, "check")}`;
  const says = late
    ? `Solved, as far as it was run: ${all} pass, and ${late} ${late === 1 ? "has" : "have"} more orders than were run.`
    : `Solved: ${all} ${many === 1 ? "passes" : "pass"}, in every order.`;
  return { says, tone: "good", refusal, solved: true };
}

/** @param {Judgment} judgment @param {number} at which check it is @param {number} many */
function refused({ way, order, switches }, at, many) {
  if (way === "syntax") return "Python cannot read this answer.";
  if (way === "missing") return `Check ${at} of ${many} cannot use this answer.`;
  const by = order === null ? "" : ` It takes an order ${withSwitches(switches)}.`;
  return `Refused by check ${at} of ${many}.${by}`;
}

/** @param {import("./progress.js").Version} version */
export function version({ number, verdict, says }) {
  if (number === null) return "Not judged";
  const how = { passed: "passes all checks", refused: `refused: ${says}`, open: "cannot be judged", "": "" }[verdict];
  return `Answer ${number}: ${how}`;
}

/** What is done of an exercise, in a few words, or "". @param {Kept} kept */
export function done({ solved, tries, broke }) {
  if (solved) return solved.tries === 1 ? "Solved at the first try" : `Solved in ${solved.tries} tries`;
  if (tries) return tries === 1 ? "1 try so far" : `${tries} tries so far`;
  return broke === null ? "" : `Broken ${withSwitches(broke)}, not mended yet`;
}

/** What is done of all exercises. @param {Kept[]} all @param {number} many exercises there are */
export function total(all, many) {
  const solved = all.filter((kept) => kept.solved).length;
  const begun = all.filter((kept) => !kept.solved && done(kept)).length;
  if (solved === many) return `All ${many} solved.`;
  return `${solved} of ${many} solved${begun ? `, ${begun} more begun` : ""}.`;
}

const LONGEST = 8000; // characters of an address, which browsers and hosts take

/**
 * The address at which a reader can say that a refusal is wrong.
 * @param {string} address that of the site's form for mistakes
 * @param {string} exercise
 * @param {Judgment} judgment
 * @param {string} source
 */
export function complaint(address, exercise, { check, sentence, order }, source) {
  const url = new URL(address);
  const by = `The check ${check} refuses the answer below${order ? `, in the order ${order}` : ""}: ${sentence}`;
  const whole = (/** @type {string} */ answer) => {
    url.searchParams.set("title", `Refused in ${exercise}: ${check}`);
    url.searchParams.set("wrong", `${by}\n\nImpossible or harmless, because:\n\n\n${answer}`);
    return url.href;
  };
  const found = whole(`\`\`\`python\n${source}\n\`\`\``);
  return found.length <= LONGEST ? found : whole("(Paste the answer here: it is too long for a link.)");
}
