// A reader comes to a term that the build has linked, by mouse, keyboard or finger: what
// shows its sentence (tip.js) is loaded then, and listens itself from then on.

/** @typedef {Awaited<ReturnType<typeof load>>} Tip */

const load = async () => (await import("./tip.js")).start();
const TYPES = ["pointerover", "pointerdown", "focusin", "click"];

/**
 * Whether a click is a finger's: then it shows the sentence, and the next one follows the
 * link. So does this one where there is no sentence.
 * @param {Event & {pointerType?: string}} click which older browsers do not tell by what
 * @param {string} pointer what was down last
 * @param {HTMLAnchorElement} term
 * @param {() => Promise<unknown>} show
 */
export function touched(click, pointer, term, show) {
  if ((click.pointerType ?? pointer) !== "touch") return false;
  click.preventDefault();
  show().catch(() => location.assign(term.href));
  return true;
}

export function start() {
  /** @type {Promise<Tip>|undefined} */
  let loading;
  let pointer = "";

  /** What shows sentences, loaded once; rejected where it cannot be, and tried anew then. */
  async function tip() {
    try {
      const loaded = await (loading ??= load());
      for (const type of TYPES) document.removeEventListener(type, meet);
      return loaded;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  }

  /** @param {Event} event */
  function meet(event) {
    if (event instanceof PointerEvent && event.type !== "click") pointer = event.pointerType;
    const term = event.target instanceof Element && /** @type {HTMLAnchorElement|null} */ (event.target.closest("a.term"));
    if (!term) return;
    const show = async () => (await tip()).show(term);
    if (event.type === "click" && touched(event, pointer, term, show)) return;
    tip().then((tip) => near(tip, term)).catch(() => {}); // without it, a link is a link
  }

  /** Show what the reader is still at. @param {Tip} tip @param {HTMLAnchorElement} term */
  function near(tip, term) {
    if (term.matches(":focus-visible")) return tip.show(term);
    if (pointer !== "touch" && term.matches(":hover")) tip.enter(term);
  }

  for (const type of TYPES) document.addEventListener(type, meet);
}
