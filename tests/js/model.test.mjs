// What a trace says at each step: the pure half of the player.

import assert from "node:assert/strict";
import { test } from "node:test";

import { state } from "../../docs/assets/js/order/model.js";
import { FORMAT, read } from "../../docs/assets/js/order/trace.js";

const event = (thread, kind, name = "", value = "", other = null, line = 1) =>
  ({ thread, line, kind, name, value, other });
const trace = (...events) => ({ threads: ["MainThread", "Thread-1", "Thread-2"], events });

test("a variable holds what was last read or written", () => {
  const run = trace(event(1, "read", "x", "0"), event(1, "write", "x", "1"));
  const held = [0, 1, 2].map((step) => state(run, step).variables[0]);
  assert.deepEqual(held.map(({ value }) => value), ["0", "0", "1"]);
  assert.deepEqual(held.map(({ changed }) => changed), [false, false, true]);
});

test("a variable that is written first is unknown before", () => {
  const run = trace(event(1, "write", "x", "1"));
  assert.equal(state(run, 0).variables[0].value, "");
});

test("a deleted variable holds nothing", () => {
  const run = trace(event(1, "read", "x", "1"), event(2, "delete", "x"));
  assert.equal(state(run, 2).variables[0].value, "");
});

test("an item that is read is no variable of its own", () => {
  assert.deepEqual(state(trace(event(1, "read", 'seats["F7"]', "'Ada'")), 1).variables, []);
});

test("a lock belongs to who took it until it is released", () => {
  const run = trace(event(1, "acquire", "lock"), event(1, "release", "lock"));
  const owners = [0, 1, 2].map((step) => state(run, step).locks[0].owner);
  assert.deepEqual(owners, ["", "Thread-1", ""]);
});

test("a thread waits until it wakes, and it is known for whom", () => {
  const run = trace(
    event(1, "acquire", "lock"),
    event(2, "wait", "lock", "", 1),
    event(2, "wake"),
    event(2, "wait", "lock", "", 2),
  );
  assert.deepEqual(state(run, 1).waiting, []);
  assert.deepEqual(state(run, 2).waiting, [
    { thread: "Thread-2", what: "lock", holder: "Thread-1" },
  ]);
  assert.deepEqual(state(run, 3).waiting, []);
  assert.equal(state(run, 4).waiting[0].holder, "itself");
});

test("the line and the thread are those of the last event", () => {
  const run = trace(event(2, "read", "x", "0", null, 9));
  assert.deepEqual([state(run, 0).line, state(run, 1).line], [0, 9]);
  assert.deepEqual([state(run, 0).thread, state(run, 1).thread], ["", "Thread-2"]);
});

test("a state does not change the trace", () => {
  const run = trace(event(1, "read", "x", "0"), event(1, "write", "x", "1"));
  const before = JSON.stringify(run);
  state(run, 2);
  assert.equal(JSON.stringify(run), before);
});

test("threads are named without what they run", () => {
  const text = JSON.stringify({ format: FORMAT, threads: ["Thread-1 (admit)"], events: [] });
  assert.deepEqual(read(text).threads, ["Thread-1"]);
});

test("another format is refused in words for the reader", () => {
  const text = JSON.stringify({ format: 1, threads: [], events: [] });
  assert.throws(() => read(text), /format 1, and the player reads 2.*Reload/);
});
