// Looks a figure up by its name and puts 【name】 at the caret of a text.

import { button, el } from "../dom.js";
import { words } from "../text.js";
import { dialog } from "./dialog.js";

/**
 * `labels`: all that may be quoted, in their order; `textarea()`: where it goes, which may be another one by then, as a
 * new paragraph is stored when it is left; `onClose` runs in the end.
 */
export function pickFigure(labels, textarea, onClose) {
  const { selectionStart, selectionEnd } = textarea();
  const search = el("input", {
    type: "text",
    "aria-label": words.searchFigure,
    placeholder: words.searchFigure,
    autocomplete: "off",
  });
  const list = el("div", { class: "picker-list", role: "group", "aria-label": words.pickFigure });
  const pick = dialog(words.pickFigure, el("div", { class: "picker" }, search, list), onClose);

  function show() {
    const wanted = search.value.trim();
    const found = labels.filter((label) => label.includes(wanted));
    list.replaceChildren(
      ...found.map((label) => button(label, () => put(label), { class: "picker-item" })),
      ...(found.length === 0 ? [el("p", { class: "tip" }, words.noFigureFound)] : []),
    );
  }

  function put(label) {
    pick.close();
    const control = textarea();
    control.focus();
    control.setRangeText(`【${label}】`, selectionStart, selectionEnd, "end");
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }

  pick.element.addEventListener("keydown", (event) => {
    const items = [search, ...list.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      items[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), items.length - 1)].focus();
    } else if (event.key === "Enter" && at === 0 && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      items[1]?.click();
    }
  });
  search.addEventListener("input", show);
  show();
  search.focus();
}
