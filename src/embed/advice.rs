//! Where the program is divided: what [`Advice`] reaches, and what asking does not, is a second module, which
//! `embed.js` brings after the first.
//!
//! It must not know guides or widgets.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use signpost::ui::Advice;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// What the second module holds; none unless it is linked with the first by now.
pub(super) fn advice() -> Option<Advice> {
    let mut waiting = pin!(linked());
    let mut context = Context::from_waker(Waker::noop());
    // It is asked for at the first look, and is there at the second: `advice.js` answers at once.
    (0..2).find_map(|_| match waiting.as_mut().poll(&mut context) {
        Poll::Ready(advice) => advice.ok(),
        Poll::Pending => None,
    })
}

#[wasm_split(advice, fallible)]
fn linked() -> Result<Advice, SplitLoaderError> {
    Ok(Advice::load())
}
