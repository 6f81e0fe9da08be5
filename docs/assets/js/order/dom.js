// The two ways in which the player makes elements: text is always text, never markup.

/**
 * An element with a class, a text and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {string} text
 * @param {...(Node|string)} children
 */
export function make(tag, className = "", text = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

/**
 * A button that does nothing while it is `aria-disabled`, and keeps the focus then.
 * @param {string} label
 * @param {() => void} action
 */
export function button(label, action) {
  const element = make("button", "", label);
  element.type = "button";
  element.addEventListener("click", () => {
    if (element.getAttribute("aria-disabled") !== "true") action();
  });
  return element;
}
