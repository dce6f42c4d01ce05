// The only door to the shell: one function a command, under the command's name. Commands are asked one after another, so
// that edits keep their order. A refusal is always { code, sentence, advice, field }.

import { words } from "./text.js";

export const open = () => ask("open");
export const openSample = () => ask("open_sample");
export const openOwn = () => ask("open_own");
export const leave = () => ask("leave");
export const closeWindow = () => ask("close_window");
export const stayOpen = () => ask("stay_open");

export const welcome = () => ask("welcome");
export const chooseDataFolder = () => ask("choose_data_folder");
export const useDataFolder = (proposal) => ask("use_data_folder", { proposal });

export const newYear = (reporting_unit, year, edition) => ask("new_year", { reporting_unit, year, edition });
export const year = (year) => ask("year", { year });
export const reconciliation = (year) => ask("reconciliation", { year });
export const why = (year, subject) => ask("why", { year, subject });
export const set = (year, key, typed) => ask("set", { year, key, typed });
export const setMany = (year, cells) => ask("set_many", { year, cells });
export const judge = (year, indicator, decision) => ask("judge", { year, indicator, decision });
export const answerFinding = (year, finding, reason) => ask("answer_finding", { year, finding, reason });
export const noted = (year, key) => ask("noted", { year, key });
export const note = (year, key, basis, source, everywhere) => ask("note", { year, key, basis, source, everywhere });
export const writeBlock = (year, id, text) => ask("write_block", { year, id, text });
export const insertBlock = (year, chapter, after, level, text) =>
  ask("insert_block", { year, chapter, after, level, text });
export const setLevel = (year, id, level, run_in) => ask("set_level", { year, id, level, run_in });
export const addFigure = (year, label, measure, unit) => ask("add_figure", { year, label, measure, unit });
export const removeFigure = (year, key) => ask("remove_figure", { year, key });
export const addProject = (year, name, fund) => ask("add_project", { year, name, fund });
export const setProject = (year, project, change) => ask("set_project", { year, project, change });
export const moveProject = (year, project, place) => ask("move_project", { year, project, place });
export const removeProject = (year, project) => ask("remove_project", { year, project });
export const addIndicator = (year, project, change) => ask("add_indicator", { year, project, change });
export const setIndicator = (year, indicator, change) => ask("set_indicator", { year, indicator, change });
export const moveIndicator = (year, indicator, place) => ask("move_indicator", { year, indicator, place });
export const removeIndicator = (year, indicator) => ask("remove_indicator", { year, indicator });
export const undo = (year) => ask("undo", { year });
export const redo = (year) => ask("redo", { year });
export const history = () => ask("history");

export const editions = (year) => ask("editions", { year });
export const openForm = (key, year) => ask("open_form", { key, year });
export const readForm = (onto) => ask("read_form", { onto });
export const readPastedForm = (text, onto) => ask("read_pasted_form", { text, onto });
export const readDroppedForm = () => ask("read_dropped_form");
export const changeForm = (change) => ask("change_form", { change });
export const keepForm = () => ask("keep_form");
export const useForm = (year) => ask("use_form", { year });
export const exportForm = () => ask("export_form");
export const fillForm = (year) => ask("fill_form", { year });
export const confirmRows = (year, rows) => ask("confirm_rows", { year, rows });

export const preview = (year, paper, page, of) => ask("preview", { year, paper, page, of });
const exportPapers = (year, bound, projects, draft) => ask("export", { year, bound, projects, draft });
export { exportPapers as export };
export const showExported = () => ask("show_exported");
export const readReport = (year) => ask("read_report", { year });
export const importReport = (year, take, replace) => ask("import_report", { year, take, replace });
export const checkReport = () => ask("check_report");
export const checkDropped = () => ask("check_dropped");
export const correctChecked = ({ paragraph, start, end }, value) =>
  ask("correct_checked", { paragraph, start, end, value });
export const undoCorrection = (index) => ask("undo_correction", { index });
export const checkParagraph = (year, id, text) => ask("check_paragraph", { year, id, text });

export const backups = () => ask("backups");
export const backUp = () => ask("back_up");
export const chooseSecondFolder = () => ask("choose_second_folder");
export const restore = (id) => ask("restore", { id });
export const restoreFile = () => ask("restore_file");
export const dismissReminder = () => ask("dismiss_reminder");

let last = Promise.resolve();
let waiting = 0;
let onBusy = () => {};

function ask(command, parameters = {}) {
  const answer = last.then(() => invoke(command, parameters));
  last = answer.catch(() => {});
  count(1);
  last.then(() => count(-1));
  return answer;
}

async function invoke(command, parameters) {
  try {
    return await window.__TAURI__.core.invoke(command, parameters);
  } catch (refusal) {
    throw asRefusal(refusal, words.unreachable);
  }
}

function count(change) {
  waiting += change;
  onBusy(waiting > 0);
}

/** Calls `listener(busy)` whenever a command starts or the last one has been answered. */
export function watchBusy(listener) {
  onBusy = listener;
}

/** Waits for the answer to everything asked so far. */
export const answered = () => last;

/** What was thrown as a refusal; what is no refusal is a mistake of ours, and the officer reads `sentence`. */
export function asRefusal(thrown, sentence = words.pageFailed) {
  if (thrown && typeof thrown.sentence === "string") return thrown;
  console.error(thrown);
  return { code: "page", sentence, advice: null, field: null };
}
