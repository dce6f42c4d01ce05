// The desk: one year of the open workbook, to be filled in, written and judged. Every answer brings the whole year as it
// is then, and each part shows what changed in it.

import * as api from "../api.js";
import { button, el } from "../dom.js";
import { detailLine } from "../parts/detail.js";
import { askExport } from "../parts/export_form.js";
import { commitAll, forgetUnsaved, hasOwnText } from "../parts/field.js";
import { letterhead } from "../parts/letterhead.js";
import { askNewYear } from "../parts/new_year_form.js";
import { askNote } from "../parts/note_form.js";
import { reminderBar } from "../parts/reminder.js";
import { statusLine } from "../parts/status.js";
import { tabs } from "../parts/tabs.js";
import { toolbar } from "../parts/toolbar.js";
import { showWhy } from "../parts/why.js";
import { baseDataTablePanel } from "../panels/base_data_table.js";
import { findingsPanel, openOf } from "../panels/findings.js";
import { historyPanel } from "../panels/history.js";
import { missingPanel } from "../panels/missing.js";
import { previewPanel } from "../panels/preview.js";
import { projectsPanel } from "../panels/projects.js";
import { reconciliationPanel } from "../panels/reconciliation.js";
import { reportPanel } from "../panels/report.js";
import { scoreSheetPanel } from "../panels/score_sheet.js";
import { words } from "../text.js";
import { formScreen } from "./form.js";
import { formsScreen } from "./forms.js";
import { importScreen } from "./import.js";

const PANELS = [
  ["base_data_table", baseDataTablePanel],
  ["score_sheet", scoreSheetPanel],
  ["projects", projectsPanel],
  ["report", reportPanel],
  ["reconciliation", reconciliationPanel],
  ["missing", missingPanel],
  ["findings", findingsPanel],
  ["history", historyPanel],
];

/** Panels that ask the core themselves, once they are looked at. */
const ASKED_WHEN_SHOWN = ["reconciliation", "history"];

/** How long the end of a composition may take to come to the field. */
const FRAME_MS = 16;

/** What a control stands for: the points of its row, or its figure; null where it is none of both. */
function subjectOf(control) {
  const { indicator, row } = control.closest("[data-indicator], [data-row]")?.dataset ?? {};
  const key = control.dataset.key ?? null;
  return indicator ?? row ?? (key === null || key === "reporting_unit" || key.startsWith("block.") ? null : key);
}

const hintOf = (key) => (key === "base_data_table" ? words.detailHint : "");

/** What was written beside a finding is told as an answer to it, not as an edited figure. */
const answered = ({ act, ...changed }) => ({
  ...changed,
  act: act.kind === "edited" ? { ...act, kind: "answered" } : act,
});

/** `opened`: the workbook; `first`: a year of it; `go`: the ways to other screens. */
export function deskScreen(opened, first, go) {
  let year = first;
  let panels = [];
  let underWay = Promise.resolve(true);
  const status = statusLine();
  const detail = detailLine({ why, note });
  const alert = el("p", { class: "notice", role: "alert", hidden: true });
  const labels = {
    base_data_table: first.base_data_table.mark,
    score_sheet: first.score_sheet.mark,
    projects: words.projects,
    report: words.report,
    reconciliation: words.reconciliation,
    missing: words.missing,
    findings: words.findings,
    history: words.history,
  };
  const parts = tabs(
    words.sections,
    PANELS.map(([key]) => ({ key, label: labels[key] })),
    (key) => {
      detail.clear(hintOf(key));
      preview.choose(key);
      if (ASKED_WHEN_SHOWN.includes(key)) panels.find((panel) => panel.key === key)?.update(year);
    },
  );

  const desk = {
    readOnly: first.read_only,
    edit,
    attempt,
    jump,
    correct,
    importReport: () => settled(importReport),
    yearShown: () => year.report_year,
    say: status.say,
    showDetail: detail.show,
    why,
    setFigure: (key, typed) => edit((ask, of) => ask.set(of, key, typed)),
    setFigures: (cells, more) => attempt((ask, of) => ask.setMany(of, cells), more),
    answer: (finding, reason) => edit(async (ask, of) => answered(await ask.answerFinding(of, finding, reason))),
    confirm: (rows) => settled(async () => accept(await api.confirmRows(year.report_year, rows))),
    judge: (indicator, decision) => edit((ask, of) => ask.judge(of, indicator, decision)),
  };

  const acts = {
    undo: () => year.undo !== null && step((ask, of) => ask.undo(of)),
    redo: () => year.redo !== null && step((ask, of) => ask.redo(of)),
    export: () => asks(() => askExport(year)),
    backups: () => settled(go.backups),
    new_year: () => asks(() => askNewYear(year.reporting_unit, toNew, go)),
    forms: () => settled(showForms),
    leave: () => settled(go.leave),
  };
  const tools = toolbar(acts, opened.sample);
  const preview = previewPanel({ jump, finds: (target) => placeOf(target) !== null || panels.some((panel) => panel.has?.(target)) });
  tools.element.prepend(preview.toggle);
  const head = letterhead(opened.years, {
    choose: parts.choose,
    why,
    chooseYear: (chosen) => settled(() => change(chosen)).then(() => head.update(year)),
  });
  const element = el(
    "div",
    { class: "desk", on: { keydown: onKey, focusin: onFocus } },
    head.element,
    opened.notice &&
      el(
        "div",
        { class: "notice", role: "alert" },
        opened.notice,
        button(words.doors.backups[0], () => settled(go.backups), { class: "quiet" }),
      ),
    reminderBar(opened.reminder, () => settled(go.backups)),
    alert,
    el("div", { class: "bar" }, parts.bar, tools.element),
    el(
      "div",
      { class: "panels" },
      parts.panels,
      preview.element,
    ),
    el(
      "footer",
      { class: "foot" },
      detail.element,
      el(
        "div",
        { class: "foot-line" },
        status.element,
        first.read_only && el("strong", {}, words.readOnly),
        el("span", { class: "path" }, opened.place),
      ),
    ),
  );

  /** Shows the year that was not there before. */
  function toNew(now) {
    return go.opened(now, { year: now.years.find((one) => !opened.years.includes(one)) });
  }

  /** Does an act whose refusal belongs to who asked. */
  async function edit(ask, more = "") {
    const answer = await ask(api, year.report_year);
    accept(answer, more);
    return answer;
  }

  function accept(answer, more) {
    tell(null);
    // The answer of a year that is no longer shown is told, not drawn.
    if (answer.year.report_year === year.report_year) redraw(answer.year);
    status.acted(answer, more);
  }

  /** A report of hers is read, shown before the desk, and taken in where she says so. */
  async function importReport() {
    const plan = await api.readReport(year.report_year);
    if (plan === null) return;
    const take = async (taken, replace) => {
      const answer = await api.importReport(plan.report_year, taken, replace);
      go.putAway();
      accept(answer);
      parts.choose("report");
    };
    go.showInFront(importScreen(plan, { take, cancel: go.putAway }));
  }

  /** The forms there are, before the desk; a file let go over them is read as one. */
  async function showForms() {
    const editions = await api.editions(year.report_year);
    const confirmAll = async () => {
      accept(await api.confirmRows(year.report_year, "all"));
      await showForms();
    };
    const ways = { open: showForm, confirmAll, back: go.putAway };
    const screen = formsScreen(editions, year.report_year, ways);
    go.showInFront(screen.element, () => screen.act(api.readDroppedForm));
  }

  function showForm(form) {
    const use = async () => {
      const answer = await api.useForm(year.report_year);
      go.putAway();
      accept(answer);
    };
    go.showInFront(formScreen(form, first.read_only ? null : year.report_year, { use, kept: showForms, back: showForms }));
  }

  /** Does an act whose refusal is told above the panels. Gives the refusal, or null. */
  async function attempt(ask, more) {
    try {
      await edit(ask, more);
      return null;
    } catch (thrown) {
      const refusal = api.asRefusal(thrown);
      tell(refusal.sentence);
      return refusal;
    }
  }

  /** Undo and redo come after what is still in a field. */
  async function step(ask) {
    const refused = await commitAll();
    if (refused) showUnsaved(refused);
    else await attempt(ask);
  }

  /**
   * Does `act` once everything typed is stored; else shows the field that was refused. Gives whether it came to `act`.
   * The desk takes nothing in meanwhile: what is typed then would go with it. One act waits for the other.
   */
  function settled(act) {
    underWay = underWay.then(() => settle(act));
    return underWay;
  }

  async function settle(act) {
    const focused = document.activeElement;
    let refused = null;
    // Leaving the field ends a composition; its text may stand in the field a moment later only.
    focused?.blur();
    element.inert = true;
    await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
    try {
      refused = await commitAll();
      if (refused === null) await act();
    } catch (thrown) {
      tell(api.asRefusal(thrown).sentence);
    } finally {
      element.inert = false;
      // Another screen has taken it, or it goes back to where it was.
      if (document.activeElement === document.body) focused?.focus({ preventScroll: true });
    }
    if (refused) showUnsaved(refused);
    return refused === null;
  }

  /** Asks `question` once everything is stored: it stands before the desk then, and gives the focus back to it. */
  async function asks(question) {
    if (await settled(() => {})) question();
  }

  /** Shows why a figure, the points of an indicator or the total is what it is; what is typed is stored first. */
  async function why(subject) {
    const ask = (of) => api.why(year.report_year, of);
    let tree = null;
    if (!(await settled(async () => (tree = await ask(subject))))) return;
    if (tree !== null) showWhy(tree, { ask, jump });
  }

  /** Asks for the 口径 of a figure. */
  async function note(key) {
    let noted = null;
    if (!(await settled(async () => (noted = await api.noted(year.report_year, key))))) return;
    const save = async (...said) => {
      const answer = await edit((ask, of) => ask.note(of, key, ...said));
      detail.show(answer.year.figures.find((figure) => figure.key === key));
    };
    if (noted !== null) askNote(noted, save, first.read_only);
  }

  function showUnsaved(refused) {
    tell(words.notSaved);
    show(refused);
  }

  async function change(chosen) {
    build(await api.year(chosen));
    status.opened(year);
  }

  function tell(sentence) {
    alert.hidden = sentence === null;
    alert.textContent = sentence ?? "";
  }

  function build(now) {
    year = now;
    forgetUnsaved();
    panels = PANELS.map(([key, panel]) => ({ key, ...panel(now, desk) }));
    for (const { key, element: content } of panels) parts.panel(key).replaceChildren(content);
    draw(now);
  }

  /** Another form has other rows: the panels are made anew then. */
  function redraw(now) {
    if (now.form === year.form) draw(now);
    else build(now);
  }

  function draw(now) {
    year = now;
    head.update(now);
    tools.update(now);
    parts.count("missing", String(now.missing.length));
    parts.count("findings", String(openOf(now.findings).length));
    for (const panel of panels) panel.update(now);
    preview.update(now);
  }

  /** Leads to a field; where words of a text are quoted, to these. */
  function jump(target, quote = null) {
    // A panel that shows one thing of many turns to the one that holds the field.
    for (const panel of panels) panel.reach?.(target);
    const found = quote ? keyed(`block.${quote.block}`) : placeOf(target);
    if (!found) return;
    show(found);
    if (quote) found.setSelectionRange(quote.start, quote.end);
  }

  const keyed = (key) => element.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const placeOf = (target) => wanted(target) ?? keyed(target);
  const wanted = (key) => element.querySelector(`[data-reason="${CSS.escape(key)}"].wanted`);

  /** Makes the change that a finding offers: of a figure, or of words, in the field they stand in. */
  async function correct({ subject, label, value, quote }, control = null) {
    if (!quote) return attempt((ask, of) => ask.set(of, subject, value));
    const text = control ?? keyed(`block.${quote.block}`);
    if (text?.value.slice(quote.start, quote.end) !== label) return tell(words.wordsChanged);
    text.setRangeText(value, quote.start, quote.end, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    const refused = await commitAll();
    if (refused) showUnsaved(refused);
  }

  function show(found) {
    const panel = found.closest('[role="tabpanel"]');
    if (panel) parts.reveal(panel);
    found.scrollIntoView({ block: "center" });
    found.focus({ preventScroll: true });
    found.classList.remove("flash");
    // The animation begins anew only after the page has been laid out without it.
    requestAnimationFrame(() => found.classList.add("flash"));
  }

  function onFocus({ target }) {
    if (target.closest(".panel")) preview.follow(target);
  }

  function onKey(event) {
    const subject = event.key === "F1" ? subjectOf(event.target) : null;
    if (subject !== null) {
      event.preventDefault();
      why(subject);
      return;
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || hasOwnText(event.target)) return;
    const key = event.key.toLowerCase();
    const act = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : null;
    if (act === null) return;
    event.preventDefault();
    tools.element.querySelector(`[data-act="${act}"]`).click();
  }

  build(first);
  preview.choose("base_data_table");
  detail.clear(hintOf("base_data_table"));
  status.opened(first);
  return { element, settled, say: status.say };
}
