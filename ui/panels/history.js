// The steps of the workbook (修改记录), newest first, asked for when they are looked at.

import { asRefusal, history } from "../api.js";
import { el } from "../dom.js";
import { alertOf } from "../parts/dialog.js";
import { words } from "../text.js";

export function historyPanel() {
  const element = el("div", { class: "lists" });

  async function update() {
    if (element.closest("[hidden]") || !element.isConnected) return;
    try {
      const steps = await history();
      const row = ({ at, kind, name }) =>
        el("tr", { class: kind }, el("td", { class: "moment" }, at), el("td", {}, name));
      const table = el(
        "table",
        { class: "history", "aria-label": words.history },
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            el("th", { scope: "col", class: "moment-column" }, words.moment),
            el("th", { scope: "col" }, words.act),
          ),
        ),
        el("tbody", {}, steps.map(row)),
      );
      element.replaceChildren(steps.length > 0 ? table : el("p", { class: "nothing" }, words.noHistory));
    } catch (thrown) {
      element.replaceChildren(alertOf(asRefusal(thrown)));
    }
  }

  return { element, update };
}
