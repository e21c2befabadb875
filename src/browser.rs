//! Everything that touches the window: the address, the history, the focus, the console.
//!
//! It must not know the guide; what it gets and gives are strings, elements and callbacks. Where a
//! host forbids something (a sandbox, a policy), it does without and says nothing: the widget works
//! on, only the address stays behind.

use gloo::events::EventListener;
use js_sys::{Date, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, Event, File, History, HtmlElement, HtmlInputElement, InputEvent, KeyboardEvent,
    MouseEvent, Window, console,
};
use yew::NodeRef;

/// The page's address with another fragment.
#[must_use]
pub fn address_with(fragment: &str) -> Option<String> {
    let href = window()?.location().href().ok()?;
    let page = href.split('#').next().unwrap_or_default();
    Some(format!("{page}#{fragment}"))
}

/// Tells whoever made the page what is wrong with it.
pub fn complain(words: &str) {
    console::error_1(&words.into());
}

/// Adds an entry to the history, as a link to the fragment `after` would.
///
/// It and the entry that it follows, which shows what `before` stands for, are marked with their
/// fragments: an anchor of the page around the widget changes the address, not the place.
pub fn push(before: &str, after: &str) {
    mark(before);
    // The whole address, since a host's `<base>` would bend a bare `#`.
    if let (Some(history), Some(address)) = (history(), address_with(after)) {
        // A sandboxed page may not write its address; the walk goes on without.
        let state = marked(&history.state().unwrap_or_default(), after);
        let _ = history.push_state_with_url(&state, "", Some(&address));
    }
}

/// Marks the history's present entry with a fragment, and leaves its address as it is.
pub fn mark(fragment: &str) {
    if let Some(history) = history() {
        let state = history.state().unwrap_or_default();
        // Mostly it was when it was made, and to write is slow, and in WebKit not to be done often.
        if mark_of(&state).as_deref() != Some(fragment) {
            let _ = history.replace_state(&marked(&state, fragment), "");
        }
    }
}

const MARK: &str = "signpost";

/// A history entry's state, with the mark added to what a host keeps there; one that has no room for
/// it stays as it is, and the address tells as much.
fn marked(state: &JsValue, fragment: &str) -> JsValue {
    let is_empty = state.is_null() || state.is_undefined();
    let plain = Object::get_prototype_of(&Object::new());
    if !is_empty && Object::get_prototype_of(state) != plain {
        return state.clone();
    }
    let marked = Object::assign(&Object::new(), &Object::from(state.clone()));
    // Setting a property of a plain object of our own cannot fail.
    let _ = Reflect::set(&marked, &MARK.into(), &fragment.into());
    marked.into()
}

/// The mark in a history entry's state.
fn mark_of(state: &JsValue) -> Option<String> {
    let mark = Reflect::get(&Object::from(state.clone()), &MARK.into());
    mark.ok()?.as_string()
}

/// Calls back whenever the browser's Back, Forward or a link leads to another entry of the history,
/// until dropped: with the entry's mark, or its fragment if it has none.
#[must_use]
pub fn on_travel(callback: impl Fn(String) + 'static) -> Option<EventListener> {
    let (window, history) = (window()?, history()?);
    Some(EventListener::new(&window, "popstate", move |_| {
        let mark = mark_of(&history.state().unwrap_or_default());
        callback(mark.unwrap_or_else(fragment));
    }))
}

/// Leads to the place in the widget that a link names by its fragment, and keeps the browser from
/// looking for it: its fragments do not lead into a shadow root.
pub fn follow_within(event: &MouseEvent) {
    event.prevent_default();
    let place = around(event, "a").and_then(|link| {
        let fragment = link.get_attribute("href")?;
        let widget = link.closest(".signpost").ok()??;
        widget.query_selector(&fragment).ok()?
    });
    focus_on(place);
}

/// Moves the focus to the field that a button belongs to, within the same element that a selector finds:
/// for a button that is gone once it was pressed.
pub fn focus_field_in(event: &MouseEvent, selector: &str) {
    let field =
        around(event, selector).and_then(|all| all.query_selector("input, textarea").ok()?);
    focus_on(field);
}

/// The nearest element around the one that an event came from which a selector finds.
fn around(event: &MouseEvent, selector: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok()?
}

fn focus_on(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Only an element without a layout refuses, and then there is nothing to see either.
        let _ = element.focus();
    }
}

/// Lets the arrow keys move from one checkbox of a group to the next, as they do among radio buttons,
/// but without choosing anything.
pub fn move_among_checkboxes(event: &KeyboardEvent) {
    let is_forward = match &*event.key() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let Some(held) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return;
    };
    let Ok(Some(group)) = held.closest("fieldset") else {
        return;
    };
    let Ok(boxes) = group.query_selector_all("input[type=checkbox]") else {
        return;
    };
    let is_held = |&place: &u32| {
        boxes
            .get(place)
            .is_some_and(|each| each.is_same_node(Some(&held)))
    };
    let next = (0..boxes.length()).find(is_held).and_then(|place| {
        if is_forward {
            Some(place + 1)
        } else {
            place.checked_sub(1)
        }
    });
    let next = next.and_then(|place| boxes.get(place)?.dyn_into::<HtmlElement>().ok());
    if let Some(next) = next {
        // The page would scroll as well.
        event.prevent_default();
        let _ = next.focus();
    }
}

/// Which value was chosen in the list that an event came from.
#[must_use]
pub fn chosen(event: &Event) -> Option<String> {
    value_of(&event.target()?)
}

/// Moves the focus to an element, if it is there.
pub fn focus(element: &NodeRef) {
    focus_on(element.cast::<Element>());
}

/// Puts some words on the clipboard; whether that was possible.
pub async fn copy(words: &str) -> bool {
    let Some(promise) = written_to_clipboard(words) else {
        return false;
    };
    JsFuture::from(promise).await.is_ok()
}

/// Pages that are not served securely have no clipboard, although the bindings say so; and whatever
/// a page has put in its place may throw, which the bindings do not catch.
fn written_to_clipboard(words: &str) -> Option<Promise> {
    let navigator = window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let written = write.call1(&clipboard, &words.into()).ok()?;
    Some(Promise::resolve(&written))
}

/// What stands in the field that an event came from.
#[must_use]
pub fn typed(event: &InputEvent) -> Option<String> {
    value_of(&event.target()?)
}

/// Prints the page, where that is allowed.
pub fn print() {
    if let Some(window) = window() {
        // A sandbox may forbid it, and says so by itself.
        let _ = window.print();
    }
}

/// A date, `YYYY-MM-DD`, as it is written in a language, given as a BCP 47 tag; as it is if the browser does not know
/// the tag.
#[must_use]
pub fn written(date: &str, locale: &str) -> String {
    let options = Object::new();
    for (name, value) in [("dateStyle", "long"), ("timeZone", "UTC")] {
        // Setting a property of a plain object of our own cannot fail.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    // A date without a time is midnight in UTC.
    let day = Date::new(&date.into());
    // Some tags that are well-formed make it throw, which the bindings do not catch.
    Reflect::get(&day, &"toLocaleDateString".into())
        .and_then(JsCast::dyn_into::<Function>)
        .and_then(|write| write.call2(&day, &locale.into(), &options))
        .ok()
        .and_then(|written| written.as_string())
        .unwrap_or_else(|| date.to_owned())
}

/// The seconds since 1970 began; none of them on a clock that is set before that.
#[must_use]
pub fn seconds_since_1970() -> u64 {
    // A cast from a float stops at the ends of the type.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let seconds = (Date::now() / 1000.0) as u64;
    seconds
}

/// What stands in a field, if it is there.
#[must_use]
pub fn value(field: &NodeRef) -> Option<String> {
    value_of(&field.get()?)
}

fn value_of(field: &impl AsRef<JsValue>) -> Option<String> {
    Reflect::get(field.as_ref(), &"value".into())
        .ok()?
        .as_string()
}

/// A file that somebody chose.
#[derive(Debug)]
pub struct ChosenFile(File);

impl ChosenFile {
    /// The file that is chosen in a field, if one is.
    #[must_use]
    pub fn of(field: &NodeRef) -> Option<Self> {
        field.cast::<HtmlInputElement>()?.files()?.get(0).map(Self)
    }

    /// How many bytes are in it.
    #[must_use]
    pub fn length(&self) -> usize {
        // A cast from a float stops at the ends of the type.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let length = self.0.size() as usize;
        length
    }

    /// What is in it, as UTF-8; none if it cannot be read, such as a file that is gone by now.
    pub async fn content(&self) -> Option<String> {
        JsFuture::from(self.0.text()).await.ok()?.as_string()
    }
}

/// What day it is where the reader is: the year, the month and the day of the month, both from 1.
#[must_use]
pub fn today() -> (u32, u32, u32) {
    let now = Date::new_0();
    (now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// The whole days from a date, `YYYY-MM-DD`, to today where the reader is; negative if it is to come.
#[must_use]
pub fn days_since(date: &str) -> Option<i32> {
    const DAY: f64 = 86_400_000.0;
    let now = Date::new_0();
    let today = Date::utc(f64::from(now.get_full_year()), f64::from(now.get_month()))
        + f64::from(now.get_date() - 1) * DAY;
    // A date without a time is midnight in UTC, so the difference is whole days.
    let days = (today - Date::parse(date)) / DAY;
    let is_whole = date.len() == "YYYY-MM-DD".len() && days.fract() == 0.0;
    // Beyond what is cast exactly there are no dates.
    #[allow(clippy::cast_possible_truncation)]
    (is_whole && days.abs() < f64::from(i32::MAX)).then_some(days as i32)
}

/// The fragment of the page's address, without `#`.
fn fragment() -> String {
    let hash = window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

fn history() -> Option<History> {
    window()?.history().ok()
}

fn window() -> Option<Window> {
    web_sys::window()
}
