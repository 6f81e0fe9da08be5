// Has each answer of a list judged on the page of its exercise, in a frame, and posts what
// was said: for browsers that have no driver here (test_judged.py).

const LATE = 100_000; // milliseconds

const frame = document.createElement("iframe");
document.body.append(frame);

/** Wait until this gives something. @template T @param {() => T} look @returns {Promise<T>} */
async function until(look) {
  for (const started = performance.now(); performance.now() - started < LATE; ) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never: ${look}`);
}

const all = (selector) => [...(frame.contentDocument?.querySelectorAll(selector) ?? [])];

/** Wait for a verdict. */
const ended = () =>
  until(() => /^(Refused|Solved|No verdict|Check \d of \d cannot|Python)/.test(all(".said")[0]?.innerText) && !all(".run.busy").length);

/** @param {{page: string, program: string, source: string}} answer */
async function judged({ page, program, source }) {
  localStorage.setItem(`threading:draft:${program}`, source); // as if it were written here
  frame.src = page;
  await new Promise((resolve) => (frame.onload = resolve));
  await until(() => all(".edited").some((badge) => !badge.hidden));
  all("figure.program [data-act=check]")[0].click();
  await ended();
  const late = all(".judged li:has(button)").map((item) => item.dataset.check);
  for (const check of late) {
    if (all(".said")[0].innerText.startsWith("Refused")) break;
    all(`.judged [data-check="${check}"] button`)[0].click(); // the time was over: it goes on
    await ended();
  }
  return {
    says: all(".said")[0].innerText,
    told: all(".judged [data-mark=refused] :is(.found, .numbers)").map((line) => line.innerText),
    drawn: all(".drawn .step").length,
  };
}

/** @param {unknown} told */
const post = (told) => fetch("./", { method: "POST", body: JSON.stringify(told) });

for (const answer of await (await fetch("answers.json")).json()) {
  await post(await judged(answer).catch((error) => ({ error: String(error) })));
}
