// Search finds what it must, in the order a reader expects, by keyboard too.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, samplePage } from "./browser.mjs";

let browser;
let tab;
before(async () => { browser = await launch(); tab = await open(browser, samplePage); });
after(() => browser.close());

async function hits(query) {
  const box = tab.locator(".search input");
  await box.fill("");
  await box.fill(query);
  await tab.locator(".hits li").first().waitFor();
  return tab.locator(".hits a").evaluateAll((links) => links.map((a) => a.getAttribute("href")));
}

test("a word of a heading comes first", async () => {
  assert.equal((await hits("where it looks"))[0], "9-sample.html#sec:sample-look");
});

test("words of quoted code, of output and of an appendix are found", async () => {
  assert.ok((await hits("hmap_put")).includes("9-sample.html#sec:sample-look"));
  assert.ok((await hits("two CPUs")).includes("9-sample.html#sec:sample-see"));
  assert.ok((await hits("tophash")).some((url) => url.startsWith("glossary.html")));
});

test("a beginning of a word and a slip of the finger find it", async () => {
  assert.ok((await hits("evacu")).some((url) => url.startsWith("glossary.html")));
  assert.ok((await hits("tripwrie")).length > 0);
});

test("what is not there is said", async () => {
  assert.deepEqual(await hits("xylophone"), []);
  assert.equal(await tab.locator(".hits").innerText(), "Nothing found.");
});

test("arrows move among the hits and Enter goes there", async () => {
  const [first] = await hits("look");
  await tab.locator(".search input").focus();
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(`**/${first}`);
});
