// One voice for the page's small news: what it says, a screen reader reads out politely.

const voice = document.createElement("p");
voice.className = "visually-hidden";
voice.setAttribute("role", "status");
document.body.append(voice);

/** @param {string} words */
export function say(words) {
  voice.textContent = words;
}

const LONG = 2000; // milliseconds that a control tells how it went

/**
 * Let a button or link say in its own place how it went, and then be as before.
 * @param {HTMLElement & {usual?: string, timer?: number}} control
 * @param {string} text "Copied" if it went well
 * @param {string} words for the ear
 */
export function tell(control, text, words) {
  say(words);
  const usual = (control.usual ??= control.textContent);
  control.textContent = text;
  control.classList.toggle("done", text === "Copied");
  clearTimeout(control.timer);
  control.timer = setTimeout(() => {
    say("");
    control.textContent = usual;
    control.classList.remove("done");
  }, LONG);
}
