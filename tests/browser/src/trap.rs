//! A WebAssembly module made to trap, as a program with a mistake in it would.

use std::collections::BTreeSet;

use wasmparser::{ExternalKind, Parser, Payload, TypeRef};

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;

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
