// The program, WebAssembly and its glue: one download and one instance for all elements of a page, and
// word to all of them when it crashes. It must not know elements.

import { Failure } from "./failure.js";
import { HERE, loadBytes } from "./files.js";

let program;
let onCrash = () => {};

/** Whether the program has crashed; nothing of it may be called after that. */
export let hasCrashed = false;

/** The program's exports. */
export function loadProgram() {
  program ??= start().catch((error) => {
    // The next element may have better luck.
    program = undefined;
    throw error;
  });
  return program;
}

/** Whether this page lets a program start, found out with the smallest one before any download. */
export async function allowsPrograms() {
  try {
    // WebKit lets a forbidden module be compiled and refuses its instance.
    await WebAssembly.instantiate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    return true;
  } catch {
    return false;
  }
}

/** Calls back with a message when the program crashes, and with nothing else from then on. */
export function watch(callback) {
  onCrash = callback;
}

/** After a panic or a trap nothing of the program may be called. */
export function crash(message) {
  hasCrashed = true;
  onCrash(message);
}

async function start() {
  try {
    const [glue, module_or_path] = await Promise.all([
      import("./signpost.js"),
      loadBytes("signpost_bg.wasm"),
    ]);
    await glue.default({ module_or_path });
    glue.watch(crash);
    return glue;
  } catch (error) {
    const message = `the program could not be started: ${error.message ?? error}`;
    throw error instanceof Failure ? error : new Failure("not-loaded", message);
  }
}

/** A trap that is not a panic reaches the page as an error with the program on its stack. */
function notice(error) {
  const isTrap = "WebAssembly" in globalThis && error instanceof WebAssembly.RuntimeError;
  // Not every engine names the module there; each names the script that called it.
  if (isTrap && error.stack?.includes(HERE.href)) {
    crash(error.message);
  }
}

addEventListener("error", ({ error }) => notice(error));
addEventListener("unhandledrejection", ({ reason }) => notice(reason));
