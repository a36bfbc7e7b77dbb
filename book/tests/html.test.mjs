// The pages are valid HTML, every link leads somewhere, no id is taken twice,
// nothing is asked of a network.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { everyPage, glance, launch, open, require, sites, urlOf } from "./browser.mjs";

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
  const found = [];
  for (const page of everyPage) {
    const text = readFileSync(`${sites[page.site]}/${page.name}`, "utf8");
    const report = await checker.validateString(text);
    found.push(...report.results.flatMap((result) => result.messages)
      .map((m) => `${page.name}:${m.line}: ${m.ruleId}: ${m.message}`));
  }
  assert.deepEqual(found, []);
});

const idsAndLinks = (tab) => tab.evaluate(() => ({
  ids: [...document.querySelectorAll("[id]")].map((e) => e.id),
  links: [...document.querySelectorAll("a[href]")].map((e) => e.href),
}));

test("no id is taken twice, and every link inside the book arrives", async () => {
  const ids = {};
  const links = [];
  for (const page of everyPage) {
    const found = await glance(browser, page, {}, idsAndLinks);
    assert.deepEqual(found.ids.filter((id, i) => found.ids.indexOf(id) !== i), [],
      `${page.name} has ids twice`);
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

test("no page asks the network for anything, searched or not", async () => {
  for (const page of everyPage) {
    const tab = await open(browser, { ...page, name: page.name });
    const asked = [];
    tab.on("request", (request) => asked.push(request.url()));
    await tab.reload();
    await tab.fill(".search input", "writer");
    await tab.locator(".hits li").first().waitFor();
    assert.ok(asked.length > 1, "requests are seen");
    assert.deepEqual(asked.filter((url) => !/^(file|data):/.test(url)), []);
    await tab.context().close();
  }
});
