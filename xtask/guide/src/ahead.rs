//! The screens to which the answers to the first question lead, as templates for the page's HTML: what screens
//! have in common stands there once, and what differs says after which answers it is shown.
//!
//! It must not know of a screen more than which of its elements tell of the answers before, nor where the templates stand.

/// The elements of a question's screen that tell of the answers before it, by how they begin and end, in their order
/// on the screen.
const TELLING: [(&str, &str); 2] = [
    ("<div part=\"progress\"", "</div>"),
    ("<ul class=\"labels\"", "</ul>"),
];

/// A screen, and the answer that leads to it.
pub(crate) struct Ahead {
    /// The ids of the options, with commas between them, as links name them.
    pub(crate) answer: String,
    /// Its HTML.
    pub(crate) screen: String,
}

/// A screen, taken apart.
struct Parts<'a> {
    answer: &'a str,
    /// What tells of the answers before.
    telling: Vec<&'a str>,
    /// What stands before each of these, and after the last.
    between: Vec<&'a str>,
}

/// The templates of some screens. `data-after` has the answers after which a template, or an element in it, is shown,
/// with spaces between them; `static/first.js` looks for that.
pub(crate) fn templates(screens: &[Ahead]) -> String {
    let parts = screens.iter().map(parts);
    let alike = grouped(parts.map(|parts| (parts.between.clone(), parts)));
    let templates = alike.iter();
    templates
        .map(|(between, screens)| template(between, screens))
        .collect()
}

/// What belongs to equal things, together, in the order in which these first come.
fn grouped<K: PartialEq, V>(pairs: impl Iterator<Item = (K, V)>) -> Vec<(K, Vec<V>)> {
    let mut groups: Vec<(K, Vec<V>)> = Vec::new();
    for (key, value) in pairs {
        match groups.iter_mut().find(|(it, _)| *it == key) {
            Some((_, values)) => values.push(value),
            None => groups.push((key, vec![value])),
        }
    }
    groups
}

fn parts(Ahead { answer, screen }: &Ahead) -> Parts<'_> {
    let (mut telling, mut between) = (Vec::new(), Vec::new());
    let mut rest = screen.as_str();
    for (start, end) in TELLING {
        let from = rest.find(start);
        let place = from.and_then(|from| Some((from, from + rest.get(from..)?.find(end)?)));
        let Some((from, to)) = place else { continue };
        let (before, after) = rest.split_at(to + end.len());
        let (before, element) = before.split_at(from);
        between.push(before);
        telling.push(element);
        rest = after;
    }
    between.push(rest);
    Parts {
        answer,
        telling,
        between,
    }
}

/// What screens have in common, with what each has of its own.
fn template(between: &[&str], screens: &[Parts]) -> String {
    let answers: Vec<_> = screens.iter().map(|screen| screen.answer).collect();
    let mut template = marked("<template>", &answers);
    for (place, part) in between.iter().enumerate() {
        template.push_str(part);
        let elements = screens
            .iter()
            .filter_map(|screen| Some((*screen.telling.get(place)?, screen.answer)));
        match grouped(elements).as_slice() {
            // It tells the same after every answer.
            [(element, _)] => template.push_str(element),
            elements => {
                template.extend(
                    elements
                        .iter()
                        .map(|(element, answers)| marked(element, answers)),
                );
            }
        }
    }
    template + "</template>"
}

/// An element that says after which answers it is shown.
fn marked(element: &str, answers: &[&str]) -> String {
    let end = element.find([' ', '>']).unwrap_or_default();
    let (start, rest) = element.split_at(end);
    format!("{start} data-after=\"{}\"{rest}", answers.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ahead(answer: &str, question: &str, progress: &str, label: &str) -> Ahead {
        Ahead {
            answer: answer.to_owned(),
            screen: format!(
                "<div><div part=\"progress\">{progress}</div>{question}<ul class=\"labels\"><li>{label}</li></ul></div>"
            ),
        }
    }

    #[test]
    fn screens_that_differ_in_what_tells_of_the_answer_share_a_template() {
        let screens = [
            ahead("me", "Why?", "2 of 3", "I"),
            ahead("you", "Why?", "2 of 4", "You"),
            ahead("me,you", "Why?", "2 of 4", "We"),
        ];
        assert_eq!(
            templates(&screens),
            "<template data-after=\"me you me,you\"><div>\
             <div data-after=\"me\" part=\"progress\">2 of 3</div>\
             <div data-after=\"you me,you\" part=\"progress\">2 of 4</div>\
             Why?\
             <ul data-after=\"me\" class=\"labels\"><li>I</li></ul>\
             <ul data-after=\"you\" class=\"labels\"><li>You</li></ul>\
             <ul data-after=\"me,you\" class=\"labels\"><li>We</li></ul>\
             </div></template>"
        );
    }

    #[test]
    fn screens_that_differ_elsewhere_have_templates_of_their_own() {
        let screens = [
            ahead("me", "Why?", "2 of 3", "I"),
            ahead("you", "How?", "2 of 3", "You"),
            ahead("we", "Why?", "2 of 3", "I"),
        ];
        assert_eq!(
            templates(&screens),
            "<template data-after=\"me we\"><div><div part=\"progress\">2 of 3</div>\
             Why?<ul class=\"labels\"><li>I</li></ul></div></template>\
             <template data-after=\"you\"><div><div part=\"progress\">2 of 3</div>\
             How?<ul class=\"labels\"><li>You</li></ul></div></template>"
        );
    }

    #[test]
    fn a_screen_that_tells_of_no_answer_stays_whole() {
        let screen = "<p>Done.</p>".to_owned();
        let screens = [Ahead {
            answer: "me".to_owned(),
            screen,
        }];
        assert_eq!(
            templates(&screens),
            "<template data-after=\"me\"><p>Done.</p></template>"
        );
    }
}
