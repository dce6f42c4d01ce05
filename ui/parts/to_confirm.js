// The mark of a row that is not yet held against the bureau's form: one press says that it is as it should be.

import { button, el } from "../dom.js";
import { words } from "../text.js";

/** `rows`: what the core calls the row, `{ indicator: key }` or `{ figure: key }`. */
export function toConfirm(label, rows, desk) {
  if (desk.readOnly) return el("span", { class: "tag", title: words.toConfirmNote }, words.toConfirm);
  return button(words.confirmThis, () => desk.confirm(rows), {
    class: "tag to-confirm",
    title: words.confirmNote,
    "aria-label": words.confirmRow(label),
  });
}
