// Several cells pasted from a sheet into fields of figures, as one act.

import { cellsOf, layOver } from "./sheet.js";
import { words } from "../text.js";

/**
 * Takes what is pasted over `grid` (parts/sheet.js), whose cells name their `figure`. `figures` and `fields` are by key.
 * What falls on a worked-out cell, or beside the form, is left out and said so.
 */
export function takesPaste(element, grid, figures, fields, desk) {
  if (!desk.readOnly) element.addEventListener("paste", (event) => paste(event, grid, figures, fields, desk));
}

async function paste(event, grid, figures, fields, desk) {
  const rows = cellsOf(event.clipboardData.getData("text/plain"));
  if (!rows || !grid.flat().some((cell) => cell.control === event.target)) return;
  event.preventDefault();
  const { laid, beside } = layOver(grid, event.target, rows);
  const taken = laid.filter(({ cell }) => cell.figure && figures.get(cell.figure).editable);
  const left = laid.filter(({ cell, text }) => cell.figure && !figures.get(cell.figure).editable && text !== "");
  const heads = laid.filter(({ cell, text }) => !cell.figure && text !== "" && text !== cell.text);
  const besideCount = heads.length + beside.length;
  const more =
    (left.length > 0 ? words.leftOut(left.map(({ cell }) => figures.get(cell.figure).label)) : "") +
    (besideCount > 0 ? words.besideForm(besideCount) : "");
  if (taken.length === 0) return desk.say(words.nothingPasted + more);
  const cells = taken.map(({ cell, text }) => [cell.figure, text]);
  const refusal = await desk.setFigures(cells, more);
  const refused = refusal && fields.get(refusal.field);
  if (refused) {
    refused.refuse(refusal.sentence);
    refused.control.focus();
  }
}
