//! The header of a Markdown file: its front matter, in YAML, TOML or JSON, told apart from the
//! text.
//!
//! A header may say that the text must not be shown. So one that is seen and cannot be read
//! withholds the release ([`Header::held`]), and a piece of one that cannot be read costs itself,
//! unless it might say such a thing.

mod mend;
#[cfg(feature = "native")]
mod outline;
mod split;
mod toml;
mod yaml;

use super::{
    problem::{Kind, quoted},
    withhold,
};
#[cfg(feature = "native")]
pub use outline::Outline;
use serde_json::{Map, Value};
pub(super) use split::{Split, split};
use std::collections::BTreeMap;

/// The values of a header with the line that each stands on, by JSON pointer.
///
/// Every plain value is kept as the text that was typed. YAML would make a number of
/// `phone: +33199001234`, a truth value of `lang: no` and lose the zero of `version: 1.10`.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub(super) fields: Map<String, Value>,
    lines: BTreeMap<String, u32>,
    /// What is wrong with it: the line, the kind, and what to do.
    pub(super) faults: Vec<(u32, Kind, String)>,
    /// Whether the release must not be shown, because what could not be read might say so.
    pub(super) held: bool,
}

impl Header {
    /// The line of a value, or of the nearest value around it.
    pub(super) fn line(&self, pointer: &str) -> Option<u32> {
        let mut pointer = pointer;
        loop {
            if let Some(line) = self.lines.get(pointer) {
                return Some(*line);
            }
            pointer = pointer.rsplit_once('/')?.0;
        }
    }

    /// A header that was seen and not understood.
    fn unread(line: u32, why: &str) -> Self {
        let advice = format!(
            "{why}, so the release is withheld: nobody can tell whether it is under embargo or a draft; write the header \
             between two lines of ---, one name: value on each line"
        );
        Self { faults: vec![(line, Kind::UnreadHeader, advice)], held: true, ..Self::default() }
    }

    /// Loses a piece that cannot be read.
    fn lose(&mut self, line: u32, piece: &str, why: &str) {
        let first = piece.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let held = withhold::may_say_so(piece);
        let cost = match held {
            true => "what it says might withhold the release, so it is withheld",
            false => "it is left out, the rest is used",
        };
        let advice = format!(
            "{} cannot be read ({why}); {cost}; put values that hold a colon or begin with a sign in quotes: title: \"…: …\"",
            quoted(first.trim())
        );
        self.faults.push((line, Kind::FrontMatter, advice));
        self.held |= held;
    }

    /// Says that a piece was read as it was surely meant.
    fn mended(&mut self, line: u32, what: &str) {
        self.faults.push((line, Kind::Repaired, what.to_owned()));
    }

    /// Says that a name stands twice; the first value is kept.
    fn twice(&mut self, line: u32, name: &str) {
        let held = withhold::may_say_so(name);
        let cost = if held { ", and the release is withheld until one is gone" } else { "" };
        let advice = format!("{} stands twice; the first is used{cost}; remove one", quoted(name));
        self.faults.push((line, Kind::DuplicateKey, advice));
        self.held |= held;
    }
}

/// A name as a part of a JSON pointer (RFC 6901).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
