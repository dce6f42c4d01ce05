// Stands in for what Tauri puts into the page: the same invoke, over HTTP to this machine. Closing the window ends the
// bridge; that the page wants it to stay open is kept for a test to see.

window.__TAURI__ = {
  core: {
    async invoke(command, parameters = {}) {
      if (command === "stay_open") {
        window.bridgeAsked = command;
        return null;
      }
      const response = await fetch(`/invoke/${command}`, { method: "POST", body: JSON.stringify(parameters) });
      const told = await response.json();
      if (told.refusal) throw told.refusal;
      return told.answer;
    },
  },
};

// Files over the window, as the shell tells of them; the bridge knows which one is dropped.
const told = (name) => window.dispatchEvent(new Event(name));
window.addEventListener("dragenter", (event) => event.relatedTarget === null && told("ziping-dragging"));
window.addEventListener("dragleave", (event) => event.relatedTarget === null && told("ziping-drag-left"));
window.addEventListener("dragover", (event) => event.preventDefault());
window.addEventListener("drop", async (event) => {
  event.preventDefault();
  await fetch("/invoke/drop", { method: "POST" });
  told("ziping-dropped");
});
