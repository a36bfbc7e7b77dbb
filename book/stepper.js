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

  const nameIn = (trace, id) =>
    trace.threads.find((thread) => thread.id === String(id))?.name ?? `T${id}`;

  // A row of the table, as trace.lua makes it.
  const rowOf = (trace, step, number) => {
    const row = el("tr", {}, el("th", { scope: "row", textContent: number }));
    row.dataset.step = number;
    trace.threads.forEach((thread, lane) => {
      const acts = thread.id === step.thread;
      row.append(el("td", { textContent: acts ? step.text : "",
        className: acts ? `acts lane-${lane + 1}` : "" }));
    });
    row.append(el("td", { className: "source" },
      el("code", { textContent: step.source ?? "" }), ` ${step.place ?? ""}`));
    return row;
  };

  const switchRow = (trace, step) => {
    const cell = el("td", { colSpan: trace.threads.length + 2 },
      el("span", { textContent: step.switched }));
    return el("tr", { className: "switch" }, cell);
  };

  class Stepper {
    constructor(figure, trace) {
      this.trace = trace;
      this.table = figure.querySelector("table.steps");
      this.bar = figure.querySelector(".stepper");
      this.now = figure.querySelector(".stepper-now");
      this.sentence = figure.querySelector(".sentence");
      this.recorded = [...this.table.tBodies[0].rows];
      this.path = null;  // while choosing: the nodes of the tree so far
      this.at = 0;       // steps taken
      this.makeButtons();
      this.show();
    }

    get node() { return this.trace.tree.nodes[this.path.at(-1)]; }

    get steps() {
      if (!this.path) return this.trace.steps;
      return this.path.slice(1).map((n) => this.trace.tree.nodes[n].step);
    }

    // --- controls -------------------------------------------------------------

    makeButtons() {
      const button = (text, act, place = this.bar) => {
        const made = el("button", { type: "button", textContent: text });
        made.addEventListener("click", act);
        place.append(made);
        return made;
      };
      this.start = button("Start", () => this.go(0));
      this.back = button("Back", () => this.go(this.at - 1));
      this.forward = button("Forward", () => this.go(this.at + 1));
      this.play = button("Play", () => this.togglePlay());
      this.runs = el("span", { className: "choices", hidden: true });
      if (this.trace.tree?.nodes?.length) {
        this.choose = button("You choose", () => this.toggleChoose());
        this.pick = this.trace.threads.map((thread) =>
          button(`Run ${thread.name}`, () => this.run(thread.id), this.runs));
      }
      this.bar.append(this.runs);
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

    run(thread) {
      this.path.push(this.node.next[thread]);
      this.at += 1;
      this.show();
    }

    // --- showing --------------------------------------------------------------

    show() {
      this.table.tBodies[0].replaceChildren(...this.path ? this.chosenRows() : this.recorded);
      this.markRows();
      this.showNow();
      this.showButtons();
    }

    chosenRows() {
      return this.steps.flatMap((step, i) => [
        ...step.switched ? [switchRow(this.trace, step)] : [],
        rowOf(this.trace, step, i + 1),
      ]);
    }

    markRows() {
      for (const row of this.table.tBodies[0].rows) {
        const n = Number(row.dataset.step);
        if (n && n === this.at) row.setAttribute("aria-current", "step");
        else row.removeAttribute("aria-current");
        row.classList.toggle("later", this.at > 0 && n > this.at);
      }
      this.table.classList.toggle("walking", this.at > 0);
      if (this.sentence) this.sentence.hidden = Boolean(this.path);
    }

    showButtons() {
      const had = document.activeElement;
      this.back.disabled = this.start.disabled = this.at === 0;
      this.forward.disabled = this.at >= this.steps.length;
      this.play.disabled = this.forward.hidden = this.play.hidden = Boolean(this.path);
      this.runs.hidden = !this.path;
      this.pick?.forEach((button, i) => {
        button.disabled = !(this.path && this.trace.threads[i].id in (this.node.next ?? {}));
      });
      if (this.bar.contains(had) && had.disabled) {
        (this.bar.querySelector("button:not(:disabled):not([hidden])")).focus();
      }
    }

    ending() {
      if (this.path) return this.node.end;
      return this.at === this.steps.length ? this.trace.sentence : "";
    }

    showNow() {
      const step = this.steps[this.at - 1];
      const of = this.path ? "" : ` of ${this.steps.length}`;
      const lines = step
        ? [`${this.at}${of}. ${nameIn(this.trace, step.thread)}: ${step.text}` +
            (step.place ? ` (${step.place})` : ""), ...step.state ?? []]
        : [this.path ? "Nothing has happened yet. Who runs first?" : "Before the first step."];
      this.now.replaceChildren(...lines.map((text) => el("p", { textContent: text })));
      if (this.ending()) this.now.append(el("p", { className: "ending", textContent: this.ending() }));
    }
  }

  for (const figure of document.querySelectorAll("figure.trace")) {
    const data = figure.querySelector(".trace-data");
    if (data) new Stepper(figure, JSON.parse(data.textContent));
  }
})();
