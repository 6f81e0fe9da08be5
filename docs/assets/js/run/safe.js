// Markup that came from the worker, as nodes: only what a drawing is made of. A program
// that had broken out of its fences could send any text; it cannot send an element that
// does something, since everything else is left out here.

const ELEMENTS = new Set(
  ("figure figcaption div span p b i code wbr svg path details summary table thead tbody tr th td").split(" "),
);
const ATTRIBUTES = new Set(
  ("class hidden scope tabindex role d viewBox data-search-exclude data-program data-figure data-course" +
    " data-thread data-from data-until data-caption aria-label aria-hidden").split(" "),
);

/** @param {Element} element */
function clean(element) {
  for (const { name } of [...element.attributes]) {
    if (!ATTRIBUTES.has(name)) element.removeAttribute(name);
  }
  for (const child of [...element.children]) {
    const data = child.localName === "script" && child.getAttribute("type") === "application/json";
    if (data) continue; // text for the player, which no browser runs
    if (ELEMENTS.has(child.localName)) clean(child);
    else child.remove();
  }
}

/**
 * The first element of this markup, or null.
 * @param {string} html
 * @returns {HTMLElement|null}
 */
export function element(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  clean(parsed);
  const found = parsed.firstElementChild;
  return found ? /** @type {HTMLElement} */ (document.importNode(found, true)) : null;
}
