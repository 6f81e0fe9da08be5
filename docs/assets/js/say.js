// One voice for the page's small news: what it says, a screen reader reads out politely.

const voice = document.createElement("p");
voice.className = "visually-hidden";
voice.setAttribute("role", "status");
document.body.append(voice);

/** @param {string} words */
export function say(words) {
  voice.textContent = words;
}
