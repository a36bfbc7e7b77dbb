// The pages are valid HTML, every link leads somewhere, no id is taken twice.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { everyPage, launch, open, require, sites, urlOf } from "./browser.mjs";

const { HtmlValidate } = require("html-validate");

const RULES = {
  extends: ["html-validate:standard"],
  rules: {
    "no-inline-style": "off",        // Graphviz and pandoc style what they draw
    "no-trailing-whitespace": "off",
    "long-title": "off",
    "void-style": "off",
    "no-redundant-role": "off",
    "tel-non-breaking": "off",
    "require-sri": "off",
    "prefer-native-element": "off",  // role="img" on an inline SVG
  },
};

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test("every page is valid HTML", async () => {
  const checker = new HtmlValidate(RULES);
  for (const page of everyPage) {
    const text = readFileSync(`${sites[page.site]}/${page.name}`, "utf8");
    const report = await checker.validateString(text);
    const found = report.results.flatMap((result) => result.messages)
      .map((m) => `${page.name}:${m.line}: ${m.ruleId}: ${m.message}`);
    assert.deepEqual(found, []);
  }
});

async function idsAndLinks(page) {
  const tab = await open(browser, page);
  const found = await tab.evaluate(() => ({
    ids: [...document.querySelectorAll("[id]")].map((e) => e.id),
    links: [...document.querySelectorAll("a[href]")].map((e) => e.href),
  }));
  await tab.context().close();
  return found;
}

test("no id is taken twice, and every link inside the book arrives", async () => {
  const ids = {};
  const links = [];
  for (const page of everyPage) {
    const found = await idsAndLinks(page);
    assert.equal(new Set(found.ids).size, found.ids.length, `${page.name}: ids twice: ` +
      found.ids.filter((id, i) => found.ids.indexOf(id) !== i));
    ids[urlOf(page)] = new Set(found.ids);
    links.push(...found.links.map((href) => ({ page, href })));
  }
  assert.ok(links.length > 50, "there are links to follow");
  for (const { page, href } of links.filter(({ href }) => href.startsWith("file:"))) {
    const [file, id] = href.split("#");
    const known = ids[file];
    assert.ok(known || existsSync(new URL(file)), `${page.name}: ${href} is not there`);
    if (known && id) {
      assert.ok(known.has(decodeURIComponent(id)), `${page.name}: ${href} has no such id`);
    }
  }
});

test("no page asks the network for anything", async () => {
  for (const page of everyPage) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    const asked = [];
    tab.on("request", (request) => asked.push(request.url()));
    await tab.goto(urlOf(page));
    await tab.fill(".search input", "writer");
    await tab.waitForTimeout(50);
    assert.ok(asked.length > 1);
    assert.deepEqual(asked.filter((url) => !url.startsWith("file:")), []);
    await context.close();
  }
});

test("everything can be read without script, and nothing shifts with it", async () => {
  const plain = await open(browser, { site: "sample", name: "9-sample.html" },
    { javaScriptEnabled: false });
  for (const text of ["forced switch", "count is 1", "make run LAB=1.1", "The note stands"]) {
    assert.ok(await plain.getByText(text).first().isVisible(), text);
  }
  await plain.context().close();
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const tab = await context.newPage();
  await tab.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifts += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await tab.goto(urlOf({ site: "sample", name: "9-sample.html" }));
  await tab.waitForTimeout(300);
  assert.ok(await tab.evaluate(() => window.shifts) < 0.01, "the layout shifts");
});
