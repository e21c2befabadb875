// A guide with the words of one language, ready for the program: ours is shipped so, and anybody else's
// is compiled here by a second program, which nobody else has to load. It must not know what is asked.

import { Failure } from "./failure.js";
import { isShipped, loadBytes, loadText } from "./files.js";
import { crash, start } from "./program.js";

let compiler;

/** The bytes of a guide, given the address of its folder and a language. */
export async function loadGuide(folder, language) {
  const packed = new URL(`guide.${language}.bin`, folder);
  if (isShipped(packed)) {
    return loadBytes(packed);
  }
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

function loadCompiler() {
  compiler ??= start(import("./compiler.js"), "compiler_bg.wasm").catch((error) => {
    // The next element may have better luck.
    compiler = undefined;
    throw error;
  });
  return compiler;
}
