// The head of the desk: whose year it is, its stamp, the score, and how much is missing or does not agree.

import { button, el, groups, mark, write } from "../dom.js";
import { words } from "../text.js";

/** `years`: oldest first; `chooseYear(year)`, `choose(tab)`, `why(subject)`. */
export function letterhead(years, { chooseYear, choose, why }) {
  const unit = el("h1", {});
  const year = el("select", {
    class: "word-choice",
    "aria-label": words.reportYear,
    on: { change: () => chooseYear(Number(year.value)) },
  });
  year.append(...[...years].reverse().map((one) => el("option", { value: one }, words.yearOf(one))));
  const stamp = el("span", { class: "stamp" });
  const score = button("", () => why("total"), {
    class: "total score-why",
    "data-score": "sum",
    title: words.whyOf(words.totalScore),
  });
  const outOf = el("span", { class: "aside" });
  const grade = el("strong", { class: "total" });
  const missing = button("", () => choose("missing"), { class: "quiet" });
  const findings = button("", () => choose("findings"), { class: "quiet" });

  const element = el(
    "header",
    { class: "letterhead" },
    el("img", { class: "seal", src: "seal.png", alt: "", width: 44, height: 44 }),
    el(
      "div",
      { class: "letterhead-text" },
      unit,
      el("p", { class: "subject" }, year, el("span", {}, words.subject), stamp),
    ),
    el(
      "dl",
      { class: "summary" },
      fact(words.totalScore, [score, outOf]),
      fact(words.grade, [grade]),
      fact(words.missingCount, [missing]),
      fact(words.findingCount, [findings]),
    ),
  );

  function update(now) {
    write(unit, now.reporting_unit || words.blank);
    year.value = String(now.report_year);
    stamp.hidden = !now.stamp;
    write(stamp, now.stamp ?? "");
    mark(stamp, "title", { 示例: words.sampleNote, 草稿: words.draftNote }[now.stamp]);
    write(score, now.total.score ?? words.blank);
    write(outOf, now.total.score === null ? words.notScored : words.outOf(now.total.full_score));
    write(grade, now.total.grade ?? words.blank);
    write(missing, words.items(now.missing.length));
    const open = now.findings.filter((finding) => finding.reason === null);
    const chips = groups(open, (finding) => finding.word).map(([word, of]) =>
      el("span", { class: `chip ${of[0].grade}` }, words.findingsOf(word, of.length)),
    );
    findings.replaceChildren(...(chips.length > 0 ? chips : [now.findings.length > 0 ? words.allAnswered : words.nothingFound]));
  }

  return { element, update, year };
}

function fact(name, content) {
  return el("div", { class: "fact" }, el("dt", {}, name), el("dd", {}, content));
}
