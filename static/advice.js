// What the program calls to be linked with its second module, in which everything is that goes beyond asking.
// It must not load anything; `program.js` has by then.

let exports;

/** Links the second module, given its bytes, with the first, given its exports. */
export async function link(second, first) {
  exports = first;
  await WebAssembly.instantiate(second, { __wasm_split: first });
}

/** Calls the program back: a function in its table, with what the program gave for it and that all is well. */
export function __wasm_split_load_advice(callback, data) {
  exports.__indirect_function_table.get(callback)(data, true);
}
