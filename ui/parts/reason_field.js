// Why points were lost, where it is written. Whether they were, and how the reason may begin, the core says.

import { button, el, mark, write } from "../dom.js";
import { words } from "../text.js";
import { field } from "./field.js";
import { growing } from "./growing.js";

/** Where a reason waits for its cause: what the core begins ends so. */
const GAP = /…+\s*$/;

/**
 * The reason is asked for where points are lost; one that was written stays to be seen. What the figures say of it is put in
 * by one press, with the gap she fills chosen; it is not finished while the gap is there. `always`: it may be written anyhow.
 */
export function reasonField({ key, label, readOnly, always = false }, save) {
  const { wrapper, control } = growing({
    "aria-label": words.reasonOf(label),
    "data-reason": key,
    readonly: readOnly,
  });
  const begin = button(words.beginReason, () => put(latest.suggested_reason), {
    class: "quiet",
    "data-act": "begin_reason",
    "aria-label": `${words.beginReason}：${label}`,
  });
  const unfinished = el("span", { class: "unfinished", role: "status" });
  const earlier = el("span", {});
  const take = button(words.takeSuggestion, () => put(earlier.textContent), {
    class: "quiet",
    "data-act": "take_earlier",
    "aria-label": words.takeEarlier(label),
  });
  const lastYear = el("p", { class: "earlier" }, el("span", { class: "aside" }, words.lastYearsReason), earlier, take);
  const place = el("div", { class: "figure-field" }, wrapper, begin, unfinished, lastYear);
  const bound = field(control, save, { place });
  let latest = { reason: null, deducted: false, suggested_reason: null };

  function put(text) {
    control.value = text;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.focus();
    control.setSelectionRange(text.length - (GAP.exec(text)?.[0].length ?? 0), text.length);
  }

  function show() {
    const { deducted, suggested_reason, earlier_reason } = latest;
    const [blank, gap] = [control.value.trim() === "", GAP.test(control.value)];
    const wanted = deducted && (blank || gap);
    place.hidden = !always && !deducted && blank;
    begin.hidden = readOnly || !blank || !suggested_reason;
    write(earlier, earlier_reason ?? "");
    lastYear.hidden = readOnly || !blank || !earlier_reason;
    write(unfinished, gap ? words.reasonUnfinished : "");
    mark(begin, "title", suggested_reason);
    mark(control, "aria-required", deducted ? "true" : null);
    mark(control, "placeholder", wanted ? words.reasonNeeded : null);
    control.classList.toggle("wanted", wanted);
  }

  control.addEventListener("input", show);
  control.addEventListener("shown", show);
  return {
    element: place,
    update(now) {
      latest = now;
      bound.update(now.reason ?? "");
      show();
    },
  };
}
