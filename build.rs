//! Has the linker say where everything is used, so that the program can be divided into two modules.
//!
//! `xtask/wasm-bindgen` divides it; `src/embed/advice.rs` says where.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").as_deref() == Ok("wasm") {
        println!("cargo::rustc-link-arg-bin=signpost=--emit-relocs");
    }
}
