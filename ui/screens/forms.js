// The forms (表样) there are: the year's own, those that came along, those kept; and the ways to a new one: a bureau's blank
// form as a file, dropped, or pasted.

import * as api from "../api.js";
import { button, el } from "../dom.js";
import { alertOf, dialog } from "../parts/dialog.js";
import { words } from "../text.js";

/**
 * `editions`: as the core lists them; `reportYear`: the year shown, or null; `go.open(form)` shows a form row by row,
 * `go.confirmAll()`, `go.back()`.
 */
export function formsScreen(editions, reportYear, go) {
  const told = el("p", { class: "notice", role: "alert", hidden: true });
  const said = el("p", { class: "tip", role: "status", "data-said": "forms" });

  async function act(work) {
    told.hidden = true;
    try {
      const form = await work();
      if (form) go.open(form);
    } catch (thrown) {
      told.textContent = api.asRefusal(thrown).sentence;
      told.hidden = false;
    }
  }

  const fill = () =>
    act(async () => {
      const sentences = await api.fillForm(reportYear);
      said.textContent = sentences?.join("") ?? "";
    });
  const own =
    editions.own !== null &&
    el(
      "section",
      { class: "told own-form" },
      el("h2", {}, words.formOf(reportYear)),
      el("p", {}, editions.own, editions.assumed > 0 && el("span", { class: "tag" }, words.waiting(editions.assumed))),
      el(
        "div",
        { class: "buttons" },
        button(words.lookAndChange, () => act(() => api.openForm(null, reportYear)), { "data-act": "open_own_form" }),
        editions.assumed > 0 && button(words.confirmAll, () => act(go.confirmAll), { "data-act": "confirm_all", title: words.confirmNote }),
        button(words.fillForm, fill, { "data-act": "fill_form", title: words.fillFormNote }),
      ),
    );
  const line = ({ key, name, shipped, refused }) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, name),
      el("td", {}, shipped ? words.shipped : words.keptForm),
      el(
        "td",
        {},
        refused
          ? el("span", { class: "problem" }, refused)
          : button(words.look, () => act(() => api.openForm(key, reportYear ?? 0)), {
              class: "quiet",
              "data-edition": key,
              "aria-label": `${words.look}：${name}`,
            }),
      ),
    );
  const element = el(
    "div",
    { class: "sheet" },
    el(
      "header",
      { class: "sheet-head" },
      button(words.back, go.back, { "data-act": "back" }),
      el("h1", {}, words.forms),
      button(words.pasteForm, () => askPasted(go.open), { "data-act": "paste_form" }),
      button(words.readFormFile, () => act(() => api.readForm(false)), { class: "primary", "data-act": "read_form" }),
    ),
    told,
    said,
    el("p", { class: "tip" }, words.formsHint),
    own,
    el(
      "table",
      { class: "backups", "aria-label": words.forms },
      el(
        "thead",
        {},
        el("tr", {}, words.formColumns.map((head) => el("th", { scope: "col" }, head))),
      ),
      el("tbody", {}, editions.editions.map(line)),
    ),
  );
  return { element, act };
}

/** Takes a table copied from Word or Excel. */
function askPasted(open) {
  const text = el("textarea", { rows: 10, id: "pasted-form", "aria-describedby": "pasted-form-hint" });
  const told = el("div");
  const submit = async (event) => {
    event.preventDefault();
    try {
      const form = await api.readPastedForm(text.value, false);
      question.close();
      open(form);
    } catch (thrown) {
      told.replaceChildren(alertOf(api.asRefusal(thrown)));
    }
  };
  const question = dialog(
    words.pasteForm,
    el(
      "form",
      { class: "fields", on: { submit } },
      el("label", { for: "pasted-form" }, words.pastedTable),
      text,
      el("span", { class: "tip", id: "pasted-form-hint" }, words.pasteFormHint),
      told,
      el(
        "div",
        { class: "buttons" },
        el("button", { type: "submit", class: "primary" }, words.read),
        button(words.cancel, () => question.close()),
      ),
    ),
  );
  text.focus();
}
