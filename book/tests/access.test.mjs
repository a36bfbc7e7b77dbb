// axe-core finds nothing on any page, light and dark, wide and narrow; the
// colours follow the system and the switch; the keyboard reaches everything.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { everyPage, launch, open, require, samplePage } from "./browser.mjs";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function violations(page, colorScheme, width) {
  const tab = await open(browser, page, { colorScheme, viewport: { width, height: 900 } });
  await tab.evaluate(AXE);
  const found = await tab.evaluate(() => window.axe.run());
  await tab.context().close();
  assert.ok(found.passes.length > 10, "axe looked at the page");
  return found.violations.map((v) => `${page.site}/${page.name} ${colorScheme} ${width}: ` +
    `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target).join(" ")}: ${v.help}`);
}

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing, ${scheme}`, async () => {
    const found = [];
    for (const page of everyPage) found.push(...await violations(page, scheme, 1400));
    found.push(...await violations(samplePage, scheme, 390));
    assert.deepEqual(found, []);
  });
}

test("axe sees a page that is wrong", async () => {
  const tab = await open(browser, samplePage);
  await tab.evaluate(() => document.querySelector("svg[aria-label]").removeAttribute("aria-label"));
  await tab.evaluate(AXE);
  const found = await tab.evaluate(() => window.axe.run());
  assert.ok(found.violations.some((v) => v.id === "svg-img-alt"));
});

const background = (tab) => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("the colours follow the system, then the switch, which is remembered", async () => {
  const dark = await open(browser, samplePage, { colorScheme: "dark" });
  const before = await background(dark);
  await dark.getByRole("button", { name: "Light" }).click();
  const chosen = await background(dark);
  assert.notEqual(chosen, before);
  await dark.reload();
  assert.equal(await background(dark), chosen);
  const light = await open(browser, samplePage, { colorScheme: "light" });
  assert.equal(await background(light), chosen);
});

async function walk(tab) {
  const seen = [];
  for (;;) {
    await tab.keyboard.press("Tab");
    const stop = await tab.evaluate(() => {
      const e = document.activeElement;
      const style = getComputedStyle(e);
      return { what: e.textContent.trim() || e.getAttribute("aria-label") || e.tagName,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        over: e === document.body };
    });
    if (stop.over || seen.length > 300) return seen;
    seen.push(stop);
  }
}

test("the keyboard walks from the skip link on, and the focus is seen", async () => {
  const tab = await open(browser, samplePage);
  const seen = await walk(tab);
  assert.equal(seen[0].what, "Skip to the text");
  for (const what of ["Dark", "You choose", "The recorded answer", "Copy"]) {
    assert.ok(seen.some((stop) => stop.what === what), `the walk never came to ${what}`);
  }
  assert.deepEqual(seen.filter((stop) => !stop.outlined), []);
});

test("the skip link goes to the text, arrows turn the page, / searches", async () => {
  const tab = await open(browser, samplePage);
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "text");
  await tab.keyboard.press("/");
  assert.equal(await tab.evaluate(() => document.activeElement.type), "search");
  await tab.keyboard.press("Escape");
  await tab.evaluate(() => document.activeElement.blur());
  const next = await tab.locator(".turn [rel=next]").getAttribute("href");
  await tab.keyboard.press("ArrowRight");
  await tab.waitForURL(`**/${next}`);
  await tab.keyboard.press("ArrowLeft");
  await tab.waitForURL("**/9-sample.html");
});

test("no page is wider than a phone", async () => {
  for (const page of everyPage) {
    const tab = await open(browser, page, { viewport: { width: 360, height: 700 } });
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${page.name} is ${wide} wide`);
    await tab.context().close();
  }
});
