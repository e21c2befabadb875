// A guide with the words of one language, ready for the program: ours is shipped so, and anybody else's
// is compiled here by a second program, which nobody else has to load. It must not know what is asked.

import { Failure } from "./failure.js";
import { isShipped, loadBytes, loadText, once } from "./files.js";
import { crash, start } from "./program.js";

const loadCompiler = once(() => start(import("./compiler.js"), "compiler_bg.wasm"));

/**
 * A guide with the words of one language, given the address of its folder: what loads the bytes of what it
 * asks, and what loads those of what it advises.
 */
export function guideIn(folder, language) {
  const parts = ["asked", "advised"].map((part) => new URL(`${part}.${language}.bin`, folder));
  if (parts.every(isShipped)) {
    const [loadAsked, loadAdvised] = parts.map((part) => () => loadBytes(part));
    return { loadAsked, loadAdvised };
  }
  const load = once(() => compiledIn(folder, language));
  const [loadAsked, loadAdvised] = [0, 1].map((part) => async () => (await load())[part]);
  return { loadAsked, loadAdvised };
}

async function compiledIn(folder, language) {
  const [{ compile }, guide, text] = await Promise.all([
    loadCompiler(),
    loadText(new URL("guide.json", folder)),
    loadText(new URL(`text.${language}.json`, folder)),
  ]);
  try {
    return compile(guide, text);
  } catch (problems) {
    if (!Array.isArray(problems)) {
      crash(String(problems));
      throw new Failure("crashed", String(problems));
    }
    const count = `the guide or its words have ${problems.length} problem(s)`;
    throw new Failure("guide-invalid", count, problems);
  }
}
