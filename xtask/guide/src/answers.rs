//! Answers as they are typed: `question=option,option`.

use anyhow::{Context, Result, bail};
use signpost::engine::Answers;
use signpost::engine::walk::walk;
use signpost::guide::file::Choose;
use signpost::guide::{Guide, OptionSet, Question};

/// Reads answers to a guide, and refuses what nobody could have answered.
pub(crate) fn parse(guide: &Guide, typed: &[String]) -> Result<Answers> {
    let mut answers = Answers::none(guide);
    for answer in typed {
        let (name, options) = answer
            .split_once('=')
            .with_context(|| format!("`{answer}` is not an answer; write question=option"))?;
        let question = guide.question_named(name).with_context(|| {
            let names = guide.questions().iter().map(|question| &*question.name);
            let names = names.collect::<Vec<_>>().join(", ");
            format!("there is no question `{name}`; the questions are {names}")
        })?;
        if !answers.to(question.id).is_empty() {
            bail!("`{name}` is answered twice; write {name}=option,option");
        }
        answers.set(question.id, chosen(question, options)?);
    }
    let counted = walk(guide, &answers);
    for question in guide.questions() {
        let is_idle = !answers.to(question.id).is_empty() && !counted.path.contains(&question.id);
        if is_idle && counted.open.is_none_or(|open| open > question.id) {
            bail!(
                "`{}` is not asked after these answers; leave it out",
                question.name
            );
        }
    }
    Ok(answers)
}

fn chosen(question: &Question, options: &str) -> Result<OptionSet> {
    let name = &question.name;
    let mut chosen = OptionSet::EMPTY;
    for option in options.split(',') {
        let id = question.option_named(option).with_context(|| {
            let names = question.options.iter().map(|option| &*option.name);
            let names = names.collect::<Vec<_>>().join(", ");
            format!("question `{name}` has no option `{option}`; its options are {names}")
        })?;
        chosen = chosen.union(id.into());
    }
    if question.accepts(chosen) {
        return Ok(chosen);
    }
    match question.choose {
        Choose::One => bail!("only one option of `{name}` can be chosen"),
        Choose::Several => bail!("`{name}={options}` cannot be chosen: one of them stands alone"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::folder::Folder;
    use crate::project;

    /// Checks what is said of answers to the shipped guide.
    fn check(typed: &str, expected: &str) {
        let guide = Folder::read(&project::shipped()).unwrap().guide;
        let typed: Vec<_> = typed.split_whitespace().map(str::to_owned).collect();
        let found = match parse(&guide, &typed) {
            Ok(answers) => signpost::proof::in_ids(&guide, &answers),
            Err(error) => error.to_string(),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn answers_are_read_in_any_order() {
        check(
            "right=delete capacity=consumer,member",
            "capacity=member,consumer right=delete",
        );
    }

    #[test]
    fn what_nobody_can_have_answered_is_refused() {
        check(
            "capacity",
            "`capacity` is not an answer; write question=option",
        );
        check(
            "law=roman",
            "question `law` has no option `roman`; its options are gdpr, ccpa, not-sure",
        );
        check("law=gdpr,ccpa", "only one option of `law` can be chosen");
        check(
            "capacity=member,not-sure",
            "`capacity=member,not-sure` cannot be chosen: one of them stands alone",
        );
        check(
            "capacity=member capacity=consumer",
            "`capacity` is answered twice; write capacity=option,option",
        );
        check(
            "capacity=member engagement=support right=access",
            "`engagement` is not asked after these answers; leave it out",
        );
    }
}
