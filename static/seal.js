// What the released files must be: `cargo xtask dist` replaces this with the hash of each, by its name
// here, so that a changed file is refused. While developing nothing is sealed.

export const VERSION = "development";

export const SEAL = {};
