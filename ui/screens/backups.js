// The backups: what is kept where, making one, a second place, and going back to one. The present state is always kept.

import { asRefusal, backUp, chooseSecondFolder, restoreFile } from "../api.js";
import { button, el } from "../dom.js";
import { dialog } from "../parts/dialog.js";
import { words } from "../text.js";

/**
 * `kept`: the backups as the core lists them; `go.isOpen`: whether there is a workbook to back up; `go.back()`,
 * `go.restore(id)` and `go.restored(answer)` lead on.
 */
export function backupsScreen(kept, go) {
  const trouble = el("p", { class: "notice", role: "alert", hidden: true });
  const body = el("div", { class: "backups-body" });

  const attempt = (ask, take) => async () => {
    try {
      const answer = await ask();
      trouble.hidden = true;
      if (answer !== null) take(answer);
    } catch (thrown) {
      trouble.hidden = false;
      trouble.textContent = asRefusal(thrown).sentence;
    }
  };

  function show(now) {
    body.replaceChildren(
      ...[
        now.sentence && el("p", { class: "told", role: "status" }, now.sentence),
        now.reminder && el("p", { class: "reminder" }, now.reminder),
        el(
          "dl",
          { class: "places" },
          el("dt", {}, words.backupFolder),
          el("dd", { class: "path" }, now.folder),
          el("dt", {}, words.secondFolder),
          el(
            "dd",
            {},
            el("span", { class: now.second_folder ? "path" : "aside" }, now.second_folder ?? words.noSecondFolder),
            button(words.chooseSecondFolder, attempt(chooseSecondFolder, show), {
              class: "quiet",
              "data-act": "choose_second_folder",
            }),
          ),
        ),
        now.list.length > 0 ? table(now.list, askBackup) : el("p", { class: "nothing" }, words.noBackups),
      ].filter(Boolean),
    );
  }

  /** Asked once before anything is replaced: by what, and that nothing is lost by it. */
  function ask(title, by, label, restore) {
    const confirm = () => {
      question.close();
      restore();
    };
    const question = dialog(
      title,
      el(
        "div",
        { class: "fields" },
        by,
        el("p", {}, words.presentIsKept),
        el(
          "div",
          { class: "buttons" },
          button(label, confirm, { class: "primary", "data-act": "confirm_restore" }),
          button(words.cancel, () => question.close()),
        ),
      ),
    );
  }

  function askBackup({ id, at, years }) {
    const contents = years.map((year) => el("li", {}, words.yearSummary(year)));
    const restore = attempt(
      () => go.restore(id),
      () => {},
    );
    ask(words.askRestore(at), el("ul", {}, contents), words.restore, restore);
  }

  const askFile = () =>
    ask(words.askRestoreFile, el("p", {}, words.fileReplaces), words.chooseFile, attempt(restoreFile, go.restored));

  show(kept);
  return el(
    "div",
    { class: "sheet" },
    el(
      "header",
      { class: "sheet-head" },
      button(words.back, go.back, { "data-act": "back" }),
      el("h1", {}, words.backupsTitle),
      button(words.restoreFromFile, askFile, { "data-act": "restore_file" }),
      go.isOpen && button(words.backUpNow, attempt(backUp, show), { class: "primary", "data-act": "back_up" }),
    ),
    trouble,
    body,
  );
}

function table(list, ask) {
  const { at, reason, place, size, years } = words.backupColumns;
  const heads = [
    ["moment-column", at],
    ["backup-reason-column", reason],
    [null, years],
    ["place-column", place],
    ["size-column", size],
    ["act-column", ""],
  ];
  const row = (backup) =>
    el(
      "tr",
      { class: backup.broken ? "broken" : null },
      el("td", { class: "moment" }, backup.at),
      el("td", {}, backup.reason),
      el("td", {}, contents(backup)),
      el("td", {}, backup.second ? words.second : words.here),
      el("td", { class: "number" }, backup.bytes),
      el(
        "td",
        {},
        !backup.broken && button(words.restore, () => ask(backup), { "aria-label": words.restoreOf(backup.at) }),
      ),
    );
  return el(
    "table",
    { class: "backups", "aria-label": words.backupsTitle },
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        heads.map(([name, label]) =>
          label ? el("th", { scope: "col", class: name }, label) : el("td", { class: name }),
        ),
      ),
    ),
    el("tbody", {}, list.map(row)),
  );
}

/** Only the newest are looked into by the core; of the others it says nothing. */
function contents({ broken, years }) {
  if (broken) return el("p", { class: "broken-reason" }, broken);
  return years.length > 0 ? years.map((year) => el("p", {}, words.yearSummary(year))) : words.blank;
}
