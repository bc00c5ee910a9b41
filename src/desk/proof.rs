//! Whether the text of a release is what was published: the file it comes from against the list of files, and the list
//! against the publisher's key.
//!
//! The list of a large site is in parts, and so is what a reader loads to check one release: the list then names others, of what
//! lies in one of the site's folders, as `set/lists/FOLDER/NUMBER-OF-HASH.sha256`. Which of them names a file, the folder in which
//! that lies tells.
//!
//! It says what it could not tell, and what the outcome does not prove: a key that lies in the folder that it vouches for
//! is worth something only to who compares it with one from elsewhere.

use super::Order;
use crate::{
    bundle::paths::LISTS,
    i18n::{desk::Words, fill},
    model::Release,
};
use minisign_verify::{PublicKey, Signature};
use sha2::{Digest, Sha256};

/// The list of all files with their SHA-256, in the newsroom's folder.
pub const MANIFEST: &str = "manifest.sha256";
/// Its signature, in minisign's format.
pub const SIGNATURE: &str = "manifest.sha256.minisig";
/// The public key of a newsroom that signs, in minisign's format. The list names it, so that who reads the list knows.
pub const KEY: &str = "minisign.pub";
/// The other forms of a release, beside its page.
pub const FORMS: [&str; 3] = ["release.json", "release.txt", "release.md"];

/// Files by their names; `None` for what could not be had.
pub type Fetched = [(String, Option<Vec<u8>>)];

/// The parts of the list that a proof needs, once the list is there.
#[must_use]
pub fn parts(order: &Order, list: &[u8]) -> Vec<String> {
    let mut parts = Vec::new();
    for file in forms(order).iter().chain([&order.file]) {
        let part = part(list, file).map(str::to_owned);
        parts.extend(part.filter(|part| !parts.contains(part)));
    }
    parts
}

/// What a proof needs besides the pack, the list and its parts, once those are there: only what they name, so that nothing is
/// asked for in vain.
#[must_use]
pub fn files(order: &Order, fetched: &Fetched) -> Vec<String> {
    let Some(lists) = Lists::of(order, fetched) else { return Vec::new() };
    let mut files = forms(order);
    files.push(KEY.to_owned());
    files.retain(|file| lists.hash(file).is_some());
    if files.last().is_some_and(|file| file == KEY) {
        files.push(SIGNATURE.to_owned());
    }
    files
}

/// The list, and those parts of it that an order needs.
struct Lists<'a>(Vec<&'a [u8]>);

impl<'a> Lists<'a> {
    /// `None` where one of them could not be had, or is not what the list says.
    fn of(order: &Order, fetched: &'a Fetched) -> Option<Self> {
        let list = get(fetched, MANIFEST)?;
        let mut lists = vec![list];
        for part in parts(order, list) {
            let bytes = get(fetched, &part)?;
            if listed(list, &part)? != sha256(bytes) {
                return None;
            }
            lists.push(bytes);
        }
        Some(Self(lists))
    }

    /// The SHA-256 that is stated of a file.
    fn hash(&self, file: &str) -> Option<&'a str> {
        self.0.iter().find_map(|list| listed(list, file))
    }
}

fn get<'a>(fetched: &'a Fetched, name: &str) -> Option<&'a [u8]> {
    let found = fetched.iter().find(|(file, _)| file == name);
    found.and_then(|(_, bytes)| bytes.as_deref())
}

fn forms(order: &Order) -> Vec<String> {
    FORMS.iter().map(|name| ["r/", &order.slug, "/", name].concat()).collect()
}

/// The SHA-256 that a list states of a file.
fn listed<'a>(list: &'a [u8], file: &str) -> Option<&'a str> {
    let mut lines = std::str::from_utf8(list).ok()?.lines();
    lines
        .find_map(|line| line.split_once("  ").filter(|(_, name)| *name == file))
        .map(|(hash, _)| hash)
}

/// The part of a list that names a file, if one of its parts does.
fn part<'a>(list: &'a [u8], file: &str) -> Option<&'a str> {
    let (top, _) = file.split_once('/')?;
    let folder = [LISTS, top, "/"].concat();
    let names = std::str::from_utf8(list).ok()?.lines().filter_map(|line| line.split_once("  "));
    let mut parts = names.filter_map(|(_, name)| Some((name, name.strip_prefix(&folder)?)));
    let is_it = |rest: &str| {
        let mut numbers = rest.split('-').map_while(|number| number.parse().ok());
        numbers.next().zip(numbers.next()).is_some_and(|(n, parts)| part_number(file, parts) == n)
    };
    parts.find(|(_, rest)| is_it(rest)).map(|(name, _)| name)
}

/// Which of `parts` parts names a file: all that lies in a folder is in the same.
#[must_use]
pub fn part_number(file: &str, parts: usize) -> usize {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let add = |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    folder.bytes().fold(0x811C_9DC5, add) as usize % parts.max(1)
}

/// SHA-256 as it is written in the list.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(digit.into(), 16));
        }
    }
    text
}

/// What the list says of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// Its file has the hash that is listed: this one.
    Same(String),
    /// It has another.
    Other,
    /// The list does not name its file: it is of another state of the newsroom.
    NotListed,
    /// There is no list.
    NoList,
}

/// What the key says of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    /// It was signed with this key.
    With(String),
    /// The signature is another's or of another list, or none at all.
    Wrong,
    /// The newsroom does not sign.
    Not,
    /// The key or the signature could not be had.
    Unknown,
}

/// The outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Of the text.
    pub text: Text,
    /// Other forms of the release that are not what the list says.
    pub others: Vec<String>,
    /// Of the list.
    pub signed: Signed,
}

/// Holds the pack of an order, and what else was fetched, against the list.
#[must_use]
pub fn prove(order: &Order, fetched: &Fetched) -> Outcome {
    let Some(lists) = Lists::of(order, fetched) else {
        return Outcome { text: Text::NoList, others: Vec::new(), signed: Signed::Unknown };
    };
    let get = |name: &str| get(fetched, name);
    let hash = get(&order.file).map(sha256);
    let text = match (lists.hash(&order.file), hash) {
        (None, _) => Text::NotListed,
        (Some(listed), Some(hash)) if *listed == hash => Text::Same(hash),
        _ => Text::Other,
    };
    let is_other = |file: &String| {
        let bytes = get(file);
        bytes.is_some_and(|bytes| lists.hash(file).is_some_and(|hash| hash != sha256(bytes)))
    };
    let others = forms(order).into_iter().filter(is_other).collect();
    let signed = match (lists.hash(KEY), get(KEY), get(SIGNATURE), get(MANIFEST)) {
        (None, ..) => Signed::Not,
        (Some(_), Some(key), Some(signature), Some(list)) => signed(list, key, signature),
        _ => Signed::Unknown,
    };
    Outcome { text, others, signed }
}

fn signed(list: &[u8], key: &[u8], signature: &[u8]) -> Signed {
    let verified = || {
        let text = std::str::from_utf8(key).ok()?;
        let key = PublicKey::decode(text).ok()?;
        let signature = Signature::decode(std::str::from_utf8(signature).ok()?).ok()?;
        key.verify(list, &signature, true).ok()?;
        Some(text.lines().nth(1)?.trim().to_owned())
    };
    verified().map_or(Signed::Wrong, Signed::With)
}

/// The outcome in words, a line for each thing to be known.
#[must_use]
pub fn said(order: &Order, release: &Release, fetched: &Fetched) -> String {
    let interface = order.interface();
    let (words, messages) = (Words::of(interface), interface.messages());
    let outcome = prove(order, fetched);
    let mut lines = Vec::new();
    match &outcome.text {
        Text::Same(hash) => {
            lines.push(match &release.published {
                Some(date) => fill(words.same_text, &[&messages.date(date)]),
                None => words.same_text_undated.to_owned(),
            });
            lines.push(fill(words.its_hash, &[hash]));
        }
        Text::Other => lines.push(words.other_text.to_owned()),
        Text::NotListed => lines.push(words.not_listed.to_owned()),
        Text::NoList => lines.push(words.no_list.to_owned()),
    }
    if !outcome.others.is_empty() {
        lines.push(fill(words.other_forms, &[&outcome.others.join(", ")]));
    }
    if outcome.text != Text::NoList {
        lines.push(match &outcome.signed {
            Signed::With(key) => fill(words.signed_with, &[key]),
            Signed::Wrong => words.signed_wrong.to_owned(),
            Signed::Not => words.not_signed.to_owned(),
            Signed::Unknown => words.no_key.to_owned(),
        });
        lines.push(words.what_it_proves.to_owned());
    }
    lines.join("\n")
}
