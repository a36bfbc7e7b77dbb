// browser.mjs - one Chromium for a test file, and the pages of the book. Nothing
// waits for a time to pass; the limit on waiting is for what never comes.
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
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
const NEVER = 300_000;

export function pagesOf(site) {
  return readdirSync(sites[site]).filter((name) => name.endsWith(".html"));
}

export const samplePage = { site: "sample", name: "9-sample.html" };

// Every page of the book, and the sample of everything, as { site, name }.
export const everyPage = [...pagesOf("book").map((name) => ({ site: "book", name })), samplePage];

export const urlOf = ({ site, name }) => pathToFileURL(`${sites[site]}/${name}`).href;

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS, timeout: NEVER });
}

// Script that runs in the page before its own, if prepare is given.
export async function open(browser, page, options = {}, prepare = undefined) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  context.setDefaultTimeout(NEVER);
  const tab = await context.newPage();
  if (prepare) await tab.addInitScript(prepare);
  await tab.goto(urlOf(page));
  return tab;
}

// look(tab) of a page that is closed again.
export async function glance(browser, page, options, look) {
  const tab = await open(browser, page, options);
  const seen = await look(tab);
  await tab.context().close();
  return seen;
}
