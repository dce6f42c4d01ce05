// The only door to the shell: one function a command, under the command's name. A refusal is always { code, sentence }.

import { words } from "./text.js";

export const open = () => ask("open");
export const openSample = () => ask("open_sample");
export const evaluation = (year) => ask("evaluation", { year });

async function ask(command, parameters) {
  try {
    return await window.__TAURI__.core.invoke(command, parameters);
  } catch (refusal) {
    throw asRefusal(refusal, words.unreachable);
  }
}

/** What was thrown as { code, sentence }; what is no refusal is a mistake of ours, and the officer reads `sentence`. */
export function asRefusal(thrown, sentence) {
  if (thrown && typeof thrown.sentence === "string") return thrown;
  console.error(thrown);
  return { code: "page", sentence };
}
