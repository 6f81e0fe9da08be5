// What the buttons Run, Edit, Step and Check of a program lead to: it is loaded at the first
// click (desk.js), or with a link or a draft that brings a program.

export const LINK = "#run="; // how a fragment begins that brings a program
export const DRAFT = "threading:draft:"; // how the keys begin of what a browser keeps
export const EXERCISE = "threading:exercise:"; // and of what it keeps of an exercise

/** The checks of the exercise whose starter this figure shows, if it is one. @param {HTMLElement} figure */
function checks(figure) {
  const list = /** @type {HTMLElement|null} */ (document.querySelector(".exercise-checks"));
  return figure.dataset.program?.endsWith("/starter.py") ? list : null;
}

/** @param {HTMLElement} figure @param {string} [action] */
async function open(figure, action) {
  const { desk } = await import("./desk.js");
  const here = desk(figure);
  const list = checks(figure);
  if (list) (await import("./exercise.js")).pose(here, list);
  if (action) await here.act(action);
  return here;
}

/** The figure that the address brings a program for, if this page has it. */
function linked() {
  if (!location.hash.startsWith(LINK)) return null;
  const path = new URLSearchParams(location.hash.slice(1)).get("of") ?? "";
  return /** @type {HTMLElement|null} */ (
    document.querySelector(`figure[data-program="${CSS.escape(path)}"][data-run]`)
  );
}

/** Whether something of this program is kept. @param {HTMLElement} figure */
function drafted(figure) {
  const exercise = checks(figure)?.dataset.exercise;
  try {
    const keys = [DRAFT + figure.dataset.program, ...(exercise ? [EXERCISE + exercise] : [])];
    return keys.some((key) => localStorage.getItem(key) !== null);
  } catch {
    return false;
  }
}

/** Say of a link that its program cannot be found. */
function lost() {
  const told = document.createElement("p");
  told.className = "lost";
  told.setAttribute("role", "alert");
  told.textContent = "This link is damaged or out of date: the program that it is about is not on this page.";
  document.querySelector("h1")?.after(told);
}

/** @param {MouseEvent} event of a button of a program, whenever that was made */
function pressed({ target }) {
  const button = /** @type {HTMLElement|null} */ (/** @type {Element} */ (target).closest("[data-act]"));
  const figure = /** @type {HTMLElement|null} */ (button?.closest("figure.program[data-run]"));
  if (button && figure) open(figure, button.dataset.act);
}

export async function start() {
  document.addEventListener("click", pressed); // before anything is waited for
  // What engine.js says of such a browser after a press, its buttons tell before.
  if (!("Suspending" in (globalThis.WebAssembly ?? {}))) document.documentElement.classList.add("unable");
  const scratch = /** @type {HTMLElement|null} */ (document.querySelector(".scratch[data-run]"));
  if (scratch) await (await import("./scratch.js")).furnish(scratch);
  for (const figure of document.querySelectorAll("figure.program[data-run]")) {
    const program = /** @type {HTMLElement} */ (figure);
    if (drafted(program)) open(program);
  }
  const follow = async () => {
    const figure = linked();
    if (figure) (await open(figure)).receive(location.hash);
    else if (location.hash.startsWith(LINK)) lost();
  };
  addEventListener("hashchange", follow);
  follow();
}
