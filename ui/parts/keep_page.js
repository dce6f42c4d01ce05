// Keeps what a browser offers beside the program from loading the page anew: what is typed and not stored would be lost.

/** Turns off the keys that load again or go back, and the menu that offers the same. */
export function keepPage() {
  const keepsOut = (event) => leads(event) && event.preventDefault();
  window.addEventListener("keydown", keepsOut, { capture: true });
  window.addEventListener("contextmenu", keepsOutOfFields, { capture: true });
}

function leads({ key, code, ctrlKey, metaKey, altKey }) {
  const again = key === "F5" || ((ctrlKey || metaKey) && !altKey && code === "KeyR");
  const back = altKey && (key === "ArrowLeft" || key === "ArrowRight");
  return again || back || ["BrowserRefresh", "BrowserBack", "BrowserForward"].includes(key);
}

/** Where something can be typed the menu cuts, copies and pastes; anywhere else it would offer to load again. */
function keepsOutOfFields(event) {
  if (!(event.target instanceof Element && event.target.matches(":read-write"))) event.preventDefault();
}
