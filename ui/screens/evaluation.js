// One year worked out, to read: total, scores, figures, what is missing, findings. Every number comes printed from the
// core; nothing is worked out or edited here.

import { asRefusal } from "../api.js";
import { el, groups } from "../dom.js";
import { tabs } from "../parts/tabs.js";
import { words } from "../text.js";

/** `opened`: the workbook; `first`: its newest year; `ask(year)`: another year. */
export function evaluationScreen(opened, first, ask) {
  const head = el("div", { class: "letterhead-text" });
  const summary = el("dl", { class: "summary" });
  const trouble = el("p", { class: "notice", role: "alert", hidden: !opened.notice }, opened.notice ?? "");
  const parts = tabs(words.sections, [
    { key: "scores", label: words.scores },
    { key: "figures", label: words.figures },
    { key: "missing", label: words.missing },
    { key: "findings", label: words.findings },
  ]);

  function fill(view) {
    head.replaceChildren(...headOf(view));
    summary.replaceChildren(...summaryOf(view, parts.choose));
    parts.count("scores", String(view.indicators.length));
    parts.count("figures", String(view.figures.length));
    parts.count("missing", String(view.missing.length));
    parts.count("findings", String(view.findings.length));
    parts.panel("scores").replaceChildren(scoreTable(view));
    parts.panel("figures").replaceChildren(figureTable(view));
    parts.panel("missing").replaceChildren(...missingLists(view));
    parts.panel("findings").replaceChildren(findingList(view));
  }

  async function change(event) {
    const chosen = event.currentTarget;
    const year = Number(chosen.value);
    try {
      const view = await ask(year);
      // A later choice may have been answered first.
      if (Number(chosen.value) !== year) return;
      fill(view);
      trouble.hidden = !opened.notice;
      trouble.textContent = opened.notice ?? "";
    } catch (thrown) {
      trouble.hidden = false;
      trouble.textContent = asRefusal(thrown, words.pageFailed).sentence;
    }
  }

  fill(first);
  return el(
    "div",
    { class: "evaluation" },
    el(
      "header",
      { class: "letterhead" },
      el("img", { class: "seal", src: "seal.png", alt: "", width: 44, height: 44 }),
      head,
      yearChoice(opened.years, first.report_year, change),
    ),
    trouble,
    summary,
    parts.bar,
    ...parts.panels,
    el("footer", { class: "place" }, el("span", {}, words.readOnly), el("span", { class: "path" }, opened.place)),
  );
}

function yearChoice(years, shown, change) {
  if (years.length < 2) return null;
  const option = (year) => el("option", { value: year, selected: year === shown }, words.yearOf(year));
  const choice = el("select", { on: { change } }, [...years].reverse().map(option));
  return el("label", { class: "year" }, el("span", {}, words.year), choice);
}

function headOf(view) {
  const notes = { 示例: words.sampleNote, 草稿: words.draftNote };
  const stamp = view.stamp && el("span", { class: "stamp", title: notes[view.stamp] }, view.stamp);
  return [
    el("h1", {}, view.reporting_unit || words.blank),
    el("p", { class: "subject" }, `${words.yearOf(view.report_year)}${words.subject}`, stamp),
  ];
}

function summaryOf(view, choose) {
  const { total, findings } = view;
  const link = (key, content) => el("button", { type: "button", class: "quiet", on: { click: () => choose(key) } }, content);
  const byGrade = groups(findings, (finding) => finding.word);
  const chips = byGrade.map(([word, of]) =>
    el("span", { class: `chip ${of[0].grade}` }, words.findingsOf(word, of.length)),
  );
  return [
    fact(words.totalScore, [
      el("strong", { class: "total" }, total.score ?? words.blank),
      el("span", { class: "aside" }, total.score === null ? words.notScored : words.outOf(total.full_score)),
    ]),
    fact(words.grade, [el("strong", { class: "total" }, total.grade ?? words.blank)]),
    fact(words.missingCount, [link("missing", words.items(view.missing.length))]),
    fact(words.findingCount, [link("findings", chips.length > 0 ? chips : words.nothingFound)]),
  ];
}

function fact(name, content) {
  return el("div", { class: "fact" }, el("dt", {}, name), el("dd", {}, content));
}

function scoreTable(view) {
  const row = (of) =>
    el(
      "tr",
      { class: of.deducted ? "deducted" : null },
      el("th", { scope: "row" }, of.label),
      el("td", { class: "number" }, of.full_score),
      el("td", { class: "number score" }, of.score ?? el("span", { class: "faint" }, words.unscored)),
      el("td", { class: "working" }, orBlank(of.working), of.note && el("span", { class: "note" }, of.note)),
      el("td", {}, orBlank(of.reason)),
    );
  const group = ([name, rows]) =>
    el("tbody", {}, el("tr", { class: "group" }, el("th", { scope: "rowgroup", colspan: 5 }, name)), rows.map(row));
  const total = el(
    "tfoot",
    {},
    el(
      "tr",
      {},
      el("th", { scope: "row" }, words.total),
      el("td", { class: "number" }, view.total.full_score),
      el("td", { class: "number score" }, view.total.score ?? words.blank),
      el("td", { colspan: 2 }, view.total.grade ?? words.notScored),
    ),
  );
  const heads = [
    ["label-column", words.indicator],
    ["score-column number", words.fullScore],
    ["score-column number", words.score],
    ["working-column", words.working],
    [null, words.reason],
  ];
  return table("scores", words.scoreTable, heads, [...groups(view.indicators, (of) => words.path(of.path)).map(group), total]);
}

function figureTable(view) {
  const value = (of) =>
    of.numeric || of.shown === null
      ? [el("td", { class: "number" }, orBlank(of.shown)), el("td", {}, of.unit)]
      : [el("td", { class: "words", colspan: 2 }, of.shown)];
  const row = (of) =>
    el(
      "tr",
      { class: of.origin },
      el("th", { scope: "row" }, of.label),
      ...value(of),
      el("td", { class: "origin" }, words.origins[of.origin]),
      el("td", { class: "working" }, orBlank(of.working)),
    );
  const heads = [
    ["figure-column", words.figure],
    ["value-column number", words.value],
    ["unit-column", words.unit],
    ["origin-column", words.origin],
    [null, words.working],
  ];
  return table("figures", words.figureTable, heads, [el("tbody", {}, view.figures.map(row))]);
}

function table(kind, caption, heads, bodies) {
  return el(
    "table",
    { class: kind },
    el("caption", { class: "unseen" }, caption),
    el("thead", {}, el("tr", {}, heads.map(([name, label]) => el("th", { scope: "col", class: name }, label)))),
    bodies,
  );
}

function missingLists(view) {
  if (view.missing.length === 0) return [el("p", { class: "nothing" }, words.nothingMissing)];
  return groups(view.missing, (of) => of.kind).map(([kind, of]) =>
    el(
      "section",
      { class: "missing" },
      el("h2", {}, words.headingOf(words.missingKinds[kind], of.length)),
      el("ul", {}, of.map((one) => el("li", {}, one.label))),
    ),
  );
}

function findingList(view) {
  if (view.findings.length === 0) return el("p", { class: "nothing" }, words.nothingDisagrees);
  const item = (of) => el("li", {}, el("span", { class: `chip ${of.grade}` }, of.word), el("span", {}, of.message));
  return el("ul", { class: "findings" }, view.findings.map(item));
}

/** An absent value is a dash: never zero, never an empty cell that looks forgotten. */
function orBlank(text) {
  return text === null || text === "" ? el("span", { class: "faint" }, words.blank) : text;
}
