// The line that says of the chosen field what it is: name, value, where it comes from, how it was worked out.

import { button, el } from "../dom.js";
import { words } from "../text.js";

/** `why(key)` explains a figure, `note(key)` asks for its 口径. */
export function detailLine({ why, note }) {
  const element = el("div", { class: "detail", "aria-live": "polite" });
  let shown = null;
  // Kept, so that one that asked has the focus again afterwards.
  const noting = button(words.basis, () => note(shown), { "data-act": "note" });
  const explaining = button(words.whyKey, () => why(shown), { "data-act": "why", "aria-keyshortcuts": "F1" });

  function show(figure) {
    element.hidden = false;
    shown = figure.key;
    const notes = [
      figure.working,
      figure.typed !== null && figure.typed !== figure.shown && figure.numeric ? words.typedAs(figure.typed) : null,
      figure.note,
      figure.basis && words.basisIs(figure.basis),
      figure.source && words.sourceIs(figure.source),
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
      el("span", { class: "detail-acts" }, figure.numeric && figure.measure !== "percent" ? noting : "", explaining),
    );
  }

  function clear(hint = "") {
    element.hidden = hint === "";
    element.replaceChildren(el("span", { class: "faint" }, hint));
  }

  return { element, show, clear };
}
