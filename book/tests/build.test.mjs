// What must stop the build does, with a sentence; what should not is fast. Many
// wrong chapters are built at once, each of which has one fault.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { before, test } from "node:test";
import { root, work } from "./browser.mjs";

const copy = `${work}/broken`;
const chapter = `${copy}/chapters/9-sample.md`;

function build() {
  const made = spawnSync("make",
    ["--no-print-directory", "-k", "-j2", "-f", "book/site.mk", "site"],
    { cwd: copy, encoding: "utf8" });
  return { status: made.status, said: made.stdout + made.stderr };
}

before(() => {
  execFileSync("book/tests/make-sample", [copy], { cwd: root });
  const made = build();
  assert.equal(made.status, 0, made.said);
});

const REFUSED = {
  "a function that is gone": ['```{.c file="labs/hmap/hmap.c" name="hmap_gone"}\n```',
    "quotes hmap_gone from labs/hmap/hmap.c, and nothing there has that name"],
  "a file that is gone": ['```{.c file="labs/hmap/gone.c" name="x"}\n```', "there is no such file"],
  "a reference to nothing": ["See [](#fig:nothing).", "reference to #fig:nothing"],
  "a link to a page that is not there": ["See [it](gone.html).", "a link to gone.html"],
  "typed code": ["```c\nint x;\n```", 'typed, not generated: "int x;"'],
  "typed output": ["```\nfatal error\n```", "typed, not generated"],
  "a typed percentage": ["It dies in 63 % of runs.", '"63 %" was typed'],
  "a table of typed figures": ["| a | b |\n|---|---|\n| x | 17 |", 'the figure "17" typed'],
  "a picture from elsewhere": ["![A cat.](cat.png){#fig:cat}", "not drawn from diagrams"],
  "raw HTML": ["<table><tr><td>63</td></tr></table>", "raw HTML was typed"],
  "a claim that is not there": ["[9-z]{.claim}", "no claim 9-z"],
  "a quotation nobody said": ['[37 %]{.said claim="1-e"}', 'no claim="…" of the ledger says it'],
  "a value that a run has not": ['[]{.run name="sample" value="gone"}', "sample has no value gone"],
  "lines that a run has not": ['```{.run name="sample" lines="40-41"}\n```', 'not lines="40-41"'],
  "a verb that is not there": ["```{.command}\nmake coffee\n```", 'make coffee" is no verb'],
  "an answer without a run": ["::: predict\nHow many?\n:::", "needs the run and the value"],
  "an interleaving that was not recorded": ['```{.trace name="1-a"}\n```', "1-a recorded no trace"],
};

test("each wrong chapter stops the build with its sentence", async (t) => {
  const pages = Object.entries(REFUSED).map(([what, [text, sentence]], i) =>
    ({ what, text, sentence, name: `${20 + i}-wrong` }));
  for (const { name, what, text } of pages) {
    writeFileSync(`${copy}/chapters/${name}.md`, `# Of ${what}\n\n${text}\n`);
  }
  const made = build();
  for (const { name } of pages) rmSync(`${copy}/chapters/${name}.md`);
  assert.notEqual(made.status, 0);
  const lines = made.said.split("\n");
  for (const { what, sentence, name } of pages) {
    await t.test(`the build refuses ${what}`, () => {
      const said = lines.filter((line) => line.startsWith(`book: ${name}: `));
      assert.ok(said.some((line) => line.includes(sentence)), said.join("\n") || made.said);
    });
  }
});

function buildWith(change, undo) {
  change();
  const made = build();
  undo();
  assert.notEqual(made.status, 0, "it was built");
  return made.said;
}

test("an id that two pages have is told", () => {
  const second = `${copy}/chapters/99-second.md`;
  const said = buildWith(() => writeFileSync(second, "# Second\n\n## A {#sec:sample-look}\n"),
    () => rmSync(second));
  assert.match(said, /the id sec:sample-look is taken already/);
});

test("a recording whose inputs changed is refused by name, with the command", () => {
  const input = `${copy}/book/tests/sample/sample.sh`;
  const was = readFileSync(input, "utf8");
  const said = buildWith(() => writeFileSync(input, was + "true\n"),
    () => writeFileSync(input, was));
  assert.match(said,
    /sample is stale: book\/tests\/sample\/sample\.sh changed.*make record RUN=sample/);
});

test("a copy for students, without solutions, builds and says what it leaves out", () => {
  renameSync(`${copy}/solutions`, `${copy}/kept`);
  rmSync(`${copy}/book/_site/1-boundary.html`);
  const made = build();
  renameSync(`${copy}/kept`, `${copy}/solutions`);
  assert.equal(made.status, 0, made.said);
  assert.match(made.said, /[0-9]+ outputs are shown as the course recorded them/);
  const page = readFileSync(`${copy}/book/_site/1-boundary.html`, "utf8");
  assert.match(page, /Left out of this copy: it is your part of the lab/);
  rmSync(`${copy}/book/_site/1-boundary.html`);
});

// The runs that pages use, as the first pass has found them.
function usedRuns() {
  const used = readdirSync(`${copy}/.build/book`).filter((name) => name.endsWith(".uses"))
    .flatMap((name) => readFileSync(`${copy}/.build/book/${name}`, "utf8").split("\n"))
    .filter(Boolean);
  assert.ok(used.length > 3 && used.includes("sample"));
  return [...new Set(used)];
}

test("without book/runs every missing recording is named at once", () => {
  const said = buildWith(() => renameSync(`${copy}/book/runs`, `${copy}/book/kept`),
    () => renameSync(`${copy}/book/kept`, `${copy}/book/runs`));
  for (const run of usedRuns()) assert.match(said, new RegExp(`the run ${run} is not declared`));
});

test("every recording that is missing is named with its command", () => {
  const said = buildWith(() => {
    cpSync(`${copy}/book/runs`, `${copy}/book/kept`, { recursive: true });
    for (const name of readdirSync(`${copy}/book/runs`)) {
      if (name.endsWith(".json")) rmSync(`${copy}/book/runs/${name}`);
    }
  }, () => {
    rmSync(`${copy}/book/runs`, { recursive: true });
    renameSync(`${copy}/book/kept`, `${copy}/book/runs`);
  });
  for (const run of usedRuns()) {
    assert.match(said, new RegExp(`of ${run} is missing: .*make record RUN=${run}`));
  }
});

test("a run whose relation does not hold is not recorded", () => {
  const declared = `${copy}/book/runs/sample.run`;
  const was = readFileSync(declared, "utf8");
  writeFileSync(declared, was.replace("one_cpu < two_cpu", "one_cpu > two_cpu"));
  const made = spawnSync("book/record", ["sample"], { cwd: copy, encoding: "utf8" });
  writeFileSync(declared, was);
  assert.equal(made.status, 1);
  assert.match(made.stdout, /"one_cpu > two_cpu" does not hold: 6 and 158/);
});

test("one edited chapter makes one page again", () => {
  assert.equal(build().status, 0);
  writeFileSync(chapter, readFileSync(chapter, "utf8") + "\nOne more sentence.\n");
  const made = build();
  assert.equal(made.status, 0, made.said);
  assert.deepEqual(made.said.match(/page .*/g).map((line) => line.split(/\s+/)[1]),
    ["book/_site/9-sample.html"]);
});
