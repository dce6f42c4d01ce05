// The indicators of a project, or of the whole department, as the form's table: a block for each first level with its points, a row an indicator, read
// and scored by the core as it is typed.

import { asRefusal } from "../api.js";
import { arrange, button, el, mark, write } from "../dom.js";
import { alertOf } from "../parts/dialog.js";
import { field } from "../parts/field.js";
import { growing } from "../parts/growing.js";
import { reasonField } from "../parts/reason_field.js";
import { movesInSheet } from "../parts/sheet.js";
import { words } from "../text.js";
import { remarksOf } from "./project_form.js";

const COLUMNS = [
  ["kind-column", words.secondLevel],
  ["name-column", words.indicator],
  ["target-column", words.target],
  ["actual-column", words.actual],
  ["weight-column", words.fullScore],
  ["score-column", words.score],
  ["deviation-column", words.deviation],
];

/** Gives the table and `update(project, year)`. */
export function projectIndicators(project, year, desk) {
  const { id } = project;
  const rows = new Map();
  const blocks = project.blocks.map(blockRow);
  const grid = [];
  const body = el("tbody");
  const total = el("td", { class: "points score", "data-score": `${id}.total` });
  const grade = el("td", {});
  const added = desk.readOnly ? null : newRow(id, year, desk);
  const table = el(
    "table",
    { class: "form scores project-indicators", "aria-label": words.projectIndicators },
    el("thead", {}, el("tr", {}, COLUMNS.map(([name, label]) => el("th", { scope: "col", class: name }, label)))),
    body,
    el(
      "tfoot",
      {},
      el("tr", {}, el("th", { scope: "row", colspan: 5 }, words.grandTotal), total, grade),
    ),
  );
  movesInSheet(table, grid);

  function update(shown, now) {
    const list = shown.indicators;
    for (const key of [...rows.keys()]) if (!list.some((one) => one.id === key)) rows.delete(key);
    const wanted = [];
    grid.length = 0;
    shown.blocks.forEach((block, index) => {
      blocks[index].update(block, now);
      wanted.push(blocks[index].element);
      for (const [place, indicator] of list.entries()) {
        if (indicator.block !== block.label) continue;
        if (!rows.has(indicator.id)) rows.set(indicator.id, indicatorRow(indicator, now, desk));
        const row = rows.get(indicator.id);
        row.update(indicator, now, place + 1, list.length);
        wanted.push(row.element);
        grid.push(row.controls.map((control, column) => ({ control, column, span: 1 })));
      }
    });
    arrange(body, wanted);
    write(total, shown.total ?? words.notScored);
    total.classList.toggle("faint", shown.total === null);
    // The whole department's points are the filing's.
    write(grade, shown.fund === null ? (now.total.grade ?? "") : "");
  }

  update(project, year);
  return { element: el("div", {}, table, added), update };
}

/** The line of a first level: its points, and what its indicators come to. */
function blockRow({ key }) {
  const label = el("strong");
  const points = el("span", { class: "aside" });
  const findings = el("ul", { class: "beside" });
  const cell = el(
    "th",
    { scope: "rowgroup", colspan: COLUMNS.length, tabindex: "-1", "data-key": key },
    label,
    " ",
    points,
    findings,
  );
  function update(block, year) {
    write(label, block.label);
    write(points, words.blockPoints(block.full_score, block.given));
    points.classList.toggle("apart", !block.agrees);
    findings.replaceChildren(...remarksOf(year, key));
  }
  return { element: el("tr", { class: "block-row" }, cell), update };
}

function indicatorRow(indicator, year, desk) {
  const { id, key } = indicator;
  let latest = indicator;
  let place = 0;
  const save = (name) => (typed) => desk.edit((api, of) => api.setIndicator(of, id, { [name]: typed }));
  const bound = [];
  const names = [];

  /** A field of one column; `what` is said of it to a screen reader, behind the indicator's name. */
  function cellField(name, control, what, element = control) {
    mark(control, "data-key", name === "name" ? key : `${key}.${name}`);
    mark(control, control.tagName === "SELECT" ? "disabled" : "readonly", desk.readOnly);
    const box = el("div", { class: "figure-field" }, element);
    const made = field(control, save(name), { place: box });
    bound.push((now) => made.update(now[name]));
    names.push([control, what]);
    return box;
  }

  const text = (more = {}) => el("input", { type: "text", autocomplete: "off", spellcheck: "false", ...more });
  const choice = (options) => el("select", {}, options.map(({ value, label }) => el("option", { value }, label)));
  const kind = choice(year.projects.kinds);
  const name = growing({});
  const target = text({ placeholder: words.targetHint });
  const actual = text();
  const attainment = choice([{ value: "", label: words.attainment }, ...year.projects.attainments]);
  const share = text({ class: "number" });
  const weight = text({ class: "number", inputmode: "decimal" });
  const kindCell = cellField("kind", kind, words.secondLevel);
  const attained = el(
    "div",
    { class: "attained" },
    cellField("attainment", attainment, words.attainment),
    cellField("share", share, words.share),
  );
  const score = el("td", { class: "points score", "data-score": key });
  const working = el("p", { class: "note" });
  const findings = el("ul", { class: "beside" });
  const reason = reasonField({ key, label: indicator.name, readOnly: desk.readOnly, always: true }, save("reason"));
  const move = (step) => desk.attempt((api, of) => api.moveIndicator(of, id, place + step));
  const up = button("↑", () => move(-1), { class: "quiet", title: words.moveUp });
  const down = button("↓", () => move(1), { class: "quiet", title: words.moveDown });
  const remove = button(words.remove, () => desk.attempt((api, of) => api.removeIndicator(of, id)), { class: "quiet" });
  const acts = desk.readOnly ? null : el("div", { class: "row-acts" }, up, down, remove);
  const element = el(
    "tr",
    { "data-row": key },
    el("td", {}, kindCell),
    el("td", {}, cellField("name", name.control, words.indicator, name.wrapper)),
    el("td", {}, cellField("target", target, words.target)),
    el("td", {}, cellField("actual", actual, words.actual), attained),
    el("td", {}, cellField("weight", weight, words.fullScore)),
    score,
    el("td", { class: "reason" }, reason.element, findings, el("div", { class: "row-foot" }, working, acts)),
  );

  function update(now, ofYear, at, count) {
    latest = now;
    place = at;
    for (const show of bound) show(latest);
    for (const [control, what] of names) mark(control, "aria-label", words.ofIndicator(now.name, what));
    attained.hidden = !now.in_words;
    mark(share, "placeholder", now.range ?? words.share);
    write(score, now.scored.score ?? words.unscored);
    score.classList.toggle("deducted", now.scored.deducted);
    score.classList.toggle("faint", now.scored.score === null);
    write(working, now.scored.working ?? "");
    reason.update({ reason: now.reason, deducted: now.scored.deducted, suggested_reason: now.scored.suggested_reason });
    findings.replaceChildren(...remarksOf(ofYear, key));
    up.disabled = at === 1;
    down.disabled = at === count;
    for (const [one, what] of [[up, words.moveUp], [down, words.moveDown], [remove, words.remove]]) {
      mark(one, "aria-label", words.ofIndicator(now.name, what));
    }
  }

  return { element, controls: [kind, name.control, target, actual, weight], update };
}

/** A new indicator begins with its kind and its name; the rest is filled in its row. */
function newRow(id, year, desk) {
  const kind = el(
    "select",
    { "aria-label": words.secondLevel },
    year.projects.kinds.map(({ value, label }) => el("option", { value }, label)),
  );
  const name = el("input", {
    type: "text",
    autocomplete: "off",
    "aria-label": words.indicator,
    placeholder: words.indicator,
    "data-new-indicator": id,
  });
  const told = el("div");
  const submit = async (event) => {
    event.preventDefault();
    told.replaceChildren();
    try {
      await desk.edit((api, of) => api.addIndicator(of, id, { kind: kind.value, name: name.value }));
      name.value = "";
      name.focus();
    } catch (thrown) {
      told.replaceChildren(alertOf(asRefusal(thrown)));
    }
  };
  const press = el("button", { type: "submit", "data-act": "add_indicator" }, words.addIndicator);
  return el("form", { class: "new-indicator", on: { submit } }, kind, name, press, told);
}
