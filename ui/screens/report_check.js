// A report checked: its paragraphs with what is wrong marked in them, and beside them the findings with the arithmetic.

import { asRefusal } from "../api.js";
import { button, el, groups } from "../dom.js";
import { marked } from "../parts/marked.js";
import { words } from "../text.js";

/** `checked`: what the core found; `go.back()` and `go.another()` lead on. */
export function reportCheckScreen(checked, go) {
  const trouble = el("p", { class: "notice", role: "alert", hidden: true });
  const items = checked.findings.map((finding, index) => item(finding, () => chooseMark(index)));
  const text = checked.paragraphs.map((paragraph, at) => {
    const here = checked.findings.flatMap((finding, index) =>
      finding.paragraph === at ? [{ ...finding, index }] : [],
    );
    const level = paragraph.level ?? 0;
    return el(
      "p",
      { class: `checked level-${level}`, "data-paragraph": at, tabindex: "-1" },
      marked(paragraph.text, here, chooseItem),
    );
  });
  const summary = groups([...checked.findings].sort(byWord), (finding) => finding.word).map(([word, of]) =>
    el("span", { class: `chip ${of[0].grade}` }, words.findingsOf(word, of.length)),
  );

  async function another() {
    try {
      trouble.hidden = true;
      await go.another();
    } catch (thrown) {
      trouble.hidden = false;
      trouble.textContent = asRefusal(thrown).sentence;
    }
  }

  function chooseItem(index) {
    choose(index);
    items[index].scrollIntoView({ block: "nearest" });
    items[index].querySelector("button").focus({ preventScroll: true });
  }

  function chooseMark(index) {
    choose(index);
    const found = element.querySelector(`mark[data-findings~="${index}"]`) ?? text[checked.findings[index].paragraph];
    found?.scrollIntoView({ block: "center" });
  }

  function choose(index) {
    for (const old of element.querySelectorAll(".chosen")) old.classList.remove("chosen");
    items[index].classList.add("chosen");
    for (const found of element.querySelectorAll(`mark[data-findings~="${index}"]`)) found.classList.add("chosen");
  }

  const element = el(
    "div",
    { class: "sheet check" },
    el(
      "header",
      { class: "sheet-head" },
      button(words.back, go.back, { "data-act": "back" }),
      el("h1", {}, words.checkTitle, el("span", { class: "aside" }, checked.name)),
      el("div", { class: "chips", role: "status" }, summary.length > 0 ? summary : words.foundNothing),
      button(words.checkAnother, another, { class: "primary", "data-act": "check_another" }),
    ),
    trouble,
    el(
      "div",
      { class: "check-columns" },
      el("section", { class: "checked-text", tabindex: "0", "aria-label": words.paragraphs }, text),
      el(
        "section",
        { class: "checked-findings", tabindex: "0", "aria-label": words.problems },
        el("p", { class: "tip" }, checked.findings.length > 0 ? words.checkHint : words.foundNothing),
        el("ol", {}, items),
      ),
    ),
  );
  return element;
}

const GRADES = ["error", "explain", "hint"];
const byWord = (one, other) => GRADES.indexOf(one.grade) - GRADES.indexOf(other.grade);

function item({ grade, word, message, quote, corrections }, press) {
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
        "ul",
        { class: "corrections" },
        corrections.map(({ words: was, instead }) =>
          el("li", {}, el("del", {}, was), ` ${words.shouldBe} `, el("ins", {}, instead)),
        ),
      ),
  );
}
