// What a designer would measure: lines of a readable length, code that fits, two
// widths and no third, nothing wider than a phone, letters of our own, and
// nothing that moves while the page comes in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { everyPage, glance, launch, open, samplePage } from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const at = (width) => ({ viewport: { width, height: 900 } });

// Letters in each full line of the page's longest paragraphs.
const lineLengths = (tab) => tab.evaluate(() => {
  const lengths = [];
  for (const p of document.querySelectorAll("main section > p")) {
    const text = document.createTreeWalker(p, NodeFilter.SHOW_TEXT).nextNode();
    const range = document.createRange();
    let last, count = 0;
    for (let i = 0; text && i < text.length; i++) {
      range.setStart(text, i);
      range.setEnd(text, i + 1);
      const top = range.getBoundingClientRect().top;
      if (last !== undefined && top > last + 5) { lengths.push(count); count = 0; }
      last = top;
      count += 1;
    }
  }
  return lengths.sort((a, b) => a - b);
});

test("a line of prose has 55 to 80 letters on a desk", async () => {
  for (const width of [1280, 1600]) {
    const lengths = await glance(browser, { site: "book", name: "grader.html" }, at(width), lineLengths);
    assert.ok(lengths.length > 10, "there are lines to measure");
    const middle = lengths[Math.floor(lengths.length / 2)];
    assert.ok(middle >= 55 && middle <= 80, `${middle} letters at ${width}`);
  }
});

test("eighty columns of code fit where there is room for them", async () => {
  const cut = await glance(browser, samplePage, at(1280), (tab) => tab.evaluate(() =>
    [...document.querySelectorAll(".listing pre")]
      .filter((pre) => pre.scrollWidth > pre.clientWidth).length));
  assert.equal(cut, 0);
});

test("figures have two widths and no third", async () => {
  const widths = await glance(browser, samplePage, at(1280), (tab) => tab.evaluate(() =>
    [...new Set([...document.querySelectorAll("figure")].map((f) => Math.round(f.offsetWidth)))]));
  assert.equal(widths.length, 2, String(widths));
});

test("no page is wider than a phone", async () => {
  for (const page of everyPage) {
    const wide = await glance(browser, page, at(360), (tab) =>
      tab.evaluate(() => document.documentElement.scrollWidth));
    assert.ok(wide <= 360, `${page.name} is ${wide} wide`);
  }
});

test("the letters are the book's own", async () => {
  const loaded = await glance(browser, samplePage, {}, (tab) => tab.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter((font) => font.status === "loaded")
      .map((font) => font.family.replaceAll('"', ""));
  }));
  for (const family of ["Source Serif 4", "Source Sans 3", "Source Code Pro"]) {
    assert.ok(loaded.includes(family), family);
  }
});

test("everything can be read without script", async () => {
  await glance(browser, samplePage, { javaScriptEnabled: false }, async (tab) => {
    for (const text of ["forced switch", "count is 1", "make run LAB=1.1", "The note stands"]) {
      assert.ok(await tab.getByText(text).first().isVisible(), text);
    }
    await tab.getByText("The recorded answer").click();
    assert.ok(await tab.getByText("6 of 200 runs").isVisible());
  });
});

const watchShifts = () => {
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifts += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
};

test("nothing moves while a page comes in", async () => {
  for (const page of [samplePage, { site: "book", name: "index.html" }]) {
    const tab = await open(browser, page, {}, watchShifts);
    await tab.evaluate(async () => {
      await document.fonts.ready;
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    });
    assert.ok(await tab.evaluate(() => window.shifts) < 0.01, `${page.name} shifts`);
    await tab.context().close();
  }
});
