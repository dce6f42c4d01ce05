// The line that says of the chosen field what it is: name, value, where it comes from, how it was worked out.

import { el } from "../dom.js";
import { words } from "../text.js";

export function detailLine() {
  const element = el("div", { class: "detail", "aria-live": "polite" });

  function show(figure) {
    element.hidden = false;
    const notes = [
      figure.working,
      figure.typed !== null && figure.typed !== figure.shown && figure.numeric ? words.typedAs(figure.typed) : null,
      figure.note,
      figure.origin === "worked_out" && figure.editable ? words.canBeEntered : null,
    ];
    element.replaceChildren(
      el("strong", {}, figure.label),
      el(
        "span",
        { class: "detail-value" },
        figure.numeric && figure.shown !== null ? `${figure.shown} ${figure.unit}` : "",
      ),
      el("span", { class: `origin ${figure.origin}` }, words.origins[figure.origin]),
      figure.assumed ? el("span", { class: "tag", title: words.toConfirmNote }, words.toConfirm) : "",
      ...notes.filter(Boolean).map((note) => el("span", { class: "detail-note" }, note)),
    );
  }

  function clear(hint = "") {
    element.hidden = hint === "";
    element.replaceChildren(el("span", { class: "faint" }, hint));
  }

  return { element, show, clear };
}
