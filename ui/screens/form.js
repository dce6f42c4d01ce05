// A form (表样) row by row: what each row says, how the program takes it, and what she changes of it. Weights add up while
// she types. Nothing of a year changes before she says so.

import * as api from "../api.js";
import { button, el, mark, write } from "../dom.js";
import { commitAll, field, forgetUnsaved } from "../parts/field.js";
import { growing } from "../parts/growing.js";
import { words } from "../text.js";

/** `first`: the form as the core shows it; `reportYear`: the year it may be used for, or null; `go.use()`, `go.kept(editions)`, `go.back()`. */
export function formScreen(first, reportYear, go) {
  let form = first;
  const told = el("p", { class: "notice", role: "alert", hidden: true });
  const said = el("p", { class: "tip", role: "status" });
  const total = el("strong", { "data-form": "total" });
  const fault = el("span", { class: "problem", "data-form": "fault" });
  const warnings = el("ul", { class: "form-warnings" });
  const rows = new Map();
  const sheet = el("tbody");
  const table = el("tbody");
  const isOwn = first.year !== null;

  const name = el("input", { type: "text", "aria-label": words.formName, "data-form": "name", autocomplete: "off" });
  const nameField = field(name, (text) => change({ name: text }));
  const onto = button(words.readMore, () => act(async () => take(await api.readForm(true))), { "data-act": "read_more" });
  const keep = button(words.keepForm, () => act(async () => go.kept(await api.keepForm())), { "data-act": "keep_form" });
  const toFile = button(words.exportForm, () => act(async () => write(said, (await api.exportForm()) ?? "")), {
    "data-act": "export_form",
  });
  const use = button(isOwn ? words.saveForm(reportYear) : words.useForm(reportYear), () => act(go.use), {
    class: "primary",
    "data-act": "use_form",
  });

  /** What is still in a field is stored first; what hinders is told at the head. */
  async function act(work) {
    told.hidden = true;
    try {
      const refused = await commitAll();
      if (refused) return refused.focus();
      await work();
    } catch (thrown) {
      told.textContent = api.asRefusal(thrown).sentence;
      told.hidden = false;
      told.scrollIntoView({ block: "nearest" });
    }
  }

  async function change(what) {
    show(await api.changeForm(what));
  }

  /** A choice or a tick: what the core says of it is told at the head, and it goes back to what is so. */
  async function attempt(what) {
    told.hidden = true;
    try {
      await change(what);
    } catch (thrown) {
      show(form);
      told.textContent = api.asRefusal(thrown).sentence;
      told.hidden = false;
    }
  }

  function take(read) {
    if (read === null) return;
    rows.clear();
    show(read);
  }

  function show(now) {
    form = now;
    nameField.update(now.name);
    write(total, words.formTotal(now.total));
    total.classList.toggle("wrong", now.fault !== null);
    write(fault, now.fault ?? "");
    warnings.replaceChildren(...now.warnings.map((warning) => el("li", {}, warning)));
    arrangeRows(sheet, now.indicators, (line, index) => `2 ${index}`, indicatorRow);
    arrangeRows(table, now.rows.filter(({ name, figures }) => name !== "" || figures.length > 0), ({ row }) => `1 ${row}`, tableRow);
    mark(use, "disabled", now.fault !== null || (isOwn && !now.changed));
    mark(keep, "disabled", now.fault !== null);
    mark(toFile, "disabled", now.fault !== null);
  }

  function arrangeRows(body, lines, keyOf, make) {
    const elements = lines.map((line, index) => {
      const key = keyOf(line, index);
      if (!rows.has(key)) rows.set(key, make(line));
      rows.get(key).update(line);
      return rows.get(key).element;
    });
    elements.forEach((element, index) => {
      if (body.children[index] !== element) body.insertBefore(element, body.children[index] ?? null);
    });
    while (body.children.length > elements.length) body.lastChild.remove();
  }

  function indicatorRow(made) {
    let line = made;
    const on = tick(() => attempt({ on: { indicator: line.key, on: on.checked } }), words.rowOn(made.label));
    const levels = [0, 1].map((depth) => {
      const control = el("input", { type: "text", "aria-label": `${words.levelName(depth)}：${made.label}` });
      const points = el("span", { class: "aside" });
      return { control, points, bound: field(control, (text) => change({ level: { path: line.path.slice(0, depth + 1), name: text } })) };
    });
    const text = (what, label, attributes = {}) => {
      const { wrapper, control, copy } = growing({ "aria-label": `${label}：${made.label}`, ...attributes });
      const bound = field(control, (typed) => change({ [what]: { indicator: line.key, text: typed } }), { place: wrapper.parentElement });
      return { wrapper, control, bound, copy };
    };
    const label = text("label", words.indicator, { "data-form": `label ${made.key}` });
    const wording = text("wording", words.wording);
    const weight = el("input", {
      type: "text",
      inputmode: "decimal",
      class: "weight",
      "aria-label": `${words.fullScore}：${made.label}`,
      "data-form": `weight ${made.key}`,
    });
    const weightField = field(weight, (typed) => change({ full_score: { indicator: line.key, text: typed } }));
    const by = el("select", {
      "aria-label": `${words.scoredBy}：${made.label}`,
      "data-form": `by ${made.key}`,
      on: { change: () => attempt({ scored: { indicator: line.key, by: chosen(by.value) } }) },
    });
    const rate = el("select", {
      "aria-label": `${words.rateOf}：${made.label}`,
      on: { change: () => attempt({ scored: { indicator: line.key, by: { rate: rate.value } } }) },
    });
    const understood = el("p", { class: "working" });
    const notes = el("p", { class: "note" });
    const kind = el("span", { class: "tag" });
    const element = el(
      "tr",
      {},
      el("td", {}, on),
      levels.map(({ control, points }) => el("td", {}, control, points)),
      el("th", { scope: "row" }, label.wrapper),
      el("td", { class: "points" }, weight),
      el("td", {}, wording.wrapper),
      el("td", { class: "taken" }, kind, el("div", { class: "taken-choice" }, by, rate), understood, notes),
    );

    function update(now) {
      line = now;
      on.checked = now.on;
      element.classList.toggle("off", !now.on);
      element.classList.toggle("unknown", now.kind !== "known" || now.notes.length > 0);
      element.dataset.kind = now.kind;
      levels.forEach(({ bound, points }, depth) => {
        bound.update(now.path[depth]);
        const path = now.path.slice(0, depth + 1).join("/");
        const level = form.levels.find((one) => one.path.join("/") === path);
        write(points, level ? words.pointsOf(level.full_score) : "");
      });
      label.bound.update(now.label);
      weightField.update(now.full_score);
      wording.bound.update(now.wording);
      label.copy();
      wording.copy();
      const taken = new Set(form.indicators.filter(({ on }) => on).map(({ key }) => key));
      const others = form.like.filter(({ key }) => !taken.has(key) || key === now.key);
      by.replaceChildren(
        el("option", { value: "now" }, now.scored),
        el("option", { value: "words" }, words.byWords),
        el("option", { value: "hand" }, words.byHand),
        ...others.map(({ key, label: known }) => el("option", { value: `like ${key}` }, words.likeKnown(known))),
      );
      by.value = "now";
      rate.hidden = now.figure === null;
      rate.replaceChildren(...form.rates.map(({ key, label: of }) => el("option", { value: key }, of)));
      rate.value = now.figure ?? "";
      write(kind, words.rowKinds[now.kind]);
      kind.hidden = now.kind === "known";
      write(understood, now.understood ? words.understood(now.understood) : "");
      write(notes, [...now.notes, now.assumed && words.toConfirm].filter(Boolean).join("；"));
    }

    return { element, update };
  }

  function tableRow(made) {
    let line = made;
    const on = tick(() => attempt({ row_on: { row: line.row, on: on.checked } }), words.rowOn(made.name));
    const called = el("input", { type: "text", "aria-label": `${words.rowName}：${made.name}` });
    const calledField = field(called, (text) => change({ row_name: { row: line.row, text } }));
    const plain = el("span");
    const like = el("select", {
      "aria-label": `${words.takenFor}：${made.name}`,
      "data-form": `row ${made.row}`,
      on: { change: () => attempt({ row_figures: { row: line.row, like: like.value === "" ? null : like.value } }) },
    });
    const figures = el("p", { class: "working" });
    const notes = el("p", { class: "note" });
    const kind = el("span", { class: "tag" });
    const element = el(
      "tr",
      {},
      el("td", {}, on),
      el("th", { scope: "row" }, made.may_be_renamed ? called : plain),
      el("td", { class: "taken" }, kind, like, figures, notes),
    );

    function update(now) {
      line = now;
      on.checked = now.on;
      element.classList.toggle("off", !now.on);
      element.classList.toggle("unknown", now.kind === "new" || now.notes.length > 0);
      calledField.update(now.name);
      write(plain, now.name);
      like.hidden = !now.of_amounts;
      const known = form.known_rows.some(({ stem }) => stem === now.stem);
      like.replaceChildren(
        el("option", { value: "" }, words.ownFigures),
        ...form.known_rows.map(({ stem, label }) => el("option", { value: stem }, label)),
      );
      like.value = known ? now.stem : "";
      write(figures, now.figures.join("、"));
      write(kind, words.rowKinds[now.kind]);
      kind.hidden = now.kind !== "new";
      write(notes, [...now.notes, now.assumed && now.figures.length > 0 && words.toConfirm].filter(Boolean).join("；"));
    }

    return { element, update };
  }

  const element = el(
    "div",
    { class: "sheet form-sheet" },
    el(
      "header",
      { class: "sheet-head" },
      button(words.back, () => leave(), { "data-act": "back" }),
      el("h1", {}, isOwn ? words.formOf(reportYear) : words.readForm, first.source && el("span", { class: "aside" }, first.source)),
      el("span", { class: "form-total", role: "status" }, total, fault),
      !isOwn && first.source !== "" && onto,
      toFile,
      !isOwn && keep,
      reportYear !== null && use,
    ),
    told,
    said,
    el("p", { class: "tip" }, isOwn ? words.ownFormHint : words.readFormHint),
    warnings,
    el("label", { class: "form-name" }, words.formName, name),
    first.whole.length > 0
      ? [el("h2", {}, words.wholeOfForm), el("ul", {}, first.whole.map((line) => el("li", {}, line)))]
      : [
          el("h2", {}, words.sheetOfForm),
          el("div", { class: "form-rows" }, grid(words.indicatorColumns, sheet, words.sheetOfForm)),
        ],
    el("h2", {}, words.tableOfForm, el("span", { class: "aside" }, words.unitOfForm(first.unit))),
    el("div", { class: "form-rows" }, grid(words.tableColumns, table, words.tableOfForm)),
  );

  function leave() {
    forgetUnsaved();
    go.back();
  }

  show(first);
  return element;
}

const tick = (press, label) => el("input", { type: "checkbox", "aria-label": label, on: { change: press } });

const chosen = (value) => (value.startsWith("like ") ? { like: value.slice(5) } : value === "now" ? "words" : value);

function grid(columns, body, label) {
  return el(
    "table",
    { class: "figures", "aria-label": label },
    el("thead", {}, el("tr", {}, columns.map(([name, head]) => el("th", { scope: "col", class: name }, head)))),
    body,
  );
}
