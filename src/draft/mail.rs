//! A text as a link that opens a mail program, by RFC 6068; it must not let anything but a subject and a body in.

use super::entry;

/// The longest link that a mail program can be relied on to take, in characters.
///
/// RFC 6068 sets none. On Windows, older versions of Mozilla (`nsOSHelperAppService.cpp`), and after
/// them of Chromium, gave no link of more than 2048 on ("IE 5 and 6 support URLS of 2083 chars in
/// length, 2K is safe"). People measured 2046 as the longest that opens Outlook
/// (superruub.wordpress.com/2013/05/30/mailto-protocol-character-limit), and the same for another
/// program behind Chrome on Windows 10 (github.com/sdmtr/electromagnet/issues/2); a longer one does
/// nothing, without a word (github.com/ucam-department-of-psychiatry/camcops/issues/180). The least
/// that they measured is 2008, in Firefox 32 (stackoverflow.com/questions/4473959). So this is just
/// below all of them; elsewhere far longer links work.
pub const MAX_LENGTH: usize = 2000;

/// A mail to be written, as far as a link can say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mail<'a> {
    /// The one address that it goes to, which the guide has checked; nothing if the person knows it.
    pub to: Option<&'a str>,
    /// One line; whatever ends a line in it becomes a space.
    pub subject: &'a str,
    /// Any number of lines.
    pub body: &'a str,
}

/// The link that opens a mail program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailLink {
    /// Its address, in ASCII.
    pub href: String,
    /// It is longer than [`MAX_LENGTH`], so that some mail programs open without the text or not at all.
    pub is_too_long: bool,
}

impl Mail<'_> {
    /// The link, whatever stands in the parts: none of them can add a header or an address.
    #[must_use]
    pub fn link(&self) -> MailLink {
        let mut href = String::from("mailto:");
        if let Some(to) = self.to {
            push_address(&mut href, to);
        }
        let mut separator = '?';
        for (name, value) in [
            ("subject", encoded_line(self.subject)),
            ("body", encoded_lines(self.body)),
        ] {
            if !value.is_empty() {
                href.push(separator);
                href.extend([name, "=", &value]);
                separator = '&';
            }
        }
        let is_too_long = href.len() > MAX_LENGTH;
        MailLink { href, is_too_long }
    }
}

/// The `@` is the only character of an address that stands for itself without being unreserved.
fn push_address(href: &mut String, address: &str) {
    let (name, host) = match address.rsplit_once('@') {
        Some((name, host)) => (Some(name), host),
        None => (None, address),
    };
    if let Some(name) = name {
        href.push_str(&encoded_line(name));
        href.push('@');
    }
    href.push_str(&encoded_line(host));
}

fn encoded_line(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in entry::plain(text) {
        let is_space = matches!(character, '\n' | '\t');
        push_encoded(&mut encoded, if is_space { ' ' } else { character });
    }
    encoded
}

/// The text letter for letter.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    text.chars()
        .for_each(|character| push_encoded(&mut encoded, character));
    encoded
}

pub(super) fn encoded_lines(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in entry::plain(text) {
        if character == '\n' {
            encoded.push_str("%0D%0A");
        } else {
            push_encoded(&mut encoded, character);
        }
    }
    encoded
}

/// Everything but the unreserved characters of RFC 3986 is written as the bytes of its UTF-8.
fn push_encoded(encoded: &mut String, character: char) {
    if character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_' | '~') {
        encoded.push(character);
        return;
    }
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        encoded.push('%');
        encoded.push(hex_digit(byte >> 4));
        encoded.push(hex_digit(byte & 0xF));
    }
}

fn hex_digit(value: u8) -> char {
    char::from(if value < 10 {
        b'0' + value
    } else {
        b'A' + value - 10
    })
}
