// The only door to the shell: one function a command, under the command's name. A refusal is always { code, sentence }.

import { words } from "./text.js";

export const open = () => ask("open");
export const openSample = () => ask("open_sample");
export const evaluation = (year) => ask("evaluation", { year });

async function ask(command, parameters) {
  try {
    return await window.__TAURI__.core.invoke(command, parameters);
  } catch (refusal) {
    if (refusal && typeof refusal.sentence === "string") throw refusal;
    console.error(command, refusal);
    throw { code: "unreachable", sentence: words.unreachable };
  }
}
