// Why a value is what it is, beside the work: a tree from the points or the figure down to what was entered, as the core
// tells it. Each name in it leads to its field; Esc gives the focus back.

import { button, el } from "../dom.js";
import { dialog } from "./dialog.js";
import { words } from "../text.js";

/** `tree`: an explanation; `ask(subject)` gives another; `jump(target)` leads to a field. */
export function showWhy(tree, { ask, jump }) {
  const place = el("div", { class: "why-place" });
  const shown = dialog(words.why, place);
  shown.element.classList.add("why");
  const head = el("div", { class: "why-head" }, shown.element.firstElementChild);
  const close = button(words.close, shown.close, { "data-act": "close_why" });
  head.append(close);
  shown.element.prepend(head);
  // What stands beside the tree is pressed to put it away.
  shown.element.addEventListener("click", ({ target }) => target === shown.element && shown.close());

  const go = {
    lead(target) {
      shown.close();
      jump(target);
    },
    open: async (subject) => draw(await ask(subject)),
  };

  function draw(now) {
    const whole = now.of === "total";
    place.replaceChildren(el("ul", { class: "why-tree" }, node(now, go, true)), whole ? scores(now.inputs, go) : "");
    shown.element.scrollTop = 0;
    close.focus({ preventScroll: true });
  }

  draw(tree);
}

/** A value, what is to be known of it, and below it what it was made of. */
function node(tree, go, isRoot = false) {
  const inputs = tree.of === "total" ? [] : tree.inputs;
  const value = el(
    "span",
    { class: tree.full_score !== null && tree.shown !== tree.full_score ? "why-value apart" : "why-value" },
    valueOf(tree),
  );
  const name =
    tree.of === "total"
      ? el("span", { class: "why-name" }, tree.label)
      : button(tree.label, () => go.lead(tree.key), { class: "quiet why-name", "data-target": tree.key });
  const facts = tree.facts.map(({ kind, word, text }) =>
    el("div", { class: `why-fact ${kind}` }, el("dt", {}, word), el("dd", {}, text)),
  );
  return el(
    "li",
    { class: `why-node ${tree.of}${isRoot ? " root" : ""}${tree.inputs.length === 0 ? " leaf" : ""}` },
    el("div", { class: "why-line" }, name, value),
    facts.length > 0 && el("dl", {}, facts),
    inputs.length > 0 &&
      el(
        "ul",
        {},
        inputs.map((input) => node(input, go)),
      ),
  );
}

/** The rows of a total: each opens its own tree. */
function scores(rows, go) {
  return el(
    "ul",
    { class: "why-scores" },
    rows.map((row) =>
      el(
        "li",
        { class: "why-line" },
        button(row.label, () => go.open(row.key), { class: "quiet why-name", "data-why": row.key }),
        el("span", { class: row.shown === row.full_score ? "why-value" : "why-value apart" }, valueOf(row)),
      ),
    ),
  );
}

function valueOf({ shown, full_score, unit }) {
  if (full_score !== null) return words.pointsOutOf(shown ?? words.unscored, full_score);
  return shown === null ? words.blank : `${shown}${unit && ` ${unit}`}`;
}
