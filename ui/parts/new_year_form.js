// Asks for the unit and the year of a new filing.

import { asRefusal, newYear } from "../api.js";
import { button, el } from "../dom.js";
import { words } from "../text.js";
import { alertOf, dialog } from "./dialog.js";

/** `unit`: the name proposed; `onOpened(opened)` shows the year when it is there, and the question goes with its screen. */
export function askNewYear(unit, onOpened) {
  const name = el("input", {
    type: "text",
    id: "new-unit",
    value: unit,
    autocomplete: "off",
    "aria-describedby": "new-unit-hint",
  });
  const year = el("input", {
    type: "text",
    id: "new-year",
    inputmode: "numeric",
    autocomplete: "off",
    "aria-describedby": "new-year-hint",
  });
  const told = el("div");
  const create = el("button", { type: "submit", class: "primary" }, words.create);
  const submit = async (event) => {
    event.preventDefault();
    create.disabled = true;
    try {
      await onOpened(await newYear(name.value, year.value));
    } catch (thrown) {
      told.replaceChildren(alertOf(asRefusal(thrown)));
    } finally {
      create.disabled = false;
    }
  };
  const form = el(
    "form",
    { class: "fields", on: { submit } },
    el("label", { for: "new-unit" }, words.reportingUnit),
    name,
    el("span", { class: "tip", id: "new-unit-hint" }, words.unitHint),
    el("label", { for: "new-year" }, words.reportYear),
    year,
    el("span", { class: "tip", id: "new-year-hint" }, words.yearHint),
    told,
    el(
      "div",
      { class: "buttons" },
      create,
      button(words.cancel, () => question.close()),
    ),
  );
  const question = dialog(words.newYear, form);
  (unit ? year : name).focus();
}
