// One field of the officer's: shows what is stored, sends what she typed when she leaves it or presses Enter, and keeps
// a refused text with the sentence below it. A text of hers, or a composition, is never rewritten.

import { asRefusal } from "../api.js";
import { el, mark } from "../dom.js";

let fields = 0;

/** Fields with a text that is not stored yet. */
const unsaved = new Set();

/**
 * Binds `control`, an input, a textarea or a choice. `save(text)` stores it and throws a refusal; `place`, where the sentence of a
 * refusal goes, is the control's parent unless named. `keepsLines`: Enter is the text's own.
 */
export function field(control, save, { place = null, keepsLines = false } = {}) {
  let stored = control.value;
  /** What was sent last and is not answered yet, its end, and how many are under way. */
  let sending = null;
  let sent = Promise.resolve(true);
  let underWay = 0;
  let composing = false;
  let refused = null;
  let problem = null;

  const self = { control, update, commit, refuse, revert, isUnsaved, isWaiting };

  function isUnsaved() {
    return control.value !== (sending ?? stored);
  }

  /** Whether its text is on its way, or has to go there. */
  function isWaiting() {
    return control.isConnected && (underWay > 0 || control.value !== stored);
  }

  /** What is stored now; it is shown unless another text stands in the field, or is on its way. */
  function update(text) {
    const clean = underWay === 0 && control.value === stored;
    stored = text;
    if (clean) settle();
  }

  function settle() {
    if (composing) return;
    if (control.value !== stored) show(stored);
    accept();
  }

  function show(text) {
    const focused = document.activeElement === control;
    const { selectionStart, selectionEnd } = control;
    control.value = text;
    if (focused && control.setSelectionRange) control.setSelectionRange(selectionStart, selectionEnd);
    control.dispatchEvent(new Event("shown"));
  }

  /** Sends the text where it is new. Gives whether the field and the workbook agree in the end. */
  function commit() {
    if (control.value === sending) return sent;
    if (control.readOnly || composing) return Promise.resolve(!isUnsaved());
    if (control.value === stored && underWay === 0) return Promise.resolve(true);
    sending = control.value;
    sent = send(control.value);
    return sent;
  }

  async function send(text) {
    underWay += 1;
    let refusal = null;
    try {
      await save(text);
    } catch (thrown) {
      refusal = asRefusal(thrown);
    }
    underWay -= 1;
    if (underWay === 0) sending = null;
    // She may have typed on meanwhile; that text is judged by itself.
    if (control.value !== text) return refusal === null;
    if (refusal !== null) refuse(refusal.sentence);
    else if (underWay === 0) settle();
    return refusal === null;
  }

  function refuse(sentence) {
    refused = control.value;
    problem ??= el("span", { class: "problem", role: "alert", id: `problem-${(fields += 1)}` });
    problem.textContent = sentence;
    (place ?? control.parentElement)?.append(problem);
    mark(control, "aria-invalid", "true");
    mark(control, "aria-describedby", problem.id);
    if (isUnsaved()) unsaved.add(self);
  }

  function accept() {
    unsaved.delete(self);
    if (refused === null) return;
    refused = null;
    problem.remove();
    mark(control, "aria-invalid", null);
    mark(control, "aria-describedby", null);
  }

  function revert() {
    if (control.value !== stored) show(stored);
    accept();
  }

  control.addEventListener("compositionstart", () => (composing = true));
  control.addEventListener("compositionend", () => (composing = false));
  control.addEventListener("change", commit);
  control.addEventListener("input", () => {
    if (control.value === stored) accept();
    else unsaved.add(self);
  });
  // What was put in by a button is no change to the platform, so leaving the field is one here.
  control.addEventListener("blur", () => {
    composing = false;
    if (control.value !== refused) commit();
  });
  control.addEventListener("keydown", (event) => {
    if (isComposition(event)) return;
    if (event.key === "Escape" && (isUnsaved() || refused !== null)) {
      event.preventDefault();
      event.stopPropagation();
      revert();
    } else if (event.key === "Enter" && !keepsLines && !event.defaultPrevented) {
      event.preventDefault();
      commit();
    }
  });
  return self;
}

/** Whether a key belongs to the input method: it chooses a word then, and commits nothing. */
export const isComposition = (event) => event.isComposing || event.keyCode === 229;

/** Whether `control` holds a text that is not stored: its own undo comes first then. */
export function hasOwnText(control) {
  return [...unsaved].some((one) => one.control === control && one.isUnsaved());
}

/** Sends texts until none is left that is not stored. Gives the first control whose text was refused, or null. */
export async function commitAll() {
  // Looked for anew each time: a text may come, and a field may go, while another is stored.
  const next = () => [...unsaved].find((one) => one.isWaiting());
  for (let one = next(); one; one = next()) if (!(await one.commit())) return one.control;
  return null;
}

/** Forgets texts that are not stored: their screen goes. */
export function forgetUnsaved() {
  unsaved.clear();
}
