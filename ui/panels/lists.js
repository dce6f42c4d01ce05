// What is missing and what does not agree: each line is a button that leads to its field.

import { button, el } from "../dom.js";
import { words } from "../text.js";

export function missingPanel(year, desk) {
  const element = el("div", { class: "lists" });

  function update({ missing }) {
    if (missing.length === 0) return element.replaceChildren(el("p", { class: "nothing" }, words.nothingMissing));
    const line = (one) =>
      el(
        "li",
        {},
        button(one.label, () => desk.jump(one.target), { class: "line", "data-target": one.target }),
      );
    const group = ([kind, of]) =>
      el(
        "section",
        { class: "missing" },
        el("h2", {}, words.headingOf(words.missingKinds[kind], of.length)),
        el("ul", {}, of.map(line)),
      );
    const kinds = Object.keys(words.missingKinds).map((kind) => [kind, missing.filter((one) => one.kind === kind)]);
    element.replaceChildren(...kinds.filter(([, of]) => of.length > 0).map(group));
  }

  update(year);
  return { element, update };
}

export function findingsPanel(year, desk) {
  const element = el("div", { class: "lists" });

  function update({ findings }) {
    if (findings.length === 0) return element.replaceChildren(el("p", { class: "nothing" }, words.nothingDisagrees));
    const content = (one) => [el("span", { class: `chip ${one.grade}` }, one.word), el("span", {}, one.message)];
    const line = (one) =>
      el(
        "li",
        {},
        one.target
          ? button(content(one), () => desk.jump(one.target), { class: "line", "data-target": one.target })
          : el("div", { class: "line" }, content(one)),
      );
    element.replaceChildren(el("ul", { class: "findings" }, findings.map(line)));
  }

  update(year);
  return { element, update };
}
