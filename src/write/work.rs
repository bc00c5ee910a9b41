//! A release being written: opened, looked into as it changes, kept, and saved.

use super::{
    PREVIEWS, Writer,
    answer::{Answer, value},
    change::changed,
    edit::Editing,
    folder::hash,
    form::{Form, Sent},
    item::Moves,
    look::{Fate, Found, Newsroom},
    moment,
    page::{self, Ours, Page, edit, fate_name},
    words::{Words, said, words},
};
use crate::{
    i18n::Interface,
    ingest::{Outline, Severity, is_read, slug},
    model,
};
use hyper::StatusCode;
use serde_json::json;
use std::{
    io,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

/// A release as it is on the disk, understood.
#[derive(Clone, Default)]
pub(super) struct Opened {
    /// Its file, or that which it gets.
    pub(super) text: String,
    pub(super) hash: String,
    pub(super) shown: Form,
    /// Whether it is public.
    pub(super) corrects: bool,
    /// Of one that stands in a file with others.
    pub(super) moves: Option<Arc<Moves>>,
}

impl Opened {
    /// The file that it is written to, if it is of `file`.
    fn name<'a>(&'a self, file: &'a str) -> &'a str {
        self.moves.as_ref().map_or(file, |moves| &moves.to)
    }
}

impl Writer {
    pub(super) fn newsroom(&self, instead: &[(&str, &str)]) -> Newsroom {
        let newsroom =
            Newsroom::read(&self.folder, instead, self.options.language.as_ref(), self.now());
        self.kept().newsroom = Some(newsroom.loaded.newsroom.clone());
        newsroom
    }

    /// Reads a file that the page can change.
    fn open(&self, name: &str) -> io::Result<Option<Opened>> {
        let bytes = self.folder.read(name)?;
        if page::ours(name, &bytes) != Some(Ours::Release) {
            return Ok(None);
        }
        let hash = hash(&bytes);
        if let Some(known) = self.known(name, &hash) {
            return Ok(Some(known));
        }
        let Ok(text) = String::from_utf8(bytes) else { return Ok(None) };
        let newsroom = self.newsroom(&[]);
        let release = newsroom.release(name);
        let corrects = release.is_some_and(|(_, fate)| *fate == Fate::Public);
        let waits =
            release.is_some_and(|(_, fate)| matches!(fate, Fate::Waits(_) | Fate::WaitsForOthers));
        let Some(outline) = Outline::new(&text) else { return Ok(None) };
        let shown = Form::of(&outline, release.map(|(one, _)| one), &newsroom.loaded.newsroom);
        let opened = Opened { text, hash: hash.clone(), shown, corrects, moves: None };
        // What waits may be public a moment later, though its file is as it was.
        if !waits {
            self.keep_opened(name.to_owned(), hash, &opened);
        }
        Ok(Some(opened))
    }

    /// What was opened last, if it is that and its file is as it was.
    pub(super) fn known(&self, key: &str, hash: &str) -> Option<Opened> {
        let kept = self.kept();
        let known = kept.opened.as_ref().filter(|(known, of, _)| known == key && of == hash);
        known.map(|(_, _, opened)| opened.clone())
    }

    pub(super) fn keep_opened(&self, key: String, hash: String, opened: &Opened) {
        self.kept().opened = Some((key, hash, opened.clone()));
    }

    /// Nothing yet, of a new release.
    fn nothing() -> Opened {
        Opened { shown: Form { ready: true, ..Form::default() }, ..Opened::default() }
    }

    /// A release that cannot be opened, said.
    fn opened(&self, interface: Interface, file: &str, item: &str) -> Result<Opened, Answer> {
        let words = words(interface);
        let refused = |status, why: &str| {
            Answer::of(status, "text/html; charset=utf-8", page::refusal(interface, why))
        };
        let found = match item {
            "" => self.open(file).map(|opened| opened.ok_or(None)),
            item => self.open_item(file, item).map(|opened| opened.map_err(Some)),
        };
        match found {
            Ok(Ok(opened)) => Ok(opened),
            Ok(Err(Some(stays))) => Err(self.stays(interface, file, &stays)),
            Ok(Err(None)) => Err(refused(
                StatusCode::NOT_FOUND,
                &format!("{}. {} {}", words.cannot, words.cannot_file, words.elsewhere_why),
            )),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                Err(refused(StatusCode::FORBIDDEN, words.refused_path))
            }
            Err(_) => Err(refused(StatusCode::NOT_FOUND, words.gone)),
        }
    }

    pub(super) fn edit(&self, interface: Interface, file: &str, item: &str, saved: bool) -> Answer {
        let opened = match self.opened(interface, file, item) {
            Ok(opened) => opened,
            Err(answer) => return answer,
        };
        let plain = Sent {
            file: file.to_owned(),
            item: item.to_owned(),
            base: opened.hash.clone(),
            form: opened.shown.clone(),
            ..Sent::default()
        };
        let kept = self
            .folder
            .kept(&plain.key())
            .map(|kept| Sent::read(kept.form.as_bytes()))
            .filter(|kept| kept.file == file && kept.item == item);
        let is_kept = kept.is_some();
        let sent = kept.unwrap_or(plain);
        let message = saved.then(|| {
            let words = words(interface);
            let unchanged = words.not_changed;
            let saved = words.saved_as.replace("{}", file);
            (if item.is_empty() { saved } else { unchanged.to_owned() }, false)
        });
        Answer::page(self.render(interface, &sent, &opened, message, is_kept))
    }

    pub(super) fn edit_new(&self, interface: Interface, new: String) -> Answer {
        let kept = self
            .folder
            .kept(&new)
            .map(|kept| Sent::read(kept.form.as_bytes()))
            .filter(|kept| kept.new == new);
        let is_kept = kept.is_some();
        let fresh = || {
            let zone = moment::own_zone();
            let published = moment::Moment { time: String::new(), ..moment::at(self.now(), &zone) };
            let languages = self.newsroom(&[]).loaded.newsroom.languages;
            let language = languages
                .first()
                .map_or_else(|| interface.tag().to_owned(), |tag| tag.as_str().to_owned());
            Sent {
                new: new.clone(),
                form: Form { published, zone, language, ..Form::default() },
                ..Sent::default()
            }
        };
        let sent = kept.unwrap_or_else(fresh);
        Answer::page(self.render(interface, &sent, &Self::nothing(), None, is_kept))
    }

    /// The file's name, and the text that it would have.
    fn written(
        &self,
        sent: &Sent,
        opened: &Opened,
        newsroom: &model::Newsroom,
    ) -> Option<(String, String)> {
        let outline = Outline::new(&opened.text)?;
        let is_stale = !sent.file.is_empty() && sent.base != opened.hash;
        let sent = &if is_stale { sent.clone().held_as(&opened.shown) } else { sent.clone() };
        let text = changed(sent, &opened.shown, &outline, newsroom, opened.corrects, self.now())?;
        let name = match (&opened.moves, sent.file.is_empty()) {
            (Some(moves), _) => moves.to.clone(),
            (None, true) => self.new_name(&sent.form)?,
            (None, false) => sent.file.clone(),
        };
        Some((name, text))
    }

    /// A name that is read as a release, begins with its day and is nobody's.
    fn new_name(&self, form: &Form) -> Option<String> {
        let today = moment::at(self.now(), &moment::own_zone()).day;
        let is_day = |day: &str| day.parse::<model::Date>().is_ok_and(|date| date.time.is_none());
        let day = if is_day(&form.published.day) { &form.published.day } else { &today };
        let words: String = slug::from_text(&form.title).as_str().chars().take(60).collect();
        let stem = format!("{day}-{}", words.trim_matches('-'));
        let plain = format!("{day}-release");
        let stem = if form.title.is_empty() || !is_read(&stem) { &plain } else { &stem };
        self.folder.unused("", stem, "md", b"")
    }

    /// What Kiosque makes of what was sent.
    fn look(&self, sent: &Sent, opened: &Opened) -> (Newsroom, Found, Option<String>) {
        let topics = self.newsroom_words();
        let (name, text) = self
            .written(sent, opened, &topics)
            .unwrap_or_else(|| (opened.name(&sent.file).to_owned(), opened.text.clone()));
        let without = opened.moves.as_ref().map(|moves| (&*moves.from, &*moves.without));
        let instead: Vec<(&str, &str)> = without.into_iter().chain([(&*name, &*text)]).collect();
        let newsroom = self.newsroom(&instead);
        let found = newsroom.of(&name, &text);
        let page = self
            .options
            .viewer
            .as_ref()
            .and_then(|viewer| newsroom.page(&name, viewer).ok().flatten());
        let preview = page.map(|page| {
            let mut kept = self.kept();
            kept.number += 1;
            let number = kept.number;
            kept.previews.push_back((number, page.files));
            while kept.previews.len() > PREVIEWS {
                kept.previews.pop_front();
            }
            format!("/preview/{number}/{}", page.path.trim_end_matches("index.html"))
        });
        (newsroom, found, preview)
    }

    /// What the newsroom is, by which topics are known.
    fn newsroom_words(&self) -> model::Newsroom {
        let known = self.kept().newsroom.clone();
        known.unwrap_or_else(|| self.newsroom(&[]).loaded.newsroom)
    }

    fn render(
        &self,
        interface: Interface,
        sent: &Sent,
        opened: &Opened,
        message: Option<(String, bool)>,
        kept: bool,
    ) -> String {
        let (newsroom, found, preview) = self.look(sent, opened);
        let here = edit(&sent.known());
        let title = if sent.form.title.is_empty() {
            words(interface).new_heading
        } else {
            &sent.form.title
        };
        let page = Page::new(interface, title, &here, newsroom.loaded.newsroom.title.as_deref());
        let theirs =
            (!sent.file.is_empty() && sent.base != opened.hash).then_some(opened.text.as_str());
        let own_zone = moment::own_zone();
        let (corrects, newsroom, found) = (opened.corrects, &newsroom, &found);
        Editing {
            sent,
            newsroom,
            found,
            corrects,
            message,
            theirs,
            kept: kept && theirs.is_none(),
            preview,
            own_zone,
            moves: opened.moves.as_deref(),
        }
        .write(page)
    }

    pub(super) fn live(&self, interface: Interface, bytes: &[u8]) -> Answer {
        let (sent, words) = (Sent::read(bytes), words(interface));
        let opened = match sent.file.is_empty() {
            true if is_name_of_new(&sent.new) => Self::nothing(),
            true => return Answer::json(StatusCode::BAD_REQUEST, &json!({})),
            false => match self.opened(interface, &sent.file, &sent.item) {
                Ok(opened) => opened,
                Err(answer) => return answer,
            },
        };
        let changed = match sent.file.is_empty() {
            true => !sent.form.is_blank(),
            false => !sent.form.is_like(&opened.shown) || !sent.note.is_empty(),
        };
        let kept = match changed {
            true => self.folder.keep(&sent.key(), &String::from_utf8_lossy(bytes)).is_ok(),
            false => {
                self.folder.discard(&sent.key());
                true
            }
        };
        let (_, found, preview) = self.look(&sent, &opened);
        Answer::json(StatusCode::OK, &told(&found, words, interface, kept, preview))
    }

    pub(super) fn save(&self, interface: Interface, bytes: &[u8]) -> Answer {
        let (sent, words) = (Sent::read(bytes), words(interface));
        let opened = match sent.file.is_empty() {
            true => Self::nothing(),
            false => match self.opened(interface, &sent.file, &sent.item) {
                Ok(opened) => opened,
                Err(answer) => return answer,
            },
        };
        let over = value(bytes, "over").is_some();
        if !sent.file.is_empty() && sent.base != opened.hash && !over {
            let page = self.render(interface, &sent, &opened, None, false);
            return Answer { status: StatusCode::CONFLICT, ..Answer::page(page) };
        }
        let failed = |why: String| {
            let _ = self.folder.keep(&sent.key(), &String::from_utf8_lossy(bytes));
            let message = Some((format!("{}. {why}", words.not_written), true));
            let page = self.render(interface, &sent, &opened, message, false);
            Answer { status: StatusCode::UNPROCESSABLE_ENTITY, ..Answer::page(page) }
        };
        let Some((name, text)) = self.written(&sent, &opened, &self.newsroom_words()) else {
            return failed(words.cannot_file.to_owned());
        };
        if sent.file.is_empty() && sent.form.title.is_empty() && sent.form.body.trim().is_empty() {
            return failed(words.fate_nothing.to_owned());
        }
        let is_same = !sent.file.is_empty() && text == opened.text;
        let written = match &opened.moves {
            _ if is_same => Ok(()),
            Some(moves) => moves.perform(&self.folder, &text, words.conflict),
            None if sent.file.is_empty() => self.folder.create(&name, text.as_bytes()),
            None => self.folder.replace(&name, text.as_bytes()),
        };
        if let Err(error) = written {
            // What was in the way, a file of that name, is looked at anew.
            self.kept().opened = None;
            return failed(error.to_string());
        }
        self.folder.discard(&sent.key());
        // Without a change, an item stays where it is.
        let known = if is_same { sent.known().to_vec() } else { vec![("file", name.as_str())] };
        Answer::go(format!("{}&saved=yes", edit(&known)))
    }
}

/// Under which a text is kept that has no file yet.
pub(super) fn name_of_new() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    format!("new-{}", hash(&since.to_be_bytes()).get(..16).unwrap_or_default())
}

/// A name that this program gave.
pub(super) fn is_name_of_new(name: &str) -> bool {
    name.len() == 20
        && name
            .strip_prefix("new-")
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// What the page is told while somebody writes.
fn told(
    found: &Found,
    words: &Words,
    interface: Interface,
    kept: bool,
    preview: Option<String>,
) -> serde_json::Value {
    let problems = found.problems.iter().map(|(field, problem)| {
        let (text, detail) = said(problem, interface);
        json!({ "field": field.as_str(), "error": problem.severity == Severity::Error, "text": text, "detail": detail })
    });
    let lacks: Vec<&str> =
        found.lacks.iter().map(|wanted| words.wanted(*wanted, interface)).collect();
    json!({
        "fate": words.fate(&found.fate, interface),
        "is": fate_name(&found.fate),
        "complete": words.complete.replace("{}", &found.percent.to_string()),
        "missing": if lacks.is_empty() { words.missing_none.to_owned() } else { lacks.join(", ") },
        "problems": problems.collect::<Vec<_>>(),
        "kept": kept,
        "preview": preview,
    })
}
