// Asks for the unit and the year of a new filing, and the form it is made with.

import { asRefusal, editions, newYear, readForm } from "../api.js";
import { button, el } from "../dom.js";
import { formScreen } from "../screens/form.js";
import { words } from "../text.js";
import { alertOf, dialog } from "./dialog.js";

/**
 * `unit`: the name proposed; `onOpened(opened)` shows the year when it is there, and the question goes with its screen;
 * `front`: how a form that is read is shown before the screen; `typed`: what stood in the question before that.
 */
export async function askNewYear(unit, onOpened, front, typed = {}) {
  const { editions: forms } = await editions(null);
  const name = el("input", {
    type: "text",
    id: "new-unit",
    value: typed.unit ?? unit,
    autocomplete: "off",
    "aria-describedby": "new-unit-hint",
  });
  const year = el("input", {
    type: "text",
    id: "new-year",
    value: typed.year ?? "",
    inputmode: "numeric",
    autocomplete: "off",
    "aria-describedby": "new-year-hint",
  });
  const whichForm = el(
    "select",
    { id: "new-form", "aria-describedby": "new-form-hint" },
    forms.filter(({ refused }) => !refused).map(({ key, name: called }) => el("option", { value: key }, called)),
  );
  whichForm.value = typed.form ?? forms[0].key;
  const told = el("div");
  const read = async () => {
    try {
      const found = await readForm(false);
      if (found === null) return;
      const before = new Set(forms.map(({ key }) => key));
      const again = (form) => {
        front.putAway();
        return askNewYear(unit, onOpened, front, { unit: name.value, year: year.value, form });
      };
      const kept = (now) => again(now.editions.find(({ key }) => !before.has(key))?.key);
      question.close();
      front.showInFront(formScreen(found, null, { kept, back: () => again(whichForm.value) }));
    } catch (thrown) {
      told.replaceChildren(alertOf(asRefusal(thrown)));
    }
  };
  const create = el("button", { type: "submit", class: "primary" }, words.create);
  const submit = async (event) => {
    event.preventDefault();
    create.disabled = true;
    try {
      await onOpened(await newYear(name.value, year.value, whichForm.value));
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
    el("label", { for: "new-form" }, words.whichForm),
    whichForm,
    el("span", { class: "tip", id: "new-form-hint" }, words.whichFormHint),
    told,
    el(
      "div",
      { class: "buttons" },
      create,
      button(words.readNewForm, read, { "data-act": "read_new_form" }),
      button(words.cancel, () => question.close()),
    ),
  );
  const question = dialog(words.newYear, form);
  (unit ? year : name).focus();
}
