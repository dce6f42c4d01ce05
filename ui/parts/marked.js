// A text with marks over parts of it, by UTF-16 positions. Marks may overlap: the text is cut at all their ends.

import { el } from "../dom.js";

/** `marks`: `{ start, end, grade, index, title }`; `choose(index)` when one is pressed. Gives the children. */
export function marked(text, marks, choose) {
  const ends = new Set([0, text.length]);
  for (const { start, end } of marks) ends.add(start).add(end);
  const cuts = [...ends].filter((at) => at <= text.length).sort((one, other) => one - other);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index];
    const words = text.slice(start, end);
    const over = marks.filter((mark) => mark.start <= start && end <= mark.end);
    return over.length === 0 ? words : mark(words, over, choose);
  });
}

function mark(words, over, choose) {
  const press = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(over[0].index);
  };
  return el(
    "mark",
    {
      class: [...new Set(over.map(({ grade }) => grade))].join(" "),
      role: "button",
      tabindex: "0",
      title: over.find(({ title }) => title)?.title,
      "data-marks": over.map(({ index }) => index).join(" "),
      on: { click: press, keydown: press },
    },
    words,
  );
}
