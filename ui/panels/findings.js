// What does not agree (核对), worst first: each with the way to its place, what would make it go away, and the reason why
// it may stand. What is answered with a reason stands at the end.

import { arrange, button, el, write } from "../dom.js";
import { correctionsOf } from "../parts/correction.js";
import { field } from "../parts/field.js";
import { growing } from "../parts/growing.js";
import { words } from "../text.js";

/** Those without a reason. */
export const openOf = (findings) => findings.filter((finding) => finding.reason === null);

export function findingsPanel(year, desk) {
  const element = el("div", { class: "lists" });
  const nothing = el("p", { class: "nothing" }, words.nothingDisagrees);
  const rows = new Map();
  const groups = new Map();

  function groupOf(name) {
    if (!groups.has(name)) {
      const title = el("h2", {});
      const list = el("ul", { class: "findings" });
      groups.set(name, { title, list, element: el("section", { class: "finding-group" }, title, list) });
    }
    return groups.get(name);
  }

  function rowOf(finding) {
    // A row is kept while its sentence is the same: what she types into it is an answer to just that.
    const key = `${finding.id} ${finding.message}`;
    if (!rows.has(key)) rows.set(key, findingRow(finding, desk));
    rows.get(key).update(finding);
    return [key, rows.get(key).element];
  }

  function update({ findings }) {
    const kept = new Set();
    const byGroup = new Map();
    for (const finding of [...openOf(findings), ...findings.filter(({ reason }) => reason !== null)]) {
      const [key, row] = rowOf(finding);
      kept.add(key);
      const name = finding.reason === null ? finding.word : words.answered;
      byGroup.set(name, [...(byGroup.get(name) ?? []), row]);
    }
    const focused = document.activeElement?.closest(".finding");
    const shown = [...byGroup].map(([name, of]) => {
      const group = groupOf(name);
      write(group.title, words.headingOf(name, of.length));
      arrange(group.list, of);
      return group.element;
    });
    arrange(element, shown.length > 0 ? shown : [nothing]);
    for (const key of [...rows.keys()]) if (!kept.has(key)) rows.delete(key);
    // A row that went to another place has lost the focus on its way.
    if (focused && document.activeElement === document.body && element.contains(focused))
      focused.querySelector("button").focus({ preventScroll: true });
  }

  update(year);
  return { element, update };
}

function findingRow(finding, desk) {
  const corrections = !desk.readOnly && correctionsOf(finding, desk.correct);
  const answer = answerField(finding, desk);
  const content = [el("span", { class: `chip ${finding.grade}` }, finding.word), el("span", {}, finding.message)];
  const head = finding.target
    ? button(content, () => desk.jump(finding.target, finding.quote), {
        class: "line",
        "data-target": finding.target,
      })
    : el("div", { class: "line" }, content);
  return {
    element: el("li", { class: "finding", "data-finding": finding.id }, head, corrections, answer.element),
    update: answer.update,
  };
}

/** Why it may stand: asked for of 错误 and 需说明; of a 提示 only where she opens it. */
function answerField(finding, desk) {
  const { wrapper, control, copy } = growing({
    "aria-label": words.reasonWhy(finding.message),
    "data-answer": finding.id,
    placeholder: { error: words.reasonOfError, explain: words.reasonOfExplain }[finding.grade] ?? words.reasonOfHint,
    readonly: desk.readOnly,
  });
  control.value = finding.reason ?? "";
  copy();
  const place = el("div", { class: "answer-text" }, wrapper);
  const bound = field(control, (reason) => desk.answer(finding.id, reason), { place });
  const earlier = el("span", {});
  const take = button(words.takeSuggestion, () => put(earlier.textContent), { "data-act": "take_suggestion" });
  const suggestion = el("p", { class: "suggestion" }, el("span", {}, words.earlierReason), earlier, take);
  const open = button(words.writeReason, () => reveal(true), { class: "quiet" });
  const element = el("div", { class: "answer" }, open, place, suggestion);

  async function put(text) {
    control.value = text;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    await bound.commit();
  }

  function reveal(focus) {
    open.hidden = true;
    place.hidden = false;
    if (focus) control.focus();
  }

  function update(now) {
    bound.update(now.reason ?? "");
    write(earlier, now.suggestion ?? "");
    suggestion.hidden = !now.suggestion || desk.readOnly;
    const wanted = now.grade !== "hint" || now.reason !== null || control.value !== "";
    if (wanted || document.activeElement === control) reveal(false);
    else place.hidden = true;
    open.hidden = !place.hidden || desk.readOnly;
    element.hidden = desk.readOnly && now.reason === null;
  }

  return { element, update };
}
