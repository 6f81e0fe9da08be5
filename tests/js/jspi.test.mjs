// Fibers of the browser: who goes on when one is awaited. The interpreter is played by
// async functions, in which `await` suspends as Pyodide's run_sync() does.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makeFibers } from "../../everyorder/src/everyorder/runtime/fibers/jspi.js";

const later = () => new Promise((resolve) => setTimeout(resolve));

/** A thenable, awaited once as run_sync() does: its `then` is called at once. */
const wait = (thenable) => new Promise((resolve) => thenable.then(resolve));
const go = ({ fiber }) => wait(fiber);

/**
 * What jspi.py does with the machine. A fiber is a thenable, which no async function may
 * return: it goes by in an object, as `{ fiber }`.
 */
class Interpreter {
  constructor() {
    this.log = [];
    this.died = [];
    this.machine = makeFibers((error) => this.died.push(error));
    this.idle = [];
  }

  /** Enter Python anew. */
  enter() {
    this.machine.enter();
    return { fiber: this.machine.main };
  }

  /** A stack that waits for a body, as `_new` makes it. */
  async start(body) {
    const made = this.idle.pop() ?? (await this.make());
    made.body = body;
    return made;
  }

  async make() {
    const made = { body: null, fiber: null };
    this.machine.prepare({ callPromising: () => this.serve(made) });
    made.fiber = this.machine.prepared;
    await wait(this.machine.spawn);
    return made;
  }

  async serve(made) {
    await wait(this.machine.home);
    for (;;) {
      const { fiber } = await made.body();
      this.idle.push(made);
      await wait(fiber);
    }
  }
}

test("a fiber runs when it is awaited, and whoever awaited it goes on after it", async () => {
  const python = new Interpreter();
  const { log } = python;
  const main = python.enter();
  const fiber = await python.start(async () => {
    log.push("body");
    return main;
  });
  log.push("made");
  await go(fiber);
  assert.deepEqual([...log, "back"], ["made", "body", "back"]);
  assert.equal(python.machine.running, main.fiber);
});

test("two fibers hand over to each other, and each goes on where it was", async () => {
  const python = new Interpreter();
  const { log } = python;
  const main = python.enter();
  const fibers = [];
  const body = (name, other) => async () => {
    for (const turn of [1, 2]) {
      log.push(name + turn);
      await go(fibers[other]);
    }
    return main;
  };
  fibers.push(await python.start(body("a", 1)), await python.start(body("b", 0)));
  await go(fibers[0]);
  assert.deepEqual(log, ["a1", "b1", "a2", "b2"]);
});

test("a fiber that is awaited by itself goes on at once", async () => {
  const python = new Interpreter();
  await go(python.enter());
  assert.equal(python.machine.running, python.machine.main);
});

test("a fiber can be started from within another one", async () => {
  const python = new Interpreter();
  const { log } = python;
  const main = python.enter();
  const outer = await python.start(async () => {
    log.push("outer");
    const inner = await python.start(async () => {
      log.push("inner");
      return outer;
    });
    await go(inner);
    log.push("outer again");
    return main;
  });
  await go(outer);
  assert.deepEqual(log, ["outer", "inner", "outer again"]);
});

test("a stack that is over serves the next body", async () => {
  const python = new Interpreter();
  const main = python.enter();
  const first = await python.start(async () => main);
  await go(first);
  const second = await python.start(async () => main);
  await go(second);
  assert.equal(second, first);
});

test("while one fiber is suspended for the page, no other runs", async () => {
  const python = new Interpreter();
  const { log } = python;
  const main = python.enter();
  let answer;
  const asked = python.machine.pause((resolve) => (answer = resolve));
  const fiber = await python.start(async () => {
    log.push(await wait(asked));
    return main;
  });
  const over = go(fiber).then(() => log.push("over"));
  await later();
  assert.deepEqual(log, []);
  assert.equal(python.machine.running, fiber.fiber);
  answer("Ada");
  await over;
  assert.deepEqual(log, ["Ada", "over"]);
});

test("after a run that was broken off, Python is entered as nobody", async () => {
  const python = new Interpreter();
  python.enter();
  const fiber = await python.start(() => new Promise(() => {}));
  go(fiber);
  await later();
  assert.equal(python.machine.running, fiber.fiber);
  assert.equal(python.enter().fiber, python.machine.running);
});

test("a stack that ends by an error tells whoever made the machine", async () => {
  const python = new Interpreter();
  python.enter();
  const fiber = await python.start(async () => {
    throw new Error("of the engine");
  });
  go(fiber);
  await later();
  assert.deepEqual(python.died.map(({ message }) => message), ["of the engine"]);
});
