// What disagrees in a paragraph, below it: its own numbers and its form while it is typed, what the whole year says of it
// once it is stored.

import { checkParagraph } from "../api.js";
import { button, el } from "../dom.js";
import { correctionsOf } from "../parts/correction.js";

/** How long she must have paused before her text is looked through. */
const PAUSE_MS = 300;

/** `control`: the paragraph's textarea; `id`: its block's, null of a new one. */
export function remarks(control, id, desk) {
  const element = el("ul", { class: "remarks", "aria-live": "polite", hidden: true });
  let shown = "[]";
  let composing = false;
  let asked = 0;
  let timer = 0;

  /** Looks her text through when she pauses; not while a word is being composed, which is no text of hers yet. */
  function wait() {
    clearTimeout(timer);
    asked += 1;
    if (!composing) timer = setTimeout(look, PAUSE_MS);
  }

  async function look() {
    const number = asked;
    try {
      const found = await checkParagraph(desk.yearShown(), id, control.value);
      // She has typed on, or it is stored, and the year says more of it.
      if (number === asked) draw(found);
    } catch {
      // What cannot be looked through is told where it is stored.
    }
  }

  function draw(findings) {
    const now = JSON.stringify(findings);
    if (now === shown) return;
    shown = now;
    element.hidden = findings.length === 0;
    element.replaceChildren(...findings.map(line));
  }

  function line(finding) {
    const { grade, word, message } = finding;
    return el(
      "li",
      {},
      button([el("span", { class: `chip ${grade}` }, word), el("span", {}, message)], () => select(finding), {
        class: "line",
      }),
      !desk.readOnly && correctionsOf(finding, (one) => desk.correct(one, one.quote?.block === (id ?? 0) ? control : null)),
    );
  }

  function select({ quote }) {
    control.focus();
    if (quote) control.setSelectionRange(quote.start, quote.end);
  }

  control.addEventListener("input", wait);
  control.addEventListener("compositionstart", () => {
    composing = true;
    wait();
  });
  control.addEventListener("compositionend", () => {
    composing = false;
    wait();
  });

  return {
    element,
    /** `text`: what is stored; `findings`: what the year says of it. */
    update(text, findings) {
      if (control.value !== text) return;
      clearTimeout(timer);
      asked += 1;
      draw(findings);
    },
  };
}
