// Opens the workbook and shows the screen that fits; leads from one screen to another. No words, no tables: those are the
// screens'.

import * as api from "./api.js";
import { button, el } from "./dom.js";
import { busySign } from "./parts/busy.js";
import { alertOf, dialog } from "./parts/dialog.js";
import { watchDrops } from "./parts/drop.js";
import { forgetUnsaved } from "./parts/field.js";
import { keepPage } from "./parts/keep_page.js";
import { askNewYear } from "./parts/new_year_form.js";
import { backupsScreen } from "./screens/backups.js";
import { deskScreen } from "./screens/desk.js";
import { firstScreen } from "./screens/first.js";
import { reportCheckScreen } from "./screens/report_check.js";
import { words } from "./text.js";

const screen = document.getElementById("screen");
/** The desk that is shown, or null. */
let desk = null;
/** What stands before the screen: `{ element, focused }`; the screen waits behind it as it was. */
let front = null;
/** Whether closing was asked for and a field kept the window open. */
let keptOpen = false;

const go = {
  first: () => toFirst(null),
  settled: (welcome) => show(firstScreen(welcome, null, go)),
  retry: start,
  openSample: async () => toDesk(await api.openSample()),
  openOwn: async () => toDesk(await api.openOwn()),
  newYear: async () => askNewYear("", (opened) => toDesk(opened), { showInFront, putAway }),
  checkReport,
  backups: toBackups,
  restore: async (id) => toRestored(await api.restore(id)),
};

/** Opens what the program was started for; what hinders it is told on the first screen. */
async function start() {
  try {
    const opened = await api.open();
    await (opened === null ? toFirst(null) : toDesk(opened));
  } catch (thrown) {
    await toFirst(api.asRefusal(thrown));
  }
}

async function toFirst(refusal) {
  let welcome = null;
  try {
    welcome = await api.welcome();
  } catch (thrown) {
    // The doors open all the same; only where the data lie cannot be said.
    api.asRefusal(thrown);
  }
  show(firstScreen(welcome, refusal, go));
}

/** `notice` is told on the desk; `year` is shown, the newest where none is named. */
async function toDesk(opened, { notice = null, year: wanted = null } = {}) {
  if (opened === null) return toFirst(null);
  const year = await api.year(wanted);
  forgetUnsaved();
  const made = deskScreen(opened, year, {
    opened: toDesk,
    backups: toBackups,
    showInFront,
    putAway,
    leave: async () => {
      await api.leave();
      await toFirst(null);
    },
  });
  show(made.element);
  desk = made;
  if (notice) made.say(notice);
}

async function toBackups() {
  const isOpen = desk !== null;
  const kept = await api.backups();
  show(backupsScreen(kept, { isOpen, back: isOpen ? start : go.first, restore: go.restore, restored: toRestored }));
}

const toRestored = ({ sentence, opened }) => toDesk(opened, { notice: sentence });

async function checkReport() {
  toCheck(await api.checkReport());
}

/** A report was dropped on the window: it is checked in front of what is shown, unless that takes the file itself. */
async function onDropped() {
  if (front?.dropped) return front.dropped();
  try {
    toCheck(await api.checkDropped());
  } catch (thrown) {
    const refused = dialog(words.checkTitle, el("div", {}, alertOf(api.asRefusal(thrown))));
    refused.element.append(el("div", { class: "buttons" }, button(words.close, refused.close)));
  }
}

function toCheck(checked) {
  if (checked !== null) showInFront(reportCheckScreen(checked, { back: putAway, another: checkReport }));
}

function show(content) {
  desk = null;
  front = null;
  closeQuestions();
  screen.replaceChildren(content);
  beginAtHead();
}

/**
 * Shows `element` before the screen, which keeps all that is typed in it, its place and its focus. `dropped()`, where there is
 * one, takes a file let go over it.
 */
function showInFront(element, dropped = null) {
  closeQuestions();
  const focused = front?.focused ?? document.activeElement;
  front?.element.remove();
  front = { element, focused, dropped };
  screen.firstElementChild.hidden = true;
  screen.append(element);
  beginAtHead();
}

function putAway() {
  const { element, focused } = front;
  front = null;
  element.remove();
  screen.firstElementChild.hidden = false;
  focused?.focus({ preventScroll: true });
}

/** A question goes with the screen it was asked from. */
function closeQuestions() {
  for (const question of document.querySelectorAll("dialog[open]")) question.close();
}

/** The keyboard begins at the head of a new screen. */
function beginAtHead() {
  window.scrollTo(0, 0);
  screen.focus();
}

/** The window is about to close: what is typed is stored first. Asked a second time, it closes whatever remains. */
async function onClosing() {
  const close = async () => {
    await api.answered();
    await api.closeWindow();
  };
  if (keptOpen || desk === null) return close();
  if (front !== null) putAway();
  if (await desk.settled(close)) return;
  keptOpen = true;
  await api.stayOpen();
}

keepPage();
document.body.append(busySign());
watchDrops(onDropped);
window.addEventListener("ziping-closing", onClosing);
document.addEventListener("input", () => (keptOpen = false));
start();
