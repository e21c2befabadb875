//! What `embed.js` may call: watch for a crash, mount a widget into an element, destroy it.
//!
//! It must not fetch, and must not touch the page outside the element it is given.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Array, Function, JsString};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;
use yew::{AppHandle, Callback, Renderer};

use crate::browser;
use crate::guide::compile::{guide_from_json, text_from_json};
use crate::guide::problem::Problem;
use crate::ui::{App, AppProps, HeadingLevel, Step};

thread_local! {
    static ON_CRASH: OnceCell<Function> = const { OnceCell::new() };
}

/// Calls back with a message when the program panics. After that nothing of it may be called.
#[wasm_bindgen]
pub fn watch(on_crash: Function) {
    ON_CRASH.with(|slot| {
        // A second call finds the first one's callback, which does the same.
        let _ = slot.set(on_crash);
    });
    yew::set_custom_panic_hook(Box::new(|info| {
        let message = JsValue::from(info.to_string());
        ON_CRASH.with(|slot| {
            if let Some(on_crash) = slot.get() {
                // Nothing is left to handle a failure of the failure handler.
                let _ = on_crash.call1(&JsValue::NULL, &message);
            }
        });
    }));
}

/// One mounted widget.
#[wasm_bindgen]
pub struct Widget {
    handle: AppHandle<App>,
}

#[wasm_bindgen]
impl Widget {
    /// Removes the widget; its element is the caller's to remove.
    pub fn destroy(self) {
        self.handle.destroy();
    }
}

/// Mounts a widget into an element that is the widget's alone.
///
/// `guide` and `text` are the JSON of a guide and of its words. With `has_history` the page's
/// fragment is read, and written at each step. The screen's heading is of `heading_level`. `announce` is called with `"step"` and a question's
/// id, with `"outcome"` and the routes' ids, or with `"overview"` and no id, whenever what is on
/// screen changes; `entitle` with what the screen is called, whenever that changes.
///
/// # Errors
/// An array of strings: every problem of the guide or of its words.
#[wasm_bindgen]
pub fn mount(
    container: Element,
    guide: &str,
    text: &str,
    has_history: bool,
    heading_level: u8,
    announce: Function,
    entitle: Function,
) -> Result<Widget, JsValue> {
    let guide = guide_from_json(guide).map_err(|problems| sentences(&problems))?;
    let text = text_from_json(&guide, text).map_err(|problems| sentences(&problems))?;
    let fragment = if has_history {
        browser::fragment()
    } else {
        String::new()
    };
    let props = AppProps {
        guide: Rc::new(guide),
        text: Rc::new(text),
        fragment: fragment.into(),
        has_history,
        heading_level: HeadingLevel::of_screen(heading_level),
        on_step: Callback::from(move |step: Step| {
            let (name, ids) = match step {
                Step::Question(id) => ("step", vec![id]),
                Step::Outcome(ids) => ("outcome", ids),
                Step::Overview => ("overview", Vec::new()),
            };
            let ids: Array = ids.into_iter().map(JsValue::from).collect();
            // A listener that throws is the host's affair.
            let _ = announce.call2(&JsValue::NULL, &JsValue::from(name), &ids);
        }),
        on_title: Callback::from(move |title: String| {
            let _ = entitle.call1(&JsValue::NULL, &JsValue::from(title));
        }),
    };
    Ok(Widget {
        handle: Renderer::<App>::with_root_and_props(container, props).render(),
    })
}

fn sentences(problems: &[Problem]) -> JsValue {
    let sentences = problems
        .iter()
        .map(|problem| JsString::from(problem.to_string()));
    sentences.collect::<Array>().unchecked_into()
}
