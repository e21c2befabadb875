//! Programs to try the tool on.

use wasm_encoder::{
    CodeSection, Function, FunctionSection, Instruction, Module, TypeSection, ValType,
};

/// A program of functions that take these parameters and return nothing.
pub(crate) fn module(parameters: &[ValType], functions: &[&[Instruction<'_>]]) -> Module {
    let mut types = TypeSection::new();
    types.ty().function(parameters.iter().copied(), []);
    let mut declared = FunctionSection::new();
    let mut code = CodeSection::new();
    for instructions in functions {
        declared.function(0);
        let mut body = Function::new([]);
        for instruction in *instructions {
            body.instruction(instruction);
        }
        code.function(&body);
    }
    let mut module = Module::new();
    module.section(&types).section(&declared).section(&code);
    module
}
