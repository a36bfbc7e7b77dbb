// axe-core finds nothing on any page, light and dark; the colours follow the
// system and the switch; the keyboard reaches everything.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { everyPage, glance, launch, open, require, samplePage } from "./browser.mjs";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function axe(tab) {
  await tab.evaluate(AXE);
  return tab.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
}

async function violations(page, colorScheme, width) {
  const options = { colorScheme, viewport: { width, height: 900 } };
  const found = await glance(browser, page, options, axe);
  assert.ok(found.passes.length > 10, "axe looked at the page");
  return found.violations.map((v) => `${page.site}/${page.name} ${colorScheme} ${width}: ` +
    `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target).join(" ")}: ${v.help}`);
}

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing on any page, ${scheme}`, async () => {
    const found = await violations(samplePage, scheme, 390);
    for (const page of everyPage) found.push(...await violations(page, scheme, 1400));
    assert.deepEqual(found, []);
  });
}

test("axe sees a page that is wrong", async () => {
  const found = await glance(browser, samplePage, {}, async (tab) => {
    await tab.evaluate(() => document.querySelector(".drawing svg").removeAttribute("aria-label"));
    return axe(tab);
  });
  assert.ok(found.violations.some((v) => v.id === "svg-img-alt"));
});

const background = (tab) => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("the colours follow the system, then the switch, which is remembered", async () => {
  const light = await glance(browser, samplePage, { colorScheme: "light" }, background);
  await glance(browser, samplePage, { colorScheme: "dark" }, async (tab) => {
    assert.notEqual(await background(tab), light);
    await tab.getByRole("button", { name: "Light" }).click();
    assert.equal(await background(tab), light);
    await tab.reload();
    assert.equal(await background(tab), light);
    assert.equal(await tab.getByRole("button", { name: "Dark" }).count(), 1);
  });
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
  const seen = await glance(browser, samplePage, {}, walk);
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

test("a copied listing is the listing", async () => {
  const copied = await glance(browser, samplePage,
    { permissions: ["clipboard-read", "clipboard-write"] }, async (tab) => {
      const frame = tab.locator(".listing .with-copy").first();
      await frame.hover();
      await frame.getByRole("button", { name: "Copy" }).click();
      await frame.getByRole("button", { name: "Copied" }).waitFor();
      return tab.evaluate(() => navigator.clipboard.readText());
    });
  assert.match(copied, /hmap_put\(struct hmap \*map/);
  assert.equal(copied.split("\n").at(-1), "}");
});
