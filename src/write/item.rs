//! A release that stands in a JSON Feed: opened as the Markdown file that it becomes, or not at all; and the step from one to the
//! other once a change is saved.

use super::{
    Writer,
    answer::Answer,
    folder::{Folder, hash},
    form::Form,
    look::Fate,
    page::{self, Ours, Page},
    words::words,
    work::Opened,
};
use crate::{
    i18n::Interface,
    ingest::{Items, Kind, Outline, Problem, is_read, slug},
    model::Release,
    publish::{apart, lost},
};
use hyper::StatusCode;
use std::{io, sync::Arc};

/// What becomes of an item that is corrected.
#[derive(Debug)]
pub(super) struct Moves {
    /// The file that it stands in, and what that was.
    pub(super) from: String,
    was: String,
    /// That file without it.
    pub(super) without: String,
    /// The file that it gets.
    pub(super) to: String,
}

impl Moves {
    /// Writes the release, then the file without it: were that cut off in between, it would be there twice, which is told, and never
    /// not at all. If the second cannot be done, the first is undone.
    pub(super) fn perform(&self, folder: &Folder, text: &str, changed: &str) -> io::Result<()> {
        folder.create(&self.to, text.as_bytes())?;
        let left = match folder.read(&self.from) {
            Ok(now) if hash(&now) == self.was => {
                folder.replace(&self.from, self.without.as_bytes())
            }
            Ok(_) => Err(io::Error::other(changed.to_owned())),
            Err(error) => Err(error),
        };
        if left.is_err() {
            folder.take_back(&self.to, text.as_bytes())?;
        }
        left
    }
}

/// Why an item stays where it is.
pub(super) enum Stays {
    /// It is not there any more.
    Gone,
    /// Where it stands in its file, or what it says, is not clear.
    Unclear(Option<usize>),
    /// There is another one of its identifier, in this file.
    Twice(usize, String),
    /// In a file of its own it would not be the same.
    Other(usize, Vec<Problem>),
}

impl Writer {
    /// Reads an item as the file that it becomes, if nothing is lost by that.
    pub(super) fn open_item(&self, file: &str, id: &str) -> io::Result<Result<Opened, Stays>> {
        let bytes = self.folder.read(file)?;
        let (key, was) = (format!("{file}#{id}"), hash(&bytes));
        if let Some(known) = self.known(&key, &was) {
            return Ok(Ok(known));
        }
        let is_ours = page::ours(file, &bytes) == Some(Ours::Items);
        let Some(text) = String::from_utf8(bytes).ok().filter(|_| is_ours) else {
            return Ok(Err(Stays::Unclear(None)));
        };
        let known = was.clone();
        Ok(self.item(file, id, &text, was).map(|(opened, waits)| {
            if !waits {
                self.keep_opened(key, known, &opened);
            }
            opened
        }))
    }

    /// The same, with whether it waits.
    fn item(&self, file: &str, id: &str, text: &str, was: String) -> Result<(Opened, bool), Stays> {
        let items = Items::new(text).ok_or(Stays::Unclear(None))?;
        let before = self.newsroom(&[]);
        let (one, fate) = before.item(file, id).ok_or(Stays::Gone)?;
        let (place, release) = (&one.origin.place, &one.release);
        let line = items.line(place);
        let unclear = || Stays::Unclear(line);
        let raw = items.raw(place).ok_or_else(unclear)?;
        let without = items.without(place).ok_or_else(unclear)?;
        let says = items.header(place, release).ok_or_else(unclear)?;
        let to = self.name_of_item(file, release).ok_or_else(unclear)?;
        let own =
            apart(says, &release.body.blocks(), to.matches('/').count()).ok_or_else(unclear)?;
        let line = line.unwrap_or(1);
        let doubles = |problem: &Problem| problem.kind == Kind::DuplicateId;
        if before.loaded.problems.iter().any(doubles) {
            let others = self.newsroom(&[(file, &without)]);
            let other = others.releases().find(|(other, _)| other.release.id == id);
            if let Some((other, _)) = other {
                return Err(Stays::Twice(line, other.origin.source.clone()));
            }
        }
        let after = self.newsroom(&[(file, &without), (&to, &own)]);
        let lost = lost(&before.loaded, &after.loaded, [file, &to]);
        if !lost.is_empty() {
            return Err(Stays::Other(line, lost));
        }
        let outline = Outline::new(&own).ok_or_else(unclear)?;
        let found = after.release(&to).map(|(found, _)| found);
        let shown = Form::of(&outline, found, &after.loaded.newsroom);
        let opened = Opened {
            hash: hash(format!("{raw}\0{own}").as_bytes()),
            shown,
            corrects: *fate == Fate::Public,
            moves: Some(Arc::new(Moves { from: file.to_owned(), was, without, to })),
            text: own,
        };
        Ok((opened, matches!(fate, Fate::Waits(_) | Fate::WaitsForOthers)))
    }

    /// A name beside the file that it stood in, which says nothing of it: a day only where the release has one.
    fn name_of_item(&self, file: &str, release: &Release) -> Option<String> {
        let folder = file.rfind('/').and_then(|end| file.get(..=end)).unwrap_or_default();
        let title = release.title.as_deref().unwrap_or(release.slug.as_str());
        let words: String = slug::from_text(title).as_str().chars().take(60).collect();
        let words = words.trim_matches('-');
        let (stem, plain) = match release.published {
            Some(date) => {
                let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
                (format!("{day}-{words}"), format!("{day}-release"))
            }
            None => (format!("release-{words}"), "release".to_owned()),
        };
        let stem = if is_read(&stem) { &stem } else { &plain };
        self.folder.unused(folder, stem, "md", b"")
    }

    /// Says why an item is not opened.
    pub(super) fn stays(&self, interface: Interface, file: &str, stays: &Stays) -> Answer {
        let words = words(interface);
        let (why, line, problems): (_, _, &[Problem]) = match stays {
            Stays::Gone => {
                let page = page::refusal(interface, words.gone_item);
                return Answer::of(StatusCode::NOT_FOUND, "text/html; charset=utf-8", page);
            }
            Stays::Unclear(line) => (words.cannot_file.to_owned(), *line, &[]),
            Stays::Twice(line, other) => {
                (words.cannot_twice.replace("{}", other), Some(*line), &[])
            }
            Stays::Other(line, problems) => (words.cannot_same.to_owned(), Some(*line), problems),
        };
        let mut page = Page::new(interface, words.cannot, "/", None);
        let m = &mut page.markup;
        m.leaf("h1", &[], words.cannot);
        m.leaf("p", &[("class", "w-note")], &why);
        if !problems.is_empty() {
            m.open("ul", &[("class", "w-told")]);
            problems.iter().for_each(|problem| page.problem(problem, None));
            page.markup.close("ul");
        }
        let place = match line {
            Some(line) => words.stands_on.replacen("{}", file, 1).replace("{}", &line.to_string()),
            None => words.stands_in.replace("{}", file),
        };
        let m = &mut page.markup;
        m.leaf("p", &[("class", "w-note")], &place);
        m.open("p", &[]);
        m.leaf("a", &[("href", "/")], words.back);
        m.close("p");
        Answer::of(StatusCode::UNPROCESSABLE_ENTITY, "text/html; charset=utf-8", page.finish())
    }
}
