// Stands in for what Tauri puts into the page: the same invoke, over HTTP to this machine. The window's own two commands
// are kept for a test to see.

window.__TAURI__ = {
  core: {
    async invoke(command, parameters = {}) {
      if (command === "close_window" || command === "stay_open") {
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
