//! A place on the page that is taken by one widget after another: Yew never lets go of an element that
//! it was given to render into, nor of its listeners there, so that each one must be used again.
//!
//! It must not know JavaScript's side; `embed` does.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::html::Scope;
use yew::{AppHandle, Callback, Component, Context, Html, Properties, Renderer, html};

use signpost::guide::Guide;
use signpost::ui::{App, AppProps, Event};

thread_local! {
    static FREE: RefCell<Vec<Seat>> = const { RefCell::new(Vec::new()) };
}

/// An element with nothing or one widget in it.
#[derive(Debug)]
pub(super) struct Seat {
    element: Element,
    root: AppHandle<Root>,
    /// Who is here and does not show yet.
    waiting: Option<AppProps>,
}

impl Seat {
    /// Puts a widget into `container`, given its properties but for `on_create`.
    ///
    /// # Errors
    /// What the browser says if it makes no element.
    pub(super) fn take(
        container: &Element,
        props: impl FnOnce(Callback<Scope<App>>) -> AppProps,
    ) -> Result<Self, JsValue> {
        let free = FREE.with_borrow_mut(Vec::pop);
        let mut seat = free.map_or_else(Self::new, Ok)?;
        container.append_child(&seat.element)?;
        seat.waiting = Some(props(seat.root.callback(RootMessage::Came)));
        Ok(seat)
    }

    /// Shows the widget, once.
    pub(super) fn show(&mut self) {
        if let Some(app) = self.waiting.take() {
            self.root.update(RootProps { app: Some(app) });
        }
    }

    /// Makes a place ahead. If the browser makes none, whoever takes one is told.
    pub(super) fn prepare() {
        if let Ok(seat) = Self::new() {
            FREE.with_borrow_mut(|free| free.push(seat));
        }
    }

    fn new() -> Result<Self, JsValue> {
        let element = gloo::utils::document().create_element("div")?;
        let renderer = Renderer::<Root>::with_root_and_props(element.clone(), RootProps::default());
        let root = renderer.render();
        let waiting = None;
        Ok(Self {
            element,
            root,
            waiting,
        })
    }

    /// The fragment that leads back to what is on screen, once the widget is there.
    pub(super) fn place(&self, guide: &Guide) -> Option<String> {
        let root = self.root.get_component()?;
        let app = root.app.as_ref()?.get_component()?;
        Some(app.place(guide))
    }

    /// Passes an event to the widget, once it is there.
    pub(super) fn tell(&self, event: Event) {
        self.root.send_message(RootMessage::WasTold(event));
    }

    /// Removes the widget and all it holds. The next one is put here.
    pub(super) fn leave(mut self) {
        self.waiting = None;
        self.root.update(RootProps::default());
        self.element.remove();
        FREE.with_borrow_mut(|free| free.push(self));
    }
}

#[derive(Debug, Default, PartialEq, Properties)]
struct RootProps {
    app: Option<AppProps>,
}

#[derive(Debug)]
enum RootMessage {
    Came(Scope<App>),
    WasTold(Event),
}

#[derive(Debug, Default)]
struct Root {
    app: Option<Scope<App>>,
    /// How many widgets have been here, this one included.
    count: u64,
}

impl Component for Root {
    type Message = RootMessage;
    type Properties = RootProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Self::default()
    }

    fn changed(&mut self, _ctx: &Context<Self>, _old_props: &RootProps) -> bool {
        self.app = None;
        self.count += 1;
        true
    }

    fn update(&mut self, _ctx: &Context<Self>, message: RootMessage) -> bool {
        match message {
            RootMessage::Came(app) => self.app = Some(app),
            RootMessage::WasTold(event) => {
                if let Some(app) = &self.app {
                    app.send_message(event);
                }
            }
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(props) = &ctx.props().app else {
            return Html::default();
        };
        // The key keeps one widget from being taken for the next.
        html! {
            <App key={self.count} ..props.clone() />
        }
    }
}
