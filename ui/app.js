// Opens the workbook and shows the screen that fits. No words, no tables: those are the screens'.

import { asRefusal, evaluation, open, openSample } from "./api.js";
import { evaluationScreen } from "./screens/evaluation.js";
import { firstScreen } from "./screens/first.js";
import { words } from "./text.js";

const screen = document.getElementById("screen");

/** Opens through `opening` and shows the newest year; what hinders it is told on the first screen. */
async function start(opening) {
  try {
    const opened = await opening();
    if (opened === null) return show(firstScreen({ onSample }));
    show(evaluationScreen(opened, await evaluation(null), evaluation));
  } catch (thrown) {
    show(firstScreen({ refusal: asRefusal(thrown, words.pageFailed), onSample, onRetry }));
  }
}

const onSample = () => start(openSample);
const onRetry = () => start(open);

function show(content) {
  screen.replaceChildren(content);
}

start(open);
