// What decides an indicator: nothing where a figure does, else ticks, a number of breaches, a grade or points.

import { el, mark } from "../dom.js";
import { asRefusal } from "../api.js";
import { field } from "../parts/field.js";
import { words } from "../text.js";

/** Gives `{ element, update(decision) }`; `desk.judge(indicator, decision)` stores. */
export function decision(indicator, desk) {
  const kinds = { figure: nothing, ticks, breaches, grade, score: points };
  return kinds[indicator.decision.kind](indicator, desk);
}

const nothing = () => ({ element: null, update() {} });

function ticks(indicator, desk) {
  const boxes = indicator.decision.items.map(() => el("input", { type: "checkbox", disabled: desk.readOnly }));
  // A list that nobody has looked at is not one of which nothing is met: that has to be said.
  const noneMet = el("button", { type: "button", class: "quiet none-met" }, words.noneMet);
  const choices = indicator.decision.items.map(({ label, points: worth }, index) => choice(boxes[index], label, worth));
  const element = group(indicator, [...choices, noneMet]);
  noneMet.addEventListener("click", () => element.dispatchEvent(new Event("change")));
  const chosen = () => boxes.flatMap((box, index) => (box.checked ? [index + 1] : []));
  const show = ({ items }) => {
    items.forEach(({ met }, index) => (boxes[index].checked = met === true));
    noneMet.hidden = desk.readOnly || items.some(({ met }) => met !== null);
  };
  const told = stores(element, () => desk.judge(indicator.key, { ticks: chosen() }));
  return { element, update: (now) => told.settled() && show(now) };
}

function grade(indicator, desk) {
  const name = `grade-${indicator.key}`;
  const radios = indicator.decision.grades.map(({ label }) =>
    el("input", { type: "radio", name, value: label, disabled: desk.readOnly }),
  );
  const element = group(
    indicator,
    indicator.decision.grades.map(({ label, points: worth }, index) => choice(radios[index], label, worth)),
  );
  const show = ({ chosen }) => radios.forEach((radio) => (radio.checked = radio.value === chosen));
  const told = stores(element, () =>
    desk.judge(indicator.key, { grade: radios.find((radio) => radio.checked)?.value ?? "" }),
  );
  return { element, update: (now) => told.settled() && show(now) };
}

function breaches(indicator, desk) {
  const counted = number(indicator, words.breaches, desk, (typed) => ({ breaches: typed }));
  const list = el(
    "ol",
    { class: "requirements" },
    indicator.decision.requirements.map((text) => el("li", {}, text)),
  );
  return {
    element: el("div", { class: "decision-part" }, list, counted.element),
    update: ({ count }) => counted.update(count === null ? "" : String(count)),
  };
}

function points(indicator, desk) {
  const given = number(indicator, words.judgedPoints, desk, (typed) => ({ score: typed }));
  return {
    element: el("div", { class: "decision-part" }, given.element),
    update: (now) => given.update(now.points ?? ""),
  };
}

function number(indicator, label, desk, decisionOf) {
  const control = el("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    class: "number",
    "data-key": indicator.key,
    "aria-label": `${indicator.label}，${label}`,
    readonly: desk.readOnly,
  });
  const element = el("div", { class: "number-field" }, el("span", {}, label), control);
  const bound = field(control, (typed) => desk.judge(indicator.key, decisionOf(typed)));
  return { element, update: bound.update };
}

function group(indicator, choices) {
  return el(
    "fieldset",
    { class: "decision-part", "data-key": indicator.key, tabindex: "-1" },
    el("legend", { class: "unseen" }, words.decisionOf(indicator.label)),
    choices,
  );
}

function choice(control, label, worth) {
  return el(
    "label",
    { class: "choice" },
    control,
    el("span", {}, label),
    el("span", { class: "worth" }, words.pointsOf(worth)),
  );
}

/** Stores at each change of `element`; a refusal is told below it. Answers while another change is under way are old. */
function stores(element, save) {
  const problem = el("span", { class: "problem", role: "alert" });
  let asked = 0;
  element.addEventListener("change", async () => {
    asked += 1;
    problem.remove();
    mark(element, "aria-describedby", null);
    try {
      await save();
    } catch (thrown) {
      problem.textContent = asRefusal(thrown).sentence;
      element.append(problem);
    } finally {
      asked -= 1;
    }
  });
  // The last answer comes while its own question is still counted.
  return { settled: () => asked <= 1 };
}
