//! Documents that a release offers for download: read first for what withholds them.
//!
//! A release that is written in a document is no less under embargo when it is offered as a file.

use super::{format::Format, given::Nowhere, read_bytes};
use crate::ingest::{File, templates::Templates};
use std::{
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

/// Why the document of this name may not be offered as it is; `None` if it may, or is none. An archive in an archive is not
/// looked into: it may hold itself.
pub(in crate::ingest) fn refuses(
    path: &Path,
    bytes: &[u8],
    is_packed: bool,
) -> Option<&'static str> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    if matches!(&*ending, "eml" | "msg" | "mbox" | "mht" | "mhtml") {
        return Some("is an e-mail, which says who wrote to whom");
    }
    let of_name = Format::of(path);
    let format = match Format::detect(path, bytes) {
        Ok(format) => format,
        // What is called a document and cannot be read may say anything.
        Err(_) if of_name.is_some_and(|named| named.is_document() && !named.is_xml()) => {
            return Some("cannot be read, so nobody knows what it says of an embargo");
        }
        Err(_) => return None,
    };
    if format.is_mail() && ending != "txt" && ending != "md" {
        return Some("is an e-mail, which says who wrote to whom");
    }
    if is_packed && format.is_archive() {
        return Some("is an archive in an archive, which is not looked into");
    }
    // Texts in a folder for attachments are offered as their publisher put them there.
    if format.is_text() && of_name.is_none_or(Format::is_text) {
        return None;
    }
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if String::from_utf8_lossy(head).contains("wordpress.org/export") {
        return Some("is an export of a whole site, with its drafts and its people");
    }
    let stem = path.with_extension("").to_string_lossy().into_owned();
    let templates = Templates::default();
    let file = File {
        source: "",
        stem: &stem,
        language: None,
        locate: &Nowhere,
        make: &|_, _| false,
        templates: &templates,
    };
    // Where there is no clock, nothing that has a day is offered.
    let now = match cfg!(target_arch = "wasm32") {
        true => 0,
        false => SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs(),
    };
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    let (_, parsed) = read_bytes(bytes, format, file);
    let is_withheld = parsed.drafts.iter().any(|draft| {
        let later = |date: &crate::model::Date| date.unix_seconds() > now;
        draft.held || draft.release.under_embargo(now) || draft.appears.as_ref().is_some_and(later)
    });
    is_withheld
        .then_some("holds what must not be shown: a draft, an embargo, or words that may be one")
}
