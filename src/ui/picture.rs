//! The decision as a picture: which answer can bring up which question and lead to which place, with
//! the reader's own path marked; and the same as tables.
//!
//! It must not decide what leads where; the guide's rules say so, and `plan` where it is drawn.

mod plan;

use yew::{Html, html};

use self::plan::{Line, Plan, Row};
use super::icon::{Icon, view_icon};
use super::screen::Screen;
use crate::guide::phrase::Phrase;
use crate::guide::{Choice, Guide, OptionId, Question, QuestionId, Route, Rule};

/// The picture with its heading, how to read it, and its tables.
pub(super) fn view_picture(screen: &Screen) -> Html {
    let text = screen.text;
    let has_own_path = !screen.walk.path.is_empty();
    html! {
        <figure class="picture" aria-labelledby="picture-heading">
            { screen.view_section_heading("picture-heading", text.phrase(Phrase::PictureHeading)) }
            <p class="hint" id="picture-hint">{ text.phrase(Phrase::PictureHint) }</p>
            if has_own_path {
                <p class="hint">{ text.phrase(Phrase::PictureYours) }</p>
            }
            // It is wider than a phone, so it has to be moved sideways, by keyboard too.
            <div class="drawing" role="region" tabindex="0" aria-labelledby="picture-heading">
                { view_drawing(screen) }
            </div>
            <details>
                <summary>{ text.phrase(Phrase::PictureTable) }</summary>
                { view_tables(screen) }
            </details>
        </figure>
    }
}

/// The questions that an option can bring up.
fn brought_up(guide: &Guide, option: OptionId) -> impl Iterator<Item = &Question> {
    let questions = guide.questions().iter();
    questions.filter(move |question| helps(&question.rule, option))
}

/// The routes that an option can lead to.
fn led_to(guide: &Guide, option: OptionId) -> impl Iterator<Item = &Route> {
    let routes = guide.routes().iter();
    routes.filter(move |route| helps(&route.rule, option))
}

fn helps(rule: &Rule, option: OptionId) -> bool {
    rule.options_helping(option.question()).contains(option)
}

fn view_drawing(screen: &Screen) -> Html {
    let plan = Plan::of(screen);
    let lines = |is_own: bool| {
        let lines = plan.lines.iter().filter(move |line| line.is_own == is_own);
        lines.map(view_line)
    };
    html! {
        <svg viewBox={format!("0 0 {} {}", plan::WIDTH, plan.height)} role="img"
            aria-labelledby="picture-heading" aria-describedby="picture-hint">
            // One's own lines lie above the others.
            { for lines(false) }
            { for lines(true) }
            { for plan.rows.iter().map(view_row) }
        </svg>
    }
}

fn view_line(line: &Line) -> Html {
    html! { <path class={if line.is_own { "line own" } else { "line" }} d={line.course.clone()} /> }
}

fn view_row(row: &Row) -> Html {
    let class = format!(
        "{}{}",
        row.kind.word(),
        if row.is_own { " own" } else { "" }
    );
    let words = row.words.iter().enumerate().map(|(index, words)| {
        let y = row.top + plan::LINE * (index + 1);
        html! { <tspan x={row.start.to_string()} y={y.to_string()}>{ words }</tspan> }
    });
    let dots = row.dots.iter().map(|x| {
        html! { <circle cx={x.to_string()} cy={row.middle().to_string()} r="4" /> }
    });
    html! {
        <g {class}>
            { for dots }
            if let Some(course) = row.tick() {
                <path class="tick" d={course} />
            }
            <text>{ for words }</text>
        </g>
    }
}

/// What the picture shows, in words: for each answer to each question what it can lead to.
fn view_tables(screen: &Screen) -> Html {
    let questions = screen.guide.questions().iter();
    html! { <>{ for questions.map(|question| view_table(screen, question)) }</> }
}

fn view_table(screen: &Screen, question: &Question) -> Html {
    let text = screen.text;
    let options = question.options.iter();
    html! {
        <table>
            <caption>{ short(screen, question.id) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ text.phrase(Phrase::PictureAnswer) }</th>
                    <th scope="col">{ text.phrase(Phrase::PictureLeads) }</th>
                </tr>
            </thead>
            <tbody>{ for options.map(|option| view_option_row(screen, option)) }</tbody>
        </table>
    }
}

fn view_option_row(screen: &Screen, option: &Choice) -> Html {
    let Screen {
        guide, text, walk, ..
    } = screen;
    let questions = brought_up(guide, option.id).map(|question| short(screen, question.id));
    let routes = led_to(guide, option.id).map(|route| &*text.route(route.id).title);
    let mut leads: Vec<&str> = questions.chain(routes).collect();
    if leads.is_empty() {
        leads.push(text.phrase(Phrase::PictureNowhere));
    }
    let is_own = walk.counted.to(option.id.question()).contains(option.id);
    html! {
        <tr class={is_own.then_some("own")}>
            <th scope="row">
                { &text.option(option.id).label }
                if is_own {
                    <span class="label">
                        { view_icon(Icon::Tick) }{ text.phrase(Phrase::PictureYourAnswer) }
                    </span>
                }
            </th>
            <td><ul class="labels">{ for leads.iter().map(|lead| html! { <li>{ lead }</li> }) }</ul></td>
        </tr>
    }
}

fn short<'s>(screen: &Screen<'s>, question: QuestionId) -> &'s str {
    &screen.text.question(question).short
}
