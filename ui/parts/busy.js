// Says that something takes longer than a moment. Nothing is blocked by it: typing goes on.

import { watchBusy } from "../api.js";
import { el } from "../dom.js";
import { words } from "../text.js";

const SLOW_MS = 300;

/** The sign, to be placed once beside all screens. */
export function busySign() {
  const sign = el("p", { class: "busy", role: "status" });
  let timer = 0;
  watchBusy((is) => {
    clearTimeout(timer);
    if (is) timer = setTimeout(() => (sign.textContent = words.working), SLOW_MS);
    else sign.textContent = "";
  });
  return sign;
}
