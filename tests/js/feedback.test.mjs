// What is said of an answer to an exercise (docs/assets/js/run/feedback.js).

import assert from "node:assert/strict";
import test from "node:test";

import { complaint, conclusion, done, goal, mark, total, version } from "../../docs/assets/js/run/feedback.js";

const NOTHING = { tries: 0, solved: null, broke: null, refused: {}, versions: [] };
const judged = (more = {}) => ({ check: "a", passed: true, way: "", sentence: "", detail: "", line: 0, file: "", orders: 2, switches: null, exhaustive: true, more: false, order: null, ends: "", figure: null, ...more });
const refused = (more = {}) => judged({ passed: false, way: "raises", order: "x", switches: 1, ...more });
const open = judged({ passed: null, way: "unsupported" });
const late = judged({ more: true, exhaustive: false });
const bounded = judged({ exhaustive: false, switches: 2 });

test("an answer that cannot be judged is never marked as refused", () => {
  assert.deepEqual([judged(), refused(), open].map(mark), ["passed", "refused", "open"]);
});

test("the mark to reach is the fewest switches", () => {
  assert.equal(goal(0), "Break it without a switch.");
  assert.equal(goal(1), "Break it with 1 switch or fewer.");
  assert.equal(goal(2), "Break it with 2 switches or fewer.");
});

const says = (judgments, many, interrupted = false) => conclusion(judgments, many, interrupted).says;

test("a refusal says which check it was and how few switches it takes", () => {
  assert.equal(says([judged(), refused()], 3), "Refused by check 2 of 3. It takes an order with 1 switch.");
  assert.equal(says([refused({ switches: 0 })], 3), "Refused by check 1 of 3. It takes an order without a switch.");
  assert.equal(says([refused({ order: null })], 3), "Refused by check 1 of 3.");
  assert.equal(says([refused({ way: "missing", order: null })], 3), "Check 1 of 3 cannot use this answer.");
  assert.equal(says([refused({ way: "syntax", order: null })], 3), "Python cannot read this answer.");
});

test("one thing at a time: the first refusal is told, whatever else there is", () => {
  const first = refused({ check: "a" });
  const found = conclusion([first, refused({ check: "b" }), open], 3, true);
  assert.equal(found.refusal, first);
  assert.deepEqual([found.tone, found.solved], ["bad", false]);
});

test("solved is said only when every check passes, and never of more orders than were run", () => {
  const all = conclusion([judged(), judged()], 2, false);
  assert.deepEqual([all.says, all.solved, all.tone], ["Solved: all 2 checks pass, in every order.", true, "good"]);
  assert.equal(says([judged()], 1), "Solved: the check passes, in every order.");
  assert.equal(says([judged(), late], 2), "Solved, as far as it was run: all 2 checks pass, and 1 has more orders than were run.");
  assert.equal(says([late, late], 2), "Solved, as far as it was run: all 2 checks pass, and 2 have more orders than were run.");
  assert.match(says([judged(), bounded], 2), /^Solved, as far as it was run/);
  for (const some of [conclusion([judged()], 2, true), conclusion([judged()], 2, false), conclusion([], 2, true)]) {
    assert.deepEqual([some.solved, some.tone], [false, ""]);
    assert.match(some.says, /^Stopped: [01] of 2 checks judged\.$/);
  }
});

test("what cannot be judged is neither good nor bad", () => {
  const found = conclusion([judged(), open], 2, false);
  assert.deepEqual([found.says, found.tone, found.solved], ["No verdict: 1 of 2 checks cannot be judged here. It may be right.", "", false]);
  assert.equal(says([open], 1), "No verdict: this answer cannot be judged here. It may be right.");
});

test("what is done of an exercise is told in a few words", () => {
  const solved = (tries) => ({ ...NOTHING, tries, solved: { tries, source: "" } });
  assert.equal(done(NOTHING), "");
  assert.equal(done({ ...NOTHING, broke: 0 }), "Broken without a switch, not mended yet");
  assert.equal(done({ ...NOTHING, broke: 2 }), "Broken with 2 switches, not mended yet");
  assert.equal(done({ ...NOTHING, tries: 1, broke: 1 }), "1 try so far");
  assert.equal(done({ ...NOTHING, tries: 3 }), "3 tries so far");
  assert.equal(done(solved(1)), "Solved at the first try");
  assert.equal(done({ ...solved(3), tries: 5 }), "Solved in 3 tries");
  assert.equal(total([solved(1), NOTHING, { ...NOTHING, tries: 1 }], 3), "1 of 3 solved, 1 more begun.");
  assert.equal(total([NOTHING, NOTHING], 2), "0 of 2 solved.");
  assert.equal(total([solved(1), solved(2)], 2), "All 2 solved.");
});

test("each answer that is kept has its verdict beside it", () => {
  const one = { number: 2, source: "", verdict: "refused", says: "Two add." };
  assert.equal(version(one), "Answer 2: refused: Two add.");
  assert.equal(version({ ...one, verdict: "passed" }), "Answer 2: passes all checks");
  assert.equal(version({ ...one, verdict: "open" }), "Answer 2: cannot be judged");
  assert.equal(version({ ...one, number: null, verdict: "" }), "Not judged");
});

test("who doubts a refusal takes the answer and its order along", () => {
  const form = "https://example.org/repository/issues/new?template=mistake.yml&title=T&page=P";
  const source = "x = 1  # & so on\n";
  const { searchParams } = new URL(complaint(form, "lost-update", refused({ check: "a_two_add", order: "1.1-2", sentence: "A jar got lost." }), source));
  assert.equal(searchParams.get("template"), "mistake.yml");
  assert.equal(searchParams.get("page"), "P");
  assert.equal(searchParams.get("title"), "Refused in lost-update: a_two_add");
  for (const part of [source, "1.1-2", "A jar got lost."]) assert.ok(searchParams.get("wrong").includes(part), part);
  for (const long of ["é\n".repeat(1000), "x".repeat(50_000)]) {
    const address = complaint(form, "lost-update", refused(), long);
    assert.ok(address.length <= 8000);
    assert.match(new URL(address).searchParams.get("wrong"), /Paste the answer here/);
  }
});
