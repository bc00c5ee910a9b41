//! Documents that a release offers for download, by themselves or in an archive: read first for what withholds them.
//!
//! A release that is written in a document is no less under embargo when it is offered as a file. What a document holds that
//! nobody sees on its pages, such as comments and deleted text, is read by whoever downloads it.

use super::{format::Format, given::Nowhere, passed, read_bytes, why::Why};
use crate::ingest::{
    File, Kind, Parsed, office, package::Package, problem::quoted, templates::Templates,
};
use std::{
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

const UNREAD: &str = "cannot be read whole, so nobody knows what it says of an embargo";

/// Why the document of this name may not be offered as it is; `None` if it may, or is none. An archive in an archive is not
/// looked into: it may hold itself.
pub(in crate::ingest) fn refuses(path: &Path, bytes: &[u8], is_packed: bool) -> Option<String> {
    let said = |why: &str| Some(why.to_owned());
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    if matches!(&*ending, "eml" | "msg" | "mbox" | "mht" | "mhtml") {
        return said("is an e-mail, which says who wrote to whom");
    }
    let of_name = Format::of(path);
    let format = match Format::detect(path, bytes) {
        Ok(format) => format,
        // What is called a document and cannot be read may say anything.
        Err(_) if of_name.is_some_and(|named| named.is_document() && !named.is_xml()) => {
            return said(UNREAD);
        }
        Err(_) => return None,
    };
    if format.is_mail() && ending != "txt" && ending != "md" {
        return said("is an e-mail, which says who wrote to whom");
    }
    if format.is_archive() {
        if is_packed {
            return said("is an archive in an archive, which is not looked into");
        }
        if let Some(why) = refuses_archive(bytes) {
            return Some(why);
        }
    }
    // Texts in a folder for attachments are offered as their publisher put them there.
    if format.is_text() && of_name.is_none_or(Format::is_text) {
        return None;
    }
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if String::from_utf8_lossy(head).contains("wordpress.org/export") {
        return said("is an export of a whole site, with its drafts and its people");
    }
    let parsed = read(path, bytes, format);
    if is_withheld(&parsed) {
        return said("holds what must not be shown: a draft, an embargo, or words that may be one");
    }
    let is_unread = parsed.problems.iter().any(|problem| {
        matches!(problem.kind, Kind::Syntax | Kind::TooLarge | Kind::TooDeep | Kind::Unreadable)
    });
    if is_unread && format.is_document() {
        return said(UNREAD);
    }
    let mut unseen = parsed.unseen;
    if format.is_office() {
        unseen.extend(office::traces(bytes));
    }
    let unseen: Vec<&str> = unseen.into_iter().collect();
    (!unseen.is_empty()).then(|| {
        let list = unseen.join(", ");
        format!("holds {list}, which its pages do not show and whoever downloads it can read")
    })
}

fn read(path: &Path, bytes: &[u8], format: &Format) -> Parsed {
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
    read_bytes(bytes, format, file).1
}

fn is_withheld(parsed: &Parsed) -> bool {
    // Where there is no clock, nothing that has a day is offered.
    let now = match cfg!(target_arch = "wasm32") {
        true => 0,
        false => SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs(),
    };
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    parsed.drafts.iter().any(|draft| {
        let later = |date: &crate::model::Date| date.unix_seconds() > now;
        draft.held || draft.release.under_embargo(now) || draft.appears.as_ref().is_some_and(later)
    })
}

/// Why an archive may not be offered: because of a file in it.
fn refuses_archive(bytes: &[u8]) -> Option<String> {
    let package = match Package::open(bytes) {
        Ok(package) => package,
        Err(_) => return Some(UNREAD.to_owned()),
    };
    let files = package.names().iter().enumerate().filter(|(_, name)| !name.ends_with('/'));
    for (number, name) in files {
        let path = Path::new(name);
        let because = |why: &str| Some(format!("holds {}, which {why}", quoted(name)));
        // What systems add to every archive says nothing.
        let last = name.rsplit('/').next().unwrap_or_default();
        if name.starts_with("__MACOSX/") || last == ".DS_Store" {
            continue;
        }
        if let Some(why @ (Why::Hidden | Why::Held | Why::Secret)) = passed::private(path) {
            return because(&format!("is {}", why.label()));
        }
        if !passed::may_hold_words(last) {
            continue;
        }
        let Ok(bytes) = package.read_number(number) else { return because(UNREAD) };
        if let Some(why) = refuses(path, &bytes, true) {
            return because(&why);
        }
    }
    None
}
