// What the released files must be: `cargo xtask dist` replaces this with the hash of each, by its name
// here, so that a changed file is refused, and with where they are, seen from the script. While developing
// nothing is sealed, and everything is beside it.

export const VERSION = "development";

export const PLACE = ".";

export const SEAL = {};
