//! What the file of a document holds that those who read it do not see, and all who download it can: looked for in every part of
//! it, also where the reader does not go.

use crate::ingest::{decode, package::Package};
use std::collections::BTreeSet;

pub(super) const COMMENTS: &str = "comments";
pub(super) const CHANGES: &str = "tracked changes";

/// The elements that stand for it, without their prefixes: those of Word, then those of OpenDocument.
const ELEMENTS: &[(&str, &str)] = &[
    ("comment", COMMENTS),
    ("commentReference", COMMENTS),
    ("commentRangeStart", COMMENTS),
    ("ins", CHANGES),
    ("del", CHANGES),
    ("moveFrom", CHANGES),
    ("moveTo", CHANGES),
    ("cellIns", CHANGES),
    ("cellDel", CHANGES),
    ("cellMerge", CHANGES),
    ("delText", CHANGES),
    ("delInstrText", CHANGES),
    ("rPrChange", CHANGES),
    ("pPrChange", CHANGES),
    ("sectPrChange", CHANGES),
    ("tblPrChange", CHANGES),
    ("tblPrExChange", CHANGES),
    ("tblGridChange", CHANGES),
    ("trPrChange", CHANGES),
    ("tcPrChange", CHANGES),
    ("numberingChange", CHANGES),
    ("annotation", COMMENTS),
    ("changed-region", CHANGES),
    ("hidden-text", "hidden text"),
    ("hidden-paragraph", "hidden text"),
];

/// What is in a document besides what it shows, packed or flat.
pub(in crate::ingest) fn traces(bytes: &[u8]) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    if !Package::begins(bytes) {
        look(&decode::text(bytes, true).0, &mut found);
        return found;
    }
    let Ok(package) = Package::open(bytes) else { return found };
    for (number, name) in package.names().iter().enumerate() {
        let name = name.to_ascii_lowercase();
        if name.starts_with("versions/") || name == "versionlist.xml" {
            found.insert("earlier versions of the text");
        }
        if name.contains("embeddings/") && !name.ends_with('/') {
            found.insert("whole files behind its charts and objects");
        }
        if name.ends_with(".xml") {
            match package.read_number(number) {
                Ok(part) => look(&decode::text(&part, true).0, &mut found),
                Err(_) => drop(found.insert("parts that cannot be read")),
            }
        }
    }
    found
}

fn look(text: &str, found: &mut BTreeSet<&'static str>) {
    for tag in text.split('<').skip(1) {
        let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
        let name = end.and_then(|end| tag.get(..end)).unwrap_or(tag);
        let local = name.rsplit(':').next().unwrap_or_default();
        if let Some((_, what)) = ELEMENTS.iter().find(|(known, _)| *known == local) {
            found.insert(what);
        }
    }
}
