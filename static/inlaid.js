// A file that stands in the page itself, in letters, since HTML cannot hold every byte, and sealed by its hash. It
// must not know what the file is.

import { Failure } from "./failure.js";
import { PATIENCE } from "./files.js";
import { reader } from "./letters.js";

/** The bytes that an element's letters stand for, once they are there in full. */
export async function inlaid(id, integrity) {
  let element;
  let readAll;
  const read = () => {
    element ??= document.getElementById(id);
    readAll ??= element && reader(element.dataset.alphabet, element.dataset.size);
    return readAll?.(element.textContent);
  };
  // What has come is read while the line is busy with the rest. The element itself may be still to come.
  const observer = new MutationObserver(read);
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  await whole().finally(() => observer.disconnect());
  const bytes = read();
  if (bytes === undefined) {
    throw new Failure("not-loaded", `the page has no ${id} in it`);
  }
  // Without encryption on the way there is no such thing, and nothing that it could hold off.
  const digest = await globalThis.crypto.subtle?.digest("SHA-384", bytes);
  if (digest && `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}` !== integrity) {
    throw new Failure("not-loaded", `${id} is not what it was built as`);
  }
  return bytes;
}

/** Waits until the page is there. */
async function whole() {
  if (document.readyState === "loading") {
    await new Promise((resolve, reject) => {
      document.addEventListener("DOMContentLoaded", resolve, { once: true });
      setTimeout(() => reject(new Failure("not-loaded", "the page did not come in full")), PATIENCE);
    });
  }
}
