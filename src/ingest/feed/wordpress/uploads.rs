//! The files of a blog where they lie beside its export, in the folders that WordPress keeps them in: what posts show of them comes
//! along. All others stay where the blog has them.

use super::{Site, post};
use crate::ingest::xml::Element;
use serde_json::{Map, Value};

/// What all of them have in their addresses.
const FOLDER: &str = "wp-content/uploads/";

/// Where somebody who copies the files puts them.
const BESIDE: &[&str] = &[FOLDER, "uploads/"];

/// The place of a file among the uploads, of its address.
pub(super) fn place(address: &str) -> Option<&str> {
    let (_, place) = address.split_once(FOLDER)?;
    let place = place.split(['?', '#']).next()?;
    (!place.is_empty()).then_some(place)
}

/// The place of the file that one was made smaller of: `quai-300x200.jpg` of `quai.jpg`.
pub(super) fn original(place: &str) -> String {
    let Some((stem, ending)) = place.rsplit_once('.') else { return place.to_owned() };
    let is_size = |size: &str| {
        size.split_once('x').is_some_and(|(width, height)| {
            let is_number =
                |n: &str| (1..=5).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit());
            is_number(width) && is_number(height)
        })
    };
    let stem = match stem.rsplit_once('-') {
        Some((start, end)) if is_size(end) || end == "scaled" => start,
        _ => stem,
    };
    format!("{stem}.{ending}")
}

impl Site<'_> {
    /// The address, relative to the export, of a file that lies beside it.
    fn lying_beside(&self, address: &str) -> Option<String> {
        let place = place(address)?;
        let is_own = match address.split_once("://") {
            Some((_, rest)) => {
                let home = self.home.as_deref().and_then(|home| home.split_once("://"))?.1;
                let host = |rest: &str| {
                    let host = rest.split('/').next().unwrap_or_default().to_ascii_lowercase();
                    host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
                };
                host(rest) == host(home)
            }
            None => address.starts_with('/') && !address.starts_with("//"),
        };
        let original = original(place);
        if !is_own || self.closed.contains(&original) {
            return None;
        }
        let mut places = [place, original.as_str()]
            .into_iter()
            .flat_map(|place| BESIDE.iter().map(move |folder| format!("{folder}{place}")));
        places.find(|path| self.beside.has(path))
    }

    /// A text with the addresses of files that lie beside the export in place of those on the blog.
    pub(super) fn with_files(&self, text: &str) -> String {
        let ends = |c: char| {
            c.is_whitespace()
                || matches!(c, '"' | '\'' | '<' | '>' | '(' | ')' | ',' | '[' | ']' | '=')
        };
        let (mut out, mut rest) = (String::with_capacity(text.len()), text);
        while let Some(at) = rest.find(FOLDER) {
            let (before, found) = rest.split_at(at);
            let start = before.rfind(ends).map_or(0, |at| {
                at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
            });
            let end = found.find(ends).unwrap_or(found.len());
            let (kept, begun) = before.split_at(start);
            let (ended, after) = found.split_at(end);
            let address = format!("{begun}{ended}");
            out.push_str(kept);
            out.push_str(self.lying_beside(&address).as_deref().unwrap_or(&address));
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// A file that was uploaded, as an entry of `media`.
    pub(super) fn upload(&self, element: &Element) -> Option<Map<String, Value>> {
        let mut entry = post::upload(element)?;
        let here = entry.get("url").and_then(Value::as_str).and_then(|url| self.lying_beside(url));
        if let Some(here) = here {
            entry.insert("url".to_owned(), here.into());
        }
        Some(entry)
    }
}
