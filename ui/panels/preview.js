// The page that will be filed, beside the work. It is drawn anew after each stored change, shows the page that prints what
// has the focus, and a press on its words leads to where they are written. The core draws it; here it is only shown.

import * as api from "../api.js";
import { button, el, mark, write } from "../dom.js";
import { hasOwnText } from "../parts/field.js";
import { words } from "../text.js";

/** The paper of each tab that has one; which one gives the score is the edition's. */
const PAPERS = {
  base_data_table: () => "base-data-table",
  score_sheet: (now) => now.score_sheet.paper,
  projects: () => "projects",
  report: () => "report",
};

/**
 * `jump(target)` leads to a field, `finds(target)` says whether there is one. Gives the preview, the button that shows and
 * hides it, and ways to tell it of the tab, the year and the control with the focus.
 */
export function previewPanel({ jump, finds }) {
  /** The page of each paper that was shown or turned to last. */
  const pageOf = new Map();
  /** The papers that lie on their side: they have no room beside the work, and go below. */
  const lying = new Set();
  let year = null;
  let tab = null;
  let paper = null;
  let paperOf = () => null;
  let isOn = false;
  /** What is to be shown next, null where nothing is: the page that prints the source `of`. */
  let wanted = null;
  /** Whether a question is under way: only one at a time is. */
  let asking = false;
  /** The page in the sheet, and which one it is. */
  let drawn = "";
  let shown = "";
  /** What the control with the focus is printed as. */
  let here = null;

  const toggle = button(words.preview, () => turnOn(!isOn), { "data-act": "preview", "aria-pressed": "false" });
  const back = button(words.previousPage, () => turn(-1), { "data-act": "previous_page" });
  const next = button(words.nextPage, () => turn(1), { "data-act": "next_page" });
  const number = el("span", { class: "preview-number", "aria-live": "polite" });
  const large = button(words.enlarge, () => enlarge(!element.classList.contains("large")), { "data-act": "enlarge" });
  const trouble = el("p", { class: "problem", role: "alert" });
  const sheet = el("div", {
    class: "preview-sheet",
    tabindex: "0",
    role: "group",
    "aria-label": words.preview,
    title: words.previewHint,
    on: {
      click: (event) => lead(sourceAt(event)),
      mouseover: (event) => light("pointed", sourceAt(event)),
      mouseleave: () => light("pointed", null),
    },
  });
  const head = el("div", { class: "preview-head" }, back, number, next, large);
  const element = el("aside", { class: "preview", "aria-label": words.preview, hidden: true }, head, sheet);

  function turnOn(on) {
    isOn = on;
    mark(toggle, "aria-pressed", String(on));
    enlarge(false);
    lay();
  }

  function enlarge(is) {
    element.classList.toggle("large", is);
    write(large, is ? words.shrink : words.enlarge);
  }

  function lay() {
    element.hidden = !isOn || paper === null;
    putInPlace();
    toggle.disabled = paper === null;
    mark(toggle, "title", paper === null ? words.previewWhere : null);
    draw();
  }

  const putInPlace = () => element.classList.toggle("below", lying.has(paper));

  function choose(chosen) {
    tab = chosen;
    paper = paperOf(tab);
    here = null;
    wanted = {};
    enlarge(false);
    lay();
  }

  function update(now) {
    if (now.report_year !== year) pageOf.clear();
    year = now.report_year;
    paperOf = (of) => PAPERS[of]?.(now) ?? null;
    paper = paperOf(tab);
    want({});
  }

  /** The control that has the focus now: the page that prints it is shown, unless the one shown does. */
  function follow(control) {
    here = sourceOf(control);
    point();
    want(here === null || runsOf(here).length > 0 ? null : { of: here });
  }

  const current = () => pageOf.get(paper) ?? 1;

  function turn(step) {
    if ((step < 0 ? back : next).getAttribute("aria-disabled") === "true") return;
    pageOf.set(paper, Math.max(1, current() + step));
    want({ of: null });
  }

  function want(more) {
    if (more !== null) wanted = { ...wanted, ...more };
    draw();
  }

  /** Asks for what is wanted, once it can be seen and nothing is being typed; an answer that came too late is dropped. */
  async function draw() {
    if (asking || wanted === null || !isSeen() || hasOwnText(document.activeElement)) return;
    const asked = { year, paper, of: wanted.of ?? null };
    wanted = null;
    asking = true;
    try {
      const answer = await api.preview(year, paper, current(), asked.of);
      if (wanted === null && isSeen()) show(answer);
      else if (asked.year === year && asked.paper === paper) wanted = { of: asked.of, ...wanted };
      trouble.remove();
    } catch (thrown) {
      head.after(trouble);
      write(trouble, api.asRefusal(thrown).sentence);
    } finally {
      asking = false;
    }
    draw();
  }

  // What is not laid out has no places of its words.
  const isSeen = () => element.offsetParent !== null;

  function show({ pages, page, svg }) {
    if (shown !== `${paper} ${page}`) sheet.scrollTop = 0;
    shown = `${paper} ${page}`;
    pageOf.set(paper, page);
    write(number, words.pageOf(page, pages));
    mark(back, "aria-disabled", page <= 1 ? "true" : null);
    mark(next, "aria-disabled", page >= pages ? "true" : null);
    if (svg !== drawn) {
      const root = parsed(svg);
      const { width, height } = root.viewBox.baseVal;
      if (width > height) lying.add(paper);
      else lying.delete(paper);
      putInPlace();
      sheet.replaceChildren(root);
      drawn = svg;
      ground([...sheet.querySelectorAll("[data-source]")].filter((run) => finds(targetOf(run.dataset.source))));
    }
    point();
  }

  /** Shades what the control with the focus is printed as, and brings it into view: only the sheet moves for it. */
  function point() {
    light("here", here);
    const places = runsOf(here).map((run) => run.getBoundingClientRect());
    if (places.length === 0) return;
    const view = sheet.getBoundingClientRect();
    const top = Math.min(...places.map((place) => place.top));
    const bottom = Math.max(...places.map((place) => place.bottom));
    if (top < view.top || bottom > view.bottom) sheet.scrollTop += top - view.top - view.height / 4;
  }

  const runsOf = (source) =>
    source === null ? [] : [...sheet.querySelectorAll(`[data-source="${CSS.escape(source)}"]`)];

  function light(name, source) {
    for (const run of sheet.querySelectorAll(`.${name}`)) run.classList.remove(name);
    for (const run of runsOf(source)) run.classList.add(name);
  }

  function lead(source) {
    if (source === null) return;
    enlarge(false);
    jump(targetOf(source));
  }

  return { element, toggle, choose, update, follow };
}

/** What is printed of a control: of a row of 附件2 the whole row, of a line of a list what it stands for. */
function sourceOf(control) {
  if (control.dataset.prints) return control.dataset.prints;
  const row = control.closest("[data-indicator]");
  if (row) return `indicator:${row.dataset.indicator}`;
  const key = control.dataset.key;
  if (!key) return null;
  return key.startsWith("block.") ? `block:${key.slice("block.".length)}` : `figure:${key}`;
}

/** The field of a source, by the key it has on the page. */
const targetOf = (source) => source.replace(/^block:/, "block.").replace(/^(figure|indicator):/, "");

const sourceAt = ({ target }) => target.closest(".leads")?.dataset.source ?? null;

function parsed(text) {
  const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const isPage = root instanceof SVGSVGElement && root.querySelector("parsererror") === null;
  if (!isPage) throw new Error("a page that is no svg");
  return document.importNode(root, true);
}

/** Puts a ground under each run, so that it can be pressed beside its strokes too. */
function ground(runs) {
  const boxes = runs.map((run) => run.getBBox());
  runs.forEach((run, index) => {
    const box = document.createElementNS(run.namespaceURI, "rect");
    for (const side of ["x", "y", "width", "height"]) box.setAttribute(side, boxes[index][side]);
    box.setAttribute("class", "ground");
    run.prepend(box);
    run.classList.add("leads");
  });
}
