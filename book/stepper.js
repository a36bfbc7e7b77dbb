// stepper.js - walks through a recorded interleaving (a figure made by
// trace.lua): forward, back, play, and "you choose", where the reader picks who
// runs next in a recorded tree of schedules. The table stands there without it.
"use strict";

(() => {
  const PACE = 1200;  // milliseconds a step while playing

  const el = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const threadName = (trace, id) => {
    const found = trace.threads.find((t) => String(t.id ?? t) === String(id));
    return found?.name ?? String(found ?? id);
  };

  // --- one step in words ------------------------------------------------------

  const valueOf = ({ value_before: before, value_after: after }) => {
    if (before != null && after != null && before !== after) return `: ${before} → ${after}`;
    const value = after ?? before;
    return value != null ? ` = ${value}` : "";
  };

  const whereOf = (step) => {
    if (!step.file) return "";
    const name = String(step.file).split("/").pop();
    return ` (${name}${step.line ? `:${step.line}` : ""})`;
  };

  const inWords = (trace, step) =>
    `${threadName(trace, step.thread)}: ${step.text ?? step.kind ?? ""}${valueOf(step)}${whereOf(step)}`;

  const listOf = (what) => {
    if (what == null) return "";
    if (typeof what !== "object") return String(what);
    if (Array.isArray(what)) {
      return what.map((one) => typeof one === "object"
        ? `${one.name} held by ${one.held_by ?? "nobody"}` : one).join(", ");
    }
    return Object.entries(what).map(([key, value]) => `${key} = ${value}`).join(", ");
  };

  const stateLines = (step) => [
    ["Map", listOf(step.map)], ["Locks", listOf(step.locks)],
  ].filter(([, text]) => text).map(([name, text]) => `${name}: ${text}`);

  // --- the walk ---------------------------------------------------------------

  class Stepper {
    constructor(figure, trace) {
      this.trace = trace;
      this.table = figure.querySelector("table.steps");
      this.bar = figure.querySelector(".stepper");
      this.now = figure.querySelector(".stepper-now");
      this.recorded = [...this.table.tBodies[0].rows];
      this.path = null;  // while choosing: the nodes of the tree so far
      this.at = 0;       // steps taken
      this.makeButtons();
      this.show();
    }

    get steps() {
      if (!this.path) return this.trace.steps;
      return this.path.slice(1).map((n) => this.trace.tree.nodes[n].step);
    }

    makeButtons() {
      const button = (text, act) => {
        const made = el("button", { type: "button", textContent: text });
        made.addEventListener("click", act);
        this.bar.append(made);
        return made;
      };
      this.start = button("Start", () => this.go(0));
      this.back = button("Back", () => this.go(this.at - 1));
      this.forward = button("Forward", () => this.go(this.at + 1));
      this.play = button("Play", () => this.togglePlay());
      if (this.trace.tree?.nodes?.length) {
        this.choose = button("You choose", () => this.toggleChoose());
      }
      this.choices = el("span", { className: "choices" });
      this.bar.append(this.choices);
      this.bar.setAttribute("role", "group");
      this.bar.setAttribute("aria-label", "Walk through this interleaving");
      this.bar.addEventListener("keydown", (event) => this.onKey(event));
      this.now.setAttribute("aria-live", "polite");
    }

    onKey(event) {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      this.go(this.at + step);
    }

    go(to) {
      this.stop();
      this.moveTo(to);
    }

    moveTo(to) {
      if (to < 0 || to > this.steps.length) return;
      this.at = to;
      if (this.path) this.path.length = to + 1;
      this.show();
    }

    togglePlay() {
      if (this.timer) return this.stop();
      if (this.at === this.steps.length) this.moveTo(0);
      this.timer = setInterval(() => {
        this.moveTo(this.at + 1);
        if (this.at === this.steps.length) this.stop();
      }, PACE);
      this.play.textContent = "Pause";
    }

    stop() {
      clearInterval(this.timer);
      this.timer = null;
      this.play.textContent = "Play";
    }

    toggleChoose() {
      this.stop();
      this.path = this.path ? null : [0];
      this.at = 0;
      this.choose.setAttribute("aria-pressed", String(Boolean(this.path)));
      this.show();
    }

    // --- showing --------------------------------------------------------------

    show() {
      if (this.path) this.showChosenRows();
      else this.table.tBodies[0].replaceChildren(...this.recorded);
      this.markRows();
      this.showChoices();
      this.showNow();
      this.back.disabled = this.start.disabled = this.at === 0;
      this.forward.disabled = this.at >= this.steps.length;
      this.play.disabled = Boolean(this.path);
    }

    markRows() {
      for (const row of this.table.tBodies[0].rows) {
        const n = Number(row.dataset.step);
        if (n && n === this.at) row.setAttribute("aria-current", "step");
        else row.removeAttribute("aria-current");
        row.classList.toggle("later", this.at > 0 && n > this.at);
      }
      this.table.classList.toggle("walking", this.at > 0);
    }

    showChosenRows() {
      this.table.tBodies[0].replaceChildren(...this.steps.map((step, i) => {
        const row = el("tr", {}, el("th", { scope: "row", textContent: i + 1 }));
        row.dataset.step = i + 1;
        for (const thread of this.trace.threads) {
          const mine = String(thread.id ?? thread) === String(step.thread);
          row.append(el("td", { textContent: mine ? `${step.text ?? step.kind}${valueOf(step)}` : "" }));
        }
        row.append(el("td", { className: "source", textContent: whereOf(step).trim() }));
        return row;
      }));
    }

    showChoices() {
      const had = this.choices.contains(document.activeElement);
      this.choices.replaceChildren();
      if (!this.path) return;
      const node = this.trace.tree.nodes[this.path.at(-1)];
      for (const [thread, next] of Object.entries(node.next ?? {})) {
        const pick = el("button", { type: "button",
          textContent: `Run ${threadName(this.trace, thread)}` });
        pick.addEventListener("click", () => {
          this.path.push(next);
          this.at += 1;
          this.show();
        });
        this.choices.append(pick);
      }
      if (had) (this.choices.querySelector("button") ?? this.back).focus();
    }

    ending() {
      if (!this.path) return this.at === this.steps.length ? this.trace.sentence : "";
      const node = this.trace.tree.nodes[this.path.at(-1)];
      return node.end ?? "";
    }

    showNow() {
      const step = this.steps[this.at - 1];
      const lines = step
        ? [`Step ${this.at} of ${this.path ? "your schedule" : this.steps.length}. ${inWords(this.trace, step)}`,
          ...stateLines(step)]
        : [this.path ? "Who runs first?" : "Before the first step."];
      if (this.ending()) lines.push(this.ending());
      this.now.replaceChildren(...lines.map((text) => el("p", { textContent: text })));
    }
  }

  for (const figure of document.querySelectorAll("figure.trace")) {
    const data = figure.querySelector(".trace-data");
    if (data) new Stepper(figure, JSON.parse(data.textContent));
  }
})();
