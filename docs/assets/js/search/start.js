// The search field in the header: what finds and shows is loaded when somebody searches
// (view.js). A query stands in the address, so that a result can be linked and the way
// back leads to it. Without this, the field leads to the page of all questions.

const KEYS = ["/", "s", "f"];
const TYPED = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable=true]";
// What a search loads: it is kept for readers without a connection (sitekit/live/sw.js),
// once a page has all that it shows.
const KEPT = [
  ...["./view.js", "./find.js", "./distance.js", "./words.js", "./excerpt.js", "./synonyms.js", "./library.js"],
  ...["../styles.js", "../order/dom.js", "../../css/search.css", "../../../search/sections.json"],
];

async function keep() {
  const { serviceWorker } = navigator;
  const wanted = serviceWorker && document.querySelector("meta[name=offline]");
  if (!wanted || ("connection" in navigator && Object(navigator.connection).saveData)) return;
  const { active } = await serviceWorker.ready;
  active?.postMessage({ loaded: KEPT.map((file) => new URL(file, import.meta.url).href) });
}

/** The query in the address, no longer than the field takes. @param {HTMLInputElement} field */
const asked = (field) => (new URLSearchParams(location.search).get("q") ?? "").trim().slice(0, field.maxLength);

export function start() {
  const finder = /** @type {HTMLElement} */ (document.querySelector(".finder"));
  const field = /** @type {HTMLInputElement} */ (finder.querySelector("input"));
  const opener = /** @type {HTMLElement} */ (finder.querySelector(".finder-open"));

  /** @type {Promise<import("./view.js").View|undefined>|undefined} */
  let loading;
  const view = () => {
    loading ??= import("./view.js")
      .then(({ View }) => new View(finder, field))
      .catch(() => (loading = undefined)); // offline, or a site without it: the form is there
    return loading;
  };
  const open = () => {
    finder.classList.add("open"); // on a phone, it takes the header's place
    field.focus();
    field.select();
  };
  const follow = async () => {
    const query = asked(field);
    if (query) open();
    if (query || loading) (await view())?.show(query);
  };

  field.addEventListener("focus", view);
  field.form?.addEventListener("submit", (event) => field.value.trim() || event.preventDefault());
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    const { key, altKey, ctrlKey, metaKey, target } = event;
    if (altKey || ctrlKey || metaKey || !KEYS.includes(key)) return;
    if (target instanceof Element && target.closest(TYPED)) return;
    event.preventDefault();
    open();
  });
  addEventListener("popstate", follow);
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep, { once: true });
  follow();
  // An address that names a place on the page takes the focus there.
  if (asked(field)) addEventListener("load", () => setTimeout(open), { once: true });
}
