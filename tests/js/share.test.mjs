// A program in an address (docs/assets/js/run/share.js): what goes in comes out.

import assert from "node:assert/strict";
import test from "node:test";

import { pack, unpack } from "../../docs/assets/js/run/share.js";

test("a program, its seed and its order survive the way through an address", async () => {
  for (const source of ["", "print('ä 漢 \u{1F9F5}')\n", "x".repeat(50_000)]) {
    const shared = { source, seed: 12, order: "any-time:1.2-2" };
    const hash = await pack("learn/locks/a b.py", shared);
    assert.match(hash, /^#run=[\w-]+&of=learn%2Flocks%2Fa%20b\.py$/);
    assert.deepEqual(await unpack(hash), shared);
  }
});

test("what was not edited brings no source", async () => {
  assert.deepEqual(await unpack(await pack("a.py", { seed: null })), { seed: null, order: null });
});

test("a link that is no program says so, whatever it holds", async () => {
  const long = await pack("a.py", { source: "x".repeat(100_001) });
  const odd = await pack("a.py", /** @type {any} */ ({ source: 5 }));
  for (const hash of ["#run=", "#run=AAAA", "#run=%%%", long, odd]) {
    await assert.rejects(unpack(hash), /damaged/);
  }
});

test("a seed that is no number is none", async () => {
  const hash = await pack("a.py", /** @type {any} */ ({ seed: "1; alert(1)", order: 3 }));
  assert.deepEqual(await unpack(hash), { seed: null, order: null });
});
