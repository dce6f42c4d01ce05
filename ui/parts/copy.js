// Puts a text on the clipboard. The platform's newer way asks for a permission that the system's web views do not give
// our page; this one only wants a press of hers.

import { el } from "../dom.js";

/** Whether it went there; the focus stays where it was. */
export function copied(text) {
  const focused = document.activeElement;
  const holder = el("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
  holder.value = text;
  document.body.append(holder);
  holder.select();
  const done = document.execCommand("copy");
  holder.remove();
  focused?.focus({ preventScroll: true });
  return done;
}
