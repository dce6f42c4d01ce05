// The status line: when what is shown was saved, what the last act did, and that something takes longer. The time is
// the commit's own, out of its answer.

import { el, write } from "../dom.js";
import { words } from "../text.js";

const SLOW_MS = 300;

/** The line, and ways to tell it of an opened year, of an act, of a refusal, of work under way. */
export function statusLine() {
  const saved = el("span", { id: "saved", class: "saved" });
  const said = el("span", { id: "said", class: "said" });
  const slow = el("span", { class: "slow", hidden: true }, words.working);
  const element = el("div", { class: "status", role: "status" }, saved, slow, said);
  let timer = 0;

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
    busy(is) {
      clearTimeout(timer);
      if (is) timer = setTimeout(() => (slow.hidden = false), SLOW_MS);
      else slow.hidden = true;
    },
  };
}
