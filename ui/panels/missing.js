// What is missing: each line is a button that leads to its field.

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
