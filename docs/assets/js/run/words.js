// What is said of runs, steps and verdicts: pure functions, no page. The engine has words
// of its own for causes; here are the sentences around them.

/** @typedef {import("./protocol.js").Answer} Answer */
/** @typedef {import("./protocol.js").Option} Option */
/** @typedef {import("./protocol.js").Part} Part */

/** @param {number} count @param {string} one */
export const counted = (count, one) =>
  `${count.toLocaleString("en")} ${one}${count === 1 ? "" : one.endsWith("h") ? "es" : "s"}`;

/** What the engine refuses, for readers, who do not know its name. @param {string} told */
export const plainly = (told) =>
  told
    .replaceAll("everyorder does not support import of ", "this page cannot run import ")
    .replaceAll("everyorder does not support ", "this page cannot run ");

/** @param {number} switches */
export const within = (switches) =>
  switches === 0 ? "without a switch" : `with at most ${counted(switches, "switch")}`;

/**
 * The output so far with more of it; adjacent parts of one stream become one.
 * @param {Part[]} parts
 * @param {Part[]} more
 * @returns {Part[]}
 */
export function joined(parts, more) {
  /** @type {Part[]} */
  const found = parts.map(([stream, text]) => [stream, text]);
  for (const [stream, text] of more) {
    const last = found.at(-1);
    if (stream === "begin") found.length = 0;
    else if (last?.[0] === stream) last[1] += text;
    else found.push([stream, text]);
  }
  return found;
}

/**
 * How a run ended, in a sentence or two.
 * @param {Answer} answer
 * @returns {string}
 */
export function ended(answer) {
  if (answer.refused) return plainly(answer.refused);
  const at = answer.line ? ` (line ${answer.line})` : "";
  switch (answer.ending) {
    case "ends":
      return answer.broken ? "It ran to its end, and did not print what the page shows." : "It ran to its end.";
    case "raises":
      return `It ended with ${answer.detail || "an exception"}${at}.`;
    case "deadlock":
      return `Deadlock: ${waiting(answer)}.`;
    case "hangs":
      return `A thread goes round a loop that nothing ends${at}.`;
    case "unsupported":
      return `It stopped: ${plainly(`everyorder does not support ${answer.detail}`)}${at}.`;
    case "stopped":
      return "Stopped.";
    case "too much":
      return `Broken off: it printed ${answer.detail}.`;
    case "steps":
      return "Broken off: it took too many steps.";
    default:
      return "";
  }
}

/** @param {Answer} answer */
function waiting({ waiting = [], detail = "" }) {
  const told = waiting.map(({ thread, line, what, holder }) => {
    const where = line ? ` in line ${line}` : "";
    return `${thread} waits${where} for ${what}${holder ? `, held by ${holder}` : ""}`;
  });
  return told.join("; ") || detail;
}

/**
 * What a thread would do next, or why it does not go on.
 * @param {Option} option
 * @param {string[]} lines of its file
 * @param {string} [of] whose line it is, if not the program's
 */
export function next(option, lines, of = "") {
  const whole = lines[option.line - 1] ?? "";
  const code = (/["']/.test(whole) ? whole : whole.replace(/\s{2,}#.*$/, "")).trim();
  if (option.waits && !option.goes) {
    return `waits for ${option.waits}${option.holder ? `, held by ${option.holder}` : ""}`;
  }
  const wakes = option.waits ? `stops waiting for ${option.waits}` : "";
  const [kind, ...rest] = option.what.split(" ");
  const does = { read: "reads", write: "writes", delete: "deletes" }[kind];
  const says = wakes || (does ? `${does} ${rest.join(" ")}` : "");
  const place = option.line ? `line ${option.line}${of}: ${code}` : "";
  return [place, says].filter(Boolean).join(" — ") || "goes on";
}

/**
 * What the end of a stepped run means for who chose its order.
 * @param {Answer} answer
 * @param {number|null} fewest switches that break it, if that is known
 */
export function game(answer, fewest) {
  const told = answer.ends ?? "";
  const ends = !told ? ended(answer) : /^(prints|ends|never)\b/.test(told) ? `It ${told}.` : `${told[0].toUpperCase()}${told.slice(1)}.`;
  if (!answer.broken) return `${ends} ${answer.held ? "In this order it goes right." : ""}`.trim();
  const mine = answer.switches ?? 0;
  const how = mine ? `with ${counted(mine, "switch")}` : "without a single switch";
  const best =
    fewest === null ? "" : mine <= fewest ? " Nobody needs fewer." : ` ${counted(fewest, "switch")} would do.`;
  return `You broke it ${how}: ${ends[0].toLowerCase()}${ends.slice(1)}${best}`;
}

/**
 * The verdict of a search, in sentences.
 * @param {Answer} answer
 * @param {boolean} promised whether a page promises an output
 */
export function verdict(answer, promised) {
  if (answer.refused) return plainly(answer.refused);
  const orders = counted(answer.orders ?? 0, "order");
  const keeps = promised ? "it prints what the page shows" : "it prints the same";
  switch (answer.verdict) {
    case "holds":
      if (answer.exhaustive) return `Holds: in every order ${keeps}. ${orders} ${answer.orders === 1 ? "covers" : "cover"} them all.`;
      return `Holds as far as it was run: in every order ${within(answer.switches ?? 0)} ${keeps} (${orders}). Orders with more were not run.`;
    case "incomplete":
      return incomplete(answer, orders, keeps);
    case "unsupported":
      return `No verdict: ${plainly(answer.detail ?? "")}`;
    default: {
      const switches = answer.switches ?? 0;
      const how = switches ? `with ${counted(switches, "switch")}` : "without a switch";
      return `Breaks ${how}: ${answer.ends ?? answer.detail}. The search ran ${orders} until it found this one.`;
    }
  }
}

/** @param {Answer} answer @param {string} orders @param {string} keeps */
function incomplete(answer, orders, keeps) {
  const bound = answer.switches;
  const covered =
    bound === null || bound === undefined ? "" : ` Among them is every order ${within(bound)}.`;
  if (answer.interrupted) {
    const time = `${Math.round(answer.seconds ?? 0)} s`;
    return `No verdict yet: ${orders} in ${time}, and in each ${keeps}.${covered} There are more, so this proves nothing about those.`;
  }
  return `No verdict: ${answer.detail}${covered}`;
}
