//! Where the files of a set lie, and which files of a site have names that never mean two contents.
//!
//! Both are said here alone. What cannot ask says the same in its own language, and the tests below hold it to this:
//! the service worker (`static/sw.js`) and the scripts that build and audit the viewer.

/// The folder of the set.
#[cfg(feature = "tools")]
pub(crate) const FOLDER: &str = "set";

/// The one file of it whose name is fixed.
pub const SET: &str = "set/set.json";

/// The folder of the folders of packs of articles.
pub const ARTICLES: &str = "set/articles/";

/// The folder of the folders of pages of cards.
pub const CARDS: &str = "set/cards/";

/// The folder of the folders of pictures and attachments.
#[cfg(feature = "tools")]
pub(crate) const FILES: &str = "set/files/";

/// The folder of the folders of the index.
pub const INDEX: &str = "set/index/";

/// The folder of the folders of what all releases have to show.
pub const MEDIA: &str = "set/media/";

/// The folder of the folders of pictures that were made of others. Each lies there as JPEG, which everything shows, and under the
/// same name as WebP, which is smaller.
pub const PICTURES: &str = "set/pictures/";

/// The folder of the lists of parts of a large site (`desk::proof`).
pub const LISTS: &str = "set/lists/";

/// Where a picture lies as WebP too, if it does.
#[must_use]
pub fn webp_of(path: &str) -> Option<String> {
    let stem = path.strip_suffix(".jpg").filter(|_| path.starts_with(PICTURES))?;
    Some([stem, ".webp"].concat())
}

/// The folders in which folders, or files, are named by what is in them.
#[cfg(feature = "tools")]
pub(crate) const UNCHANGING: [&str; 7] = [ARTICLES, CARDS, FILES, INDEX, LISTS, MEDIA, PICTURES];

/// At least so many hexadecimal digits are a hash in the name of one of the viewer's files. Trunk writes 64 bits without
/// the zeros that they may begin with; a word is never so long.
#[cfg(feature = "tools")]
const HASH: usize = 12;

/// Whether a name never means two contents, so that the file may be kept for ever.
#[cfg(feature = "tools")]
#[must_use]
pub(crate) fn is_unchanging(path: &str) -> bool {
    UNCHANGING.iter().any(|folder| path.starts_with(folder)) || is_hashed(path)
}

/// Whether a file of the viewer is named by what is in it: `kiosque-0123456789abcdef.css`,
/// `web-0123456789abcdef_bg.wasm`.
#[cfg(feature = "tools")]
#[must_use]
pub(crate) fn is_hashed(path: &str) -> bool {
    let Some((stem, ending)) = path.rsplit_once('.').filter(|_| !path.contains('/')) else {
        return false;
    };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    ENDINGS.contains(&ending)
        && hash.len() >= HASH
        && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// The endings of such files.
#[cfg(feature = "tools")]
const ENDINGS: [&str; 5] = ["js", "wasm", "css", "svg", "txt"];

/// What [`is_unchanging`] is true of, as a regular expression of addresses: of the site's folder nothing is known.
#[cfg(feature = "tools")]
#[must_use]
pub(crate) fn unchanging_pattern() -> String {
    let folders =
        UNCHANGING.map(|folder| folder.strip_prefix(FOLDER).unwrap_or(folder).trim_matches('/'));
    format!(
        "/{FOLDER}/({})/|-[0-9a-f]{{{HASH},}}(_bg)?[.]({})$",
        folders.join("|"),
        ENDINGS.join("|")
    )
}

#[cfg(test)]
mod tests {
    use super::{
        ARTICLES, CARDS, FOLDER, HASH, LISTS, MEDIA, SET, UNCHANGING, is_hashed, unchanging_pattern,
    };

    /// A regular expression as JavaScript writes it.
    fn literal(pattern: &str) -> String {
        format!("/{}/", pattern.replace('/', "\\/"))
    }

    #[track_caller]
    fn says(script: &str, text: &str) {
        assert!(script.contains(text), "the script does not say {text}");
    }

    #[test]
    fn everything_lies_in_the_set() {
        for path in UNCHANGING.into_iter().chain([SET]) {
            assert!(path.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/')), "{path}");
        }
    }

    #[test]
    fn hashed_names() {
        for (path, expected) in [
            ("kiosque-0123456789abcdef.css", true),
            ("web-123456789abcdef_bg.wasm", true),
            ("words-fr-0123456789abcdef.txt", true),
            ("licences.txt", false),
            ("icon-maskable.png", false),
            ("icon-192.png", false),
            ("search.js", false),
            ("r/a-0123456789abcdef/index.html", false),
            ("a-0123456789abcdef.json", false),
            ("0123456789abcdef.css", false),
        ] {
            assert_eq!(is_hashed(path), expected, "{path}");
        }
    }

    #[test]
    fn the_service_worker_says_the_same() {
        let script = include_str!("../../static/sw.js");
        says(script, &format!("const SET = \"{SET}\";"));
        says(script, &literal(&unchanging_pattern()));
        let [set, cards, articles, media] = [SET, CARDS, ARTICLES, MEDIA].map(|path| {
            path.trim_start_matches("set/").trim_end_matches(".json").trim_end_matches('/')
        });
        says(script, &format!("  ({}.+[.]sha256)$/gm", LISTS.replace('/', "\\/")));
        let sealed =
            format!("{FOLDER}/(?:{set}|(?:{cards}|{articles}|{media})/[^/]+/(\\d+))\\.json$");
        says(script, &literal(&sealed).replace("[^\\/]", "[^/]"));
    }

    #[test]
    fn the_scripts_say_the_same() {
        says(include_str!("../../scripts/audit.mjs"), &literal(&unchanging_pattern()));
        says(include_str!("../../scripts/shrink.mjs"), &format!("/-[0-9a-f]{{{HASH},}}/"));
        let search = include_str!("../../scripts/workers");
        let digits = search.split("cut -c 1-").nth(1).and_then(|rest| rest.split(')').next());
        assert!(digits.and_then(|digits| digits.parse().ok()).is_some_and(|n: usize| n >= HASH));
    }

    #[test]
    fn what_cannot_depend_on_this_says_the_same() {
        assert_eq!(crate::ingest::PUBLISHED, SET);
        assert!(crate::ingest::OURS.contains(&FOLDER));
    }
}
