// Style sheets of what a page does not show before somebody asks for it.

/** @type {Map<string, Promise<unknown>>} */
const loading = new Map();

/** Resolves when these can be used; each is loaded once. @param {string[]} names of files in css/ */
export const styled = (...names) => Promise.all(names.map(load));

/** @param {string} name */
function load(name) {
  const href = new URL(`../css/${name}`, import.meta.url).href;
  const known = loading.get(name);
  if (known) return known;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return null;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  const loaded = new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
  loading.set(name, loaded);
  return loaded;
}
