// Where the sentence beside a term goes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { place } from "../../docs/assets/js/tip.js";

const VIEW = { width: 400, height: 600 };
const BOX = { width: 200, height: 100 };
const line = (left, top) => ({ left, top, bottom: top + 20 });

test("it stands below its term, with room between", () => {
  const { left, top } = place(line(50, 100), BOX, VIEW);
  assert.equal(left, 50);
  assert.ok(top > 120 && top < 130);
});

test("it stands above where there is no room below", () => {
  const { top } = place(line(50, 500), BOX, VIEW);
  assert.ok(top + BOX.height < 500);
});

test("it stays below where there is even less room above", () => {
  const { top } = place(line(50, 10), BOX, { width: 400, height: 90 });
  assert.ok(top > 30);
});

test("it stays within the window", () => {
  const right = place(line(390, 100), BOX, VIEW);
  assert.ok(right.left + BOX.width < 400);
  const wide = place(line(390, 100), { width: 399, height: 100 }, VIEW);
  assert.ok(wide.left > 0);
});
