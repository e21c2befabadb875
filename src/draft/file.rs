//! A text as a link that saves it as a file, without a request and without a script.
//!
//! It must not know what the text says.

use super::mail::{encoded, encoded_lines};

/// What a file is, as its address says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Plain text.
    Text,
    /// An entry of a calendar.
    Calendar,
    /// JSON.
    Json,
    /// Markdown.
    Markdown,
}

/// The address of a file that holds some text in UTF-8: JSON letter for letter, what people read with
/// its lines ended as every system reads them.
#[must_use]
pub fn file_link(kind: FileKind, text: &str) -> String {
    let (kind, content) = match kind {
        FileKind::Text => ("text/plain", encoded_lines(text)),
        FileKind::Calendar => ("text/calendar", encoded_lines(text)),
        FileKind::Json => ("application/json", encoded(text)),
        FileKind::Markdown => ("text/markdown", encoded_lines(text)),
    };
    format!("data:{kind};charset=utf-8,{content}")
}
