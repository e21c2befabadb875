//! Finds what functions are given and never look at, such as where in the source they were called, once no panic
//! tells it.

use std::ops::Range;

use anyhow::{Context, Result};
use wasmparser::{FunctionBody, Operator, Payload, TypeRef};

/// A function as far as it matters here.
struct Function {
    /// For each parameter, whether it may be looked at.
    reads: Vec<bool>,
    values: Vec<Value>,
}

/// What is taken from somewhere to be used next.
struct Value {
    from: Source,
    place: Range<u64>,
    /// The parameter of a function which it is for, if nothing else is done with it.
    to: Option<(usize, usize)>,
}

enum Source {
    Constant,
    Local(usize),
}

/// The places of the constants that calls give to functions which do not look at them, in order. Dead ends, which
/// come in order too, are passed over: the program does not get beyond their beginning.
///
/// # Errors
/// If the program cannot be read, or has functions of no type.
pub(crate) fn arguments(
    payloads: &[Payload<'_>],
    dead_ends: &[Range<u64>],
) -> Result<Vec<Range<u64>>> {
    let mut functions = functions(payloads, dead_ends)?;
    loop {
        let read = newly_read(&functions);
        if read.is_empty() {
            break;
        }
        for (index, parameter) in read {
            functions[index].reads[parameter] = true;
        }
    }
    let values = functions.iter().flat_map(|function| &function.values);
    let unread = values
        .filter(|value| matches!(value.from, Source::Constant) && !is_looked_at(value, &functions));
    Ok(unread.map(|value| value.place.clone()).collect())
}

/// The functions and parameters of which it comes out that they are looked at, given what is known of the others.
fn newly_read(functions: &[Function]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (index, function) in functions.iter().enumerate() {
        for value in &function.values {
            if let Source::Local(local) = value.from
                && function.reads.get(local) == Some(&false)
                && is_looked_at(value, functions)
            {
                found.push((index, local));
            }
        }
    }
    found
}

/// Whoever only hands something on looks at it if one does whom it is handed to.
fn is_looked_at(value: &Value, functions: &[Function]) -> bool {
    let looks = |(function, parameter): (usize, usize)| functions[function].reads[parameter];
    value.to.is_none_or(looks)
}

/// Whether some byte lies in one of these places, which have to come in order.
pub(crate) fn lies_in(places: &[Range<u64>], byte: u64) -> bool {
    let begun = places.partition_point(|place| place.start <= byte);
    places[..begun].last().is_some_and(|place| byte < place.end)
}

/// Every function, the imported ones first, of which it is not known what they look at.
fn functions(payloads: &[Payload<'_>], dead_ends: &[Range<u64>]) -> Result<Vec<Function>> {
    let mut types = Vec::new();
    let mut functions = Vec::new();
    let mut bodies = Vec::new();
    for payload in payloads {
        if let Payload::TypeSection(section) = payload {
            for each in section.clone().into_iter_err_on_gc_types() {
                types.push(each?.params().len());
            }
        }
        if let Payload::ImportSection(section) = payload {
            for import in section.clone().into_imports() {
                if let TypeRef::Func(of) = import?.ty {
                    functions.push(function(&types, of, true)?);
                }
            }
        }
        if let Payload::FunctionSection(section) = payload {
            for of in section.clone() {
                functions.push(function(&types, of?, false)?);
            }
        }
        if let Payload::CodeSectionEntry(body) = payload {
            bodies.push(body);
        }
    }
    let imported = functions.len() - bodies.len();
    for (index, body) in (imported..).zip(bodies) {
        look_into(body, index, &mut functions, dead_ends)?;
    }
    Ok(functions)
}

fn function(types: &[usize], of: u32, reads: bool) -> Result<Function> {
    let parameters = types.get(of as usize);
    let parameters = *parameters.with_context(|| format!("there is no type {of}"))?;
    Ok(Function {
        reads: vec![reads; parameters],
        values: Vec::new(),
    })
}

/// Notes what a function does with its parameters and gives to others.
fn look_into(
    body: &FunctionBody<'_>,
    index: usize,
    functions: &mut [Function],
    dead_ends: &[Range<u64>],
) -> Result<()> {
    let mut values = Vec::new();
    // How many of the last values wait to be used.
    let mut waiting = 0;
    let mut operators = body.get_operators_reader()?;
    while !operators.eof() {
        let start = operators.original_position();
        let operator = operators.read()?;
        let place = start..operators.original_position();
        if lies_in(dead_ends, start) {
            waiting = 0;
            continue;
        }
        let from = if let Operator::LocalGet { local_index } = operator {
            Some(Source::Local(local_index as usize))
        } else if let Operator::I32Const { .. } = operator {
            Some(Source::Constant)
        } else {
            None
        };
        if let Some(from) = from {
            values.push(Value {
                from,
                place,
                to: None,
            });
            waiting += 1;
            continue;
        }
        if let Operator::Call { function_index } = operator {
            let called = function_index as usize;
            let parameters = 0..functions.get(called).map_or(0, |it| it.reads.len());
            let given = values.iter_mut().rev().take(waiting);
            for (value, parameter) in given.zip(parameters.rev()) {
                value.to = Some((called, parameter));
            }
        }
        waiting = 0;
    }
    functions[index].values = values;
    Ok(())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{Instruction as Do, ValType};
    use wasmparser::Parser;

    use super::*;
    use crate::sample;

    /// Gives 5 to the first function and 6 to the second.
    const CALLS_BOTH: &[Do<'_>] = &[
        Do::I32Const(5),
        Do::Call(0),
        Do::I32Const(6),
        Do::Call(1),
        Do::End,
    ];

    #[test]
    fn what_a_function_ignores_is_unread_and_so_is_what_another_hands_on_to_it() -> Result<()> {
        let ignores: &[_] = &[Do::End];
        let hands_on: &[_] = &[Do::LocalGet(0), Do::Call(0), Do::End];
        check(&[ignores, hands_on, CALLS_BOTH], &[5, 6])
    }

    #[test]
    fn what_a_function_looks_at_is_read_and_so_is_what_reaches_it_by_others() -> Result<()> {
        let looks: &[_] = &[Do::LocalGet(0), Do::Drop, Do::End];
        let hands_on: &[_] = &[Do::LocalGet(0), Do::Call(0), Do::End];
        check(&[looks, hands_on, CALLS_BOTH], &[])
    }

    #[test]
    fn a_function_that_only_calls_itself_looks_at_nothing() -> Result<()> {
        let calls_itself: &[_] = &[Do::LocalGet(0), Do::Call(0), Do::End];
        let calls: &[_] = &[Do::I32Const(5), Do::Call(0), Do::End];
        check(&[calls_itself, calls], &[5])
    }

    #[test]
    fn what_is_not_given_as_it_is_counts_as_read() -> Result<()> {
        let ignores: &[_] = &[Do::End];
        let reckons: &[_] = &[Do::I32Const(5), Do::I32Eqz, Do::Call(0), Do::End];
        check(&[ignores, reckons], &[])
    }

    #[test]
    fn a_look_that_is_never_taken_does_not_count() -> Result<()> {
        let looks: &[_] = &[Do::LocalGet(0), Do::Drop, Do::End];
        let calls: &[_] = &[Do::I32Const(5), Do::Call(0), Do::End];
        let program = program(&[looks, calls]);
        let dead_end = place(&program, 0)?;
        assert_eq!(unread(&program, &[dead_end])?, [5]);
        Ok(())
    }

    /// Checks which of a program's constants are unread, by their numbers, which have to be below 64.
    fn check(functions: &[&[Do<'_>]], expected: &[u8]) -> Result<()> {
        assert_eq!(unread(&program(functions), &[])?, expected);
        Ok(())
    }

    fn unread(program: &[u8], dead_ends: &[Range<u64>]) -> Result<Vec<u8>> {
        let payloads: Vec<_> = Parser::new(0)
            .parse_all(program)
            .collect::<Result<_, _>>()?;
        let places = arguments(&payloads, dead_ends)?.into_iter();
        // Behind the byte that says what it is.
        Ok(places
            .map(|place| program[place.start as usize + 1])
            .collect())
    }

    /// The place of the first operator of a function.
    fn place(program: &[u8], function: usize) -> Result<Range<u64>> {
        let mut bodies = Vec::new();
        for payload in Parser::new(0).parse_all(program) {
            if let Payload::CodeSectionEntry(body) = payload? {
                bodies.push(body);
            }
        }
        let mut operators = bodies[function].get_operators_reader()?;
        let start = operators.original_position();
        operators.read()?;
        Ok(start..operators.original_position())
    }

    /// A program of functions that are given a number each.
    fn program(functions: &[&[Do<'_>]]) -> Vec<u8> {
        sample::module(&[ValType::I32], functions).finish()
    }
}
