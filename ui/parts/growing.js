// A textarea as high as its text. The sheet lays an unseen copy of the text under it, so that no size is set from here.

import { el } from "../dom.js";

/** The wrapper to put in place, and the textarea in it. */
export function growing(attributes) {
  const control = el("textarea", { rows: 1, ...attributes });
  const wrapper = el("div", { class: "growing" }, control);
  const copy = () => (wrapper.dataset.text = control.value);
  control.addEventListener("input", copy);
  control.addEventListener("shown", copy);
  copy();
  return { wrapper, control, copy };
}
