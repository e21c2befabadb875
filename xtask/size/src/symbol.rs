//! Whose code a function is, as far as its name says; it must not know modules.
//!
//! A function's name says who wrote it and, if it is generic, for which types it was made. It does not
//! say what was inlined: of a view that is called in one place, nothing is left but the bytes, in the
//! function of Yew's that calls it. And an implementation for every type, such as that of `ToString`,
//! counts for the crate of the type that it was made for.

/// The crates of the standard library.
const STANDARD: [&str; 3] = ["alloc", "core", "std"];

/// What drops a value is made by the compiler, and is as long as the value's type makes it.
const DROP: &str = "core::ptr::drop_in_place::<";

/// A function's name as a person reads it.
pub(crate) fn readable(mangled: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(mangled))
}

/// The crate that a function was written in, if its name says one.
pub(crate) fn author(readable: &str) -> Option<&str> {
    let name = readable.strip_prefix(DROP).unwrap_or(readable);
    let Some((of, implemented)) = implementation(name) else {
        return crates(name).next();
    };
    // Only the crate of a type or that of a trait may implement one for the other.
    let both = || {
        [of, implemented]
            .into_iter()
            .filter_map(|part| crates(part).next())
    };
    both()
        .find(|name| !STANDARD.contains(name))
        .or_else(|| both().next())
}

/// Whether a function's name says anything of this crate, at whatever place.
pub(crate) fn mentions(readable: &str, wanted: &str) -> bool {
    crates(readable).any(|name| name == wanted)
}

/// The type and the trait of `<Type as Trait>::function`.
fn implementation(name: &str) -> Option<(&str, &str)> {
    let inner = name.strip_prefix('<')?;
    let mut depth = 0;
    let mut before = '<';
    for (place, letter) in inner.char_indices() {
        match letter {
            '<' => depth += 1,
            // Not the arrow of a function's type.
            '>' if before != '-' => depth -= 1,
            ' ' if depth == 0 => {
                let (of, rest) = inner.split_at(place);
                if let Some(implemented) = rest.strip_prefix(" as ") {
                    return Some((of, implemented));
                }
            }
            _ => {}
        }
        if depth < 0 {
            return None;
        }
        before = letter;
    }
    None
}

/// The crate at the head of each path in a name, in order.
fn crates(name: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut rest = name;
    let mut is_head = true;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let step = after.chars().next().map_or(0, char::len_utf8);
            let (follows, leads) = (!is_head, after.starts_with("::"));
            is_head = !leads;
            rest = after
                .get(if leads { 2 } else { step }..)
                .unwrap_or_default();
            if leads && !follows && !word.is_empty() {
                return Some(word);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_of_the_crate_that_wrote_it() {
        let cases = [
            ("signpost::engine::walk", Some("signpost")),
            ("<signpost::guide::Guide>::question", Some("signpost")),
            ("yew::scheduler::start_now::{closure#0}", Some("yew")),
            ("<yew::html::Scope<signpost::ui::App>>::render", Some("yew")),
            ("<signpost::A as core::fmt::Debug>::fmt", Some("signpost")),
            ("<[signpost::A] as core::fmt::Debug>::fmt", Some("signpost")),
            ("<i64 as core::fmt::Display>::fmt", Some("core")),
            ("<str>::trim", None),
            ("memcpy", None),
        ];
        for (name, expected) in cases {
            assert_eq!(author(name), expected, "{name}");
        }
    }

    #[test]
    fn an_implementation_for_a_type_of_the_standard_library_is_of_the_traits_crate() {
        let cases = [
            (
                "<alloc::vec::Vec<signpost::A> as serde_core::de::Deserialize>::deserialize",
                "serde_core",
            ),
            ("<&mut [u8] as std::io::Write>::write", "std"),
            (
                "<alloc::vec::Vec<u8> as core::clone::Clone>::clone",
                "alloc",
            ),
            (
                "<fn(&str) -> alloc::string::String as yew::Callback>::emit",
                "yew",
            ),
            (
                "<core::option::Option<<u8 as signpost::Kind>::Of> as yew::IntoProp>::into",
                "yew",
            ),
        ];
        for (name, expected) in cases {
            assert_eq!(author(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn what_drops_a_value_is_of_the_values_crate() {
        assert_eq!(
            author("core::ptr::drop_in_place::<yew::VNode>"),
            Some("yew")
        );
        assert_eq!(author("core::ptr::drop_in_place::<[u8]>"), None);
    }

    #[test]
    fn a_generic_function_mentions_what_it_was_made_for() {
        let name = "<yew::Scope<signpost::ui::App> as core::ops::Fn<(a::B,)>>::call::<c::D>";
        assert_eq!(
            crates(name).collect::<Vec<_>>(),
            ["yew", "signpost", "core", "a", "c"]
        );
        assert!(mentions(name, "signpost"));
        assert!(!mentions(name, "ui"));
    }

    #[test]
    fn a_readable_name_has_its_types_and_no_hashes() {
        assert_eq!(
            readable("_RINvNtCs123_4core3ptr13drop_in_placeNtCs456_8signpost5GuideE"),
            "core::ptr::drop_in_place::<signpost::Guide>"
        );
        assert_eq!(readable("memcpy"), "memcpy");
    }
}
