// 四方对账: a row a figure, what each paper says of it side by side, and whether they agree. Every cell leads to its place;
// what the final accounts say is entered here. Asked for when it is looked at.

import { asRefusal, reconciliation } from "../api.js";
import { arrange, button, el, write } from "../dom.js";
import { alertOf } from "../parts/dialog.js";
import { figureField } from "../parts/figure_field.js";
import { takesPaste } from "../parts/paste.js";
import { movesInSheet } from "../parts/sheet.js";
import { words } from "../text.js";

export function reconciliationPanel(year, desk) {
  let latest = year;
  let asked = 0;
  const rows = new Map();
  const figures = new Map();
  const fields = new Map();
  const grid = [];
  const summary = el("p", { class: "tip", role: "status" });
  const only = el("input", { type: "checkbox", "data-act": "only_differing", on: { change: lay } });
  const told = el("div");
  const heads = el("tr");
  const body = el("tbody");
  const table = el("table", { class: "reconciliation" }, el("thead", {}, heads), body);
  movesInSheet(table, grid);
  takesPaste(table, grid, figures, fields, desk);
  let shown = [];

  async function update(now) {
    latest = now;
    for (const figure of now.figures) {
      figures.set(figure.key, figure);
      fields.get(figure.key)?.update(figure);
    }
    if (element.closest("[hidden]") || !element.isConnected) return;
    const number = (asked += 1);
    try {
      const found = await reconciliation(latest.report_year);
      // Another has been asked for by then.
      if (number === asked) draw(found);
    } catch (thrown) {
      told.replaceChildren(alertOf(asRefusal(thrown)));
    }
  }

  function draw(found) {
    told.replaceChildren();
    table.setAttribute("aria-label", found.title);
    write(summary, found.summary);
    if (heads.childElementCount === 0) {
      heads.append(...found.columns.map((label, index) => el("th", { scope: "col", class: COLUMNS[index] }, label)));
    }
    shown = found.rows;
    const keys = new Set(shown.map(({ key }) => key));
    for (const key of [...rows.keys()]) if (!keys.has(key)) rows.delete(key);
    for (const row of shown) {
      if (!rows.has(row.key)) rows.set(row.key, reconciledRow(row, fieldOf(row.final_accounts_field), desk));
      rows.get(row.key).update(row);
    }
    lay();
  }

  function fieldOf(key) {
    if (key === null) return null;
    if (!fields.has(key)) fields.set(key, figureField(figures.get(key), desk));
    return fields.get(key);
  }

  /** The rows that are wanted. The one she is typing in stays, whatever came of it. */
  function lay() {
    const wanted = shown.filter(
      ({ key, verdict }) =>
        !only.checked || DIFFERS.includes(verdict) || rows.get(key).element.contains(document.activeElement),
    );
    arrange(
      body,
      wanted.map(({ key }) => rows.get(key).element),
    );
    const entered = wanted.filter((row) => row.final_accounts_field !== null);
    const cell = ({ final_accounts_field: figure }) => ({ control: fields.get(figure).control, column: 0, span: 1, figure });
    grid.splice(0, grid.length, ...entered.map((row) => [cell(row)]));
    nothing.hidden = wanted.length > 0;
    table.hidden = wanted.length === 0;
  }

  const nothing = el("p", { class: "nothing", hidden: true }, words.allReconciled);
  const element = el(
    "div",
    { class: "lists" },
    el(
      "div",
      { class: "reconciliation-head" },
      el("p", { class: "tip" }, words.reconciliationHint),
      summary,
      el("label", { class: "choice" }, only, el("span", {}, words.onlyDiffering)),
    ),
    told,
    table,
    nothing,
  );
  update(year);
  return { element, update };
}

const COLUMNS = ["of-figure", "of-text", "of-table", "of-sheet", "of-accounts", "of-last", "of-verdict"];
const DIFFERS = ["differs", "rounding"];

function reconciledRow({ key, label, unit }, field, desk) {
  const places = COLUMNS.slice(1).map((name) => el("td", { class: name }));
  const [text, table, sheet, accounts, last, verdict] = places;
  if (field) accounts.append(field.element);
  const element = el(
    "tr",
    { "data-row": key },
    el(
      "th",
      { scope: "row", class: COLUMNS[0] },
      button(label, () => desk.why(key), { class: "quiet", title: words.whyOf(label), "data-act": "why" }),
      unit && el("span", { class: "aside" }, `（${unit}）`),
    ),
    places,
  );

  function update(row) {
    const put = (place, cells) => place.replaceChildren(...cells.filter(Boolean).map((cell) => said(cell, desk)));
    put(text, row.text);
    put(table, [row.base_data_table]);
    put(sheet, row.score_sheet);
    put(last, [row.last_filing]);
    if (field) accounts.classList.toggle("apart", row.final_accounts?.agrees === false);
    else put(accounts, [row.final_accounts]);
    verdict.replaceChildren(
      el("span", { class: `chip ${row.grade ?? row.verdict}` }, row.word),
      row.sentence ? el("span", { class: "apart-words" }, row.sentence) : "",
    );
  }

  return { element, update };
}

/** What a paper says; it leads to where it says so. */
function said({ shown, note, agrees, target, range }, desk) {
  const looks = { class: agrees ? "said-there" : "said-there apart", title: note };
  if (target === null) return el("span", looks, shown);
  const quote = range && { block: target.slice("block.".length), start: range[0], end: range[1] };
  return button(shown, () => desk.jump(target, quote), { ...looks, class: `quiet ${looks.class}`, "data-target": target });
}
