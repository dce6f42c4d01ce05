// The paper that gives the score. A score sheet is a table: levels merged as they print, what decides a row beside its standard, the points and why they are lost.

import { button, el, write } from "../dom.js";
import { reasonField } from "../parts/reason_field.js";
import { toConfirm } from "../parts/to_confirm.js";
import { words } from "../text.js";
import { decision } from "./decision.js";
import { wholeForm } from "./project_form.js";

export function scoreSheetPanel(year, desk) {
  return year.whole === null ? sheetPanel(year, desk) : wholePanel(year, desk);
}

/** The whole department's table, where the edition has it in place of a score sheet. */
function wholePanel(year, desk) {
  const byKey = (now) => new Map(now.figures.map((figure) => [figure.key, figure]));
  const { element, update } = wholeForm(year, byKey(year), desk);
  return { element: el("div", { class: "papers" }, element), update: (now) => update(now, byKey(now)) };
}

function sheetPanel(year, desk) {
  const weights = new Map(year.levels.map(({ path, full_score }) => [path.join("/"), full_score]));
  const rows = year.indicators.map((indicator) => scoreRow(indicator, desk));
  const begun = new Set();
  const lines = year.indicators.map((indicator, index) => {
    const levels = [1, 2].flatMap((depth) => {
      const path = indicator.path.slice(0, depth).join("/");
      if (begun.has(path)) return [];
      begun.add(path);
      const rowspan = year.indicators.filter((one) => one.path.slice(0, depth).join("/") === path).length;
      return [
        el("th", { scope: "rowgroup", rowspan, class: "level of-level" }, indicator.path[depth - 1]),
        el("td", { rowspan, class: "points of-level" }, weights.get(path) ?? words.blank),
      ];
    });
    return el("tr", { "data-indicator": indicator.key }, levels, rows[index].cells);
  });

  const { cell: score, points: total } = scoreCell("total", words.total, desk);
  const grade = el("td", {});
  const foot = el(
    "tfoot",
    {},
    el(
      "tr",
      {},
      el("td", { colspan: 4, class: "of-level" }),
      el("th", { scope: "row" }, words.total),
      el("td", { class: "points" }, year.total.full_score),
      el("td", { colspan: 2 }),
      score,
      grade,
    ),
  );

  function update(now) {
    now.indicators.forEach((indicator, index) => rows[index].update(indicator));
    write(total, now.total.score ?? words.blank);
    write(grade, now.total.grade ?? words.notScored);
  }

  update(year);
  const element = el(
    "section",
    { class: "paper wide-paper", "aria-label": year.score_sheet.mark },
    el("p", { class: "paper-mark" }, year.score_sheet.mark),
    el("h2", { class: "paper-title" }, year.score_sheet.title),
    el(
      "table",
      { class: "form scores", "aria-label": `${year.score_sheet.mark} ${year.score_sheet.title}` },
      heads(),
      el("tbody", {}, lines),
      foot,
    ),
  );
  return { element: el("div", { class: "papers" }, element), update };
}

function heads() {
  const columns = [
    ["level-column of-level", words.firstLevel],
    ["points-column of-level", words.fullScore],
    ["level-column of-level", words.secondLevel],
    ["points-column of-level", words.fullScore],
    ["indicator-column", words.indicator],
    ["points-column", words.fullScore],
    ["wording-column", words.wording],
    ["decision-column", words.explanation],
    ["score-column", words.score],
    ["reason-column", words.reason],
  ];
  return el(
    "thead",
    {},
    el(
      "tr",
      {},
      columns.map(([name, label]) => el("th", { scope: "col", class: name }, label)),
    ),
  );
}

/** Points, which tell why they are so many when pressed. */
function scoreCell(subject, label, desk) {
  const points = button("", () => desk.why(subject), { class: "score-why", title: words.whyOf(label) });
  return { cell: el("td", { class: "points score", "data-score": subject }, points), points };
}

function scoreRow(indicator, desk) {
  const working = el("p", { class: "working" });
  const note = el("p", { class: "note" });
  const { cell: score, points } = scoreCell(indicator.key, indicator.label, desk);
  const decided = decision(indicator, desk);
  const reason = reasonField({ key: indicator.key, label: indicator.label, readOnly: desk.readOnly }, (typed) =>
    desk.judge(indicator.key, { reason: typed }),
  );
  const byFigure = indicator.decision.kind === "figure";
  const toFigure =
    indicator.figure &&
    button(words.goToFigure, () => desk.jump(indicator.figure), {
      class: "quiet",
      "aria-label": `${words.goToFigure}：${indicator.label}`,
    });
  const cells = [
    el(
      "th",
      { scope: "row", class: "indicator" },
      indicator.label,
      indicator.assumed && toConfirm(indicator.label, { indicator: indicator.key }, desk),
    ),
    el("td", { class: "points" }, indicator.full_score),
    el("td", { class: "wording" }, indicator.wording),
    el(
      "td",
      { class: "decision", ...(byFigure ? { tabindex: "-1", "data-key": indicator.key } : {}) },
      el("p", { class: "explanation" }, indicator.explanation),
      decided.element,
      working,
      note,
      toFigure,
    ),
    score,
    el("td", { class: "reason" }, reason.element),
  ];

  function update(now) {
    write(working, now.working ?? "");
    write(note, now.note ?? "");
    write(points, now.score ?? words.unscored);
    score.classList.toggle("deducted", now.deducted);
    score.classList.toggle("faint", now.score === null);
    decided.update(now.decision);
    reason.update(now);
  }

  return { cells, update };
}
