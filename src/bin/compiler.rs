//! The program that compiles a guide which was not compiled ahead: a host's own, as its author writes it.
//!
//! It must not know screens.

use js_sys::{Array, JsString, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::packed::{Packed, pack};
use signpost::guide::problem::Problem;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Compiles the JSON of a guide and of its words, and packs them: an array of the bytes of what is asked, and
/// of what is advised.
///
/// # Errors
/// An array of strings: every problem of the guide, or if it has none, of its words.
#[wasm_bindgen]
pub fn compile(guide: &str, text: &str) -> Result<Vec<Uint8Array>, JsValue> {
    let guide = guide_from_json(guide).map_err(|problems| sentences(&problems))?;
    let text = text_from_json(&guide, text).map_err(|problems| sentences(&problems))?;
    let Packed { asked, advised } = pack(&guide, &text);
    Ok([asked, advised].map(|part| Uint8Array::from(&*part)).into())
}

fn sentences(problems: &[Problem]) -> JsValue {
    let sentences = problems
        .iter()
        .map(|problem| JsString::from(problem.to_string()));
    sentences.collect::<Array>().into()
}

fn main() {}
