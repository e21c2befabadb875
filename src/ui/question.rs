//! One question: its error summary, its options, why it is asked, Continue and Back.
//!
//! It must not know which question comes next.

use yew::{AttrValue, Callback, Html, KeyboardEvent, MouseEvent, html};

use super::answers::view_answers;
use super::date::DateField;
use super::glossary::view_glossary;
use super::screen::Screen;
use super::term::view_explained;
use crate::browser;
use crate::engine::session::Message;
use crate::engine::walk::StillToCome;
use crate::guide::file::Choose;
use crate::guide::phrase::Phrase;
use crate::guide::text::Text;
use crate::guide::{Choice, Question};

/// A question's whole screen.
pub(super) fn view_question(screen: &Screen, question: &Question) -> Html {
    let Screen {
        text,
        walk,
        session,
        ..
    } = screen;
    let words = text.question(question.id);
    let go_on = screen.sends(Message::WentOn);
    // Not at the form's submission, which Enter leads to by a click as well: a sandbox without forms
    // stops that before anybody hears of it.
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        go_on.emit(());
    };
    let before = walk.before(question.id);
    html! {
        <form class="question" novalidate=true>
            if session.is_refused {
                { view_error_summary(screen, question) }
            }
            { view_progress(screen, question) }
            { view_options(screen, question) }
            { view_date(screen, question) }
            <details class="why" key={format!("why-{}", question.name)}>
                <summary>{ text.phrase(Phrase::WhyWeAsk) }</summary>
                <p>{ view_explained(text, &words.why) }</p>
            </details>
            { view_glossary(screen, &question.name, &words_on(screen, question)) }
            <div class="actions">
                <button class="primary" part="button primary" type="submit" {onclick}>
                    { text.phrase(Phrase::Continue) }
                </button>
                if !before.is_empty() {
                    { screen.view_back() }
                }
            </div>
            if screen.is_pending {
                <p role="status">{ text.phrase(Phrase::Pending) }</p>
            }
            { view_answers(screen, before, Phrase::AnswersSoFar) }
        </form>
    }
}

/// The fieldset. Its key is the question, so that a new question is a new group to a screen reader.
fn view_options(screen: &Screen, question: &Question) -> Html {
    let Screen { text, session, .. } = screen;
    let words = text.question(question.id);
    let choose = match question.choose {
        Choose::One => Phrase::ChooseOne,
        Choose::Several => Phrase::ChooseSeveral,
    };
    let described = [
        words.hint.as_ref().map(|_| "hint "),
        Some("choose"),
        session.is_refused.then_some(" error"),
    ];
    let described: String = described.into_iter().flatten().collect();
    let options = question.options.iter();
    html! {
        <fieldset key={question.name.clone()} data-question={question.name.clone()}
            aria-describedby={described}
            onkeydown={|event: KeyboardEvent| browser::move_among_checkboxes(&event)}>
            <legend>{ screen.view_heading(None, &words.title) }</legend>
            if let Some(hint) = &words.hint {
                <p class="hint" id="hint">{ view_explained(text, hint) }</p>
            }
            <p class="hint" id="choose">{ text.phrase(choose) }</p>
            if session.is_refused {
                <p class="error-message" id="error">
                    <span class="spoken">{ text.phrase(Phrase::ErrorPrefix) }{ " " }</span>
                    { text.phrase(error(question)) }
                </p>
            }
            <div class="options">
                { for options.map(|option| view_option(screen, question, option)) }
            </div>
        </fieldset>
    }
}

/// The field for a date, where one may be typed.
fn view_date(screen: &Screen, question: &Question) -> Html {
    let text = screen.text;
    let Some(label) = text.question(question.id).date.clone() else {
        return Html::default();
    };
    let labels = question
        .options
        .iter()
        .map(|option| &text.option(option.id).label);
    let said: Vec<AttrValue> = labels
        .map(|label| text.filled(Phrase::DatePicked, &[("option", label)]).into())
        .collect();
    let wrong = AttrValue::from(text.phrase(Phrase::DateWrong).to_owned());
    let chosen = screen.session.answers.to(question.id);
    let (send, question_asked) = (screen.send.clone(), question.clone());
    let on_age = Callback::from(move |days: u32| {
        let option = question_asked.option_aged(days)?;
        send.emit(Message::PickedOption(option));
        Some((option, said.get(option.index())?.clone()))
    });
    let action = text.phrase(Phrase::DateUse).to_owned();
    html! {
        <DateField key={format!("date-{}", question.name)} {label} {action} {wrong} {chosen}
            {on_age} />
    }
}

/// What a question's screen says where no term can be explained in place: in the heading and in
/// what is pressed to choose.
fn words_on<'s>(screen: &Screen<'s>, question: &Question) -> Vec<&'s str> {
    let mut said = vec![screen.text.question(question.id).title.as_str()];
    for option in &question.options {
        let words = screen.text.option(option.id);
        said.push(&words.label);
        said.extend(words.hint.as_deref());
    }
    said
}

/// One option; its label covers the whole tile.
fn view_option(screen: &Screen, question: &Question, option: &Choice) -> Html {
    let words = screen.text.option(option.id);
    let kind = match question.choose {
        Choose::One => "radio",
        Choose::Several => "checkbox",
    };
    let id = format!("option-{}", option.name);
    let hint_id = words.hint.is_some().then(|| format!("{id}-hint"));
    html! {
        <div key={option.name.clone()}
            class={if option.is_alone { "option alone" } else { "option" }} part="option">
            <input type={kind} id={id.clone()} name={question.name.clone()}
                value={option.name.clone()}
                checked={screen.session.answers.to(question.id).contains(option.id)}
                aria-describedby={hint_id.clone()}
                onchange={screen.sends(Message::ChoseOption(option.id))} />
            <label for={id}>{ &words.label }</label>
            if let Some(hint) = &words.hint {
                <p class="hint" id={hint_id}>{ hint }</p>
            }
        </div>
    }
}

/// What went wrong, focused when it appears, with a link to the first option.
fn view_error_summary(screen: &Screen, question: &Question) -> Html {
    let target = question
        .options
        .first()
        .map(|option| format!("#option-{}", option.name));
    let heading = screen.text.phrase(Phrase::ErrorHeading);
    html! {
        <div class="error-summary" part="error-summary" role="alert" tabindex="-1"
            ref={screen.problem.clone()}>
            { screen.heading_level.view("error-heading", None, heading.into()) }
            <p><a href={target} onclick={|event: MouseEvent| browser::follow_within(&event)}>{ screen.text.phrase(error(question)) }</a></p>
        </div>
    }
}

fn error(question: &Question) -> Phrase {
    match question.choose {
        Choose::One => Phrase::ErrorChooseOne,
        Choose::Several => Phrase::ErrorChooseSeveral,
    }
}

/// How far the reader is: a dot for each question behind, the one on screen, those sure to come and
/// those that may, and the same in words.
fn view_progress(screen: &Screen, question: &Question) -> Html {
    let Screen { guide, walk, .. } = screen;
    let behind = walk.before(question.id).len();
    let still = walk.still_to_come(guide, question.id);
    let dots = [
        ("behind", behind),
        ("here", 1),
        ("sure", still.least),
        ("may", still.most - still.least),
    ];
    let dots = dots
        .into_iter()
        .flat_map(|(kind, count)| (0..count).map(move |_| kind));
    html! {
        <div class="progress" part="progress">
            <span class="dots" aria-hidden="true">{ for dots.map(|kind| html! { <i class={kind} /> }) }</span>
            <p>{ progress(screen.text, behind + 1, still) }</p>
        </div>
    }
}

/// Which question this is, and how many may still come, in words.
fn progress(text: &Text, number: usize, still: StillToCome) -> String {
    let number = number.to_string();
    let StillToCome { least, most } = still;
    let (least_words, most_words) = (least.to_string(), most.to_string());
    if most == 0 {
        text.filled(Phrase::ProgressLast, &[("number", &number)])
    } else if least == most {
        text.filled(
            Phrase::ProgressExact,
            &[("number", &number), ("count", &most_words)],
        )
    } else {
        let values = [
            ("number", &*number),
            ("least", &*least_words),
            ("most", &*most_words),
        ];
        text.filled(Phrase::ProgressRange, &values)
    }
}
