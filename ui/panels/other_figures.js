// The figures that stand on no form: what the scores and the text want beside it, and the department's own.

import { arrange, button, el } from "../dom.js";
import { asRefusal } from "../api.js";
import { alertOf, dialog } from "../parts/dialog.js";
import { figureField } from "../parts/figure_field.js";
import { movesInSheet } from "../parts/sheet.js";
import { words } from "../text.js";

const GROUPS = ["beside", "own", "kept"];

export function otherFigures(year, desk) {
  const made = GROUPS.map((group) => groupTable(group, desk));
  const kept = el("ul", { class: "kept" });
  const keptPart = el("section", { class: "figure-group" }, el("h2", {}, words.keptWithoutRow), kept);
  const update = (now) => {
    made.forEach((one) => one.update(now));
    const fields = new Set(now.figures.map(({ key }) => key));
    const rest = now.kept.filter(({ key }) => !fields.has(key));
    keptPart.hidden = rest.length === 0;
    kept.replaceChildren(...rest.map(({ label, shown }) => el("li", {}, el("strong", {}, label), `　${shown}`)));
  };
  update(year);
  const element = el(
    "section",
    { class: "other-figures" },
    made.map((one) => one.element),
    keptPart,
  );
  return { element, update };
}

function groupTable(group, desk) {
  const rows = new Map();
  const body = el("tbody");
  const grid = [];
  const table = el(
    "table",
    { class: "figures", "aria-label": words.figureGroups[group] },
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("th", { scope: "col", class: "figure-column" }, words.figure),
        el("th", { scope: "col", class: "value-column" }, words.value),
        el("th", { scope: "col", class: "unit-column" }, words.unit),
        el("th", { scope: "col" }, words.workingColumn),
      ),
    ),
    body,
  );
  movesInSheet(table, grid);
  const isOwn = group === "own";
  const add = isOwn && !desk.readOnly && button(words.addFigure, () => askFigure(desk), { "data-act": "add_figure" });
  const element = el(
    "section",
    { class: "figure-group" },
    el(
      "div",
      { class: "group-head" },
      el("h2", {}, words.figureGroups[group]),
      isOwn && el("p", { class: "tip" }, words.ownHint),
      add,
    ),
    table,
  );

  function update(year) {
    const figures = year.figures.filter((figure) => figure.group === group);
    const keys = new Set(figures.map((figure) => figure.key));
    for (const key of [...rows.keys()]) if (!keys.has(key)) rows.delete(key);
    for (const figure of figures) {
      if (!rows.has(figure.key)) rows.set(figure.key, figureRow(figure, desk, isOwn));
      rows.get(figure.key).update(figure);
    }
    const shown = figures.map((figure) => rows.get(figure.key));
    arrange(
      body,
      shown.map((row) => row.element),
    );
    grid.splice(0, grid.length, ...shown.map((row) => [{ control: row.control, column: 0, span: 1 }]));
    table.hidden = figures.length === 0;
    element.hidden = figures.length === 0 && !isOwn;
  }

  return { element, update };
}

function figureRow(figure, desk, isOwn) {
  const lines = figure.measure === "text";
  const made = figureField(figure, desk, { lines });
  const notes = el("div");
  const remove =
    isOwn &&
    !desk.readOnly &&
    button(words.removeFigure, () => desk.attempt((api, year) => api.removeFigure(year, figure.key)), {
      class: "quiet",
      "aria-label": words.removeNamed(figure.label),
    });
  const tag = figure.assumed && el("span", { class: "tag", title: words.toConfirmNote }, words.toConfirm);
  const element = el(
    "tr",
    {},
    el("th", { scope: "row" }, figure.label, tag),
    lines ? el("td", { colspan: 2 }, made.element) : el("td", {}, made.element),
    !lines && el("td", {}, figure.unit),
    el("td", { class: "working" }, el("div", { class: "working-and-act" }, notes, remove)),
  );

  function update(now) {
    made.update(now);
    notes.replaceChildren(
      ...[now.working, now.note].filter(Boolean).map((note) => el("span", { class: "note" }, note)),
    );
  }

  return { element, control: made.control, update };
}

/** Asks what the new figure is called and counts; a refusal stays in the question. */
function askFigure(desk) {
  const label = el("input", { type: "text", id: "own-label", autocomplete: "off" });
  const unit = el("input", { type: "text", id: "own-unit", autocomplete: "off" });
  const measure = el(
    "select",
    { id: "own-measure" },
    Object.entries(words.measures).map(([key, name]) => el("option", { value: key }, name)),
  );
  const told = el("div");
  const submit = async (event) => {
    event.preventDefault();
    try {
      const { year } = await desk.edit((api, of) => api.addFigure(of, label.value, measure.value, unit.value));
      question.close();
      // New ones go behind the others.
      desk.jump(year.figures.filter((figure) => figure.group === "own").pop().key);
    } catch (thrown) {
      told.replaceChildren(alertOf(asRefusal(thrown)));
    }
  };
  const form = el(
    "form",
    { class: "fields", on: { submit } },
    el("label", { for: "own-label" }, words.name),
    label,
    el("label", { for: "own-measure" }, words.measure),
    measure,
    el("label", { for: "own-unit" }, words.measureUnit),
    unit,
    told,
    el(
      "div",
      { class: "buttons" },
      el("button", { type: "submit", class: "primary" }, words.addFigure),
      button(words.cancel, () => question.close()),
    ),
  );
  const question = dialog(words.addFigure, form);
}
