// A question in front of the screen: keeps the focus inside, closes on Esc and gives the focus back, as the platform's
// dialog does.

import { el } from "../dom.js";

/** Shows `content` under `title`. `close()` ends it; `onClose` runs then, however it ended. */
export function dialog(title, content, onClose = () => {}) {
  const heading = el("h2", { id: "dialog-title" }, title);
  const element = el("dialog", { class: "dialog", "aria-labelledby": "dialog-title" }, heading, content);
  element.addEventListener("close", () => {
    element.remove();
    onClose();
  });
  document.body.append(element);
  element.showModal();
  return { element, close: () => element.close() };
}

/** The sentence of a refusal, where it is told at no field. */
export function alertOf(refusal) {
  return el("p", { class: "problem", role: "alert" }, refusal.sentence);
}
