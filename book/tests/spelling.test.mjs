// Every word of the pages is in the British dictionary or in words.txt.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { glance, launch, pagesOf, root } from "./browser.mjs";

const LISTS = ["-d", "en_GB", "-p", `${root}/book/tests/words.txt`, "-l"];
const spell = (text) => spawnSync("hunspell", LISTS, { input: text, encoding: "utf8",
  env: { ...process.env, LC_ALL: "C.UTF-8" } });

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// The prose of a page: no code, no names of files, no drawings, no reports.
const proseOf = (tab) => tab.evaluate(() => {
  const main = document.querySelector("main").cloneNode(true);
  main.querySelectorAll("code, pre, svg, script, button, .path, .stepper, .steps, .sentence, .report dd, .said")
    .forEach((part) => part.replaceWith(" "));
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const words = [];
  while (texts.nextNode()) words.push(texts.currentNode.data);
  // A soft hyphen parts no word.
  return words.join(" ").replaceAll("’", "'").replaceAll("\u00ad", "");
});

test("every word is spelt as the dictionary or the project's list has it", async (t) => {
  if (spell("").error) return t.skip("NOT CHECKED: hunspell is missing; apt-get install hunspell hunspell-en-gb");
  assert.equal(spell("this is misspelld").stdout.trim(), "misspelld");
  const unknown = {};
  for (const name of pagesOf("book")) {
    const prose = await glance(browser, { site: "book", name }, {}, proseOf);
    const words = spell(prose).stdout.split("\n").filter(Boolean);
    if (words.length > 0) unknown[name] = [...new Set(words)];
  }
  assert.deepEqual(unknown, {}, "words to be mended, or added to book/tests/words.txt: " +
    JSON.stringify(unknown, null, 1));
});
