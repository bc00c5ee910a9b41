//! The viewer's files: those that Trunk makes, before any newsroom is put beside them.

use super::error::{PublishError, at};
use crate::{bundle::paths::FOLDER, prerender::Shell};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The page that all pages are made of.
pub const SHELL: &str = "index.html";

/// The viewer, as files by their paths in the site.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) shell: Shell,
}

/// What `make build` puts into the program. Missing where cargo runs before Trunk has, as it
/// does for lints: then nothing is embedded, and publishing says so. A packaged crate brings it along.
#[cfg(any(feature = "viewer", packaged))]
#[derive(rust_embed::RustEmbed)]
#[cfg_attr(packaged, folder = "viewer")]
#[cfg_attr(not(packaged), folder = "target/viewer")]
#[allow_missing = true]
struct Embedded;

impl Viewer {
    /// The viewer inside this program.
    ///
    /// # Errors
    ///
    /// If it was built without one.
    #[cfg(any(feature = "viewer", packaged))]
    pub fn embedded() -> Result<Self, PublishError> {
        let file = |path: std::borrow::Cow<'static, str>| {
            Some((path.to_string(), Embedded::get(&path)?.data.into_owned()))
        };
        let files: BTreeMap<String, Vec<u8>> = Embedded::iter().filter_map(file).collect();
        if files.is_empty() {
            return Err(PublishError::NothingEmbedded);
        }
        Self::of(files, Path::new("the viewer inside kiosque"))
    }

    /// The viewer inside this program: none, without the feature `viewer`.
    ///
    /// # Errors
    ///
    /// Always.
    #[cfg(not(any(feature = "viewer", packaged)))]
    pub fn embedded() -> Result<Self, PublishError> {
        Err(PublishError::NothingEmbedded)
    }

    /// The viewer in a folder, such as `target/viewer`.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read, or holds no viewer, or a newsroom beside it.
    pub fn read(dir: &Path) -> Result<Self, PublishError> {
        if dir.join(FOLDER).exists() {
            let reason =
                "there is a newsroom in it already; name the folder that has the viewer alone"
                    .to_owned();
            return Err(PublishError::NoViewer { place: dir.to_owned(), reason });
        }
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(dir).to_owned();
                PublishError::Io { path, source: error.into() }
            })?;
            if entry.file_type().is_file() {
                let bytes = fs::read(entry.path()).map_err(at(entry.path()))?;
                files.insert(relative(entry.path(), dir), bytes);
            }
        }
        Self::of(files, dir)
    }

    fn of(mut files: BTreeMap<String, Vec<u8>>, place: &Path) -> Result<Self, PublishError> {
        let wrong = |reason: &str| PublishError::NoViewer {
            place: PathBuf::from(place).join(SHELL),
            reason: reason.to_owned(),
        };
        let shell = files.remove(SHELL).ok_or_else(|| wrong("there is no such file"))?;
        let shell = String::from_utf8(shell).map_err(|_| wrong("it is not text"))?;
        let shell =
            Shell::parse(&preloading(&shell)).map_err(|missing| wrong(&missing.to_string()))?;
        Ok(Self { files, shell })
    }
}

/// A page without `integrity` on what is preloaded by `fetch`: no browser heeds it there, and each complains of it on every
/// page. Scripts and styles keep theirs.
fn preloading(page: &str) -> String {
    let mut cleaned = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find("<link rel=\"preload\"") {
        let (before, link) = rest.split_at(at);
        let (link, after) = link.split_at(link.find('>').unwrap_or(link.len()));
        cleaned.push_str(before);
        match link.split_once(" integrity=\"") {
            Some((start, value)) if link.contains(" as=\"fetch\"") => {
                cleaned.push_str(start);
                cleaned.push_str(value.split_once('"').map_or("", |(_, end)| end));
            }
            _ => cleaned.push_str(link),
        }
        rest = after;
    }
    cleaned + rest
}

/// A path below `dir`, with `/` between its parts.
pub(super) fn relative(path: &Path, dir: &Path) -> String {
    let path = path.strip_prefix(dir).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::preloading;

    #[test]
    fn only_what_is_heeded_is_asked_for() {
        for (given, expected) in [
            (
                r#"<link rel="preload" href="a" integrity="x" as="fetch" type="t"></head>"#,
                r#"<link rel="preload" href="a" as="fetch" type="t"></head>"#,
            ),
            (
                r#"<link rel="preload" href="a" as="fetch" integrity="x"><link rel="preload" as="style" integrity="y">"#,
                r#"<link rel="preload" href="a" as="fetch"><link rel="preload" as="style" integrity="y">"#,
            ),
            (r#"<script integrity="x"></script>"#, r#"<script integrity="x"></script>"#),
            (
                r#"<link rel="preload" as="fetch" integrity="#,
                r#"<link rel="preload" as="fetch" integrity="#,
            ),
        ] {
            assert_eq!(preloading(given), expected);
        }
    }
}
