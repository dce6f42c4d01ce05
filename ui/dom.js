// Builds elements and keeps them. Text is always put in as text, never as markup.

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
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button; `attributes` may name its class, its title and the like. */
export function button(label, press, attributes = {}) {
  return el("button", { type: "button", ...attributes, on: { click: press } }, label);
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

/** Makes `wanted` the children of `parent`. What stays in place is not touched, so that a field keeps its focus. */
export function arrange(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.childNodes]) if (!keep.has(child)) child.remove();
  let at = parent.firstChild;
  for (const child of wanted) {
    if (child === at) at = at.nextSibling;
    else parent.insertBefore(child, at);
  }
}

/** Writes text only where it differs: a screen reader is not disturbed by what did not change. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets or removes an attribute. */
export function mark(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : value);
}
