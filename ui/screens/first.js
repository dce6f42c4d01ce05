// The first screen: no workbook yet, or why it could not be opened. One sentence and what can be done.

import { el } from "../dom.js";
import { words } from "../text.js";

export function firstScreen({ refusal, onSample, onRetry }) {
  const sample = button(words.openSample, onSample, !refusal);
  const actions = refusal ? [button(words.tryAgain, onRetry, true), sample] : [sample];
  return el(
    "section",
    { class: "first" },
    el("img", { class: "first-seal", src: "seal.png", alt: "", width: 72, height: 72 }),
    el("h1", {}, refusal ? words.notOpened : words.program),
    el("p", { class: "first-sentence", role: refusal ? "alert" : null }, refusal ? refusal.sentence : words.noWorkbook),
    el("div", { class: "first-actions" }, actions),
  );
}

/** A second press while the first is at work does nothing. */
function button(label, act, primary) {
  const press = (event) => {
    event.currentTarget.disabled = true;
    act();
  };
  return el("button", { type: "button", class: primary ? "primary" : null, on: { click: press } }, label);
}
