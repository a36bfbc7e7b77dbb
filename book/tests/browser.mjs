// browser.mjs - one Chromium for a test file, and the pages of the book.
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const root = resolve(import.meta.dirname, "../..");
export const work = resolve(root, ".build/book");
export const sites = {
  book: resolve(root, "book/_site"),
  sample: resolve(work, "copy/book/_site"),
};
export const require = createRequire(work + "/");

const { chromium } = require("playwright-core");

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update",
  "--disable-sync",
];

export function pagesOf(site) {
  return readdirSync(sites[site]).filter((name) => name.endsWith(".html"));
}

export const samplePage = { site: "sample", name: "9-sample.html" };

// Every page of the book, and the sample of everything, as { site, name }.
export const everyPage = [...pagesOf("book").map((name) => ({ site: "book", name })), samplePage];

export const urlOf = ({ site, name }) => pathToFileURL(`${sites[site]}/${name}`).href;

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
}

export async function open(browser, page, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const tab = await context.newPage();
  await tab.goto(urlOf(page));
  return tab;
}
