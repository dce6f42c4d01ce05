// Builds elements. Text is always put in as text, never as markup.

/** An element: `attributes` as in HTML (false, null and undefined leave one out), `on` its listeners, then its children. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Rows that follow each other under the same name: `[[name, rows], …]` in their order. */
export function groups(rows, nameOf) {
  const found = [];
  for (const row of rows) {
    const name = nameOf(row);
    if (found.length === 0 || found[found.length - 1][0] !== name) found.push([name, []]);
    found[found.length - 1][1].push(row);
  }
  return found;
}
