// What the build bundles as assets/js/search/library.js (src/sitekit/live/library.js).
export { default as MiniSearch } from "minisearch";
export { stemmer } from "stemmer";
