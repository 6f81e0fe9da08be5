// A program in the fragment of an address: `#run=...&of=PATH`. The server never sees it.
// Opening such an address fills the editor and runs nothing.

import { LINK } from "./start.js";

/**
 * @typedef {object} Shared
 * @property {string} [source] where it differs from the page's
 * @property {number|null} [seed]
 * @property {string|null} [order]
 */

const LONGEST = 100_000; // characters of a program that a link may bring

/** @param {Uint8Array} bytes */
function text64(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
function bytes64(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {CompressionStream|DecompressionStream} through */
async function piped(bytes, through) {
  const stream = new Blob([bytes]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The fragment that brings this program.
 * @param {string} path
 * @param {Shared} shared
 */
export async function pack(path, shared) {
  const plain = new TextEncoder().encode(JSON.stringify(shared));
  const packed = await piped(plain, new CompressionStream("deflate-raw"));
  return `${LINK}${text64(packed)}&of=${encodeURIComponent(path)}`;
}

/**
 * What a fragment brings; throws an Error whose message is for the reader.
 * @param {string} hash
 * @returns {Promise<Shared>}
 */
export async function unpack(hash) {
  try {
    const packed = bytes64(new URLSearchParams(hash.slice(1)).get("run") ?? "");
    const plain = await piped(packed, new DecompressionStream("deflate-raw"));
    const { source, seed, order } = JSON.parse(new TextDecoder().decode(plain));
    if (source !== undefined && (typeof source !== "string" || source.length > LONGEST)) throw new Error();
    return {
      ...(source === undefined ? {} : { source }),
      seed: Number.isSafeInteger(seed) ? seed : null,
      order: typeof order === "string" ? order : null,
    };
  } catch {
    throw new Error("This link is damaged: its program cannot be read.");
  }
}
