// The stepper walks a recorded interleaving and lets the reader choose.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch, open, samplePage } from "./browser.mjs";

let browser;
let tab;
before(async () => { browser = await launch(); });
after(() => browser.close());
beforeEach(async () => {
  await tab?.context().close();
  tab = await open(browser, samplePage);
});

const press = (name) => tab.getByRole("button", { name, exact: true }).click();
const now = () => tab.locator(".stepper-now").innerText();
const current = () => tab.locator(".steps tr[aria-current=step]")
  .evaluateAll((rows) => rows.map((row) => row.dataset.step));

test("forward and back show the step, its values and what the map holds", async () => {
  assert.match(await now(), /Before the first step/);
  await press("Forward");
  assert.match(await now(), /Step 1 of 4\. T1: read count = 0 \(counter\.c:4\)\s+Map: count = 0/);
  await press("Forward");
  await press("Forward");
  assert.match(await now(), /T2: write count: 0 → 1/);
  assert.deepEqual(await current(), ["3"]);
  await press("Back");
  assert.deepEqual(await current(), ["2"]);
  await press("Start");
  assert.deepEqual(await current(), []);
  assert.equal(await tab.getByRole("button", { name: "Back" }).isDisabled(), true);
});

test("the end says what went wrong and who held the lock", async () => {
  for (let i = 0; i < 4; i++) await press("Forward");
  assert.match(await now(), /Locks: lock held by T1/);
  assert.match(await now(), /count is 1, and two increments were made/);
  assert.equal(await tab.getByRole("button", { name: "Forward" }).isDisabled(), true);
});

test("play goes to the end by itself", async () => {
  await tab.clock.install();
  await tab.reload();
  await press("Play");
  await tab.clock.runFor(1200 * 4 + 100);
  assert.deepEqual(await current(), ["4"]);
  assert.equal(await tab.getByRole("button", { name: "Play", exact: true }).count(), 1);
});

test("arrow keys step while the controls have the focus", async () => {
  await tab.getByRole("button", { name: "Forward" }).focus();
  await tab.keyboard.press("ArrowRight");
  await tab.keyboard.press("ArrowRight");
  assert.deepEqual(await current(), ["2"]);
});

test("the reader chooses who runs, and hears how it ends", async () => {
  await press("You choose");
  assert.match(await now(), /Who runs first\?/);
  await press("Run T1");
  assert.equal(await tab.getByRole("button", { name: "Run T1" }).count(), 0);
  await press("Run T2");
  assert.match(await now(), /One increment is lost\./);
  await press("Back");
  assert.equal(await tab.getByRole("button", { name: "Run T2" }).count(), 1);
  await press("You choose");
  assert.equal(await tab.locator(".steps tbody tr.switch").count(), 2);
});
