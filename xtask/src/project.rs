//! Where this clone is, and where tools are kept for all clones.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of this clone.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The folder that `trunk build --release` fills.
pub(crate) fn page() -> PathBuf {
    root().join("target/page")
}

/// The folder of what is shipped, which the browser tests load.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Where the tools built here are kept, outside the clone so that the next clone finds them too.
pub(crate) fn cache() -> Result<PathBuf> {
    choose_cache(
        env::var_os("XDG_CACHE_HOME").map(PathBuf::from),
        env::home_dir(),
    )
    .context("neither XDG_CACHE_HOME nor HOME is set: set one to say where tools may be kept")
}

/// Whether to hold on to the lock file as committed: on CI it must not be mended silently.
pub(crate) fn locked() -> Option<&'static str> {
    env::var_os("CI").map(|_| "--locked")
}

fn choose_cache(xdg: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    // The specification says to ignore a relative path.
    xdg.filter(|path| path.is_absolute())
        .or_else(|| home.map(|home| home.join(".cache")))
        .map(|cache| cache.join("signpost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_are_kept_where_the_person_keeps_caches() {
        let cases = [
            (Some("/x"), Some("/home/a"), Some("/x/signpost")),
            (
                Some("relative"),
                Some("/home/a"),
                Some("/home/a/.cache/signpost"),
            ),
            (None, Some("/home/a"), Some("/home/a/.cache/signpost")),
            (None, None, None),
        ];
        for (xdg, home, expected) in cases {
            let chosen = choose_cache(xdg.map(PathBuf::from), home.map(PathBuf::from));
            assert_eq!(chosen, expected.map(PathBuf::from));
        }
    }
}
