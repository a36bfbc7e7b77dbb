// The PDF and the EPUB have their outline; the letters are in the PDF; epubcheck
// has nothing to say.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { before, test } from "node:test";
import { work } from "./browser.mjs";

const copy = `${work}/copy`;
const pdf = `${copy}/book/_site/book.pdf`;
const epub = `${copy}/book/_site/book.epub`;
const has = (command) => spawnSync("which", [command]).status === 0;
const missing = (commands) => {
  const gone = commands.filter((command) => !has(command));
  return gone.length > 0 && `NOT CHECKED: ${gone.join(", ")} is missing; make doctor`;
};

function make(target) {
  const made = spawnSync("make", ["--no-print-directory", "-f", "book/site.mk", target],
    { cwd: copy, encoding: "utf8" });
  assert.equal(made.status, 0, made.stdout + made.stderr);
}

const run = (command, ...args) =>
  execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 27 });

// The titles of chapters, sections and appendices, as the first pass has them.
let titles;
before(() => {
  titles = readFileSync(`${copy}/.build/book/labels.tsv`, "utf8").split("\n")
    .map((line) => line.split("\t"))
    .filter((row) => /^(chapter|appendix|section) /.test(row[2] ?? ""))
    .map((row) => row[3]);
  assert.ok(titles.length >= 10);
});

const plain = (text) => text.replace(/[’‘]/g, "'").replace(/&#34;|[“”]/g, '"');

test("the PDF has pages, open answers and an outline",
  { skip: missing(["weasyprint", "pdftotext", "pdftohtml"]) }, () => {
    make("pdf");
    const text = run("pdftotext", "-layout", pdf, "-");
    assert.match(text, /Two increments, one lost/);
    assert.match(text, /6 of 200 runs/, "answers are open on paper");
    const outline = plain(run("pdftohtml", "-xml", "-stdout", "-i", pdf)
      .split("<outline>").slice(1).join(""));
    for (const title of titles) {
      assert.ok(outline.includes(plain(title)), `the outline has no "${title}"`);
    }
  });

test("the PDF has the book's letters, running heads and links",
  { skip: missing(["weasyprint", "pdftotext", "pdffonts"]) }, () => {
    make("pdf");
    for (const name of ["Source-Serif-4", "Source-Sans-3", "Source-Code-Pro"]) {
      assert.match(run("pdffonts", pdf), new RegExp(name));
    }
    const pages = run("pdftotext", "-layout", pdf, "-").split("\f");
    const heads = pages.map((page) => page.trim().split("\n")[0].trim());
    assert.ok(heads.filter((head) => head === "9 A sample of everything").length > 0, heads.join("|"));
    assert.match(readFileSync(pdf, "latin1"), /\/Subtype\s*\/Link/);
  });

test("the EPUB has every chapter in its contents, and a cover", { skip: missing(["unzip"]) }, () => {
  make("epub");
  const nav = plain(run("unzip", "-p", epub, "EPUB/nav.xhtml"));
  for (const title of titles) assert.ok(nav.includes(plain(title)), `no "${title}" in the contents`);
  assert.match(run("unzip", "-l", epub), /cover/);
});

test("epubcheck finds no error", { skip: missing(["java"]) ||
    !existsSync("/usr/bin/epubcheck") && "NOT CHECKED: epubcheck is missing; make doctor" }, () => {
  make("epub");
  const checked = spawnSync("java", ["-jar", "/usr/bin/epubcheck", epub], { encoding: "utf8" });
  assert.match(checked.stdout + checked.stderr, /0 fatals \/ 0 errors/);
});
