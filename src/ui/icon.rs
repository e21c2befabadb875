//! Small pictures beside words, never instead of them.
//!
//! It must not carry meaning of its own: every icon is hidden from those who hear the screen.

use yew::{Html, html};

use crate::guide::Address;

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Icon {
    /// A page on the web.
    Page,
    /// A letter.
    Letter,
    /// Somebody the reader knows.
    Person,
    /// Something to know before acting.
    Warning,
    /// A list of places.
    Places,
    /// A sheet for somebody's files.
    File,
    /// Something chosen, or done.
    Tick,
}

impl Icon {
    /// The picture for a kind of address.
    pub(super) fn of(address: &Address) -> Self {
        match address {
            Address::Link(_) => Self::Page,
            Address::Email(_) => Self::Letter,
            Address::Person => Self::Person,
        }
    }

    /// The strokes, in a square of 24 by 24.
    fn strokes(self) -> &'static str {
        match self {
            Self::Page => {
                "M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5"
            }
            Self::Letter => "M3 6h18v12H3zM3 7l9 7 9-7",
            Self::Person => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.5-6 8-6s8 2 8 6",
            Self::Warning => "M12 3 2 20h20zM12 10v4M12 17v.5",
            Self::Places => "M8 6h13M8 12h13M8 18h13M3.5 6h.5M3.5 12h.5M3.5 18h.5",
            Self::File => "M14 3H6v18h12V7zM14 3v4h4M9 13h6M9 17h6",
            Self::Tick => "M4 13l5 5L20 6",
        }
    }
}

/// An icon as tall as the words beside it.
pub(super) fn view_icon(icon: Icon) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={icon.strokes()} />
        </svg>
    }
}
