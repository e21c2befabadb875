//! The program that shows the screens. Loading it mounts nothing: `embed.js` calls what [`embed`] exports.

pub mod embed;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {}
