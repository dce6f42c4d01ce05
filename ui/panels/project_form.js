// One table of targets as its paper prints, a project's or the whole department's: head, money, goal, indicators, total.
// Cells are entered in place.

import { button, el, write } from "../dom.js";
import { dialog } from "../parts/dialog.js";
import { field } from "../parts/field.js";
import { figureField } from "../parts/figure_field.js";
import { growing } from "../parts/growing.js";
import { takesPaste } from "../parts/paste.js";
import { reasonField } from "../parts/reason_field.js";
import { movesInSheet } from "../parts/sheet.js";
import { toConfirm } from "../parts/to_confirm.js";
import { words } from "../text.js";
import { projectIndicators } from "./project_indicators.js";

/** Gives the form of the project of an id, and `update(year, figures)`; figures are by key. */
export function projectForm(id, year, figures, desk) {
  const of = (now) => now.projects.list.find((project) => project.id === id);
  const head = (project, add) => [
    acts(id, of, year, desk, add),
    el("h2", { class: "paper-title" }, words.projectTable),
    headTable(
      headRow(nameField(project, desk, add), fundField(project, year, desk, add)),
      units(project, figures, desk, add),
    ),
  ];
  return targetForm(of, head, year, figures, desk);
}

/** The same of the whole department, in place of a score sheet. */
export function wholeForm(year, figures, desk) {
  const head = ({ unit_label, assumed }, add) => {
    const name = el("td");
    const unit = add({
      element: el("tr", {}, el("th", { scope: "row" }, unit_label), name),
      update: (_, __, now) => write(name, now.reporting_unit),
    });
    const { mark, title } = year.score_sheet;
    return [
      el("p", { class: "paper-mark" }, mark, " ", assumed && toConfirm(title, "whole_table", desk)),
      el("h2", { class: "paper-title" }, title),
      headTable(unit),
    ];
  };
  return targetForm((now) => now.whole, head, year, figures, desk);
}

const headTable = (...rows) => el("table", { class: "form project-head" }, el("tbody", {}, rows));

/** `of(year)`: the table; `head(table, add)`: what stands above its money. */
function targetForm(of, head, year, figures, desk) {
  const project = of(year);
  const parts = [];
  const add = (part) => {
    parts.push(part);
    return part.element;
  };

  const indicators = projectIndicators(project, year, desk);
  const reason = reasonField(
    { key: project.reason, label: words.projectReason, readOnly: desk.readOnly, always: true },
    (typed) => desk.setFigure(project.reason, typed),
  );
  const findings = el("ul", { class: "beside" });
  const element = el(
    "section",
    { class: "paper project-paper", "aria-label": project.name },
    head(project, add),
    add(moneyTable(project, year, figures, desk)),
    goals(project, figures, desk, add),
    indicators.element,
    el(
      "div",
      { class: "project-reason" },
      el("p", { class: "field-name" }, words.projectReason),
      reason.element,
      findings,
    ),
  );

  function update(now, latest) {
    const shown = of(now);
    if (!shown) return;
    for (const part of parts) part.update(shown, latest, now);
    indicators.update(shown, now);
    reason.update({
      reason: latest.get(shown.reason).shown,
      deducted: shown.execution.deducted,
      suggested_reason: shown.execution.suggested_reason,
    });
    findings.replaceChildren(...remarksOf(now, shown.reason));
  }

  update(year, figures);
  return { element, update };
}

/** What the checks say of a field, beside it. */
export function remarksOf(year, key) {
  const own = year.findings.filter(({ target, reason }) => target === key && reason === null);
  return own.map(({ grade, word, message }) =>
    el("li", { class: "remark" }, el("span", { class: `chip ${grade}` }, word), el("span", {}, message)),
  );
}

/** A field of a project's own row, `name`; `inner` is what holds its control. */
function ownField(name, control, inner, id, desk) {
  const bound = field(control, (typed) => desk.edit((api, of) => api.setProject(of, id, { [name]: typed })));
  return { element: el("div", { class: "figure-field" }, inner), update: (project) => bound.update(project[name]) };
}

function nameField({ id }, desk, add) {
  const { wrapper, control } = growing({
    "data-key": `projects.${id}.name`,
    "aria-label": words.projectName,
    readonly: desk.readOnly,
  });
  return add(ownField("name", control, wrapper, id, desk));
}

function fundField({ id }, year, desk, add) {
  const control = el(
    "select",
    { "data-key": `projects.${id}.fund`, "aria-label": words.fund, disabled: desk.readOnly },
    year.projects.funds.map(({ value, label }) => el("option", { value }, label)),
  );
  return add(ownField("fund", control, control, id, desk));
}

const headRow = (name, fund) => {
  const cells = (label, control) => [el("th", { scope: "row" }, label), el("td", {}, control)];
  return el("tr", {}, cells(words.projectName, name), cells(words.fund, fund));
};

/** 主管部门 and 实施单位; blank, they are the reporting unit. */
function units(project, figures, desk, add) {
  const cell = (key) => {
    const made = figureField(figures.get(key), desk);
    return add({
      element: made.element,
      update(_, latest, year) {
        made.update(latest.get(key));
        made.control.placeholder = year.reporting_unit;
      },
    });
  };
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, words.department),
    el("td", {}, cell(project.department)),
    el("th", { scope: "row" }, words.implementer),
    el("td", {}, cell(project.implementer)),
  );
}

/** What stands on another paper too is entered there, and can be looked at here. */
const asHere = (figure) => (figure.group === "project" ? figure : { ...figure, editable: false });

/** Sources by stages; a total that is not entered is the sum of its sources. */
function moneyTable(project, year, figures, desk) {
  const fields = new Map();
  const latest = new Map([...figures].map(([key, figure]) => [key, asHere(figure)]));
  const grid = project.money.map(({ keys }) =>
    keys.map((key, column) => {
      const made = figureField(asHere(figures.get(key)), desk);
      fields.set(key, made);
      return { control: made.control, column, span: 1, figure: key, element: made.element };
    }),
  );
  const full = el("td", { class: "points" });
  const rate = el("td", { class: "points" });
  const score = el("td", {
    class: "points score",
    "data-score": `${project.id}.execution`,
    tabindex: "-1",
    "data-key": `projects.${project.id}.execution`,
  });
  const working = el("p", { class: "note" });
  const groups = project.money.map(({ group }) => group);
  const isGrouped = groups.some(Boolean);
  /** What stands before the amounts covers the column of the groups too. */
  const whole = { colspan: isGrouped ? 2 : 1 };
  /** A row's own label, behind that of its group at the first of these. */
  const labels = ({ group, label }, index) => {
    if (group === "") return el("th", { scope: "row", ...whole }, label);
    const rowspan = groups.filter((other) => other === group).length;
    const first = groups.indexOf(group) === index && el("th", { scope: "rowgroup", rowspan, class: "level" }, group);
    return [first, el("th", { scope: "row" }, label)];
  };
  const noPoints = () => [0, 1, 2].map(() => el("td", { class: "points" }, words.blank));
  const points = (index) => (index === 0 ? [full, rate, score] : noPoints());
  const heads = [words.moneySource, ...year.projects.stages, words.fullScore, words.executionRate, words.score];
  const table = el(
    "table",
    { class: `form scores project-money${isGrouped ? " grouped" : ""}`, "aria-label": project.money_label },
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        heads.map((label, index) => el("th", { scope: "col", ...(index === 0 ? whole : {}) }, label)),
      ),
    ),
    el(
      "tbody",
      {},
      project.money.map((line, index) =>
        el(
          "tr",
          {},
          labels(line, index),
          grid[index].map(({ element }) => el("td", {}, element)),
          points(index),
        ),
      ),
    ),
  );
  movesInSheet(table, grid);
  takesPaste(table, grid, latest, fields, desk);

  function update(shown, now) {
    for (const [key, made] of fields) {
      latest.set(key, asHere(now.get(key)));
      made.update(latest.get(key));
    }
    const { execution } = shown;
    write(full, execution.full_score);
    write(rate, now.get(shown.execution_rate).shown ?? words.blank);
    write(score, execution.score ?? words.unscored);
    score.classList.toggle("deducted", execution.deducted);
    score.classList.toggle("faint", execution.score === null);
    write(working, execution.working ?? "");
  }

  return {
    element: el("div", {}, el("p", { class: "field-name" }, words.inMoney(project.money_label)), table, working),
    update,
  };
}

/** The goal: of a project part of its own row, of the whole department a figure like its result. */
function goalField(project, figures, desk, add) {
  const goal = figures.get(`projects.${project.id}.objective`);
  if (goal) {
    const made = figureField(goal, desk, { lines: true });
    return add({ element: made.element, update: (_, latest) => made.update(latest.get(goal.key)) });
  }
  const objective = growing({
    "data-key": `projects.${project.id}.objective`,
    "aria-label": `${words.objective}，${words.expected}`,
    readonly: desk.readOnly,
  });
  const expected = field(
    objective.control,
    (typed) => desk.edit((api, of) => api.setProject(of, project.id, { objective: typed })),
    { keepsLines: true },
  );
  return add({
    element: el("div", { class: "figure-field" }, objective.wrapper),
    update: (shown) => expected.update(shown.objective),
  });
}

function goals(project, figures, desk, add) {
  const own = goalField(project, figures, desk, add);
  const achieved = figureField(figures.get(project.result), desk, { lines: true });
  const result = add({ element: achieved.element, update: (_, latest) => achieved.update(latest.get(project.result)) });
  const head = (label) => el("th", { scope: "col" }, `${words.objective}：${label}`);
  return el(
    "table",
    { class: "form project-goals", "aria-label": words.objective },
    el("thead", {}, el("tr", {}, [words.expected, words.achieved].map(head))),
    el("tbody", {}, el("tr", {}, el("td", {}, own), el("td", {}, result))),
  );
}

/** Moves the project in the list, and takes it out. */
function acts(id, of, year, desk, add) {
  if (desk.readOnly) return null;
  let now = year;
  const place = () => now.projects.list.findIndex((project) => project.id === id) + 1;
  const move = (step) => desk.attempt((api, report) => api.moveProject(report, id, place() + step));
  const up = button(words.moveUp, () => move(-1), { "data-act": "project_up" });
  const down = button(words.moveDown, () => move(1), { "data-act": "project_down" });
  const remove = button(words.remove, () => askRemove(of(now), desk), { "data-act": "remove_project" });
  return add({
    element: el("div", { class: "buttons project-acts" }, up, down, remove),
    update(_, __, latest) {
      now = latest;
      up.disabled = place() === 1;
      down.disabled = place() === now.projects.list.length;
    },
  });
}

function askRemove({ id, name }, desk) {
  const yes = async () => {
    question.close();
    await desk.attempt((api, of) => api.removeProject(of, id));
  };
  const question = dialog(
    words.askRemoveProject(name),
    el(
      "div",
      {},
      el("p", {}, words.removedWith),
      el(
        "div",
        { class: "buttons" },
        button(words.remove, yes, { class: "primary" }),
        button(words.cancel, () => question.close()),
      ),
    ),
  );
}
