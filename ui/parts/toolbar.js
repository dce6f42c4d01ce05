// The desk's buttons: undo and redo with the name of what they touch, export, backups, a further year, forms, the way out.

import { button, el, mark } from "../dom.js";
import { words } from "../text.js";

/** `acts`: one function a button, by its `data-act`; `sample`: whether a sample is open, which gets no further year. */
export function toolbar(acts, sample) {
  const make = (name, label, attributes = {}) => button(label, acts[name], { "data-act": name, ...attributes });
  const undo = make("undo", words.undo, { "aria-keyshortcuts": "Control+Z" });
  const redo = make("redo", words.redo, { "aria-keyshortcuts": "Control+Y" });
  const newYear = make("new_year", words.newYear, { title: sample && words.noNewYearInSample });
  const element = el(
    "div",
    { class: "toolbar", role: "group", "aria-label": words.tools },
    undo,
    redo,
    make("backups", words.backups),
    newYear,
    make("forms", words.forms),
    make("leave", words.home),
    make("export", words.export, { class: "primary" }),
  );

  function update(year) {
    name(undo, year.undo, words.undo, words.undoOf, year.read_only);
    name(redo, year.redo, words.redo, words.redoOf, year.read_only);
    newYear.disabled = year.read_only || sample;
  }

  return { element, update };
}

/** Not disabled while it has the focus: the keyboard would be thrown out of the bar. */
function name(control, what, label, title, readOnly) {
  const idle = what === null || readOnly;
  mark(control, "aria-disabled", idle ? "true" : null);
  mark(control, "title", title(what));
  mark(control, "aria-label", what === null ? label : `${label}：${what}`);
}
