// What a reader has opened stays readable without a connection. The build writes this to
// the root of the site (offline.py), with VERSION and FIXED above.
//
// Files whose names change with what they hold (FIXED) come from the cache. All else comes
// from the network while there is one, so that nobody reads an old page, and from the
// cache otherwise. Nothing is loaded that no page has asked for: not the megabytes that
// the first click on Run loads.
//
// Each build has a cache of its own. A new build fetches anew what the last one's cache
// holds, and takes over at once; other sites of this origin and caches of other scripts
// are left alone.

/* global VERSION, FIXED */

// The types know no other worker than a page's own.
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;
const PATIENCE = 4000; // milliseconds until what is known comes from the cache
const OURS = `offline ${scope} `;
const CACHE = OURS + VERSION;
const fixed = new Set(FIXED.map((path) => new URL(path, scope).href));

/**
 * The address under which an answer is kept: of a page, without what was searched for.
 * @param {Request} request
 */
function key({ url, mode }) {
  const address = new URL(url);
  if (mode === "navigate") address.search = "";
  return address.href;
}

/**
 * Keep an answer, if it is one.
 * @param {string} address
 * @param {Response} answer
 */
async function keep(address, answer) {
  if (!answer.ok || answer.type !== "basic" || answer.redirected) return;
  await (await caches.open(CACHE)).put(address, answer);
}

/** @param {Request} request */
async function load(request) {
  const answer = await fetch(request);
  const kept = keep(key(request), answer.clone()).catch(() => {}); // no room
  return { answer, kept };
}

/** Whether the last answer did not come in time: then nothing that is known is waited for. */
let slow = false;

/** @param {FetchEvent} event */
async function answer(event) {
  const { request } = event;
  const known = await (await caches.open(CACHE)).match(key(request));
  if (known && fixed.has(key(request))) return known;
  const loading = load(request);
  event.waitUntil(loading.then(({ kept }) => kept, () => {}));
  let came = false;
  const loaded = loading.then((done) => {
    came = true;
    slow = false;
    return done.answer;
  });
  if (!known) return loaded;
  const late = new Promise((resolve) => setTimeout(resolve, slow ? 0 : PATIENCE)).then(() => {
    slow ||= !came;
    return known;
  });
  return Promise.race([loaded, late]).catch(() => known);
}

/** Take what the caches of earlier builds hold into this one's, as it is now. */
async function renew() {
  const cache = await caches.open(CACHE);
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === CACHE) continue;
    const old = await caches.open(name);
    await Promise.allSettled(
      (await old.keys()).map(async ({ url }) => {
        const known = fixed.has(url) && (await old.match(url));
        if (known) return cache.put(url, known);
        if (!run(url)) return keep(url, await fetch(url, { cache: "no-cache" }));
      }),
    );
  }
}

/**
 * Whether it is a file of an earlier build whose contents have another name now.
 * @param {string} url
 */
const run = (url) => url.startsWith(new URL("assets/run/", scope).href);

/** @param {string[]} addresses those of other sites are left out */
async function add(addresses) {
  const cache = await caches.open(CACHE);
  const own = addresses.filter((url) => url.startsWith(scope));
  const missing = async (/** @type {string} */ url) => (await cache.match(url)) || keep(url, await fetch(url));
  await Promise.allSettled(own.map(missing));
}

async function forget() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

worker.addEventListener("install", (event) => {
  worker.skipWaiting();
  event.waitUntil(renew());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(forget().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  if (method !== "GET" || headers.has("range") || !url.startsWith(scope)) return;
  event.respondWith(answer(event));
});

// A page tells what it has loaded, since of a first page nothing passed here.
worker.addEventListener("message", (event) => event.waitUntil(add(event.data.loaded)));
