//! Files opened: read, made a set of, and searched.

use super::{MOST, Shared, keep, most, post, say};
use kiosque::{
    bundle::{Question, Searcher, searcher::to_message},
    i18n::ToolMessages,
    publish::{Given, given},
};
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// What is open.
#[derive(Default)]
pub struct Opened {
    /// The files, by their names.
    given: Vec<(String, Vec<u8>)>,
    /// The set that was made of them.
    set: BTreeMap<String, Vec<u8>>,
    searcher: Option<Searcher>,
    kept: bool,
}

/// So many problems are listed.
const LISTED: usize = 200;

impl Opened {
    /// What a question finds in the set, as a message.
    pub fn reply(&mut self, question: Question) -> Vec<u8> {
        let Question { index, request } = question;
        if self.searcher.as_ref().is_none_or(|searcher| searcher.index() != index) {
            self.searcher = Some(Searcher::new(index));
        }
        let Some(searcher) = &mut self.searcher else { return Vec::new() };
        loop {
            let missing = searcher.missing(&request);
            if missing.is_empty() {
                return to_message(&searcher.reply(request));
            }
            for file in missing {
                searcher.provide(&file, self.set.get(&file).map(Vec::as_slice));
            }
        }
    }

    /// Adds files to those that are open; one of a known name takes the place of the other.
    fn add(&mut self, files: Vec<(String, Vec<u8>)>) {
        for (name, bytes) in files {
            self.given.retain(|(known, _)| *known != name);
            self.given.push((name, bytes));
        }
    }

    /// What is open is no longer kept.
    pub fn forgotten(&mut self) {
        self.kept = false;
        say("kept", "");
    }

    fn size(&self) -> u64 {
        self.given.iter().map(|(_, bytes)| bytes.len() as u64).sum()
    }

    /// Makes a set of all that is open, and gives it to the page.
    fn publish(&mut self, words: &ToolMessages) {
        let Ok(Given { files, releases, problems }) = given(&self.given, None) else {
            return say("done", words.nothing);
        };
        let mut lines: Vec<String> =
            problems.iter().take(LISTED).map(|problem| one_line(&problem.to_string())).collect();
        if problems.len() > LISTED {
            lines.push((words.more_problems)(problems.len() - LISTED));
        }
        // What the set says of itself comes first.
        let parts = files.iter().filter(|(path, _)| !path.starts_with("set/index/"));
        let (first, rest): (Vec<_>, Vec<_>) =
            parts.partition(|(path, _)| path.ends_with("set.json"));
        for (path, bytes) in first.into_iter().chain(rest) {
            let bytes = js_sys::Uint8Array::from(bytes.as_slice());
            post(&["file".into(), path.into(), bytes.into()]);
        }
        let kept = if self.kept { "kept" } else { "" };
        post(&["opened".into(), kept.into(), lines.join("\n").into()]);
        let count = usize::try_from(releases).unwrap_or(usize::MAX);
        let outcome = (words.opened)(count, self.given.len(), problems.len());
        say("done", if count == 0 { words.nothing } else { &outcome });
        (self.set, self.searcher) = (files, None);
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// Opens files that were dropped or chosen, beside what is open already.
pub async fn open(opened: &Shared, files: js_sys::Array, words: &ToolMessages) {
    say("busy", words.reading);
    let files: Vec<File> = files.iter().filter_map(|file| file.dyn_into().ok()).collect();
    let size: f64 = files.iter().map(|file| file.size()).sum();
    if size > MOST as f64 || size as u64 + opened.borrow().size() > MOST {
        return say("done", &(words.too_large)(&most(words)));
    }
    let mut read = Vec::new();
    for file in files {
        match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => read.push((file.name(), js_sys::Uint8Array::new(&buffer).to_vec())),
            // A folder, as a rule.
            Err(_) => return say("done", &(words.unreadable)(&file.name())),
        }
    }
    opened.borrow_mut().add(read);
    opened.borrow_mut().publish(words);
    if opened.borrow().kept {
        keep(opened, words).await;
    }
}

/// Opens what is kept on this device; where nothing is, says what could be opened.
pub async fn open_kept(opened: &Shared, words: &ToolMessages) {
    let files = keep::kept().await;
    if files.is_empty() {
        return say("done", &(words.intro)(&most(words)));
    }
    let mut opened = opened.borrow_mut();
    opened.kept = true;
    opened.add(files);
    opened.publish(words);
}

/// Keeps what is open on this device.
pub async fn keep(opened: &Shared, words: &ToolMessages) {
    let given = opened.borrow().given.clone();
    let kept = keep::keep(&given).await.is_ok();
    opened.borrow_mut().kept = kept;
    say("kept", if kept { "kept" } else { "" });
    say("done", if kept { words.kept } else { words.not_kept });
}
