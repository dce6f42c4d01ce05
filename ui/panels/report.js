// The report's chapters as text: a paragraph is a field, beside it stands what prints. Heading numbers and the numbers of
// figures are the core's; here only words and 【label】 are written.

import { arrange, button, el } from "../dom.js";
import { words } from "../text.js";
import { openOf } from "./findings.js";
import { paragraph } from "./paragraph.js";

export function reportPanel(year, desk) {
  const chapters = new Map();
  const labels = { all: [] };
  const element = el("div", { class: "chapters" });

  function update(now) {
    labels.all = now.quotable.map(({ label }) => label);
    const found = openOf(now.findings);
    for (const chapter of now.chapters) {
      if (!chapters.has(chapter.key)) chapters.set(chapter.key, chapterPart(chapter, desk, labels));
      chapters.get(chapter.key).update(chapter, found);
    }
    arrange(
      element,
      [...chapters.values()].map((chapter) => chapter.element),
    );
  }

  update(year);
  const heads = el(
    "div",
    { class: "report-heads", "aria-hidden": "true" },
    el("span", {}, words.written),
    el("span", {}, words.printed),
  );
  const head = el(
    "div",
    { class: "report-head" },
    el("p", { class: "tip" }, words.reportHint),
    !desk.readOnly && button(words.importReport, desk.importReport, { "data-act": "import_report" }),
  );
  return {
    element: el("div", { class: "report" }, head, heads, element),
    update,
  };
}

function chapterPart({ key }, desk, labels) {
  const paragraphs = new Map();
  /** New paragraphs that are not stored yet: `{ after, part }`, `after` a block's id or null. */
  const drafts = [];
  const title = el("h2", { class: "unseen" });
  const list = el("div", { class: "paragraphs" });
  const add = !desk.readOnly && button(words.addParagraph, () => begin(last(), 0), { class: "quiet add-paragraph" });
  const element = el("section", { class: "chapter", "data-key": key, tabindex: "-1" }, title, list, add);
  let blocks = [];

  const last = () => blocks[blocks.length - 1]?.id ?? null;

  const chapter = {
    desk,
    labels,
    /** Stores `text`; what follows a line end becomes paragraphs of their own, and the caret goes into the next one. */
    write: (id, text) => desk.edit((api, year) => api.writeBlock(year, id, text)),
    setLevel: (id, level, runIn) => desk.attempt((api, year) => api.setLevel(year, id, level, runIn)),
    begin,
    next: (id) => blocks[blocks.findIndex((block) => block.id === id) + 1]?.id,
    focus: (id, atEnd) => paragraphs.get(id)?.focus(atEnd),
    controlOf: (id) => paragraphs.get(id)?.control,
    neighbour,
  };

  /** A new paragraph behind the block `after`: a field only, until there is text in it. */
  function begin(after, level) {
    const draft = { after };
    draft.part = paragraph({ id: null, level, run_in: false, number: null, text: "", printed: "" }, chapter, {
      insert: async (text) => {
        // Whether it goes is known when the focus is: it may be on the way to the paragraph's own buttons.
        if (text.trim() === "") return null;
        const known = new Set(blocks.map((block) => block.id));
        await desk.edit((api, year) => api.insertBlock(year, key, after, level, text));
        drop(draft);
        return blocks.find((block) => !known.has(block.id))?.id;
      },
      drop: () => drop(draft),
    });
    drafts.push(draft);
    lay();
    draft.part.focus(true);
  }

  function drop(draft) {
    const at = drafts.indexOf(draft);
    if (at < 0) return;
    drafts.splice(at, 1);
    if (draft.part.element.contains(document.activeElement)) chapter.focus(draft.after, true);
    lay();
  }

  function neighbour(control, step) {
    const controls = [...list.querySelectorAll("textarea")];
    const next = controls[controls.indexOf(control) + step];
    if (!next) return false;
    next.focus();
    const caret = step > 0 ? 0 : next.value.length;
    next.setSelectionRange(caret, caret);
    return true;
  }

  function lay() {
    const behind = (id) => drafts.filter((draft) => draft.after === id).map((draft) => draft.part.element);
    const parts = blocks.flatMap((block) => [paragraphs.get(block.id).element, ...behind(block.id)]);
    const loose = drafts
      .filter((draft) => !blocks.some((block) => block.id === draft.after))
      .map((draft) => draft.part.element);
    arrange(list, [...parts, ...loose]);
  }

  function update(now, found) {
    const ids = new Set(now.blocks.map((block) => block.id));
    const holdsFocus = ({ id }) => paragraphs.get(id).element.contains(document.activeElement);
    const left = blocks.findIndex((block) => !ids.has(block.id) && holdsFocus(block));
    blocks = now.blocks;
    title.textContent = now.title;
    for (const id of [...paragraphs.keys()]) if (!ids.has(id)) paragraphs.delete(id);
    for (const block of blocks) {
      if (!paragraphs.has(block.id)) paragraphs.set(block.id, paragraph(block, chapter));
      paragraphs.get(block.id).update(
        block,
        found.filter(({ quote }) => quote?.block === block.id),
      );
    }
    lay();
    // Where the paragraph with the focus is gone, the focus goes to the one in its place.
    if (left >= 0 && blocks.length > 0) chapter.focus(blocks[Math.min(left, blocks.length - 1)].id, false);
  }

  return { element, update };
}
