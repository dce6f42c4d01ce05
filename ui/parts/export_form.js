// Asks how the papers are to be exported, and tells what was written. The folder is chosen in a dialog of the shell.

import { asRefusal, export as exportPapers, showExported } from "../api.js";
import { button, el } from "../dom.js";
import { words } from "../text.js";
import { alertOf, dialog } from "./dialog.js";

/** Asks of a year; tables of projects that are no attachment may go along. */
export function askExport({ report_year: year, papers, projects: { list } }) {
  const isLoose = list.length > 0 && !papers.some(({ paper }) => paper === "projects");
  const separate = el("input", { type: "radio", name: "bound", checked: true });
  const bound = el("input", { type: "radio", name: "bound" });
  const projects = el("input", { type: "checkbox" });
  const draft = el("input", { type: "checkbox" });
  const told = el("div");
  const go = el("button", { type: "submit", class: "primary" }, words.exportNow);
  const submit = async (event) => {
    event.preventDefault();
    go.disabled = true;
    try {
      const written = await exportPapers(year, bound.checked, projects.checked, draft.checked);
      if (written) question.element.replaceChildren(...result(written, () => question.close()));
      // What was just written can be looked at next.
      question.element.querySelector(".primary")?.focus();
    } catch (thrown) {
      told.replaceChildren(alertOf(asRefusal(thrown)));
    } finally {
      go.disabled = false;
    }
  };
  const choice = (control, label) => el("label", { class: "choice" }, control, el("span", {}, label));
  const question = dialog(
    words.exportTitle,
    el(
      "form",
      { class: "fields", on: { submit } },
      choice(separate, words.exportSeparate(papers)),
      choice(bound, words.exportBound),
      isLoose && choice(projects, words.exportProjects),
      choice(draft, words.exportDraft),
      told,
      el(
        "div",
        { class: "buttons" },
        go,
        button(words.cancel, () => question.close()),
      ),
    ),
  );
}

function result({ folder, files, missing_glyphs, stamp }, close) {
  const told = el("div");
  const show = async () => {
    try {
      await showExported();
    } catch (thrown) {
      told.replaceChildren(alertOf(asRefusal(thrown)));
    }
  };
  return [
    el("h2", { id: "dialog-title" }, words.exported),
    el("p", { class: "path", role: "status" }, words.exportedTo(folder)),
    el(
      "ul",
      { class: "files" },
      files.map(({ name, pages }) =>
        el("li", {}, el("span", {}, name), el("span", { class: "aside" }, words.pages(pages))),
      ),
    ),
    stamp && el("p", { class: "tip" }, words.stamped(stamp)),
    missing_glyphs && el("p", { class: "problem", role: "alert" }, words.missingGlyphs(missing_glyphs)),
    told,
    el("div", { class: "buttons" }, button(words.showExported, show, { class: "primary" }), button(words.close, close)),
  ].filter(Boolean);
}
