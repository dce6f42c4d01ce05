// A report about to be imported: what will stand where, what is left out and why, and the figures it states, each with the
// sentence it comes from. Nothing is stored before she says so.

import { asRefusal } from "../api.js";
import { button, el } from "../dom.js";
import { words } from "../text.js";

/** `plan`: what the core read; `go.take(ids, replace)` imports it, `go.cancel()` leaves all as it is. */
export function importScreen(plan, go) {
  const trouble = el("p", { class: "notice", role: "alert", hidden: true });
  const ticks = new Map();
  const proposals = plan.proposals.map((one) => proposal(one, ticks));
  const label = plan.needs_replacing ? words.importInstead : words.importNow;
  const take = button(label, press, { class: "primary", "data-act": "import" });

  async function press() {
    const taken = plan.proposals.filter(({ id }) => ticks.get(id).checked);
    const replace = plan.needs_replacing || taken.some(({ standing }) => standing !== null);
    take.disabled = true;
    try {
      await go.take(
        taken.map(({ id }) => id),
        replace,
      );
    } catch (thrown) {
      take.disabled = false;
      trouble.hidden = false;
      trouble.textContent = asRefusal(thrown).sentence;
    }
  }

  const aside = leftOut(plan);
  const toAside = () => aside.scrollIntoView({ block: "start" });
  const told = [plan.needs_replacing ? words.textIsReplaced : words.textGoesIn, ...plan.notes];
  return el(
    "div",
    { class: "sheet check" },
    el(
      "header",
      { class: "sheet-head" },
      button(words.cancel, go.cancel, { "data-act": "cancel" }),
      el(
        "h1",
        {},
        words.importTitle,
        el("span", { class: "aside" }, `${plan.name} → ${words.yearOf(plan.report_year)}`),
      ),
      take,
    ),
    el(
      "div",
      { class: "import-notes" },
      trouble,
      told.map((sentence, index) =>
        el("p", { class: index === 0 && plan.needs_replacing ? "reminder" : "tip" }, sentence),
      ),
      aside && button(words.seeNotPlaced(asideCount(plan)), toAside, { class: "quiet", "data-act": "see_left_out" }),
    ),
    el(
      "div",
      { class: "check-columns" },
      el(
        "section",
        { class: "checked-text", tabindex: "0", "aria-label": words.importedText },
        plan.chapters.map(chapter),
        aside,
      ),
      el(
        "section",
        { class: "checked-findings", tabindex: "0", "aria-label": words.proposals },
        el("h2", {}, words.headingOf(words.proposals, proposals.length)),
        el("p", { class: "tip" }, proposals.length > 0 ? words.proposalsHint : words.noProposals),
        el("ul", {}, proposals),
        plan.conflicts.length > 0 && conflicts(plan.conflicts),
      ),
    ),
  );
}

function chapter({ title, kept, blocks }) {
  return el(
    "section",
    { class: "import-chapter" },
    kept && el("p", { class: "checked level-1" }, title),
    kept && el("p", { class: "tip" }, words.chapterKept),
    blocks.map(({ level, run_in, number, text }) =>
      el("p", { class: `checked level-${run_in ? 0 : level}` }, `${number ?? ""}${text}`),
    ),
  );
}

const asideCount = ({ unplaced, tables }) => unplaced.length + tables.length;

/** What does not go into the text: told, never dropped in silence. */
function leftOut(plan) {
  const { unplaced, tables } = plan;
  if (asideCount(plan) === 0) return null;
  return el(
    "section",
    { class: "left-out" },
    el("h2", {}, words.headingOf(words.notPlaced, asideCount(plan))),
    el(
      "ul",
      {},
      unplaced.map(({ text, reason }) => el("li", {}, el("p", {}, text), el("p", { class: "tip" }, reason))),
      tables.map(({ rows }) => el("li", {}, table(rows), el("p", { class: "tip" }, words.tableNotPlaced))),
    ),
  );
}

function table(rows) {
  const cells = (row) => row.map((text) => el("td", {}, text));
  return el(
    "div",
    { class: "import-table" },
    el("table", { class: "form" }, el("tbody", {}, rows.map((row) => el("tr", {}, cells(row))))),
  );
}

/** Ticked where the text leaves no doubt and nothing is entered yet; what is entered already need not be taken. */
function proposal({ id, label, fund_word, shown, unit, exact, standing, sentence }, ticks) {
  const same = standing === shown;
  const tick = el("input", { type: "checkbox", checked: exact && standing === null, disabled: same, "data-proposal": id });
  ticks.set(id, tick);
  const notes = [fund_word, !exact && words.notExact, same ? words.entered : standing !== null && words.standing(standing)];
  return el(
    "li",
    { class: "proposal" },
    el(
      "label",
      { class: "choice" },
      tick,
      el(
        "span",
        { class: "check-words" },
        el(
          "span",
          {},
          `${label}　`,
          el("strong", {}, `${shown}${unit}`),
          notes.filter(Boolean).map((note) => el("span", { class: "aside" }, `　${note}`)),
        ),
        el("q", { title: sentence }, sentence),
      ),
    ),
  );
}

function conflicts(list) {
  return el(
    "section",
    { class: "import-conflicts" },
    el("h2", {}, words.headingOf(words.conflicts, list.length)),
    el("p", { class: "tip" }, words.conflictsHint),
    el(
      "ul",
      {},
      list.map(({ label, values }) =>
        el(
          "li",
          { class: "proposal check-words" },
          el("span", {}, label),
          values.map(({ shown, sentence }) => el("span", {}, el("strong", {}, shown), el("q", {}, sentence))),
        ),
      ),
    ),
  );
}
