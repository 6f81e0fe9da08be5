// The page on which readers try programs of their own: a figure like that of a program,
// made here, since there is nothing to show without a script.

import { button, make } from "../order/dom.js";

/** @param {HTMLElement} place with the paths of programs to start from in `data-starts` */
export function furnish(place) {
  const figure = make("figure", "program scratch");
  figure.id = "scratch";
  Object.assign(figure.dataset, { program: "scratch.py", run: "" });
  const runs = make("span", "runs", "", ...["Run", "Edit", "Step", "Check"].map(act));
  const bar = make("div", "bar", "", make("span", "name", "", make("b", "", "scratch.py")), runs);
  const code = make("code");
  const highlight = make("div", "highlight", "", make("pre", "", "", code));
  const listing = make("div", "listing", "", make("div", "line-numbers"), highlight);
  figure.append(bar, listing);
  const starts = (place.dataset.starts ?? "").split(" ").filter(Boolean).map((path) => {
    const start = button(path.split("/").at(-1) ?? path, () => begin(figure, path));
    start.className = "md-button";
    return start;
  });
  place.replaceChildren(make("p", "starts", "", "Start from: ", ...starts), figure);
}

/** @param {string} action */
function act(action) {
  const element = make("button", "act", action);
  element.type = "button";
  element.dataset.act = action.toLowerCase();
  return element;
}

/** @param {HTMLElement} figure @param {string} path of a program of the site */
async function begin(figure, path) {
  const { desk } = await import("./desk.js");
  const response = await fetch(new URL(`../../../programs/${path}`, import.meta.url));
  if (response.ok) desk(figure).draft.open(await response.text());
}
