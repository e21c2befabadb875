//! The WebAssembly entry. Loading it mounts nothing: `embed.js` calls what `signpost::embed` exports.

use signpost as _;

fn main() {}
