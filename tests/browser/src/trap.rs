//! A WebAssembly module made to trap, as a program with a mistake in it would, or to run out of memory.

use std::collections::BTreeSet;

use wasmparser::{ExternalKind, Parser, Payload, TypeRef};

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;
const MEMORY_SECTION: u8 = 5;

/// The module with each exported function whose name is so trapping as soon as it is called.
///
/// It stays valid: after `unreachable` a function may end with whatever it must return.
pub(crate) fn with_traps(module: &[u8], is_spoilt: impl Fn(&str) -> bool) -> Vec<u8> {
    let mut spoilt = module.to_vec();
    let mut next_function = 0;
    let mut targets = BTreeSet::new();
    for payload in Parser::new(0).parse_all(module) {
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "most sections do not matter here"
        )]
        match payload.unwrap() {
            Payload::ImportSection(section) => {
                let imports = section.into_imports().map(Result::unwrap);
                let functions = imports.filter(|import| matches!(import.ty, TypeRef::Func(_)));
                next_function += u32::try_from(functions.count()).unwrap();
            }
            Payload::ExportSection(section) => {
                let exports = section.into_iter().map(Result::unwrap);
                let functions = exports.filter(|export| export.kind == ExternalKind::Func);
                targets.extend(
                    functions
                        .filter(|export| is_spoilt(export.name))
                        .map(|export| export.index),
                );
            }
            Payload::CodeSectionEntry(body) => {
                if targets.contains(&next_function) {
                    let operators = body.get_operators_reader().unwrap();
                    let [start, end] = [operators.original_position(), body.range().end - 1]
                        .map(|distance| usize::try_from(distance).unwrap());
                    spoilt[start..end].fill(NOP);
                    spoilt[start] = UNREACHABLE;
                }
                next_function += 1;
            }
            _ => {}
        }
    }
    assert!(!targets.is_empty(), "no exported function has such a name");
    spoilt
}

/// The module with a memory that can grow by so many pages of 64 KiB and no further.
pub(crate) fn with_room_for(module: &[u8], pages: u64) -> Vec<u8> {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "no other section matters here"
    )]
    let is_memory = |payload| match payload {
        Payload::MemorySection(section) => Some(section),
        _ => None,
    };
    let mut payloads = Parser::new(0).parse_all(module).map(Result::unwrap);
    let section = payloads
        .find_map(is_memory)
        .expect("the module has a memory");
    let [start, end] =
        [section.range().start, section.range().end].map(|place| usize::try_from(place).unwrap());
    let initial = section.into_iter().next().unwrap().unwrap().initial;

    // One memory, with a limit.
    let mut limited = vec![1, 1];
    limited.extend(leb128(initial));
    limited.extend(leb128(initial + pages));
    let header = [MEMORY_SECTION, u8::try_from(limited.len()).unwrap()];
    // A section's size takes one byte if it is small.
    let before = start - header.len();
    assert_eq!(module[before], MEMORY_SECTION);
    [&module[..before], &header, &limited, &module[end..]].concat()
}

/// A number as WebAssembly writes it: seven bits to a byte, the lowest first.
fn leb128(number: u64) -> Vec<u8> {
    let low = u8::try_from(number & 0x7f).unwrap();
    match number >> 7 {
        0 => vec![low],
        rest => [vec![low | 0x80], leb128(rest)].concat(),
    }
}
