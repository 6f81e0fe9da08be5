// What a browser keeps of exercises (docs/assets/js/run/progress.js).

import assert from "node:assert/strict";
import test from "node:test";

/** A browser's storage, as far as it is used. */
class Storage {
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key, value) {
    this[key] = String(value);
  }
  removeItem(key) {
    delete this[key];
  }
}

const storage = (globalThis.localStorage = new Storage());
Object.assign(globalThis, { document: { querySelector: () => null, querySelectorAll: () => [] } });

const progress = await import("../../docs/assets/js/run/progress.js");
const { add, all, aside, broken, erase, lasting, merged, NOTHING, read, refused: refusedBy, tried, unwritten, update, valid, written } = progress;

const refused = (source) => ({ source, verdict: "refused", says: "Two add." });
const passed = (source) => ({ source, verdict: "passed", says: "" });
const next = (kept, answer) => tried(answer.verdict === "refused" ? refusedBy(kept, "a") : kept, answer);
const after = (...answers) => answers.reduce(next, NOTHING);

test("each answer that is checked is a try, and the same one twice is one", () => {
  const kept = after(refused("1"), refused("2"), refused("1"));
  assert.equal(kept.tries, 2);
  assert.deepEqual(kept.refused, { a: 3 }, "but each refusal counts for the hints");
  assert.deepEqual(
    kept.versions.map(({ number, source }) => [number, source]),
    [[2, "2"], [1, "1"]],
    "the latest stands last, and keeps its number",
  );
  assert.equal(kept.solved, null);
});

test("what solved it first stays, with its tries", () => {
  const kept = after(refused("1"), passed("2"), passed("3"));
  assert.deepEqual(kept.solved, { tries: 2, source: "2" });
  assert.equal(kept.tries, 3);
});

test("an answer that is refused after all has not solved it", () => {
  assert.equal(after(passed("1"), refused("1")).solved, null);
  assert.deepEqual(after(passed("1"), refused("2")).solved, { tries: 1, source: "1" });
});

test("ten answers are kept, and the one that solved it among them", () => {
  const many = Array.from({ length: 14 }, (_, at) => refused(`later ${at}`));
  const kept = after(passed("first"), ...many);
  assert.equal(kept.versions.length, 10);
  assert.equal(kept.versions[0].source, "first");
  assert.equal(kept.versions.at(-1).source, "later 13");
  assert.equal(after(...many).versions[0].source, "later 4");
});

test("an answer that was never checked is put aside once, and is no try", () => {
  const kept = aside(aside(after(refused("1")), "mine"), "mine");
  assert.equal(kept.tries, 1);
  assert.deepEqual(kept.versions.at(-1), { number: null, source: "mine", verdict: "", says: "" });
  assert.equal(aside(kept, "1"), kept, "one that is kept already changes nothing");
  const judged = tried(kept, refused("mine"));
  assert.deepEqual([judged.tries, judged.versions.length], [2, 2], "once it is judged, it is one");
});

test("the fewest switches count", () => {
  assert.equal(broken(broken(NOTHING, 3), 1).broke, 1);
  assert.equal(broken(broken(NOTHING, 1), 3).broke, 1);
  assert.equal(broken(NOTHING, 0).broke, 0);
});

test("a file adds, and takes nothing away", () => {
  const mine = after(refused("1"), passed("2"));
  const theirs = { ...after(refused("x"), refused("x"), refused("1")), broke: 1 };
  const both = merged(mine, theirs);
  assert.deepEqual(both.solved, mine.solved);
  assert.equal(both.broke, 1);
  assert.deepEqual(both.refused, { a: 3 });
  assert.deepEqual(both.versions.map(({ source }) => source), ["x", "1", "2"]);
  assert.deepEqual(merged(NOTHING, mine), mine);
  assert.deepEqual(merged(mine, NOTHING), mine);
  const full = after(...Array.from({ length: 10 }, (_, at) => refused(`own ${at}`)));
  assert.deepEqual(merged(full, theirs).versions, full.versions);
  assert.deepEqual(merged(after(...Array.from({ length: 9 }, (_, at) => refused(`own ${at}`))), theirs).versions[0].source, "1");
});

test("what is written is read again", () => {
  const saved = { exercises: { "lost-update": after(passed("x")) }, drafts: { "exercises/lost-update/starter.py": "y" } };
  assert.deepEqual(unwritten(written(saved)), saved);
});

test("a file that is none of these says so", () => {
  const good = after(refused("x"));
  const file = (exercises, drafts = {}) => JSON.stringify({ format: 1, exercises, drafts });
  const wrong = {
    "not one that was saved": ["", "{", "null", "[]", '"text"', "{}", '{"format": "1"}', '{"format": 1, "exercises": [], "drafts": {}}'],
    "newer version": ['{"format": 2, "exercises": {}, "drafts": {}}'],
    "too large": [" ".repeat(5_000_001)],
    "“a/b”": [file({ "a/b": good })],
    "“lost”": [
      file({ lost: { ...good, tries: -1 } }),
      file({ lost: { ...good, tries: 1.5 } }),
      file({ lost: { ...good, solved: true } }),
      file({ lost: { ...good, refused: { a: "3" } } }),
      file({ lost: { ...good, versions: [{}] } }),
      file({ lost: { ...good, versions: Array(11).fill(good.versions[0]) } }),
      file({ lost: { ...good, versions: [{ ...good.versions[0], source: "x".repeat(100_001) }] } }),
      file({ lost: null }),
      '{"format": 1, "exercises": {"lost": {}}, "drafts": {}}',
    ],
    "“learn/locks/x.py”": [file({ good }, { "learn/locks/x.py": "" })],
    "“exercises/x.py”": [file({ good }, { "exercises/x.py": 3 })],
  };
  for (const [says, texts] of Object.entries(wrong)) {
    for (const text of texts) assert.throws(() => unwritten(text), new RegExp(says), text.slice(0, 80));
  }
});

test("it is kept, found, added to and erased", () => {
  storage.setItem("other", "stays");
  storage.setItem("threading:draft:learn/locks/x.py", "stays, too");
  storage.setItem("threading:draft:exercises/lost-update/starter.py", "draft");
  update("lost-update", (kept) => tried(kept, passed("x")));
  assert.equal(read("lost-update").tries, 1);
  assert.deepEqual(Object.keys(all().exercises), ["lost-update"]);
  assert.deepEqual(all().drafts, { "exercises/lost-update/starter.py": "draft" });
  add({ exercises: { limiter: after(refused("l")) }, drafts: { "exercises/lost-update/starter.py": "theirs", "exercises/limiter/starter.py": "new" } });
  assert.deepEqual(Object.keys(all().exercises).sort(), ["limiter", "lost-update"]);
  assert.equal(all().drafts["exercises/lost-update/starter.py"], "draft");
  assert.equal(all().drafts["exercises/limiter/starter.py"], "new");
  erase();
  assert.deepEqual(all(), { exercises: {}, drafts: {} });
  assert.deepEqual(Object.keys(storage).sort(), ["other", "threading:draft:learn/locks/x.py"]);
});

test("what another script has left under its key is nothing", () => {
  for (const text of ["", "no", "[]", '{"tries": "many"}']) {
    storage.setItem("threading:exercise:lost-update", text);
    assert.equal(read("lost-update"), NOTHING);
  }
  assert.ok(valid(NOTHING));
  storage.removeItem("threading:exercise:lost-update");
});

test("without storage, or with none left, it lasts as long as the page", () => {
  const full = Object.assign(new Storage(), { setItem() { throw new Error("quota"); } });
  for (const there of [undefined, full]) {
    globalThis.localStorage = there;
    assert.equal(lasting(), false);
    update("limiter", (kept) => tried(kept, refused("x")));
    assert.equal(read("limiter").tries, 1);
    assert.deepEqual(Object.keys(all().exercises), ["limiter"]);
    erase();
    assert.equal(read("limiter"), NOTHING);
  }
  globalThis.localStorage = storage;
  assert.equal(lasting(), true);
});
