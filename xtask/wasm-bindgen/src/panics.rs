//! Takes the words out of panics: a call that never returns becomes a trap, with all that only leads to it.
//!
//! The program must have been linked with relocations (`--emit-relocs`). Those of what is taken out go too, so that
//! whoever divides the program finds nobody who refers to the words, to what puts them together, or to where in the
//! source it was, and leaves them behind.

use std::ops::Range;

use anyhow::{Result, ensure};
use wasm_encoder::{CustomSection, Encode, Module, RawSection};
use wasmparser::{FunctionBody, KnownCustom, Operator, Parser, Payload, RelocSectionReader};

use crate::unread::{self, lies_in};

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;

/// The program with a trap wherever it would panic. One with debug information is to be looked into, and stays
/// as it is.
///
/// # Errors
/// If it cannot be read, or does not say what its code refers to.
pub(crate) fn without_words(program: &[u8]) -> Result<Vec<u8>> {
    let payloads: Vec<_> = Parser::new(0)
        .parse_all(program)
        .collect::<Result<_, _>>()?;
    let mut ends = Vec::new();
    for payload in &payloads {
        if let Payload::CodeSectionEntry(body) = payload {
            ends.append(&mut dead_ends(body)?);
        }
        if let Payload::CustomSection(section) = payload
            && section.name() == ".debug_info"
        {
            return Ok(program.to_vec());
        }
    }
    let mut trapping = program.to_vec();
    for end in &ends {
        trapping[place(end)].fill(NOP);
        trapping[place(end).start] = UNREACHABLE;
    }
    let mut unused = unread::arguments(&payloads, &ends)?;
    unused.append(&mut ends);
    unused.sort_by_key(|place| place.start);
    let mut output = Module::new();
    let mut code = None;
    let mut has_relocations = false;
    let sections = payloads
        .iter()
        .filter_map(|payload| Some((payload, payload.as_section()?)));
    for (index, (payload, (id, range))) in (0..).zip(sections) {
        if let Payload::CodeSectionStart { .. } = payload {
            code = Some((index, range.start));
        }
        if let Payload::CustomSection(section) = payload
            && let KnownCustom::Reloc(relocations) = section.as_known()
            && let Some((code, start)) = code
            && relocations.section_index() == code
        {
            has_relocations = true;
            output.section(&CustomSection {
                name: section.name().into(),
                data: remaining(program, &relocations, start, &unused)?.into(),
            });
        } else {
            let data = &trapping[place(&range)];
            output.section(&RawSection { id, data });
        }
    }
    ensure!(has_relocations, "it was linked without `--emit-relocs`");
    Ok(output.finish())
}

/// The relocations of the code that begins at a place, but for those of what is not used, which comes in order.
fn remaining(
    program: &[u8],
    relocations: &RelocSectionReader<'_>,
    start: u64,
    unused: &[Range<u64>],
) -> Result<Vec<u8>> {
    let mut kept = Vec::new();
    let mut count: u32 = 0;
    let mut entries = relocations.entries().into_iter_with_offsets().peekable();
    while let Some(entry) = entries.next() {
        let (from, entry) = entry?;
        let to = match entries.peek() {
            Some(Ok((next, _))) => *next,
            _ => relocations.range().end,
        };
        let target = start + u64::from(entry.offset);
        if !lies_in(unused, target) {
            kept.extend_from_slice(&program[place(&(from..to))]);
            count += 1;
        }
    }
    let mut section = Vec::new();
    relocations.section_index().encode(&mut section);
    count.encode(&mut section);
    section.append(&mut kept);
    Ok(section)
}

/// Where a function's body can only go on to a call that never returns, from after the last place to which or from
/// which it may branch, and from after the last call that may return. Such a call is followed by `unreachable`.
fn dead_ends(body: &FunctionBody<'_>) -> Result<Vec<Range<u64>>> {
    let mut ends = Vec::new();
    let mut operators = body.get_operators_reader()?;
    let mut start = operators.original_position();
    let mut call = None;
    while !operators.eof() {
        let operator = operators.read()?;
        let end = operators.original_position();
        if matches!(operator, Operator::Unreachable) {
            ends.extend(call.take());
        }
        call = matches!(operator, Operator::Call { .. }).then_some(start..end);
        if has_consequences(&operator) {
            start = end;
        }
    }
    Ok(ends)
}

/// Whether control may come from or go elsewhere. All else changes nothing but what the program itself could look
/// at, were it to go on.
fn has_consequences(operator: &Operator<'_>) -> bool {
    use Operator::{
        Block, Br, BrIf, BrTable, Call, CallIndirect, Else, End, If, Loop, Return, Unreachable,
    };
    matches!(
        operator,
        Block { .. }
            | Loop { .. }
            | If { .. }
            | Else
            | End
            | Br { .. }
            | BrIf { .. }
            | BrTable { .. }
            | Return
            | Call { .. }
            | CallIndirect { .. }
            | Unreachable
    )
}

/// What `wasmparser` says of a place, for indexing.
fn place(range: &Range<u64>) -> Range<usize> {
    range.start as usize..range.end as usize
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{BlockType, Instruction as Do};

    use super::*;
    use crate::sample;

    /// `R_WASM_MEMORY_ADDR_SLEB`: the number of an `i32.const` is an address.
    const ADDRESS: u8 = 4;

    #[test]
    fn a_call_that_never_returns_becomes_a_trap_with_what_only_leads_to_it() -> Result<()> {
        let panics = [
            Do::I32Const(1),
            Do::LocalSet(0),
            Do::I32Const(2),
            Do::Call(0),
            Do::Unreachable,
            Do::End,
        ];
        let program = without_words(&linked(&panics)?)?;
        assert_eq!(code(&program)?, "Unreachable Unreachable End");
        assert_eq!(referred_to(&program)?, [0; 0]);
        Ok(())
    }

    #[test]
    fn what_may_go_on_stays_and_so_does_what_it_refers_to() -> Result<()> {
        let returns = [
            Do::Block(BlockType::Empty),
            Do::I32Const(1),
            Do::BrIf(0),
            Do::I32Const(2),
            Do::LocalSet(0),
            Do::Call(0),
            Do::I32Const(3),
            Do::LocalSet(0),
            Do::Call(0),
            Do::Unreachable,
            Do::End,
            Do::I32Const(4),
            Do::LocalSet(0),
            Do::Call(0),
            Do::End,
        ];
        let program = without_words(&linked(&returns)?)?;
        assert_eq!(
            code(&program)?,
            "Block I32Const BrIf I32Const LocalSet Call Unreachable Unreachable End I32Const LocalSet Call End"
        );
        assert_eq!(referred_to(&program)?, [1, 2, 4]);
        Ok(())
    }

    #[test]
    fn a_trap_of_the_programs_own_stays_as_it_is() -> Result<()> {
        let traps = [
            Do::Call(0),
            Do::I32Const(1),
            Do::LocalSet(0),
            Do::Unreachable,
            Do::End,
        ];
        let program = without_words(&linked(&traps)?)?;
        assert_eq!(code(&program)?, "Call I32Const LocalSet Unreachable End");
        assert_eq!(referred_to(&program)?, [1]);
        Ok(())
    }

    #[test]
    fn a_program_with_debug_information_keeps_its_words() -> Result<()> {
        let mut module = module(&[Do::Call(0), Do::Unreachable, Do::End]);
        module.section(&CustomSection {
            name: ".debug_info".into(),
            data: [].as_slice().into(),
        });
        let program = module.finish();
        assert_eq!(without_words(&program)?, program);
        Ok(())
    }

    #[test]
    fn a_program_without_relocations_is_an_error() {
        let problem = without_words(&module(&[Do::End]).finish());
        assert!(problem.is_err_and(|problem| problem.to_string().contains("--emit-relocs")));
    }

    /// A program of one function.
    fn module(instructions: &[Do<'_>]) -> Module {
        sample::module(&[], &[instructions])
    }

    /// The same as the linker leaves it, where each `i32.const` is the address of the symbol with that number.
    fn linked(instructions: &[Do<'_>]) -> Result<Vec<u8>> {
        let mut module = module(instructions);
        let bytes = module.clone().finish();
        let mut start = 0;
        let mut entries = Vec::new();
        let mut count: u32 = 0;
        for payload in Parser::new(0).parse_all(&bytes) {
            let payload = payload?;
            if let Payload::CodeSectionStart { range, .. } = &payload {
                start = range.start;
            }
            let Payload::CodeSectionEntry(body) = payload else {
                continue;
            };
            for operator in body.get_operators_reader()?.into_iter_with_offsets() {
                if let (Operator::I32Const { value }, at) = operator? {
                    entries.push(ADDRESS);
                    u32::try_from(at + 1 - start)?.encode(&mut entries);
                    value.unsigned_abs().encode(&mut entries);
                    // Counted from the symbol's own beginning.
                    0_i32.encode(&mut entries);
                    count += 1;
                }
            }
        }
        let mut data = Vec::new();
        2_u32.encode(&mut data);
        count.encode(&mut data);
        data.append(&mut entries);
        module.section(&CustomSection {
            name: "reloc.CODE".into(),
            data: data.into(),
        });
        Ok(module.finish())
    }

    /// The names of a program's operators, but for those that do nothing.
    fn code(program: &[u8]) -> Result<String> {
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(program) {
            if let Payload::CodeSectionEntry(body) = payload? {
                for operator in body.get_operators_reader()? {
                    let name = format!("{:?}", operator?);
                    names.extend(name.split([' ', '{']).next().map(str::to_owned));
                }
            }
        }
        names.retain(|name| name != "Nop");
        Ok(names.join(" "))
    }

    /// The symbols that a program's relocations speak of.
    fn referred_to(program: &[u8]) -> Result<Vec<u32>> {
        let mut symbols = Vec::new();
        for payload in Parser::new(0).parse_all(program) {
            if let Payload::CustomSection(section) = payload?
                && let KnownCustom::Reloc(relocations) = section.as_known()
            {
                for entry in relocations.entries() {
                    symbols.push(entry?.index);
                }
            }
        }
        Ok(symbols)
    }
}
