// count.mjs - how `make test-book` prints: a line a test, what went wrong below
// it, and the closing count that `make test` adds up.
import { relative } from "node:path";

const count = { ok: 0, FAIL: 0, "n/c": 0 };

// What was expected, without the runner's own frames.
function troubleOf(error) {
  const cause = error?.cause ?? error;
  return String(cause?.message ?? cause).split("\n").slice(0, 40)
    .map((line) => `       ${line}\n`).join("");
}

function line(word, { name, file, skip, details }) {
  count[word] += 1;
  const where = file ? relative("book/tests", file).replace(".test.mjs", ": ") : "";
  const why = typeof skip === "string" ? `: ${skip}` : "";
  return `  ${word.padEnd(4)} ${where}${name}${why}\n` +
    (word === "FAIL" ? troubleOf(details.error) : "");
}

export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type === "test:fail") yield line("FAIL", data);
    if (type === "test:pass" && !data.name.endsWith(".mjs")) {
      yield line(data.skip === undefined ? "ok" : "n/c", data);
    }
  }
  const unchecked = count["n/c"] ? `, ${count["n/c"]} not checked` : "";
  yield `book: ${count.ok} passed, ${count.FAIL} failed${unchecked}\n`;
}
