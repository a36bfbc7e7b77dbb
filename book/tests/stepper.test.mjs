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

const button = (name) => tab.getByRole("button", { name, exact: true });
const press = (name) => button(name).click();
const now = () => tab.locator(".stepper-now").innerText();
const current = () => tab.locator(".steps tr[aria-current=step]")
  .evaluateAll((rows) => rows.map((row) => row.dataset.step));

test("forward and back show the step, who holds what and what was written", async () => {
  assert.match(await now(), /Before the first step/);
  for (let i = 0; i < 3; i++) await press("Forward");
  assert.match(await now(), /3 of 8\. T1: read count = 0 \(counter\.c:4\)\s+T1 holds nothing; T2 holds nothing\./);
  for (let i = 0; i < 3; i++) await press("Forward");
  assert.match(await now(), /T2: write count: 0 -> 1/);
  assert.match(await now(), /T2 holds mutex\.\s+Written: count = 1/);
  assert.deepEqual(await current(), ["6"]);
  await press("Back");
  assert.deepEqual(await current(), ["5"]);
  await press("Start");
  assert.deepEqual(await current(), []);
  assert.equal(await button("Back").isDisabled(), true);
});

test("steps that were left out still count, and a race names the row", async () => {
  await button("Forward").focus();
  for (let i = 0; i < 8; i++) await tab.keyboard.press("ArrowRight");
  assert.match(await now(), /8 of 8\. T1: data race with step 6/);
  assert.match(await now(), /T2 holds nothing/);
  assert.match(await now(), /count is 1, and two increments were made/);
  assert.equal(await button("Forward").isDisabled(), true);
});

test("play goes to the end by itself", async () => {
  await tab.clock.install();
  await tab.reload();
  await press("Play");
  await tab.clock.runFor(1200 * 8 + 100);
  assert.deepEqual(await current(), ["8"]);
  assert.equal(await button("Play").count(), 1);
});

test("the reader chooses who runs, and reads how it ends", async () => {
  await press("You choose");
  assert.match(await now(), /Who runs first\?/);
  await press("Run T1");
  assert.match(await now(), /T2 holds mutex\.\s+Map: count 0/);
  assert.equal(await button("Run T1").isDisabled(), true);
  await press("Run T2");
  assert.match(await now(), /One increment is lost\./);
  assert.equal(await tab.locator(".steps tr.switch").count(), 1);
  await press("Back");
  assert.equal(await button("Run T2").isEnabled(), true);
  await press("You choose");
  assert.equal(await tab.locator(".steps tbody tr[data-step]").count(), 8);
});

test("the keyboard alone can choose to the end", async () => {
  await button("You choose").focus();
  await tab.keyboard.press("Enter");
  await button("Run T1").focus();
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.disabled), false);
  await button("Run T2").focus();
  await tab.keyboard.press("Enter");
  assert.match(await now(), /One increment is lost\./);
});
