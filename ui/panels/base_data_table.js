// 附件1 as the grid that prints, its cells entered in place, and below it the other figures.

import { el } from "../dom.js";
import { field } from "../parts/field.js";
import { figureField } from "../parts/figure_field.js";
import { takesPaste } from "../parts/paste.js";
import { movesInSheet } from "../parts/sheet.js";
import { toConfirm } from "../parts/to_confirm.js";
import { words } from "../text.js";
import { otherFigures } from "./other_figures.js";

export function baseDataTablePanel(year, desk) {
  const form = year.base_data_table;
  const figures = byKey(year);
  const fields = new Map();
  const fieldOf = (key, options) => {
    const made = figureField(figures.get(key), desk, options);
    fields.set(key, made);
    return made;
  };

  const { body, grid } = tableBody(form, figures, fieldOf, desk);
  const table = el(
    "table",
    { class: "form", "aria-label": `${form.mark} ${form.title}` },
    columnsOf(form.columns),
    body,
  );
  movesInSheet(table, grid);
  takesPaste(table, grid, figures, fields, desk);

  const unit = unitField(year, desk);
  const signatures = form.signatures.map(({ label, figure }) =>
    el("label", { class: "signature" }, el("span", {}, `${label}：`), fieldOf(figure).element),
  );
  const others = otherFigures(year, desk);

  function update(now) {
    const latest = byKey(now);
    for (const [key, one] of fields) one.update(latest.get(key));
    unit.update(now.reporting_unit);
    others.update(now);
  }

  const element = el(
    "div",
    { class: "papers" },
    el(
      "section",
      { class: "paper form-paper", "aria-label": form.mark },
      el("p", { class: "paper-mark" }, form.mark),
      el("h2", { class: "paper-title" }, form.title),
      el(
        "div",
        { class: "paper-line" },
        el("label", { class: "unit-line" }, `${words.reportingUnit}：`, unit.control),
        el("span", {}, form.unit_line),
      ),
      table,
      el("p", { class: "paper-note" }, form.note),
      el("div", { class: "signatures" }, signatures),
      el("p", { class: "tip" }, words.formHint),
    ),
    others.element,
  );
  return { element, update };
}

const byKey = (year) => new Map(year.figures.map((figure) => [figure.key, figure]));

function unitField(year, desk) {
  const control = el("input", {
    type: "text",
    value: year.reporting_unit,
    "data-key": "reporting_unit",
    autocomplete: "off",
    readonly: desk.readOnly,
  });
  return field(control, (typed) => desk.setFigure("reporting_unit", typed));
}

/** Widths are shares of the whole; `width` is the one way to give them without a style. */
function columnsOf(shares) {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return el(
    "colgroup",
    {},
    shares.map((share) => el("col", { width: `${(share * 100) / whole}%` })),
  );
}

/** The rows, and the same cells as a grid by column, for the keys and for pasting. */
function tableBody(form, figures, fieldOf, desk) {
  const taken = form.rows.map(() => new Set());
  const grid = form.rows.map(() => []);
  const rows = form.rows.map((cells, row) => {
    let column = 0;
    const made = cells.map((cell) => {
      while (taken[row].has(column)) column += 1;
      const { element, control } = cellOf(cell, column, cells, figures, fieldOf, desk);
      for (let down = 0; down < cell.rows; down += 1) {
        for (let right = 0; right < cell.columns; right += 1) taken[row + down]?.add(column + right);
      }
      grid[row].push({ control, column, span: cell.columns, figure: cell.figure, text: cell.text });
      column += cell.columns;
      return element;
    });
    return el("tr", {}, made);
  });
  return { body: el("tbody", {}, rows), grid };
}

function cellOf(cell, column, row, figures, fieldOf, desk) {
  const spans = { colspan: cell.columns > 1 ? cell.columns : null, rowspan: cell.rows > 1 ? cell.rows : null };
  if (cell.figure) {
    const lines = figures.get(cell.figure).measure === "text";
    const made = fieldOf(cell.figure, { lines });
    // Numbers under heads of their own stand in the middle; those of a named row are lined up at the right.
    const underHead = row.every((one) => one.figure);
    return {
      element: el("td", { ...spans, class: underHead ? "under-head" : null }, made.element),
      control: made.control,
    };
  }
  const text = cell.text ?? "";
  if (text === "") return { element: el("td", spans), control: null };
  const own = row.map((one) => one.figure && figures.get(one.figure)).filter(Boolean);
  const assumed = column === 0 && own.length > 0 && own.every((figure) => figure.assumed);
  const content = [text, assumed && toConfirm(text, { figure: own[0].key }, desk)];
  const kind = cell.head ? "form-head" : `form-label indent-${cell.indent}`;
  const scope = column === 0 && own.length > 0 ? "row" : null;
  return {
    element:
      scope || cell.head
        ? el("th", { ...spans, class: kind, scope }, content)
        : el("td", { ...spans, class: kind }, content),
    control: null,
  };
}
