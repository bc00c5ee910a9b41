//! What a store sends with each file: its type, how long it may be kept, and how it is packed.
//!
//! A store compresses nothing, so that what a browser loads to show the site lies there packed, and says so: a first visit is a
//! third as large. What other programs take away (the list of files, feeds, forms of a release, documents) lies there as it
//! is, since not all of them unpack.

use crate::{
    bundle::{
        BundleError, Content, Contents, Spool,
        paths::{FILES, FOLDER, PICTURES, is_unchanging},
    },
    desk::proof::{KEY, MANIFEST, SIGNATURE},
    publish::policy::cache_control,
};
use flate2::{Compression, write::GzEncoder};
use md5::{Digest as _, Md5};
use object_store::{Attribute, Attributes};
use rayon::prelude::*;
use std::{collections::BTreeMap, io::Write, sync::LazyLock};

/// Goes up when this file gives a file other headers than before: those at a store are put there again then. It stands in the
/// metadata of the list of files, under a name of letters alone: Azure takes no other.
const VERSION: &str = "1";
static VERSION_NAME: LazyLock<Attribute> =
    LazyLock::new(|| Attribute::Metadata("kiosqueheaders".into()));

/// A file as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) content: Content,
    /// In hexadecimal digits: what most stores call an ETag.
    pub(super) md5: String,
    /// None where the store keeps none.
    pub(super) headers: Attributes,
}

/// The files of a site as they are stored; what is packed is put by in `spool`.
pub(super) fn stored(
    files: &Contents,
    keeps_headers: bool,
    spool: &Spool,
) -> Result<BTreeMap<String, Stored>, BundleError> {
    let stored = |(path, content): (&String, &Content)| {
        let bytes = content.read()?;
        let packed = if keeps_headers && is_packed(path) { pack(&bytes) } else { None };
        let mut headers = Attributes::new();
        if keeps_headers {
            headers.insert(Attribute::ContentType, content_type(path, &bytes).into());
            headers.insert(Attribute::CacheControl, cache_control(path).into());
            if packed.is_some() {
                headers.insert(Attribute::ContentEncoding, "gzip".into());
            }
            if path == MANIFEST {
                headers.insert(VERSION_NAME.clone(), VERSION.into());
            }
        }
        let md5 = md5(packed.as_deref().unwrap_or(&bytes));
        let content = match packed {
            Some(packed) => spool.keep(packed)?,
            None => content.clone(),
        };
        Ok((path.clone(), Stored { content, md5, headers }))
    };
    files.par_iter().map(stored).collect()
}

/// Whether the site whose list has these was sent with the headers of today.
pub(super) fn is_of_today(list: &Attributes) -> bool {
    list.get(&VERSION_NAME).is_some_and(|version| version.as_ref() == VERSION)
}

pub(super) fn md5(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether it is for browsers alone, and shrinks.
fn is_packed(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let shrinks = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];
    let is_taken_away = path.starts_with(FILES) || path.starts_with(PICTURES);
    let is_loaded = match ending {
        "html" | "js" | "css" | "svg" | "webmanifest" => true,
        "json" => path.starts_with(&format!("{FOLDER}/")) || path == "offline.json",
        _ => is_unchanging(path),
    };
    shrinks.contains(&ending) && is_loaded && !is_taken_away
}

/// The bytes packed, if they are fewer; always the same for the same bytes.
fn pack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).ok()?;
    packer.finish().ok().filter(|packed| packed.len() < bytes.len())
}

/// Its type. What is text is said to be UTF-8 where it is.
fn content_type(path: &str, bytes: &[u8]) -> String {
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let kind = match path {
        MANIFEST | SIGNATURE | KEY => "text/plain".to_owned(),
        _ if path.ends_with(".vcf") => "text/vcard".to_owned(),
        _ => match mime_guess::from_path(path).first() {
            Some(kind) => kind.to_string(),
            None if is_utf8 && !path.starts_with(FILES) => "text/plain".to_owned(),
            None => "application/octet-stream".to_owned(),
        },
    };
    if kind.starts_with("text/") && is_utf8 { kind + "; charset=utf-8" } else { kind }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{Spool, content_type, is_packed, stored};
    use flate2::read::GzDecoder;
    use object_store::Attribute;
    use std::io::Read;

    #[test]
    fn types() {
        for (path, bytes, expected) in [
            ("index.html", "é", "text/html; charset=utf-8"),
            ("web-0123456789abcdef_bg.wasm", "", "application/wasm"),
            ("boot-0123456789abcdef.js", "", "text/javascript; charset=utf-8"),
            ("set/set.json", "", "application/json"),
            ("manifest.webmanifest", "", "application/manifest+json"),
            ("manifest.sha256", "", "text/plain; charset=utf-8"),
            ("manifest.sha256.minisig", "", "text/plain; charset=utf-8"),
            ("minisign.pub", "", "text/plain; charset=utf-8"),
            ("r/a/release.md", "", "text/markdown; charset=utf-8"),
            ("feeds/all.xml", "", "text/xml; charset=utf-8"),
            ("people/a.vcf", "", "text/vcard; charset=utf-8"),
            ("_headers", "", "text/plain; charset=utf-8"),
            ("set/pictures/a/b.webp", "", "image/webp"),
            ("set/files/a/b.pdf", "", "application/pdf"),
            ("set/files/a/b", "x", "application/octet-stream"),
        ] {
            assert_eq!(content_type(path, bytes.as_bytes()), expected, "{path}");
        }
        // A table of a publisher's may be in another charset: nobody guesses.
        assert_eq!(content_type("set/files/a/b.csv", b"\xe9"), "text/csv");
    }

    #[test]
    fn what_programs_take_away_is_as_it_is() {
        for (path, expected) in [
            ("index.html", true),
            ("r/a/index.html", true),
            ("set/set.json", true),
            ("set/articles/a/0.json", true),
            ("words-fr-0123456789abcdef.txt", true),
            ("web-0123456789abcdef_bg.wasm", true),
            ("sw.js", true),
            ("offline.json", true),
            ("manifest.sha256", false),
            ("addresses.json", false),
            ("licences.txt", false),
            ("r/a/release.json", false),
            ("r/a/release.txt", false),
            ("feeds/all.json", false),
            ("feeds/all.xml", false),
            ("sitemap.xml", false),
            ("set/files/a/b.html", false),
            ("set/files/a/b.txt", false),
            ("set/pictures/a/b.jpg", false),
        ] {
            assert_eq!(is_packed(path), expected, "{path}");
        }
    }

    #[test]
    fn what_is_packed_is_the_file() {
        let page = "<p>a</p>".repeat(100).into_bytes();
        let spool = Spool::default();
        let files = [("index.html", page.as_slice()), ("404.html", b"x")];
        let files = files.map(|(path, bytes)| (path.to_owned(), spool.keep(bytes).unwrap())).into();
        let made = stored(&files, true, &spool).unwrap();
        let mut open = Vec::new();
        GzDecoder::new(&*made["index.html"].content.read().unwrap())
            .read_to_end(&mut open)
            .unwrap();
        assert_eq!(open, page);
        let encoding = |path: &str| made[path].headers.get(&Attribute::ContentEncoding).is_some();
        assert!(encoding("index.html"));
        // Nothing is gained: it stays.
        assert!(!encoding("404.html"));
        assert_eq!(made["404.html"].md5, "9dd4e461268c8034f5c8564e155c67a6");
        // A folder keeps no headers, so that packed pages could not be read.
        let plain = stored(&files, false, &spool).unwrap();
        assert_eq!(plain["index.html"].content, files["index.html"]);
        assert!(plain["index.html"].headers.is_empty());
    }
}
