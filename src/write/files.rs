//! Files that are added: only what a newsroom publishes, and only if a file is what its name says.

use super::{folder::Folder, words::Words};
use crate::{bundle::unsafe_part, ingest::slug};
use std::io;

/// Endings that are taken, and how a file of one begins.
const KINDS: &[(&str, Kind, &[&[u8]])] = &[
    ("jpg", Kind::Medium, &[b"\xff\xd8\xff"]),
    ("jpeg", Kind::Medium, &[b"\xff\xd8\xff"]),
    ("png", Kind::Medium, &[b"\x89PNG\r\n\x1a\n"]),
    ("gif", Kind::Medium, &[b"GIF87a", b"GIF89a"]),
    ("webp", Kind::Medium, &[b"RIFF"]),
    ("avif", Kind::Medium, &[]),
    ("svg", Kind::Medium, &[]),
    ("mp4", Kind::Medium, &[]),
    ("webm", Kind::Medium, &[b"\x1a\x45\xdf\xa3"]),
    ("mp3", Kind::Medium, &[b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"]),
    ("m4a", Kind::Medium, &[]),
    ("ogg", Kind::Medium, &[b"OggS"]),
    ("wav", Kind::Medium, &[b"RIFF"]),
    ("pdf", Kind::Paper, &[b"%PDF-"]),
    ("docx", Kind::Paper, &[b"PK\x03\x04"]),
    ("xlsx", Kind::Paper, &[b"PK\x03\x04"]),
    ("pptx", Kind::Paper, &[b"PK\x03\x04"]),
    ("odt", Kind::Paper, &[b"PK\x03\x04"]),
    ("ods", Kind::Paper, &[b"PK\x03\x04"]),
    ("odp", Kind::Paper, &[b"PK\x03\x04"]),
    ("csv", Kind::Paper, &[]),
];

/// Where in a release a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A picture, a film, a recording.
    Medium,
    /// A document.
    Paper,
}

/// The folder for them.
const MEDIA: &str = "media/";

/// Takes a file into the newsroom's folder; what it is called there. The error is why not.
pub(super) fn take(
    folder: &Folder,
    given: &str,
    bytes: &[u8],
    words: &Words,
) -> Result<(String, Kind), String> {
    let refused = |why: &str| Err(format!("{} {why}", words.upload_failed));
    let name = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let Some((stem, ending)) = name.rsplit_once('.') else { return refused(words.refused_type) };
    let ending = ending.to_lowercase();
    let Some((ending, kind, starts)) = KINDS.iter().find(|(known, ..)| *known == ending) else {
        return refused(words.refused_type);
    };
    let begins = starts.is_empty() || starts.iter().any(|start| bytes.starts_with(start));
    if bytes.is_empty() || !begins || !fits(ending, bytes) {
        return refused(words.refused_content);
    }
    let stem = slug::from_text(stem);
    let Some(name) = folder.unused(MEDIA, stem.as_str(), ending, bytes) else {
        return refused(words.refused_name);
    };
    match folder.create(&name, bytes) {
        // It is there already, to the byte.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok((name, *kind)),
        Err(error) => refused(&error.to_string()),
        Ok(()) => Ok((name, *kind)),
    }
}

/// What the first bytes alone do not say.
fn fits(ending: &str, bytes: &[u8]) -> bool {
    let text = || std::str::from_utf8(bytes).ok();
    match ending {
        "jpg" | "jpeg" | "png" | "gif" | "webp" => imagesize::blob_size(bytes).is_ok(),
        "avif" | "mp4" | "m4a" => bytes.get(4..8) == Some(b"ftyp"),
        "wav" => bytes.get(8..12) == Some(b"WAVE"),
        // A drawing that does something is not one.
        "svg" => text().is_some_and(|text| text.contains("<svg") && unsafe_part(text).is_none()),
        "csv" => !bytes.contains(&0),
        _ => true,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{Kind, take};
    use crate::{
        i18n::Interface,
        write::{folder::Folder, words::words},
    };

    #[test]
    fn files_are_what_their_names_say_and_get_safe_names() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path()).unwrap();
        let words = words(Interface::English);
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'></svg>".as_slice();
        let take = |name: &str, bytes: &[u8]| take(&folder, name, bytes, words);
        assert_eq!(
            take("Été à Brest.SVG", svg),
            Ok(("media/ete-a-brest.svg".to_owned(), Kind::Medium))
        );
        assert_eq!(
            take("../../ete a brest.svg", svg),
            Ok(("media/ete-a-brest.svg".to_owned(), Kind::Medium))
        );
        assert_eq!(
            take("ete-a-brest.svg", b"<svg id='2'></svg>"),
            Ok(("media/ete-a-brest-2.svg".to_owned(), Kind::Medium))
        );
        assert_eq!(
            take("Rapport.pdf", b"%PDF-1.7"),
            Ok(("media/rapport.pdf".to_owned(), Kind::Paper))
        );
        for (name, bytes) in [
            ("a.html", b"<p>".as_slice()),
            ("a.md", b"x"),
            ("a.json", b"{}"),
            ("a.exe", b"MZ"),
            ("a", b"x"),
            (".png", b"x"),
            ("a.png", b"GIF89a"),
            ("a.jpg", b""),
            ("a.pdf", b"<html>"),
            ("a.svg", b"<svg onload=\"x()\"></svg>"),
            ("a.svg", b"<svg><script>x</script></svg>"),
            ("a.svg", b"<html>"),
            ("a.php.jpg", b"<?php"),
            ("a.svg", b"<svg/onload=x>"),
        ] {
            assert!(take(name, bytes).is_err(), "{name}");
        }
        assert_eq!(std::fs::read_dir(dir.path().join("media")).unwrap().count(), 3);
    }
}
