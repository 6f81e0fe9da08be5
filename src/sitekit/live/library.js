// What the search takes from npm: the index, and the stems of English words. The build
// makes one file of it, assets/js/search/library.js.

export { default as MiniSearch } from "minisearch";
export { stemmer } from "stemmer";
