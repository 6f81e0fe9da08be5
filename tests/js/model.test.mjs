// What a trace says at each step: the pure half of the player.

import assert from "node:assert/strict";
import { test } from "node:test";

import { state } from "../../docs/assets/js/order/model.js";
import { FORMAT, read } from "../../docs/assets/js/order/trace.js";

const event = (thread, kind, name = "", value = "", other = null, line = 1) =>
  ({ thread, line, kind, name, value, other });
const trace = (...events) => ({ threads: ["MainThread", "Thread-1", "Thread-2"], events, locals: [] });
const own = (events, ...locals) => ({ ...trace(...events), locals });
const local = (index, thread, name, value) => ({ index, thread, name, value });

test("a variable holds what was last read or written", () => {
  const run = trace(event(1, "read", "x", "0"), event(1, "write", "x", "1"));
  const held = [0, 1, 2].map((step) => state(run, step).variables[0]);
  assert.deepEqual(held.map(({ value }) => value), ["0", "0", "1"]);
  assert.deepEqual(held.map(({ changed }) => changed), [false, false, true]);
});

test("a variable that is written first is not shown before, since nobody knows it", () => {
  const run = trace(event(1, "write", "x", "1"), event(1, "read", "x", "1"));
  assert.deepEqual(state(run, 0).variables, []);
  assert.equal(state(run, 1).variables[0].value, "1");
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
  assert.deepEqual(state(run, 1).threads, []);
  assert.deepEqual(state(run, 2).threads, [
    { number: 2, name: "Thread-2", own: [], waits: { what: "lock", holder: "Thread-1" } },
  ]);
  assert.deepEqual(state(run, 3).threads, []);
  assert.equal(state(run, 4).threads[0].waits.holder, "itself");
});

test("what several events changed is told as changed after the last of them", () => {
  const run = trace(event(1, "read", "x", "0"), event(1, "write", "x", "1"), event(1, "end"));
  assert.equal(state(run, 3).variables[0].changed, false);
  assert.equal(state(run, 3, 0).variables[0].changed, true);
});

test("a thread's own variable is there from its index on, and until it is gone", () => {
  const run = own(
    [event(1, "read", "x", "0"), event(1, "write", "x", "1"), event(1, "read", "x", "1")],
    local(1, 1, "seen", "0"),
    local(3, 1, "seen", ""),
  );
  assert.deepEqual(state(run, 0).threads, []);
  assert.deepEqual(state(run, 1).threads, [
    { number: 1, name: "Thread-1", own: [{ name: "seen", value: "0", changed: true }], waits: null },
  ]);
  assert.equal(state(run, 2).threads[0].own[0].changed, false);
  assert.deepEqual(state(run, 3).threads, []);
});

test("a thread's own variables go when another one goes on after its end", () => {
  const run = own(
    [event(1, "write", "x", "1"), event(1, "end"), event(0, "read", "x", "1")],
    local(0, 1, "seen", "0"),
  );
  assert.equal(state(run, 2).threads[0].own[0].value, "0");
  assert.deepEqual(state(run, 3).threads, []);
});

test("a state does not change the trace", () => {
  const run = trace(event(1, "read", "x", "0"), event(1, "write", "x", "1"));
  const before = JSON.stringify(run);
  state(run, 2);
  assert.equal(JSON.stringify(run), before);
});

test("threads are named as the trace names them", () => {
  const text = JSON.stringify({ format: FORMAT, threads: ["Ann (usher)"], events: [], locals: [] });
  assert.deepEqual(read(text).threads, ["Ann (usher)"]);
});

test("another format is refused in words for the reader", () => {
  const text = JSON.stringify({ format: 1, threads: [], events: [] });
  assert.throws(() => read(text), /format 1, and the player reads 3.*Reload/);
});
