// Tabs after the ARIA pattern: one stop of the Tab key, arrows, Home and End choose. What the panels hold is the
// screen's.

import { el } from "../dom.js";

/**
 * `sections`: `{ key, label }` each; `onChosen(key)` after a panel is shown. Gives the bar, the panels by key, and a way
 * to write the number beside a label.
 */
export function tabs(name, sections, onChosen) {
  const buttons = sections.map(({ key, label }) =>
    el(
      "button",
      { type: "button", role: "tab", id: `tab-${key}`, "aria-controls": `panel-${key}`, class: "tab" },
      label,
      el("span", { class: "tab-count" }),
    ),
  );
  const panels = sections.map(({ key }) =>
    el("section", {
      role: "tabpanel",
      id: `panel-${key}`,
      "aria-labelledby": `tab-${key}`,
      tabindex: "0",
      class: "panel",
    }),
  );
  const bar = el("div", { role: "tablist", "aria-label": name, class: "tabs" }, buttons);

  function choose(chosen) {
    buttons.forEach((button, index) => {
      button.setAttribute("aria-selected", String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
      panels[index].hidden = index !== chosen;
    });
  }

  function chooseAndShow(chosen) {
    if (!panels[chosen].hidden) return;
    choose(chosen);
    onChosen(sections[chosen].key);
  }

  function onKey(event) {
    const last = buttons.length - 1;
    const at = buttons.indexOf(document.activeElement);
    const next = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined || at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    buttons[next].focus({ preventScroll: true });
    chooseAndShow(next);
  }

  buttons.forEach((button, index) => button.addEventListener("click", () => chooseAndShow(index)));
  bar.addEventListener("keydown", onKey);
  choose(0);

  const at = (key) => sections.findIndex((section) => section.key === key);
  return {
    bar,
    panels,
    panel: (key) => panels[at(key)],
    count: (key, text) => {
      buttons[at(key)].querySelector(".tab-count").textContent = text;
    },
    /** Shows a panel, and leaves the focus to who asked. */
    reveal: (panel) => chooseAndShow(panels.indexOf(panel)),
    choose: (key) => {
      chooseAndShow(at(key));
      buttons[at(key)].focus({ preventScroll: true });
    },
  };
}
