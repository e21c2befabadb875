//! The program that compiles a guide which was not compiled ahead: a host's own, as its author writes it.
//!
//! It must not know screens.

use js_sys::{Array, JsString};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use signpost::guide::compile::{guide_from_json, text_from_json};
use signpost::guide::packed::pack;
use signpost::guide::problem::Problem;

/// Compiles the JSON of a guide and of its words, and packs them.
///
/// # Errors
/// An array of strings: every problem of the guide, or if it has none, of its words.
#[wasm_bindgen]
pub fn compile(guide: &str, text: &str) -> Result<Vec<u8>, JsValue> {
    let guide = guide_from_json(guide).map_err(|problems| sentences(&problems))?;
    let text = text_from_json(&guide, text).map_err(|problems| sentences(&problems))?;
    Ok(pack(&guide, &text))
}

fn sentences(problems: &[Problem]) -> JsValue {
    let sentences = problems
        .iter()
        .map(|problem| JsString::from(problem.to_string()));
    sentences.collect::<Array>().into()
}

fn main() {}
