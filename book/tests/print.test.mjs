// The PDF and the EPUB have their outline; epubcheck has nothing to say.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { before, test } from "node:test";
import { work } from "./browser.mjs";

const copy = `${work}/copy`;
const has = (command) => spawnSync("which", [command]).status === 0;
const notChecked = (what) => `NOT CHECKED: ${what} is missing; make doctor says how to mend it`;

function make(target) {
  const made = spawnSync("make", ["--no-print-directory", "-f", "book/site.mk", target],
    { cwd: copy, encoding: "utf8" });
  assert.equal(made.status, 0, made.stdout + made.stderr);
}

// The titles of the pages, as the first pass has read them.
let titles;
before(() => {
  titles = readFileSync(`${copy}/.build/book/labels.tsv`, "utf8").split("\n")
    .map((line) => line.split("\t"))
    .filter((row) => /^(chapter|appendix|section) /.test(row[2] ?? ""))
    .map((row) => row[3]);
  assert.ok(titles.length >= 10);
});

test("the PDF has pages, text and an outline with every chapter and section", (t) => {
  if (!has("weasyprint")) return t.skip(notChecked("weasyprint"));
  if (!has("pdftotext")) return t.skip(notChecked("pdftotext (poppler-utils)"));
  make("pdf");
  const pdf = `${copy}/book/_site/book.pdf`;
  const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
  assert.match(text, /Two increments, one lost/);
  assert.match(text, /6 of 200 runs/, "answers are open on paper");
  const raw = readFileSync(pdf, "latin1");
  assert.match(raw, /\/Outlines/);
  // A bookmark stands in pdftohtml's outline.
  const outline = execFileSync("pdftohtml", ["-xml", "-stdout", "-i", pdf],
    { encoding: "utf8", maxBuffer: 1 << 26 }).split("<outline>").slice(1).join("");
  const plain = (s) => s.replace(/[’‘]/g, "'");
  for (const title of titles) {
    assert.ok(plain(outline).includes(plain(title)), `the outline has no "${title}"`);
  }
});

test("the EPUB has every chapter in its contents and no error", (t) => {
  make("epub");
  const book = `${copy}/book/_site/book.epub`;
  assert.ok(existsSync(book));
  if (has("unzip")) {
    const nav = execFileSync("unzip", ["-p", book, "EPUB/nav.xhtml"], { encoding: "utf8" });
    for (const title of titles) assert.ok(nav.includes(title), `no "${title}" in the contents`);
  }
  if (!existsSync("/usr/bin/epubcheck") || !has("java")) {
    return t.skip(notChecked("epubcheck or java"));
  }
  const checked = spawnSync("java", ["-jar", "/usr/bin/epubcheck", book], { encoding: "utf8" });
  assert.match(checked.stdout + checked.stderr, /0 fatals \/ 0 errors/);
});
