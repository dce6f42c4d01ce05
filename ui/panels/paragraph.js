// One paragraph or heading of the report: its level, its text, what prints of it. Enter begins another, an emptied one
// goes, and a figure is put in at the caret.

import { button, el, mark, write } from "../dom.js";
import { field, isComposition } from "../parts/field.js";
import { pickFigure } from "../parts/figure_picker.js";
import { growing } from "../parts/growing.js";
import { words } from "../text.js";
import { remarks } from "./remarks.js";

/** `block` as the core shows it; without an id it is new, and `draft` stores or drops it. */
export function paragraph(block, chapter, draft = null) {
  const { desk } = chapter;
  const { wrapper, control, copy } = growing({
    "data-key": draft ? null : `block.${block.id}`,
    readonly: desk.readOnly,
    spellcheck: "false",
  });
  control.value = block.text;
  copy();
  const number = el("span", { class: "heading-number" });
  const level = el(
    "select",
    { class: "word-choice level-choice", "aria-label": words.levelOf, disabled: desk.readOnly || draft !== null },
    words.levels.map(([value, label]) => el("option", { value }, label)),
  );
  const written = el("div", { class: "written-text" }, number, wrapper);
  const printed = el("p", { class: "printed" });
  const insert = button(words.insertFigure, pick, {
    title: words.insertFigureNote,
    "aria-label": words.insertFigureNote,
  });
  const more = button(words.insertParagraph, () => chapter.begin(block.id, nextLevel()), {
    title: words.insertParagraphNote,
    "aria-label": words.insertParagraphNote,
  });
  const tools = el("div", { class: "paragraph-tools" }, insert, draft ? null : more);
  const found = remarks(control, block.id, desk);
  const place = el("div", { class: "written" }, written, found.element);
  const element = el("div", { class: "paragraph" }, level, place, !desk.readOnly && tools, printed);
  let latest = block;

  let storedAs = block.id;
  /** Whether a figure is being chosen for its text. */
  let picking = false;
  const save = async (text) => {
    if (draft) storedAs = await draft.insert(text);
    else await chapter.write(block.id, text);
  };
  const bound = field(control, save, { place, keepsLines: true });

  /** Behind a heading comes text; a numbered item is followed by another. */
  const nextLevel = () => (latest.run_in ? latest.level : 0);

  level.addEventListener("change", async () => {
    const refused = await chapter.setLevel(block.id, Number(level.value[0]), level.value.endsWith("+"));
    if (refused) update(latest);
  });
  if (draft) {
    element.addEventListener("focusout", (event) => leaveBlank(event.relatedTarget));
    control.addEventListener("keydown", (event) => event.key === "Escape" && control.value === "" && draft.drop());
  }
  control.addEventListener("keydown", (event) => {
    if (isComposition(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const { selectionStart: from, selectionEnd: to, value } = control;
    if (event.key === "Enter") {
      event.preventDefault();
      if (!control.readOnly) divide(from, to);
    } else if (event.key === "ArrowDown" && from === to && to === value.length) {
      if (chapter.neighbour(control, 1)) event.preventDefault();
    } else if (event.key === "ArrowUp" && from === to && from === 0) {
      if (chapter.neighbour(control, -1)) event.preventDefault();
    }
  });

  function pick() {
    picking = true;
    const textarea = () => (control.isConnected ? control : chapter.controlOf(storedAs));
    pickFigure(chapter.labels.all, textarea, () => {
      picking = false;
      // The buttons cannot be seen by then, so that the platform cannot give the focus back to them.
      textarea()?.focus();
    });
  }

  /** A new paragraph that stays empty goes once the focus is outside of it, its buttons and its list of figures. */
  function leaveBlank(focused) {
    if (control.value.trim() === "" && !picking && !element.contains(focused)) draft.drop();
  }

  /** Enter within the text divides it in one act; at its end a new paragraph begins. */
  async function divide(from, to) {
    const [before, after] = [control.value.slice(0, from), control.value.slice(to)];
    const within = before.trim() !== "" && after.trim() !== "";
    if (draft && (before + after).trim() === "") return;
    if (within) {
      control.setRangeText("\n", from, to, "end");
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (!(await bound.commit())) return;
    if (within) chapter.focus(chapter.next(storedAs), false);
    else chapter.begin(storedAs, draft ? block.level : nextLevel());
  }

  function update(now, findings = []) {
    latest = now;
    bound.update(now.text);
    found.update(now.text, findings);
    write(number, now.number ?? "");
    write(printed, `${now.number ?? ""}${now.printed}`);
    level.value = `${now.level}${now.run_in ? "+" : ""}`;
    mark(
      control,
      "aria-label",
      `${words.levels.find(([value]) => value === level.value)?.[1] ?? ""} ${now.number ?? ""}`.trim(),
    );
    element.className = `paragraph level-${now.level}${now.run_in ? " run-in" : ""}${now.printed === now.text ? "" : " quotes"}`;
  }

  function focus(atEnd) {
    control.focus();
    const caret = atEnd ? control.value.length : 0;
    control.setSelectionRange(caret, caret);
  }

  update(block);
  return { element, control, update, focus };
}
