// A reader comes to a term that the build has linked, by mouse, keyboard or finger: what
// shows its sentence (tip.js) is loaded then, and listens itself from then on.

/** @typedef {Awaited<ReturnType<typeof load>>} Tip */

const load = async () => (await import("./tip.js")).start();

export function start() {
  /** @type {Promise<Tip>|undefined} */
  let loading;
  let loaded = false;

  /** @param {Event} event */
  async function meet(event) {
    const term = event.target instanceof Element && /** @type {HTMLAnchorElement|null} */ (event.target.closest("a.term"));
    if (!term || loaded) return;
    const touched = event instanceof PointerEvent && event.pointerType === "touch";
    const tapped = touched && event.type === "click";
    if (tapped) event.preventDefault(); // the next touch follows the link
    try {
      const tip = await (loading ??= load());
      loaded = true;
      if (tapped || term.matches(":focus-visible")) await tip.show(term);
      else if (!touched && term.matches(":hover")) tip.enter(term);
    } catch {
      if (tapped) location.assign(term.href);
    }
  }

  for (const type of ["pointerover", "focusin", "click"]) document.addEventListener(type, meet);
}
