//! The program that shows the screens. Loading it mounts nothing: `embed.js` calls what [`embed`] exports.

pub mod embed;

fn main() {}
