// The status line: when what is shown was saved, and what the last act did. The time is the commit's own, out of its
// answer.

import { el, write } from "../dom.js";
import { words } from "../text.js";

/** The line, and ways to tell it of an opened year, of an act, or a sentence. */
export function statusLine() {
  const saved = el("span", { id: "saved", class: "saved" });
  const said = el("span", { id: "said", class: "said" });
  const element = el("div", { class: "status", role: "status" }, saved, said);

  return {
    element,
    opened(year) {
      write(saved, year.saved_at ? words.lastSavedAt(year.saved_at) : "");
      write(said, "");
    },
    acted({ act, year }, more = "") {
      if (year.saved_at) write(saved, words.savedAt(year.saved_at.split(" ").pop()));
      write(said, words.acts[act.kind](act, year) + more);
    },
    say(text) {
      write(said, text);
    },
  };
}
