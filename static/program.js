// Starting programs, WebAssembly and its glue. The one that shows the screens is downloaded and started
// once for all elements of a page, and they all hear of it when it crashes. It must not know elements.

import { Failure } from "./failure.js";
import { link } from "./advice.js";
import { HERE, OURS, loadBytes, loadModule, once } from "./files.js";

/** The module of the program that shows the screens; both its halves call themselves so once they are built to be shipped. */
const MODULE = "signpost_bg.wasm";

let onCrash = () => {};

/** Whether the program has crashed; nothing of it may be called after that. */
export let hasCrashed = false;

/** The program's exports; what is beyond asking comes by `loadAdvice`. */
export const loadProgram = once(async () => {
  const glue = await start(import("./signpost.js"), MODULE);
  try {
    glue.prepare();
  } catch (error) {
    crash(String(error));
    throw new Failure("crashed", String(error));
  }
  return glue;
});

/** Waits until the program can do more than ask. */
export const loadAdvice = once(async () => {
  const [glue, bytes] = await Promise.all([
    loadProgram(),
    loadBytes(new URL("snippets/advice.wasm", HERE)),
  ]);
  try {
    await link(bytes, await glue.default());
    if (!glue.takeAdvice()) {
      throw new Error("its second module is not taken");
    }
  } catch (error) {
    throw new Failure("not-loaded", `the program could not be completed: ${error.message ?? error}`);
  }
});

/** Whether this page lets a program start, found out with the smallest one before any download. */
export function allowsPrograms() {
  try {
    // WebKit lets a forbidden module be compiled and refuses its instance.
    new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    return true;
  } catch {
    return false;
  }
}

/** Calls back with a message when the program crashes, and with nothing else from then on. */
export function watch(callback) {
  onCrash = callback;
}

/** After a trap nothing of the program may be called. */
export function crash(message) {
  hasCrashed = true;
  onCrash(message);
}

/** The exports of a program, given the promise of its glue and the name of its module. */
export async function start(promisedGlue, name) {
  try {
    const [glue, module_or_path] = await Promise.all([
      promisedGlue,
      loadModule(new URL(name, HERE)),
    ]);
    await glue.default({ module_or_path });
    return glue;
  } catch (error) {
    const message = `the program could not be started: ${error.message ?? error}`;
    throw error instanceof Failure ? error : new Failure("not-loaded", message);
  }
}

/** Finds a crash in what was thrown: a trap is an error with the program on its stack. */
export function notice(error) {
  const isTrap = "WebAssembly" in globalThis && error instanceof WebAssembly.RuntimeError;
  // Some engines name the script that called it. Chromium tells the last ten calls, which may all be the module's,
  // and names that by where it had the same one first, which may be another site, or as it calls itself.
  if (isTrap && [OURS.href, MODULE].some((name) => error.stack?.includes(name))) {
    crash(error.message);
  }
}

addEventListener("error", ({ error }) => notice(error));
addEventListener("unhandledrejection", ({ reason }) => notice(reason));
