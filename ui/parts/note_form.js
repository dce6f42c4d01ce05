// The question what a figure is: its 口径, chosen of what the edition offers, and where its number was taken from. What
// was noted last year is put in by one press.

import { asRefusal } from "../api.js";
import { button, el } from "../dom.js";
import { alertOf, dialog } from "./dialog.js";
import { words } from "../text.js";

/** `noted`: what stands and what may be chosen; `save(basis, source, everywhere)` stores; `readOnly`: to be looked at. */
export function askNote(noted, save, readOnly) {
  const choices = noted.aspects.map((aspect) => ({ aspect, control: choiceOf(aspect, readOnly) }));
  const source = el("input", {
    type: "text",
    id: "note-source",
    autocomplete: "off",
    placeholder: words.sourceHint,
    readonly: readOnly,
  });
  source.value = noted.source;
  const everywhere = el("input", { type: "checkbox", "data-act": "everywhere" });
  const told = el("div");

  const submit = async (event) => {
    event.preventDefault();
    try {
      const chosen = choices.map(({ control }) => control.value).filter(Boolean);
      await save(chosen, source.value, everywhere.checked);
      question.close();
    } catch (thrown) {
      told.replaceChildren(alertOf(asRefusal(thrown)));
    }
  };

  function takeLast() {
    for (const { aspect, control } of choices) if (aspect.last !== null) control.value = aspect.last;
    if (noted.last_source !== null) source.value = noted.last_source;
  }

  const last = [...noted.aspects.map((aspect) => aspect.last), noted.last_source].filter((one) => one !== null);
  const form = el(
    "form",
    { class: "fields", on: { submit } },
    el("p", { class: "tip" }, words.noteHint),
    choices.map(({ aspect, control }) => [el("label", { for: control.id }, aspect.label), control]),
    el("label", { for: "note-source" }, words.source),
    source,
    last.length > 0 &&
      !readOnly &&
      el(
        "p",
        { class: "last-note" },
        el("span", { class: "aside" }, words.lastYear),
        el("span", {}, last.join("，")),
        button(words.takeSuggestion, takeLast, { class: "quiet", "data-act": "take_last" }),
      ),
    choices.length > 0 && !readOnly && el("label", { class: "choice" }, everywhere, el("span", {}, words.everywhere)),
    told,
    el(
      "div",
      { class: "buttons" },
      !readOnly && el("button", { type: "submit", class: "primary" }, words.saveNote),
      button(readOnly ? words.close : words.cancel, () => question.close()),
    ),
  );
  const question = dialog(words.basisOf(noted.label), form);
}

function choiceOf({ key, choices, chosen }, readOnly) {
  // What was chosen under another edition is kept until another is chosen.
  const all = chosen === null || choices.includes(chosen) ? choices : [chosen, ...choices];
  const control = el(
    "select",
    { id: `note-${key}`, disabled: readOnly },
    ["", ...all].map((choice) => el("option", { value: choice }, choice || words.notChosen)),
  );
  control.value = chosen ?? "";
  return control;
}
