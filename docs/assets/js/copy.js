// The buttons that copy a code block: exactly its text, which has no line numbers.
// Programs and outputs bring theirs, hidden; other blocks get one here.

import { tell } from "./say.js";

const OWN = "figure.program .highlight"; // these bring a button, or need none

/** @param {HTMLButtonElement} button */
function block(button) {
  const around = button.closest(".output, figure.program, .highlight");
  return around?.querySelector("pre > code");
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const what = button.getAttribute("aria-label")?.replace(/^Copy:? /, "") ?? "";
  const code = block(button);
  if (!code) return;
  try {
    await navigator.clipboard.writeText(code.textContent);
    tell(button, "Copied", `Copied ${what}`);
  } catch {
    tell(button, "Refused", `The browser does not let ${what} be copied: select it instead`);
  }
}

/**
 * A button beside a block that has none.
 * @param {Element} highlight
 * @param {number} number
 */
function add(highlight, number) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.setAttribute("aria-label", `Copy code block ${number}`);
  button.textContent = "Copy";
  highlight.append(button);
}

/** Make every button of the page work, where the browser has a clipboard. */
export function start() {
  if (!navigator.clipboard) return;
  const others = [...document.querySelectorAll(".highlight")].filter((found) => !found.matches(OWN));
  others.forEach((highlight, index) => add(highlight, index + 1));
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button.copy"))) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
