// Files over the window: while they hang there the page says what letting go will do. Where they lie only the shell
// knows; it tells the page by events.

import { el } from "../dom.js";
import { words } from "../text.js";

/** Calls `dropped()` when a file was let go over the window. */
export function watchDrops(dropped) {
  const cover = el("div", { class: "drop-cover", hidden: true, role: "status" }, el("p", {}, words.letGo));
  document.body.append(cover);
  const show = (is) => () => {
    cover.hidden = !is;
    // A question of the platform's stands before everything; the cover goes in front of it.
    document.querySelector("dialog[open]:last-of-type")?.append(cover);
    if (!cover.isConnected) document.body.append(cover);
  };
  window.addEventListener("ziping-dragging", show(true));
  window.addEventListener("ziping-drag-left", show(false));
  window.addEventListener("ziping-dropped", () => {
    show(false)();
    dropped();
  });
}
