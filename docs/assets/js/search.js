// Stands in for the theme's search worker until somebody searches: only then are that
// worker and the index of the site loaded, which together outweigh any page of it. It
// knows two of the worker's messages, and hands all others on once it is there.

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const site = new URL("../../", self.location.href);
const worker = new URL(`assets/javascripts/workers/${self.location.search.slice(1)}`, site);

let setup; // what the theme told us of an index that is empty as yet
let query; // what the reader typed last
let loading;
const post = self.postMessage.bind(self);

/** @param {MessageEvent} event */
function standIn({ data: { type, data } }) {
  if (type === SETUP) {
    setup = data;
    postMessage({ type: READY });
  }
  if (type === QUERY && data.trim()) {
    query = data;
    loading ??= load().catch(again);
  }
}

async function load() {
  const answer = await fetch(new URL("search/full_index.json", site));
  const { docs } = await answer.json();
  // The first thing that the worker says is that it is ready: the theme knows already.
  self.postMessage = () => {
    self.postMessage = post;
    tell(QUERY, query);
  };
  removeEventListener("message", standIn);
  importScripts(worker.href);
  tell(SETUP, { ...setup, docs });
}

/** Let the reader's next letter try again; the reason stands in the console. */
function again(error) {
  loading = undefined;
  self.postMessage = post;
  addEventListener("message", standIn);
  console.warn(error);
}

const tell = (type, data) => dispatchEvent(new MessageEvent("message", { data: { type, data } }));

addEventListener("message", standIn);
