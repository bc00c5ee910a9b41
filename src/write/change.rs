//! What a form makes of a file: the fields that were changed are written, everything else stays as it is, to the byte.

use super::{
    form::{
        DRAFT, Form, MEDIUM, Medium, PERSON, Paper, Person, Sent, draft_status, list, with_heading,
    },
    moment::{self, Moment},
};
use crate::{
    ingest::{Outline, Part, known_as, part_of, plain_name, slug},
    model::{Newsroom, State},
};
use serde_json::{Map, Value, json};

/// The text of the file, with what the form says where that is not what it showed (`shown`). `corrects`: it was public, so that
/// what was changed is told, and the earlier text kept, unless the form says that it was a slip.
pub(super) fn changed(
    sent: &Sent,
    shown: &Form,
    file: &Outline<'_>,
    newsroom: &Newsroom,
    corrects: bool,
    now: i64,
) -> Option<String> {
    let form = &sent.form;
    let mut change = Change { file, values: Vec::new() };
    let texts = [
        ("title", &form.title, &shown.title),
        ("summary", &form.summary, &shown.summary),
        ("language", &form.language, &shown.language),
        ("place", &form.place, &shown.place),
    ];
    for (first, value, _) in texts.into_iter().filter(|(_, value, shown)| value != shown) {
        change.set(first, first, text(value));
    }
    change.picture(form, shown);
    let zone_counts = |moment: &Moment| !moment.time.is_empty() && form.zone != shown.zone;
    if form.published != shown.published || zone_counts(&form.published) {
        change.set(
            "date_published",
            "date",
            text(&moment::written(&form.published, &form.zone, false)),
        );
    }
    if form.embargo != shown.embargo || zone_counts(&form.embargo) {
        // A time without its day is written too: nobody can tell when it ends, which withholds.
        let until = match form.embargo == Moment::default() {
            true => String::new(),
            false => moment::written(&form.embargo, &form.zone, true),
        };
        change.embargo(text(&until));
    }
    change.list("authors", &form.issuers, &shown.issuers, &|wanted, name| wanted == name);
    let same = |wanted: &str, written: &str| is_topic(wanted, written, newsroom);
    change.list("tags", &form.topics, &shown.topics, &same);
    if form.contacts != shown.contacts {
        change.rows("contacts", &form.contacts, &shown.contacts);
    }
    if form.media != shown.media {
        change.rows("media", &form.media, &shown.media);
    }
    if form.papers != shown.papers {
        change.rows("attachments", &form.papers, &shown.papers);
    }
    if form.ready != shown.ready {
        let known: Vec<String> = DRAFT.iter().filter_map(|name| change.named(&[name])).collect();
        for name in &known {
            change.values.push((name.clone(), (!form.ready).then(|| json!("true"))));
        }
        if known.is_empty() && !form.ready {
            change.values.push(("draft".to_owned(), Some(json!("true"))));
        }
        if let Some(name) = draft_status(file).filter(|_| form.ready) {
            change.values.push((name.to_owned(), None));
        }
    }
    let new_body = form.body != shown.body;
    let is_told =
        !form.is_like(shown) || !sent.note.is_empty() || sent.change == State::Withdrawn.as_str();
    if let Some(state) = State::named(&sent.change).filter(|_| corrects && is_told) {
        change.corrected(sent, shown, state, new_body, now);
    }
    // A title above the text becomes one in the header as soon as something changes.
    let had_heading = file.name(known_as("title")).is_none() && with_heading(file.body).0.is_some();
    let moves = had_heading && (new_body || form.title != shown.title);
    if moves && !change.values.iter().any(|(name, _)| name == "title") {
        change.set("title", "title", text(&form.title));
    }
    let own = form.body.trim_end();
    let body = (new_body || moves)
        .then(|| if own.is_empty() { String::new() } else { format!("{own}\n") });
    let text = file.with(&change.values, body.as_deref());
    // Read back before it counts: what the form does not know says what it said.
    let again = Outline::new(&text)?;
    let is_changed = |name: &String| change.values.iter().any(|(known, _)| known == name);
    let names = || file.fields.keys().chain(again.fields.keys()).filter(|name| !is_changed(name));
    let kept = names().all(|name| file.fields.get(name) == again.fields.get(name));
    let said = change.values.iter().all(|(name, value)| again.fields.get(name) == value.as_ref());
    (kept && said).then_some(text)
}

fn text(value: &str) -> Option<Value> {
    (!value.is_empty()).then(|| json!(value))
}

/// Whether two words are one topic: one of its names, or its key.
fn is_topic(wanted: &str, written: &str, newsroom: &Newsroom) -> bool {
    let names = |word: &str, topic: &crate::model::Topic| {
        topic.slug.as_str() == word
            || topic.labels.iter().any(|(_, label)| plain_name(label) == plain_name(word))
    };
    wanted == written
        || newsroom.topics.iter().any(|topic| names(wanted, topic) && names(written, topic))
        || slug::from_text(wanted) == slug::from_text(written)
}

struct Change<'a> {
    file: &'a Outline<'a>,
    values: Vec<(String, Option<Value>)>,
}

impl Change<'_> {
    /// The name that the file has for one of these.
    fn named(&self, names: &[&str]) -> Option<String> {
        self.file.name(names).map(str::to_owned)
    }

    /// Says something under the name that the file has for it, else under `new`.
    fn set(&mut self, first: &str, new: &str, value: Option<Value>) {
        let name = self.named(known_as(first)).unwrap_or_else(|| new.to_owned());
        self.values.push((name, value));
    }

    /// The picture shown first, with what is to be seen in it: two names, or one object.
    fn picture(&mut self, form: &Form, shown: &Form) {
        if form.image == shown.image && form.image_alt == shown.image_alt {
            return;
        }
        let name = self.named(known_as("image"));
        let object = name.and_then(|name| self.file.fields.get(&name)).and_then(Value::as_object);
        match object {
            Some(object) if !form.image.is_empty() => {
                let object = with(object.clone(), Part::File, "url", &form.image);
                let object = with(object, Part::Alternative, "alt", &form.image_alt);
                self.set("image", "image", Some(Value::Object(object)));
            }
            _ => {
                self.set("image", "image", text(&form.image));
                let alt = text(&form.image_alt).filter(|_| !form.image.is_empty());
                self.set("image_alt", "image_alt", alt);
            }
        }
    }

    /// An embargo has many names.
    fn embargo(&mut self, value: Option<Value>) {
        let is_one = |name: &&String| {
            let plain = plain_name(name);
            plain.contains("embargo")
                || matches!(
                    &*plain,
                    "notbefore" | "nepaspublieravant" | "nepasdiffuseravant" | "holduntil"
                )
        };
        let known: Vec<String> = self.file.fields.keys().filter(is_one).cloned().collect();
        let mut value = value;
        for name in known {
            self.values.push((name, value.take()));
        }
        if value.is_some() {
            self.values.push(("embargo_until".to_owned(), value));
        }
    }

    /// A list of words, where it is not the one that was shown. Those that stay are written as they were, and first.
    fn list(
        &mut self,
        first: &str,
        words: &[String],
        shown: &[String],
        same: &dyn Fn(&str, &str) -> bool,
    ) {
        let among = |word: &String, all: &[String]| all.iter().any(|known| same(word, known));
        if words.iter().all(|word| among(word, shown))
            && shown.iter().all(|word| among(word, words))
        {
            return;
        }
        let written = self.named(known_as(first)).and_then(|name| self.file.fields.get(&name));
        let known: Vec<Value> = match written {
            Some(Value::String(line)) if first == "tags" => {
                line.split(',').map(|word| json!(word.trim())).collect()
            }
            written => list(written).into_iter().cloned().collect(),
        };
        let name_of = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Object(object) => {
                let name = part_of(object, Part::Name).and_then(|(_, name)| name.as_str());
                name.unwrap_or_default().to_owned()
            }
            _ => String::new(),
        };
        let stays = |value: &&Value| words.iter().any(|word| same(word, &name_of(value)));
        let mut all: Vec<Value> = known.iter().filter(stays).cloned().collect();
        let is_new = |word: &&String| !known.iter().any(|value| same(word, &name_of(value)));
        all.extend(words.iter().filter(is_new).map(|word| json!(word)));
        self.set(first, first, (!all.is_empty()).then_some(Value::Array(all)));
    }

    /// A list of things. What the form does not show of one stays with it.
    fn rows<R: Rows>(&mut self, first: &str, rows: &[R], shown: &[R]) {
        let written = self.named(known_as(first)).and_then(|name| self.file.fields.get(&name));
        let known = list(written);
        let value = |row: &R| {
            let from = row.from();
            let before = from.and_then(|from| known.get(from));
            let same =
                shown.iter().any(|shown| shown.from() == from && from.is_some() && shown == row);
            match before {
                Some(before) if same => (*before).clone(),
                Some(Value::Object(object)) => Value::Object(row.put(object.clone())),
                _ => Value::Object(row.put(Map::new())),
            }
        };
        let sent = rows.iter().map(|row| (row.from().unwrap_or(usize::MAX), value(row)));
        // What no form can show was not taken out by anybody.
        let is_hidden = |at: usize| shown.iter().all(|row| row.from() != Some(at));
        let hidden = known.iter().enumerate().filter(|(at, _)| is_hidden(*at));
        let mut all: Vec<(usize, Value)> =
            sent.chain(hidden.map(|(at, value)| (at, (*value).clone()))).collect();
        all.sort_by_key(|(at, _)| *at);
        let all: Vec<Value> = all.into_iter().map(|(_, value)| value).collect();
        self.set(first, first, (!all.is_empty()).then_some(Value::Array(all)));
    }

    /// What readers are told of a change, and the text as it was.
    fn corrected(&mut self, sent: &Sent, shown: &Form, state: State, new_body: bool, now: i64) {
        let zone =
            if sent.form.zone.is_empty() { moment::own_zone() } else { sent.form.zone.clone() };
        let today = moment::written(&moment::at(now, &zone), &zone, true);
        let mut status = Map::new();
        status.insert("state".to_owned(), json!(state.as_str()));
        status.insert("date".to_owned(), json!(today));
        if !sent.note.is_empty() {
            status.insert("note".to_owned(), json!(sent.note));
        }
        let typed = |first: &str| {
            let name = self.file.name(known_as(first))?;
            self.file.fields.get(name).and_then(Value::as_str).map(str::to_owned)
        };
        let before = typed("date_modified").or_else(|| typed("date_published"));
        let earlier =
            list(self.named(known_as("revisions")).and_then(|name| self.file.fields.get(&name)));
        let mut revisions: Vec<Value> = earlier.into_iter().cloned().collect();
        self.set("status", "status", Some(Value::Object(status)));
        self.set("date_modified", "date_modified", Some(json!(today)));
        if new_body && !shown.body.trim().is_empty() {
            let mut revision = Map::new();
            revision.extend(before.map(|date| ("date".to_owned(), json!(date))));
            revision.insert("content_markdown".to_owned(), json!(shown.body.trim_end()));
            revisions.push(Value::Object(revision));
            self.set("revisions", "revisions", Some(Value::Array(revisions)));
        }
    }
}

/// A row of the form, as an object of the file.
trait Rows: PartialEq {
    fn from(&self) -> Option<usize>;
    fn put(&self, object: Map<String, Value>) -> Map<String, Value>;
}

impl Rows for Person {
    fn from(&self) -> Option<usize> {
        self.from
    }

    fn put(&self, object: Map<String, Value>) -> Map<String, Value> {
        let says = PERSON.iter().zip(&self.says);
        says.fold(object, |object, ((part, name), value)| with(object, *part, name, value))
    }
}

impl Rows for Medium {
    fn from(&self) -> Option<usize> {
        self.from
    }

    fn put(&self, object: Map<String, Value>) -> Map<String, Value> {
        let object = with(object, Part::File, "url", &self.file);
        let says = MEDIUM.iter().zip(&self.says);
        says.fold(object, |object, ((part, name), value)| with(object, *part, name, value))
    }
}

impl Rows for Paper {
    fn from(&self) -> Option<usize> {
        self.from
    }

    fn put(&self, object: Map<String, Value>) -> Map<String, Value> {
        with(with(object, Part::File, "url", &self.file), Part::Label, "title", &self.title)
    }
}

/// An object that says a part of it, under the name that it has for that.
fn with(mut object: Map<String, Value>, part: Part, new: &str, value: &str) -> Map<String, Value> {
    let known = part_of(&object, part).map(|(name, _)| name.to_owned());
    match (value.is_empty(), known) {
        (true, Some(name)) => drop(object.remove(&name)),
        (true, None) => {}
        (false, known) => {
            drop(object.insert(known.unwrap_or_else(|| new.to_owned()), json!(value)))
        }
    }
    object
}
