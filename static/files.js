// Where the element's files come from: a folder, sealed by their hashes, or supplied with this script in one
// piece. It must not know what is in them.

import { Failure } from "./failure.js";
import { PLACE, SEAL } from "./seal.js";

/** The folder of the script. */
export const OURS = new URL(".", import.meta.url);

/** The folder of the element's files; a script that stands in a page is not in it. */
export const HERE = new URL(PLACE, OURS);

/** How long a file may take, in milliseconds; whoever waits sees the page's own content all along. */
export const PATIENCE = 10_000;

const supplied = new Map();

/** From now on these need not be fetched; by name: text, bytes, or what promises a module's bytes once called. */
export function supply(files) {
  for (const [name, content] of Object.entries(files)) {
    supplied.set(new URL(name, HERE).href, content);
  }
}

/** Whether a file came with this script; while developing none does. */
export function isShipped(address) {
  return supplied.has(address.href) || sealOf(address) !== undefined;
}

/** The text at an address. */
export async function loadText(address) {
  const content = supplied.get(address.href);
  return content ?? (await request(address)).text().catch((error) => refuse(address, error));
}

/** The bytes at an address. */
export async function loadBytes(address) {
  const content = supplied.get(address.href);
  if (content !== undefined) {
    return content;
  }
  const response = await request(address);
  return new Uint8Array(await response.arrayBuffer().catch((error) => refuse(address, error)));
}

/** What a module at an address is made of: its bytes, or the response that they are in. */
export async function loadModule(address) {
  const content = supplied.get(address.href);
  return typeof content === "function" ? content() : (content ?? request(address));
}

/** What loads something once, however often it is called; if that fails, the next may have better luck. */
export function once(load) {
  let promise;
  return () => {
    promise ??= load().catch((error) => {
      promise = undefined;
      throw error;
    });
    return promise;
  };
}

async function request(address) {
  const integrity = sealOf(address) ?? "";
  let response;
  try {
    // The page's own origin gets its own cookies, and no other gets any.
    const credentials = "same-origin";
    const signal = AbortSignal.timeout(PATIENCE);
    response = await fetch(address, { credentials, integrity, signal });
  } catch (error) {
    refuse(address, error);
  }
  if (!response.ok) {
    refuse(address, { message: `status ${response.status}` });
  }
  return response;
}

/** The hash of a file of ours. */
function sealOf({ href }) {
  return href.startsWith(HERE.href) ? SEAL[href.slice(HERE.href.length)] : undefined;
}

function refuse(address, { message }) {
  throw new Failure("not-loaded", `${address} could not be loaded: ${message}`);
}
