//! A text as a link that saves it as a file, without a request and without a script.
//!
//! It must not know what the text says.

use super::mail::encoded_lines;

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

/// The address of a file that holds some text in UTF-8, its lines ended as every system reads them.
#[must_use]
pub fn file_link(kind: FileKind, text: &str) -> String {
    let kind = match kind {
        FileKind::Text => "text/plain",
        FileKind::Calendar => "text/calendar",
        FileKind::Json => "application/json",
        FileKind::Markdown => "text/markdown",
    };
    format!("data:{kind};charset=utf-8,{}", encoded_lines(text))
}
