// What is said of runs, steps and verdicts (docs/assets/js/run/words.js).

import assert from "node:assert/strict";
import test from "node:test";

import { counted, ended, game, joined, next, verdict, within } from "../../docs/assets/js/run/words.js";

test("numbers agree with their nouns", () => {
  assert.equal(counted(1, "switch"), "1 switch");
  assert.equal(counted(2, "switch"), "2 switches");
  assert.equal(counted(1200, "order"), "1,200 orders");
  assert.equal(within(0), "without a switch");
  assert.equal(within(1), "with at most 1 switch");
});

test("output of one stream is joined, and a run that starts over forgets it", () => {
  const first = joined([], [["out", "a"], ["out", "b"], ["err", "c"]]);
  assert.deepEqual(first, [["out", "ab"], ["err", "c"]]);
  assert.deepEqual(joined(first, [["err", "d"], ["out", "e"]]), [["out", "ab"], ["err", "cd"], ["out", "e"]]);
  assert.deepEqual(joined(first, [["begin", ""], ["out", "new"]]), [["out", "new"]]);
  assert.deepEqual(first, [["out", "ab"], ["err", "c"]], "what was there is left as it was");
});

test("each ending of a run has its sentence", () => {
  const said = {
    "It ran to its end.": { ending: "ends", broken: false },
    "It ran to its end, and did not print what the page shows.": { ending: "ends", broken: true },
    "It ended with ValueError: x (line 3).": { ending: "raises", line: 3, detail: "ValueError: x" },
    "A thread goes round a loop that nothing ends (line 2).": { ending: "hangs", line: 2 },
    "Stopped.": { ending: "stopped" },
    "Broken off: it printed more than 5 characters.": { ending: "too much", detail: "more than 5 characters" },
    "Broken off: it took too many steps.": { ending: "steps" },
    "It stopped: this page cannot run import socket (line 1).": {
      ending: "unsupported",
      detail: "import of socket",
      line: 1,
    },
    "x.py, line 2: this page cannot run a chained comparison.": {
      refused: "x.py, line 2: everyorder does not support a chained comparison.",
    },
    "x.py, line 1: '(' was never closed.": { refused: "x.py, line 1: '(' was never closed." },
  };
  for (const [words, answer] of Object.entries(said)) assert.equal(ended(answer), words);
});

test("a deadlock names who waits for what, where, and who holds it", () => {
  const waiting = [
    { thread: "MainThread", line: 8, what: "the end of Thread-1", holder: "" },
    { thread: "Thread-1", line: 6, what: "b", holder: "MainThread" },
  ];
  assert.equal(
    ended({ ending: "deadlock", waiting }),
    "Deadlock: MainThread waits in line 8 for the end of Thread-1; Thread-1 waits in line 6 for b, held by MainThread.",
  );
});

const LINES = ["x = 0", "seen = x  # read it", "x = seen + 1"];

test("a thread's next step is its line, without the comment, and what it does", () => {
  const option = { thread: 1, name: "Thread-1", line: 2, what: "read x", goes: true, switch: false, waits: "", holder: "" };
  assert.equal(next(option, LINES), "line 2: seen = x — reads x");
  assert.equal(next({ ...option, line: 3, what: "write x" }, LINES), "line 3: x = seen + 1 — writes x");
  assert.equal(next({ ...option, what: "call .join()" }, LINES), "line 2: seen = x");
  assert.equal(next(option, ["", "print('  # not a comment')"]), "line 2: print('  # not a comment') — reads x");
  assert.equal(next({ ...option, line: 0 }, LINES), "reads x");
});

test("a thread that cannot go on says what it waits for", () => {
  const option = { thread: 1, name: "T", line: 2, what: "with", goes: false, switch: false, waits: "lock", holder: "T2" };
  assert.equal(next(option, LINES), "waits for lock, held by T2");
  const late = { ...option, goes: true, waits: "its sleep to end", holder: "", what: "call .sleep()" };
  assert.equal(next(late, LINES), "line 2: seen = x — stops waiting for its sleep to end");
});

test("who breaks a program hears in how many switches, and how many it takes", () => {
  const broken = { broken: true, held: true, switches: 2, ends: "prints '1', expected '2'" };
  assert.equal(game(broken, 1), "You broke it with 2 switches: it prints '1', expected '2'. 1 switch would do.");
  assert.equal(game({ ...broken, switches: 1 }, 1), "You broke it with 1 switch: it prints '1', expected '2'. Nobody needs fewer.");
  assert.equal(game({ ...broken, switches: 0 }, null), "You broke it without a single switch: it prints '1', expected '2'.");
  assert.equal(
    game({ broken: false, held: true, switches: 0, ends: "prints '2', as expected" }, 1),
    "It prints '2', as expected. In this order it goes right.",
  );
});

test("a verdict never says more than was run", () => {
  const holds = { verdict: "holds", orders: 7, exhaustive: true };
  assert.equal(verdict(holds, true), "Holds: in every order it prints what the page shows. 7 orders cover them all.");
  assert.equal(verdict(holds, false), "Holds: in every order it prints the same. 7 orders cover them all.");
  assert.match(verdict({ ...holds, exhaustive: false, switches: 2 }, true), /^Holds as far as it was run: .*at most 2 switches.*were not run\.$/);
  const open = { verdict: "incomplete", interrupted: true, orders: 900, seconds: 20.1, switches: 1 };
  assert.equal(
    verdict(open, true),
    "No verdict yet: 900 orders in 20 s, and in each it prints what the page shows. Among them is every order with at most 1 switch. There are more, so this proves nothing about those.",
  );
  assert.doesNotMatch(verdict({ ...open, switches: null }, true), /Among them/);
  assert.equal(verdict({ verdict: "unsupported", detail: "sockets" }, true), "No verdict: sockets");
  assert.equal(
    verdict({ verdict: "output", orders: 7, switches: 1, ends: "prints '1', expected '2'" }, true),
    "Breaks with 1 switch: prints '1', expected '2'. The search ran 7 orders until it found this one.",
  );
});
