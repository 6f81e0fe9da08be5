// The page on which readers try programs of their own: a figure like that of a program,
// made here, since there is nothing to show without a script. Its program is empty, so
// whatever is typed is an edit, which this browser keeps as it keeps others (draft.js).

import { button, make } from "../order/dom.js";

const PROGRAMS = new URL("../../../programs/", import.meta.url);
const DOES = { Run: "Run", Edit: "Edit", Step: "Step through", Check: "Check every order of" };

/** @param {HTMLElement} place with the paths of programs to start from in `data-starts` */
export async function furnish(place) {
  const figure = scratch();
  const said = make("p", "starting");
  said.setAttribute("role", "status");
  const paths = (place.dataset.starts ?? "").split(" ").filter(Boolean);
  const starts = paths.map((path) => start(path, figure, said));
  place.replaceChildren(make("p", "starts", "Start from: ", ...starts), said, figure);
  try {
    const { draft } = await opened(figure);
    await draft.open(draft.source, { focus: false });
  } catch {
    place.replaceChildren(make("p", "", "What runs programs is not there: this copy of the site was built without it."));
  }
}

function scratch() {
  const figure = make("figure", "program");
  figure.id = "scratch";
  Object.assign(figure.dataset, { program: "scratch.py", run: "" });
  const runs = make("span", "runs", "", ...Object.entries(DOES).map(([label, does]) => act(label, does)));
  const bar = make("div", "bar", "", make("span", "name", "", make("b", "", "scratch.py")), runs);
  const highlight = make("div", "highlight", "", make("pre", "", "", make("code")));
  figure.append(bar, make("div", "listing", "", make("div", "line-numbers"), highlight));
  return figure;
}

/** @param {string} label @param {string} does for the ear */
function act(label, does) {
  const element = make("button", "act", label);
  element.type = "button";
  element.dataset.act = label.toLowerCase();
  element.setAttribute("aria-label", `${does} scratch.py`);
  return element;
}

/** @param {HTMLElement} figure */
async function opened(figure) {
  const { desk } = await import("./desk.js");
  return desk(figure);
}

/**
 * A button that brings a program of the site into the editor; undo brings back what was there.
 * @param {string} path
 * @param {HTMLElement} figure
 * @param {HTMLElement} said
 */
function start(path, figure, said) {
  const name = path.split("/").at(-1) ?? path;
  const element = button(name, async () => {
    try {
      const response = await fetch(new URL(path, PROGRAMS));
      if (!response.ok) throw new Error(response.statusText);
      const { draft } = await opened(figure);
      const mine = draft.edited;
      await draft.receive(await response.text());
      said.textContent = mine ? "Reset brings your own program back." : "";
    } catch {
      said.textContent = `${name} could not be loaded.`;
    }
  });
  element.className = "act";
  return element;
}
