//! What `embed.js` may call: prepare, mount a widget into an element, have it show its screen, lead it to a
//! place, destroy it.
//!
//! It must not fetch, and must not touch the page outside the element it is given.

mod advice;
mod seat;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::Element;
use yew::Callback;

use seat::Seat;
use signpost::browser;
use signpost::day::Day;
use signpost::engine::session::{Message, Session};
use signpost::guide::Guide;
use signpost::guide::packed::{PackedProblem, unpack_asked};
use signpost::guide::text::Text;
use signpost::link;
use signpost::ui::{Advice, AppProps, Event, HeadingLevel, Step};

thread_local! {
    static ADVICE: Cell<Option<Advice>> = const { Cell::new(None) };
}

/// Makes the first widget's place ahead, so that mounting takes less of the page's time at once.
#[wasm_bindgen]
pub fn prepare() {
    Seat::prepare();
}

/// Makes the program able to do more than ask, once its second module is linked with it; whether it is now.
#[wasm_bindgen(js_name = takeAdvice)]
#[must_use]
pub fn take_advice() -> bool {
    ADVICE.set(advice::advice());
    ADVICE.get().is_some()
}

/// One mounted widget.
#[wasm_bindgen]
pub struct Widget {
    seat: Seat,
    content: RefCell<Content>,
}

/// A guide and its words.
type Content = (Rc<Guide>, Rc<Text>);

#[wasm_bindgen]
impl Widget {
    /// Shows the first screen, once; nothing is there before.
    pub fn show(&mut self) {
        self.seat.show();
    }

    /// The fragment, without `#`, that leads back to what is on screen.
    #[must_use]
    pub fn place(&self) -> String {
        self.seat
            .place(&self.content.borrow().0)
            .unwrap_or_default()
    }

    /// Brings what is advised, the second part of the packed guide, to a widget that was mounted without. What
    /// was asked of the widget meanwhile is done then. [`take_advice`] has to have succeeded before.
    ///
    /// # Errors
    /// As for [`mount`].
    pub fn complete(&self, advised: &[u8]) -> Result<(), JsValue> {
        let Some(advice) = ADVICE.get() else {
            return Ok(());
        };
        let (guide, text) = completed(&self.content.borrow(), advised, advice)?;
        self.content.replace((Rc::clone(&guide), Rc::clone(&text)));
        self.seat.tell(Event::Completed(guide, text, advice));
        Ok(())
    }

    /// Shows a place, given as [`place`](Self::place) does or by answers alone, such as
    /// `capacity=member&right=delete`.
    ///
    /// # Errors
    /// An `Error` that says why the place cannot be followed.
    #[wasm_bindgen(js_name = goTo)]
    pub fn go_to(&self, place: &str) -> Result<(), JsError> {
        let session = link::session_from(&self.content.borrow().0, place)
            .map_err(|problem| JsError::new(&problem.to_string()))?;
        let message = Message::Arrived(session);
        self.seat.tell(Event::Did(message));
        Ok(())
    }

    /// Shows what a link leads to, given as its fragment without `#`, as the browser's Back does; if it
    /// cannot be followed the reader is told so.
    pub fn follow(&self, fragment: &str) {
        self.seat.tell(Event::Travelled(fragment.to_owned()));
    }

    /// Forgets every answer and shows the first question.
    pub fn reset(&self) {
        self.seat.tell(Event::Did(Message::StartedAgain));
    }

    /// Removes the widget; its element is the caller's to remove.
    pub fn destroy(self) {
        self.seat.leave();
    }
}

/// Mounts a widget into an element that is the widget's alone. It shows nothing before [`Widget::show`], so that
/// neither takes the page's time for long at once.
///
/// `asked` and `advised` are a guide with its words, as [`pack`](signpost::guide::packed::pack) makes it. Without
/// `advised` the widget can ask, and begins at the first question; [`Widget::complete`] brings the rest then.
/// With it, [`take_advice`] has to have succeeded before.
///
/// `place` is where to begin, as [`Widget::go_to`] takes it; empty for the first question. With `fragment`, the
/// page's own without `#`, that comes first if it is the widget's, and the page's is followed and written from
/// then on. The screen's heading has the level `heading_level`, or the nearest that it can have.
///
/// `tell` is called whenever what is on screen changes, with `"step"` and a question's id, with `"outcome"` and
/// the routes' ids, with `"draft"` and its id, or with `"checklist"`, `"overview"` or `"records"` and no id, the
/// ids being an array; and with `"title"` and what the screen is called, whenever that changes.
///
/// A `place` that cannot be followed is the page's mistake: the console is told, the reader is not.
///
/// # Errors
/// An array with a string: why there is no guide in those bytes.
#[wasm_bindgen]
pub fn mount(
    container: &Element,
    asked: &[u8],
    advised: Option<Vec<u8>>,
    place: &str,
    fragment: Option<String>,
    heading_level: u8,
    tell: Function,
) -> Result<Widget, JsValue> {
    let (guide, text) = unpack_asked(asked).map_err(refused)?;
    let mut content = (Rc::new(guide), Rc::new(text));
    let advice = ADVICE.get().filter(|_| advised.is_some());
    if let (Some(advised), Some(advice)) = (advised, advice) {
        content = completed(&content, &advised, advice)?;
    }
    let (guide, text) = content.clone();
    let start = link::session_from(&guide, place).unwrap_or_else(|problem| {
        browser::complain(&format!("dsr-signpost: `{place}`: {problem}"));
        Session::start(&guide)
    });
    let props = |on_create| AppProps {
        on_create,
        guide,
        text,
        advice,
        start,
        today: Callback::from(|()| {
            let (year, month, day) = browser::today();
            Day::new(year, month, day)
        }),
        has_history: fragment.is_some(),
        fragment: fragment.unwrap_or_default().into(),
        heading_level: HeadingLevel::of_screen(heading_level),
        on_step: {
            let tell = tell.clone();
            Callback::from(move |step: Step| {
                let (name, ids) = match step {
                    Step::Question(id) => ("step", vec![id]),
                    Step::Outcome(ids) => ("outcome", ids),
                    Step::Draft(id) => ("draft", vec![id]),
                    Step::Checklist => ("checklist", Vec::new()),
                    Step::Overview => ("overview", Vec::new()),
                    Step::Records => ("records", Vec::new()),
                };
                let ids: Array = ids.into_iter().map(JsValue::from).collect();
                // A listener that throws is the host's affair.
                let _ = tell.call2(&JsValue::NULL, &JsValue::from(name), &ids);
            })
        },
        on_title: Callback::from(move |title: String| {
            let _ = tell.call2(&JsValue::NULL, &"title".into(), &JsValue::from(title));
        }),
    };
    Ok(Widget {
        seat: Seat::take(container, props)?,
        content: RefCell::new(content),
    })
}

fn completed((guide, text): &Content, advised: &[u8], advice: Advice) -> Result<Content, JsValue> {
    let (guide, text) = advice.unpack(guide, text, advised).map_err(refused)?;
    Ok((Rc::new(guide), Rc::new(text)))
}

fn refused(problem: PackedProblem) -> JsValue {
    let sentence = JsValue::from(problem.to_string());
    JsValue::from([sentence].into_iter().collect::<Array>())
}
