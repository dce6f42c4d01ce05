// A report checked: its paragraphs with what is wrong marked in them, and beside them the findings with the arithmetic. One
// press on a correction changes the words shown here, which are then looked through again; the file stays as it is, and
// the list of corrections can be taken along.

import { asRefusal, correctChecked, undoCorrection } from "../api.js";
import { button, el, groups } from "../dom.js";
import { copied } from "../parts/copy.js";
import { correctionButton } from "../parts/correction.js";
import { marked } from "../parts/marked.js";
import { words } from "../text.js";

/** `first`: what the core found; `go.back()` and `go.another()` lead on. */
export function reportCheckScreen(first, go) {
  let checked = first;
  let items = [];
  const trouble = el("p", { class: "notice", role: "alert", hidden: true });
  const summary = el("div", { class: "chips", role: "status" });
  const tip = el("p", { class: "tip" });
  const list = el("ol", {});
  const corrected = el("section", { class: "corrected-list", "aria-label": words.corrected });
  const text = checked.paragraphs.map(({ level }, at) =>
    el("p", {
      class: `checked level-${level ?? 0}`,
      "data-paragraph": at,
      "data-number": at + 1,
      tabindex: "-1",
    }),
  );
  const element = el(
    "div",
    { class: "sheet check" },
    el(
      "header",
      { class: "sheet-head" },
      button(words.back, go.back, { "data-act": "back" }),
      el("h1", {}, words.checkTitle, el("span", { class: "aside" }, checked.name)),
      summary,
      button(words.checkAnother, () => attempt(go.another), { class: "primary", "data-act": "check_another" }),
    ),
    trouble,
    el(
      "div",
      { class: "check-columns" },
      el("section", { class: "checked-text", tabindex: "0", "aria-label": words.paragraphs }, text),
      el(
        "div",
        { class: "check-side" },
        el("section", { class: "checked-findings", tabindex: "0", "aria-label": words.problems }, tip, list),
        corrected,
      ),
    ),
  );

  /** Does an act whose refusal is told above the columns. Gives whether it was done. */
  async function attempt(act) {
    try {
      await act();
      trouble.hidden = true;
      return true;
    } catch (thrown) {
      trouble.hidden = false;
      trouble.textContent = asRefusal(thrown).sentence;
      return false;
    }
  }

  /** A change of the text, and where the keyboard goes on: at the finding in the place of the one that is gone. */
  async function change(ask, at) {
    if (!(await attempt(async () => draw(await ask())))) return;
    const next = items[Math.min(at, items.length - 1)];
    (next?.querySelector("button") ?? corrected.querySelector("button"))?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  }

  function draw(now) {
    // What weighs most comes first, in reading order each.
    checked = { ...now, findings: [...now.findings].sort(byGrade) };
    const { findings, corrections } = checked;
    items = findings.map((finding, index) =>
      item(
        finding,
        () => chooseMark(index),
        (place) => change(() => correctChecked(place, place.value), index).then(() => showCorrected(place)),
      ),
    );
    list.replaceChildren(...items);
    text.forEach((paragraph, at) => {
      const here = (marks) => marks.filter((mark) => mark.paragraph === at);
      const marks = [
        ...here(findings.map((finding, index) => ({ ...finding, index }))),
        ...here(corrections.map((one, index) => ({ ...one, ...ofCorrection(one), index: `c${index}` }))),
      ];
      paragraph.replaceChildren(...marked(now.paragraphs[at].text, marks, choose));
    });
    const chips = groups(findings, (finding) => finding.word).map(([word, of]) =>
      el("span", { class: `chip ${of[0].grade}` }, words.findingsOf(word, of.length)),
    );
    summary.replaceChildren(...(chips.length > 0 ? chips : [words.foundNothing]));
    tip.textContent = findings.length > 0 ? words.checkHint : words.foundNothing;
    corrected.hidden = corrections.length === 0;
    corrected.replaceChildren(...correctedList());
  }

  /** The words just corrected, where they are out of sight. */
  function showCorrected({ paragraph, start }) {
    const index = checked.corrections.findIndex((one) => one.paragraph === paragraph && one.end >= start);
    element.querySelector(`mark[data-marks~="c${index}"]`)?.scrollIntoView({ block: "nearest" });
  }

  function correctedList() {
    const { name, corrections } = checked;
    const told = el("span", { class: "aside", role: "status" });
    const copy = () => {
      const lines = [words.correctionsOf(name), ...corrections.map(words.correctionLine)];
      told.textContent = copied(lines.join("\n")) ? words.copied : words.notCopied;
    };
    return [
      el(
        "div",
        { class: "corrected-head" },
        el("h2", {}, words.correctedCount(corrections.length)),
        told,
        button(words.copyList, copy, { "data-act": "copy_corrections" }),
      ),
      el("p", { class: "tip" }, words.correctedHint),
      el(
        "ol",
        {},
        corrections.map((one, index) =>
          el(
            "li",
            { "data-correction": `c${index}` },
            button(words.correctionLine(one), () => chooseMark(`c${index}`), { class: "line" }),
            button(words.takeBack, () => change(() => undoCorrection(index), items.length), {
              class: "quiet",
              "aria-label": words.takeBackOf(words.correctionLine(one)),
            }),
          ),
        ),
      ),
    ];
  }

  const partOf = (index) => items[index] ?? corrected.querySelector(`[data-correction="${index}"]`);

  /** A mark was pressed: its finding, or its line among the corrections. */
  function choose(index) {
    select(index);
    partOf(index).scrollIntoView({ block: "nearest" });
    partOf(index).querySelector("button").focus({ preventScroll: true });
  }

  function chooseMark(index) {
    select(index);
    const one = checked.findings[index] ?? checked.corrections[Number(index.slice(1))];
    const found = element.querySelector(`mark[data-marks~="${index}"]`) ?? text[one.paragraph];
    found?.scrollIntoView({ block: "center" });
  }

  function select(index) {
    for (const old of element.querySelectorAll(".chosen")) old.classList.remove("chosen");
    partOf(index).classList.add("chosen");
    for (const found of element.querySelectorAll(`mark[data-marks~="${index}"]`)) found.classList.add("chosen");
  }

  draw(first);
  // Once it is in place, the text stands open at the first finding.
  if (items.length > 0) requestAnimationFrame(() => chooseMark(0));
  return element;
}

const GRADES = ["error", "explain", "hint"];
const byGrade = (one, other) => GRADES.indexOf(one.grade) - GRADES.indexOf(other.grade);

const ofCorrection = ({ was }) => ({ grade: "corrected", title: words.stoodThere(was) });

function item({ grade, word, message, quote, corrections }, press, take) {
  return el(
    "li",
    { class: "check-item" },
    button(
      [
        el("span", { class: `chip ${grade}` }, word),
        el("span", { class: "check-words" }, quote && el("q", {}, quote), el("span", {}, message)),
      ],
      press,
      { class: "line" },
    ),
    corrections.length > 0 &&
      el(
        "div",
        { class: "corrections" },
        corrections.map((one) => correctionButton({ was: one.quote, value: one.value }, () => take(one))),
      ),
  );
}
