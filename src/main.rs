//! The WebAssembly entry: it exports what `embed.js` calls and mounts nothing by itself.
fn main() {}
