// The projects: their list, and the form of the one that is chosen. A form is made when its project is first looked at,
// and kept, so that what stands in its fields is not lost while another one is shown.

import { asRefusal } from "../api.js";
import { arrange, button, el, mark, write } from "../dom.js";
import { alertOf, dialog } from "../parts/dialog.js";
import { words } from "../text.js";
import { projectForm } from "./project_form.js";

export function projectsPanel(first, desk) {
  let year = first;
  let chosen = null;
  const lines = new Map();
  const forms = new Map();
  const list = el("ul", { class: "project-list" });
  const place = el("div", { class: "project-place" });
  const nothing = el("p", { class: "nothing" }, words.noProjects);
  const ask = () => askProject(year, desk, choose);
  const add = !desk.readOnly && button(words.addProject, ask, { "data-act": "add_project" });
  const element = el(
    "div",
    { class: "projects" },
    el("nav", { class: "project-side", "aria-label": words.projects }, list, add),
    place,
  );

  const projectOf = (target) =>
    year.projects.list.find(({ id }) => target === `projects.${id}` || target?.startsWith(`projects.${id}.`));

  function choose(id) {
    chosen = id;
    draw();
  }

  function draw() {
    const { list: projects, funds } = year.projects;
    if (!projects.some(({ id }) => id === chosen)) chosen = projects[0]?.id ?? null;
    const figures = new Map(year.figures.map((figure) => [figure.key, figure]));
    for (const kept of [lines, forms]) {
      for (const id of [...kept.keys()]) if (!projects.some((one) => one.id === id)) kept.delete(id);
    }
    for (const project of projects) {
      if (!lines.has(project.id)) lines.set(project.id, projectLine(project.id, choose));
      const fund = funds.find(({ value }) => value === project.fund).label;
      lines.get(project.id).update(project, fund, figures, project.id === chosen);
    }
    if (chosen !== null && !forms.has(chosen)) forms.set(chosen, projectForm(chosen, year, figures, desk));
    for (const [id, form] of forms) {
      form.update(year, figures);
      form.element.hidden = id !== chosen;
    }
    arrange(
      list,
      projects.map(({ id }) => lines.get(id).element),
    );
    arrange(place, chosen === null ? [nothing] : [...forms.values()].map((form) => form.element));
  }

  function update(now) {
    year = now;
    draw();
  }

  update(first);
  return {
    element,
    update,
    has: (target) => projectOf(target) !== undefined,
    reach: (target) => {
      const project = projectOf(target);
      if (project) choose(project.id);
    },
  };
}

/** A line of the list: name, fund, what was spent, and the points. */
function projectLine(id, choose) {
  const name = el("span", { class: "project-name" });
  const more = el("span", { class: "aside" });
  const score = el("span", { class: "project-score", "data-project-score": id });
  const prints = `figure:projects.${id}.name`;
  const attributes = { class: "line", "data-project": id, "data-prints": prints };
  const press = button([name, more, score], () => choose(id), attributes);

  function update(project, fund, figures, isChosen) {
    write(name, project.name);
    write(more, words.projectLine(fund, figures.get(project.money[0].keys.at(-1)).shown));
    write(score, words.pointsOrNot(project.total));
    mark(press, "aria-current", isChosen ? "true" : null);
  }

  return { element: el("li", {}, press), update };
}

/** Asks what the new project is called and which line of 附件1 it belongs to; a refusal stays in the question. */
function askProject(year, desk, choose) {
  const name = el("input", { type: "text", id: "project-name", autocomplete: "off" });
  const fund = el(
    "select",
    { id: "project-fund" },
    year.projects.funds.map(({ value, label }) => el("option", { value }, label)),
  );
  const told = el("div");
  const submit = async (event) => {
    event.preventDefault();
    try {
      const answer = await desk.edit((api, of) => api.addProject(of, name.value, fund.value));
      question.close();
      choose(answer.year.projects.list.at(-1).id);
    } catch (thrown) {
      told.replaceChildren(alertOf(asRefusal(thrown)));
    }
  };
  const form = el(
    "form",
    { class: "fields", on: { submit } },
    el("label", { for: "project-name" }, words.projectName),
    name,
    el("label", { for: "project-fund" }, words.fund),
    fund,
    told,
    el(
      "div",
      { class: "buttons" },
      el("button", { type: "submit", class: "primary" }, words.addProject.replace("…", "")),
      button(words.cancel, () => question.close()),
    ),
  );
  const question = dialog(words.addProject.replace("…", ""), form);
}
