// The style sheets of what runs, which a page does not load before somebody asks for it.

const NEEDED = ["order.css", "run.css"].map((name) => new URL(`../../css/${name}`, import.meta.url).href);

/** @type {Promise<unknown>|undefined} */
let loading;

/** Resolves when they can be used; they are loaded once. */
export function styled() {
  loading ??= Promise.all(NEEDED.map(load));
  return loading;
}

/** @param {string} href */
function load(href) {
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return null;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}
