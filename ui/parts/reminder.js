// The bar that reminds of backups, until it is told it was heard.

import { asRefusal, dismissReminder } from "../api.js";
import { button, el } from "../dom.js";
import { words } from "../text.js";

/** `sentence`: the reminder, or null; `toBackups` goes to their screen. */
export function reminderBar(sentence, toBackups) {
  if (!sentence) return null;
  const hide = async () => {
    bar.remove();
    try {
      await dismissReminder();
    } catch (thrown) {
      // It will remind again; nothing of hers is lost.
      asRefusal(thrown);
    }
  };
  const bar = el(
    "div",
    { class: "reminder" },
    el("span", {}, sentence),
    button(words.goToBackups, toBackups),
    button(words.later, hide, { class: "quiet" }),
  );
  return bar;
}
