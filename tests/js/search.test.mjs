// The pure parts of the search (docs/assets/js/search/): words, slips, excerpts, synonyms.

import assert from "node:assert/strict";
import { test } from "node:test";

import { distance } from "../../docs/assets/js/search/distance.js";
import { excerpt } from "../../docs/assets/js/search/excerpt.js";
import { SYNONYMS } from "../../docs/assets/js/search/synonyms.js";
import { cleared, forms, isSmall, share, told, words } from "../../docs/assets/js/search/words.js";

const wholes = (text) => words(text).map(({ whole }) => whole);

test("punctuation is no part of a word", () => {
  assert.deepEqual(wholes("“can't start new thread” (it says): join()!"), ["cant", "start", "new", "thread", "it", "says", "join"]);
  assert.deepEqual(wholes("Is x += 1 atomic?"), ["is", "x", "+=", "1", "atomic"]);
  assert.deepEqual(wholes("python -Xgil=0"), wholes("python -X gil=0"));
  assert.deepEqual(wholes("synchronising threads"), wholes("synchronizing threads"));
});

test("a name is found whole and by each of its parts", () => {
  const all = (text) => words(text).flatMap(forms);
  for (const form of ["threading.thread.join", "threading", "thread", "join"]) assert.ok(all("threading.Thread.join()").includes(form), form);
  for (const form of ["threadpoolexecutor", "thread", "pool", "executor"]) assert.ok(all("ThreadPoolExecutor").includes(form), form);
  for (const form of ["as_completed", "ascompleted", "completed"]) assert.ok(all("as_completed").includes(form), form);
  for (const form of ["free-threaded", "freethreaded", "threaded"]) assert.ok(all("free-threaded").includes(form), form);
  assert.ok(all("queue.SimpleQueue").includes("simplequeue"));
  assert.ok(all("python3.14t").includes("3.14t"));
});

test("a pasted message keeps what every reader of it sees", () => {
  const pasted =
    'Exception in thread Thread-12 (download): Traceback (most recent call last): File "/home/kim/app.py", line 31, in download KeyError: \'url\'';
  assert.deepEqual(wholes(cleared(pasted)), ["exception", "in", "thread", "keyerror", "url"]);
  assert.deepEqual(wholes(cleared("thread id 140213 and <Thread object at 0x7f00>")), ["thread", "id", "and"]);
  assert.equal(cleared("0x7f00"), "0x7f00", "a query is never empty");
});

test("a message is heard word for word, whatever stands between its words", () => {
  const heard = (message, query) => share(told(message), words(query));
  const message = "TypeError: weigh() takes 1 positional argument but 4 were given";
  assert.equal(heard(message, "weigh() takes 1 positional argument but 4 were given"), 1);
  assert.equal(heard(message, "error: load() takes 1 positional argument but 23 were given"), 6 / 7);
  assert.equal(heard(message, "given were but argument positional takes"), 1 / 7);
  assert.equal(heard(message, "takes"), 1 / 7);
  assert.equal(heard("TimeoutError: 2 (of 2) futures unfinished", "3 (of 8) futures unfinished"), 1);
  assert.equal(heard("LookupError: <ContextVar name='user' at 0x7f11>", "LookupError: <ContextVar name='id' at 0x7f22>"), 3 / 4);
  assert.equal(heard("StateError: FINISHED: <Future at 0x7f11>", "all threads have finished"), 1 / 2);
  assert.equal(heard(message, ""), 0);
  assert.equal(heard("", message), 0);
});

test("slips are counted", () => {
  for (const [a, b, slips] of [
    ["lock", "lock", 0],
    ["lok", "lock", 1],
    ["lockk", "lock", 1],
    ["luck", "lock", 1],
    ["lcok", "lock", 1],
    ["semafore", "semaphore", 2],
    ["dog", "lock", 2],
    ["queue", "lock", 2],
  ]) {
    assert.equal(distance(a, b, 1), Math.min(slips, 2), `${a} ${b}`);
  }
});

test("an excerpt is the sentence that has most, with its words marked", () => {
  const text = "A queue hands things on. Each thread waits until the lock is free. It goes on then.";
  const parts = excerpt(text, new Set(["lock", "wait"]), (word) => word.replace(/s$/, ""));
  assert.equal(parts.map((part) => part.text).join(""), "Each thread waits until the lock is free. It goes on then.");
  assert.deepEqual(parts.filter((part) => part.marked).map((part) => part.text), ["waits", "lock"]);
  assert.deepEqual(excerpt("", new Set(["lock"]), (word) => word), []);
});

test("a row of a table is an excerpt of its own, whole, and none comes with the text before", () => {
  const stem = (/** @type {string} */ word) => word;
  const text = "Waits end from outside:\nrecv() · shutdown(): it returns\nqueue.get() · put a last item";
  const told = (/** @type {string[]} */ ...words) => excerpt(text, new Set(words), stem).map((part) => part.text).join("");
  assert.equal(told("returns"), "recv() · shutdown(): it returns");
  assert.equal(told("last"), "queue.get() · put a last item");
  assert.equal(told("outside"), "Waits end from outside:");
});

test("each group of synonyms has two phrases or more that are not the same", () => {
  for (const group of SYNONYMS) {
    const phrases = group.map((phrase) => phrase.join(" "));
    assert.ok(phrases.length > 1, `alone: ${phrases}`);
    assert.equal(new Set(phrases).size, phrases.length, `twice in a group: ${phrases}`);
  }
});
