// A change that would make a finding go away, as the button that makes it.

import { button, el } from "../dom.js";
import { words } from "../text.js";

/** `was`: the words of a text, struck out; or `label`: the figure that would have another value. `take()` makes the change. */
export function correctionButton({ was = null, label = null, value }, take) {
  // The second press of a double click would meet whatever stands in its place by then.
  const press = ({ detail }) => detail < 2 && take();
  return button(content(was, label, value), press, { class: "correction" });
}

function content(was, label, value) {
  if (was === null) return [label, words.changeTo, el("ins", {}, value)];
  if (value === "") return [words.takeOut, el("del", {}, was)];
  return [el("del", {}, was), words.changeTo, el("ins", {}, value)];
}

/** The corrections of a finding at the desk; `desk.correct` makes one. Gives null where there are none. */
export function correctionsOf({ corrections }, correct) {
  if (corrections.length === 0) return null;
  const one = (correction) => {
    const of = correction.quote ? { was: correction.label } : { label: correction.label };
    return correctionButton({ ...of, value: correction.value }, () => correct(correction));
  };
  return el("div", { class: "corrections" }, corrections.map(one));
}
