// Moves between the cells of a table as a sheet does, and reads what is pasted over several of them. A grid is
// `[[{ control, column, span }]]`, its cells by the column of the form they begin in; what a cell means is its panel's.

import { isComposition } from "./field.js";

/** Lets Enter, ↑ and ↓ move between the rows of `grid`; Tab goes on in the order of the page. */
export function movesInSheet(element, grid) {
  selectsOnClick(element);
  element.addEventListener("keydown", (event) => {
    if (isComposition(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const at = find(grid, event.target);
    if (!at || (event.target.tagName === "TEXTAREA" && !atItsEdge(event))) return;
    if (event.target.tagName === "SELECT" && event.key !== "Enter") return;
    const down = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey);
    const up = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    if (!down && !up) return;
    const next = neighbour(grid, at, down ? 1 : -1);
    // The last cell commits where it is.
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (next.select) next.select();
  });
}

/** The first click into a cell takes all of it, so that typing writes over it; the next one sets the caret. */
function selectsOnClick(element) {
  let entered = null;
  element.addEventListener(
    "pointerdown",
    ({ target }) => (entered = target === document.activeElement ? null : target),
  );
  element.addEventListener("click", ({ target }) => {
    if (target === entered && target.tagName === "INPUT" && target.selectionStart === target.selectionEnd)
      target.select();
    entered = null;
  });
}

/** In a field of several lines the arrows leave only from its ends, and Enter is the text's own. */
function atItsEdge(event) {
  const { selectionStart, selectionEnd, value } = event.target;
  if (selectionStart !== selectionEnd) return false;
  return event.key === "ArrowUp" ? selectionStart === 0 : event.key === "ArrowDown" && selectionEnd === value.length;
}

function find(grid, control) {
  for (const [row, cells] of grid.entries()) {
    const cell = cells.find((one) => one.control === control);
    if (cell) return { row, cell };
  }
  return null;
}

function neighbour(grid, { row, cell }, step) {
  for (let next = row + step; next >= 0 && next < grid.length; next += step) {
    const fields = grid[next].filter((one) => one.control);
    const over = fields.find((one) => one.column <= cell.column && cell.column < one.column + one.span) ?? fields[0];
    if (over) return over.control;
  }
  return null;
}

/**
 * Lays pasted rows over `grid` from `control` on: `[{ cell, text }]` in reading order, and what fell beside the form.
 * A sheet with merged cells copies the covered ones as blanks: such a row goes by columns, any other by cells.
 */
export function layOver(grid, control, rows) {
  const start = find(grid, control);
  const laid = [];
  const beside = [];
  rows.forEach((texts, down) => {
    const cells = (grid[start.row + down] ?? []).filter((cell) => cell.column >= start.cell.column);
    const begins = (right) => cells.some((cell) => cell.column === start.cell.column + right);
    const byColumn = texts.length > cells.length && texts.every((text, right) => text.trim() === "" || begins(right));
    texts.forEach((text, right) => {
      const column = start.cell.column + right;
      const cell = byColumn ? cells.find((one) => one.column === column) : cells[right];
      if (cell) laid.push({ cell, text: text.trim() });
      else if (text.trim() !== "") beside.push(text.trim());
    });
  });
  return { laid, beside };
}

/** Rows and cells of a text from a sheet, or null where it is one cell only. Quoted cells may hold tabs and lines. */
export function cellsOf(text) {
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!/[\t\n]/.test(source)) return null;
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))([\t\n]|$)/gy;
  while (cell.lastIndex <= source.length) {
    const found = cell.exec(source);
    if (!found) return source.split("\n").map((row) => row.split("\t"));
    rows[rows.length - 1].push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (found[3] === "") return rows;
    if (found[3] === "\n") rows.push([]);
  }
  return rows;
}
