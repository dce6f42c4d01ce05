// The first screen: the doors, where the data lie, and, where the workbook could not be opened, why and what to do.

import { asRefusal, chooseDataFolder, useDataFolder } from "../api.js";
import { button, el } from "../dom.js";
import { words } from "../text.js";

/** `welcome`: what the core says of this PC; `refusal`: why nothing is open; `go`: the ways from here. */
export function firstScreen(welcome, refusal, go) {
  const doors = ["openSample", "newYear", "checkReport", "backups"];
  // One that was refused is tried again by the button beside the reason.
  if (welcome?.own_exists && !refusal) doors.unshift("openOwn");
  const trouble = el("div", { class: "trouble" }, refusal && refused(refusal, welcome, go, tell).filter(Boolean));
  const place = el("section", { class: "data-folder", "aria-label": words.dataFolder });
  if (welcome) place.append(...folder(welcome, go.settled, tell));

  /** What hindered an act; where a backup can help, it is offered here too. */
  function tell(thrown) {
    const hindered = asRefusal(thrown);
    const notice = () => [el("p", { class: "notice", role: "alert" }, hindered.sentence)];
    const told = hindered.advice === "restore" ? refused(hindered, welcome, go, tell).filter(Boolean) : notice();
    trouble.replaceChildren(...told);
  }

  return el(
    "div",
    { class: "first" },
    el("img", { class: "first-seal", src: "seal.png", alt: "", width: 72, height: 72 }),
    el("h1", {}, words.program),
    el("p", { class: "first-sentence" }, words.firstSentence),
    trouble,
    el(
      "div",
      { class: "doors" },
      doors.map((name) => door(name, go[name], name === doors[0] && !refusal, tell)),
    ),
    place,
  );
}

function door(name, act, first, tell) {
  const [label, sentence] = words.doors[name];
  const press = async (event) => {
    const pressed = event.currentTarget;
    // A second press while the first is at work does nothing.
    if (pressed.getAttribute("aria-busy") === "true") return;
    pressed.setAttribute("aria-busy", "true");
    try {
      await act();
    } catch (thrown) {
      tell(thrown);
    } finally {
      pressed.removeAttribute("aria-busy");
    }
  };
  const attributes = { class: `door${first ? " first-door" : ""}`, "data-act": name };
  return button([el("strong", {}, label), el("span", {}, sentence)], press, attributes);
}

function refused(refusal, welcome, go, tell) {
  const backup = refusal.advice === "restore" ? welcome?.newest_backup : null;
  return [
    el("div", { class: "notice", role: "alert" }, el("strong", {}, words.notOpened), el("p", {}, refusal.sentence)),
    backup && newest(backup, go, tell),
    el("div", { class: "buttons" }, button(words.tryAgain, go.retry, { "data-act": "retry" })),
  ];
}

function newest(backup, go, tell) {
  return el(
    "div",
    { class: "newest" },
    el("p", {}, `${words.newestBackup}：`, el("strong", {}, backup.at), `　${backup.reason}`),
    el(
      "ul",
      {},
      backup.years.map((year) => el("li", {}, words.yearSummary(year))),
    ),
    el("p", { class: "tip" }, words.presentIsKept),
    button(words.restoreNewest, () => go.restore(backup.id).catch(tell), {
      class: "primary",
      "data-act": "restore_newest",
    }),
  );
}

/** `settled(welcome)` shows what came of another place; null where none was chosen. */
function folder(welcome, settled, tell) {
  const attempt = (ask) => async () => {
    try {
      const answer = await ask();
      if (answer !== null) settled(answer);
    } catch (thrown) {
      tell(thrown);
    }
  };
  return [
    el(
      "p",
      { class: "folder-line" },
      el("span", {}, `${words.dataFolder}：`),
      el("span", { class: "path" }, welcome.folder),
    ),
    welcome.sentence && el("p", { role: "status" }, welcome.sentence),
    ...welcome.warnings.map((warning) => el("p", { class: "warning", role: "status" }, warning)),
    el(
      "div",
      { class: "buttons" },
      welcome.proposals.map((proposal, index) =>
        button(
          words.useFolder(proposal),
          attempt(() => useDataFolder(index)),
        ),
      ),
      button(words.changeFolder, attempt(chooseDataFolder), { class: "quiet", "data-act": "choose_data_folder" }),
    ),
  ].filter(Boolean);
}
