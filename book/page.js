// page.js - what the pages do beyond being read: a switch for the colours,
// search, copy buttons, arrow keys. Without it everything can still be read.
"use strict";

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// --- light and dark ----------------------------------------------------------

const root = document.documentElement;

function isDark() {
  const chosen = root.dataset.scheme;
  return chosen ? chosen === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
}

function remember(key, value) {
  try { localStorage.setItem(key, value); } catch { /* private window */ }
}

function schemeSwitch() {
  const button = make("button", { type: "button", className: "scheme" });
  const show = () => { button.textContent = isDark() ? "Light" : "Dark"; };
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    remember("scheme", root.dataset.scheme);
    show();
  });
  show();
  return button;
}

// --- search ------------------------------------------------------------------

function load(file) {
  return new Promise((resolve) => {
    const script = make("script", { src: file });
    script.onload = script.onerror = resolve;
    document.head.append(script);
  });
}

let index;
function searchIndex() {
  index ??= makeIndex();
  return index;
}

async function makeIndex() {
  await Promise.all([load("search-library.js"), load("search-index.js")]);
  if (!window.MiniSearch || !window.BOOK_INDEX) return null;
  const made = new window.MiniSearch({
    idField: "url",
    fields: ["title", "text"],
    storeFields: ["title", "text", "url"],
    searchOptions: { prefix: true, fuzzy: 0.25, boost: { title: 3 }, combineWith: "AND" },
  });
  made.addAll(window.BOOK_INDEX);
  return made;
}

function excerpt(text, terms) {
  const low = text.toLowerCase();
  const at = Math.max(0, ...terms.map((term) => low.indexOf(term.toLowerCase())));
  const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, at - 40)));
  return (from > 0 ? "…" : "") + text.slice(from, from + 140).trim() + "…";
}

function showHits(list, hits, query) {
  list.replaceChildren(...hits.slice(0, 8).map((hit) => make("li", {},
    make("a", { href: hit.url }, hit.title,
      make("small", { textContent: excerpt(hit.text, hit.terms) })))));
  if (query && hits.length === 0) {
    list.append(make("li", {}, make("p", { textContent: "Nothing found." })));
  }
}

function moveAmongHits(event, box, list) {
  const stops = [box, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") { box.value = ""; list.replaceChildren(); box.focus(); }
  if (!step || at < 0) return;
  event.preventDefault();
  stops[(at + step + stops.length) % stops.length].focus();
}

function searchBox() {
  const box = make("input", { type: "search", placeholder: "Search" });
  box.setAttribute("aria-label", "Search the book");
  const list = make("ul", { className: "hits" });
  list.setAttribute("aria-label", "Search results");
  const place = make("div", { className: "search" }, box, list);
  place.setAttribute("role", "search");
  box.addEventListener("input", async () => {
    const found = await searchIndex();
    const query = box.value.trim();
    if (found) showHits(list, query ? found.search(query) : [], query);
    else list.replaceChildren(make("li", {}, make("p", { textContent:
      "This copy was built without the search library." })));
  });
  place.addEventListener("keydown", (event) => moveAmongHits(event, box, list));
  document.addEventListener("click", (event) => {
    if (!place.contains(event.target)) list.replaceChildren();
  });
  return place;
}

// --- copy buttons ------------------------------------------------------------

function addCopyButton(pre) {
  const button = make("button", { type: "button", className: "copy", textContent: "Copy" });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(pre.innerText);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(pre);
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  const frame = make("div", { className: "with-copy" });
  const outer = pre.closest("div.sourceCode") || pre;
  outer.replaceWith(frame);
  frame.append(outer, button);
}

// --- keys --------------------------------------------------------------------

function isTyping(target) {
  return target.closest("input, textarea, select, button, summary, .stepper, .scroll, pre");
}

function onKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (isTyping(event.target)) return;
  const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const link = rel && document.querySelector(`.turn [rel="${rel}"]`);
  if (link) location.href = link.href;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector(".search input").focus();
  }
}

// A block that scrolls sideways must be reachable by keyboard; one that does
// not scroll should not be a stop.
function stopOnlyWhereItScrolls() {
  for (const block of document.querySelectorAll("pre, .scroll")) {
    if (block.scrollWidth > block.clientWidth) {
      block.tabIndex = 0;
      block.setAttribute("role", "group");
      block.setAttribute("aria-label", "Scrolls sideways");
    } else {
      block.removeAttribute("tabindex");
      block.removeAttribute("role");
      block.removeAttribute("aria-label");
    }
  }
}

document.querySelector(".tools").append(searchBox(), schemeSwitch());
document.querySelectorAll("main pre").forEach(addCopyButton);
document.addEventListener("keydown", onKey);
addEventListener("resize", stopOnlyWhereItScrolls);
stopOnlyWhereItScrolls();
if (matchMedia("(max-width: 66rem)").matches) {
  document.querySelector(".contents details")?.removeAttribute("open");
}
