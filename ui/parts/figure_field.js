// The field of a figure: what can be entered is entered in place, what is worked out can be looked at and copied. Shows
// the printed value; a total that may be entered shows the worked-out one as its placeholder.

import { el, mark } from "../dom.js";
import { field } from "./field.js";
import { growing } from "./growing.js";
import { words } from "../text.js";

/**
 * `lines`: a text of several lines. `desk.setFigure(key, typed)` stores, `desk.showDetail(figure)` tells of it, `desk.why(key)`
 * explains what is worked out. Gives the
 * element to place, its control, and `update(figure)`.
 */
export function figureField(figure, desk, { lines = false } = {}) {
  let latest = figure;
  const { element, control } = controlOf(figure, lines);
  if (desk.readOnly || !figure.editable) mark(control, control.tagName === "SELECT" ? "disabled" : "readonly", true);
  const bound = field(control, (typed) => desk.setFigure(figure.key, typed), { keepsLines: lines });
  const place = el("div", { class: "figure-field" }, element);
  control.addEventListener("focus", () => desk.showDetail(latest));
  if (!figure.editable) control.addEventListener("click", () => desk.why(figure.key));

  function update(now) {
    latest = now;
    // What is said of the chosen field follows what changes in it.
    if (document.activeElement === control) desk.showDetail(now);
    const entered = now.editable && now.typed !== null;
    bound.update(entered || !now.editable ? (now.shown ?? "") : "");
    mark(control, "placeholder", now.editable && !entered ? now.shown : null);
    mark(control, "title", now.working);
    control.className = [
      now.numeric ? "number" : "words",
      now.editable ? now.origin : "computed",
      now.required && now.shown === null ? "wanted" : "",
    ].join(" ");
  }

  update(figure);
  return { element: place, control, update, refuse: bound.refuse };
}

function controlOf(figure, lines) {
  const named = {
    "data-key": figure.key,
    "aria-label": figure.label,
    "aria-required": figure.required ? "true" : null,
  };
  if (figure.measure === "yes_no") {
    const options = ["", ...words.yesNo].map((answer) => el("option", { value: answer }, answer || words.blank));
    const control = el("select", named, options);
    return { element: control, control };
  }
  if (lines) {
    const { wrapper, control } = growing(named);
    return { element: wrapper, control };
  }
  const control = el("input", { type: "text", autocomplete: "off", spellcheck: "false", ...named });
  return { element: control, control };
}
