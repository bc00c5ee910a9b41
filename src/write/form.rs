//! What stands in the fields of the page: sent by a browser, or taken from a file.

use super::moment::{self, Moment};
use crate::{
    ingest::{Outline, Part, Sourced, is_held_state, known_as, part_of},
    model::{Newsroom, Release, Slug},
};
use serde_json::{Map, Value};

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) title: String,
    pub(super) summary: String,
    /// Empty where the file says none: then the newsroom's counts.
    pub(super) language: String,
    pub(super) published: Moment,
    pub(super) embargo: Moment,
    pub(super) zone: String,
    pub(super) place: String,
    pub(super) issuers: Vec<String>,
    pub(super) topics: Vec<String>,
    pub(super) contacts: Vec<Person>,
    pub(super) body: String,
    /// The file of the picture that is shown first.
    pub(super) image: String,
    /// What is to be seen in it, where it is not among the media.
    pub(super) image_alt: String,
    pub(super) media: Vec<Medium>,
    pub(super) papers: Vec<Paper>,
    /// Whether it may be shown, once its day has come.
    pub(super) ready: bool,
}

/// Whom to reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Person {
    /// Which of the file's own it is.
    pub(super) from: Option<usize>,
    /// Name, role, organisation, e-mail, telephone.
    pub(super) says: [String; 5],
}

/// A picture, a film or a recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Medium {
    pub(super) from: Option<usize>,
    pub(super) file: String,
    /// Alternative text, caption, credit, licence.
    pub(super) says: [String; 4],
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paper {
    pub(super) from: Option<usize>,
    pub(super) file: String,
    pub(super) title: String,
}

/// The parts of a contact and of a picture, in the order in which forms have them, with what they are called there and in files.
pub(super) const PERSON: [(Part, &str); 5] = [
    (Part::Name, "name"),
    (Part::Role, "role"),
    (Part::Organisation, "organisation"),
    (Part::Email, "email"),
    (Part::Phone, "phone"),
];
pub(super) const MEDIUM: [(Part, &str); 4] = [
    (Part::Alternative, "alt"),
    (Part::Caption, "caption"),
    (Part::Credit, "credit"),
    (Part::Licence, "licence"),
];

/// More of anything than a release has.
const MOST: usize = 200;

/// What a browser sent, beside the fields: which file it is of and what it was when it was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sent {
    /// The file, in the folder; empty for a new one.
    pub(super) file: String,
    /// The identifier of a release that stands in it with others.
    pub(super) item: String,
    /// What a new one is called until it is saved.
    pub(super) new: String,
    /// The hash of the file as it was opened.
    pub(super) base: String,
    pub(super) form: Form,
    /// Of a release that was public: what readers are told of the change, or `slip` for nothing.
    pub(super) change: String,
    pub(super) note: String,
}

impl Sent {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(bytes)
            .map(|(name, value)| (name.into_owned(), lines(&value)))
            .collect();
        let get = |name: &str| {
            let found = pairs.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.as_str()).unwrap_or_default()
        };
        let line = |name: &str| plain(get(name));
        let all = |name: &str, more: &str, mark: char| {
            let each =
                pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
            let mut all: Vec<String> = Vec::new();
            for value in each.chain(get(more).split([mark, '\n'])).map(plain) {
                if !value.is_empty() && !all.contains(&value) && all.len() < MOST {
                    all.push(value);
                }
            }
            all
        };
        let rows = |kind: &str| -> Vec<usize> {
            let number =
                |name: &str| name.strip_prefix(kind)?.split_once('-')?.0.parse::<usize>().ok();
            let mut rows: Vec<usize> = pairs.iter().filter_map(|(name, _)| number(name)).collect();
            rows.sort_unstable();
            rows.dedup();
            rows.truncate(MOST);
            rows
        };
        let of = |kind: &str, row: usize, part: &str| line(&format!("{kind}{row}-{part}"));
        let from = |kind: &str, row: usize| of(kind, row, "from").parse().ok();
        let stays = |kind: &str, row: &usize| get(&format!("{kind}{row}-drop")).is_empty();
        let contacts = rows("contact-").into_iter().map(|row| Person {
            from: from("contact-", row),
            says: PERSON.map(|(_, part)| of("contact-", row, part)),
        });
        let media =
            rows("media-").into_iter().filter(|row| stays("media-", row)).map(|row| Medium {
                from: from("media-", row),
                file: of("media-", row, "file"),
                says: MEDIUM.map(|(_, part)| of("media-", row, part)),
            });
        let papers =
            rows("paper-").into_iter().filter(|row| stays("paper-", row)).map(|row| Paper {
                from: from("paper-", row),
                file: of("paper-", row, "file"),
                title: of("paper-", row, "title"),
            });
        let moment = |day: &str, time: &str| Moment { day: line(day), time: line(time) };
        let form = Form {
            title: line("title"),
            summary: line("summary"),
            language: line("language"),
            published: moment("date", "time"),
            embargo: moment("embargo_date", "embargo_time"),
            zone: line("zone"),
            place: line("place"),
            issuers: all("issuer", "more_issuers", ';'),
            topics: all("topic", "more_topics", ','),
            contacts: contacts.filter(|person| !person.is_empty()).collect(),
            body: get("body").to_owned(),
            image: line("image"),
            image_alt: line("image_alt"),
            media: media.filter(|medium| !medium.file.is_empty()).collect(),
            papers: papers.filter(|paper| !paper.file.is_empty()).collect(),
            ready: get("state") == "ready",
        };
        let [file, item, new, base] =
            ["file", "item", "new", "base"].map(|name| get(name).to_owned());
        Self { file, item, new, base, form, change: line("change"), note: line("note") }
    }

    /// With what withholds the file by now: somebody who wrote an embargo meanwhile does not want it lifted by who never saw it.
    pub(super) fn held_as(mut self, now: &Form) -> Self {
        let form = &mut self.form;
        form.ready &= now.ready;
        if now.embargo > form.embargo {
            (form.embargo, form.zone) = (now.embargo.clone(), now.zone.clone());
        }
        if now.published > form.published {
            (form.published, form.zone) = (now.published.clone(), now.zone.clone());
        }
        self
    }

    /// Under which name it is kept until it is saved.
    pub(super) fn key(&self) -> String {
        match (self.file.is_empty(), self.item.is_empty()) {
            (true, _) => self.new.clone(),
            (_, true) => self.file.clone(),
            _ => format!("{}#{}", self.file, self.item),
        }
    }

    /// By what its page is found.
    pub(super) fn known(&self) -> [(&'static str, &str); 3] {
        [("file", &self.file), ("item", &self.item), ("new", &self.new)]
    }
}

/// One line, without spaces that say nothing: those that do not break are typography, and stay.
fn plain(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r'])
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text with the ends of lines that a file has, whatever a browser or an old program writes.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

impl Person {
    pub(super) fn is_empty(&self) -> bool {
        self.says.iter().all(String::is_empty)
    }
}

impl Form {
    /// Whether it says the same, though boxes be in another order, or a zone be chosen for no time.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let plain = |form: &Self| {
            let mut form = form.clone();
            form.topics.sort_unstable();
            form.issuers.sort_unstable();
            if form.published.time.is_empty() && form.embargo.day.is_empty() {
                form.zone.clear();
            }
            form
        };
        plain(self) == plain(other)
    }

    /// Whether nobody has written anything yet.
    pub(super) fn is_blank(&self) -> bool {
        let texts = [&self.title, &self.summary, &self.body, &self.place, &self.image];
        texts.iter().all(|text| text.trim().is_empty())
            && self.contacts.is_empty()
            && self.media.is_empty()
            && self.papers.is_empty()
    }

    /// What a file says, as far as it was understood: `found` is the release in it, if there is one.
    pub(super) fn of(file: &Outline<'_>, found: Option<&Sourced>, newsroom: &Newsroom) -> Self {
        let typed = |first: &str| {
            let name = file.name(known_as(first))?;
            file.fields.get(name)
        };
        let plain =
            |first: &str| typed(first).and_then(Value::as_str).unwrap_or_default().to_owned();
        let release = found.map(|found| &found.release);
        let said = |first: &str, of: fn(&Release) -> Option<String>| {
            release.and_then(of).unwrap_or_else(|| plain(first))
        };
        let (heading, body) = match typed("title") {
            None => with_heading(file.body),
            Some(_) => (None, file.body),
        };
        let mut form = Self {
            title: heading
                .map_or_else(|| said("title", |release| release.title.clone()), str::to_owned),
            summary: said("summary", |release| release.summary.clone()),
            place: said("place", |release| release.place.clone()),
            language: match typed("language") {
                None => String::new(),
                Some(_) => said("language", |release| {
                    release.language.as_ref().map(|tag| tag.as_str().to_owned())
                }),
            },
            body: lines(body.trim_start_matches(['\r', '\n'])),
            ready: !is_draft(file),
            ..Self::default()
        };
        if let Some(release) = release {
            form.say(release, newsroom, typed("authors").is_some());
            form.dates(release);
        }
        form.contacts = people(typed("contacts"), release);
        form.image = typed("image").and_then(address).unwrap_or_default();
        let own = typed("image")
            .and_then(Value::as_object)
            .and_then(|object| part_of(object, Part::Alternative));
        let own = own.and_then(|(_, alt)| alt.as_str()).map(str::to_owned);
        form.image_alt = typed("image_alt")
            .and_then(Value::as_str)
            .map(str::to_owned)
            .or(own)
            .unwrap_or_default();
        form.media = rows(typed("media"))
            .map(|(from, row)| Medium { from, file: row.file(), says: row.says(MEDIUM) })
            .collect();
        form.papers = rows(typed("attachments"))
            .map(|(from, row)| Paper { from, file: row.file(), title: row.part(Part::Label) })
            .collect();
        form.settled()
    }

    /// As a browser would send it: what comes back as it was shown was not changed.
    fn settled(mut self) -> Self {
        let texts = [
            &mut self.title,
            &mut self.summary,
            &mut self.place,
            &mut self.image,
            &mut self.image_alt,
        ];
        let people = self.contacts.iter_mut().flat_map(|person| &mut person.says);
        let media =
            self.media.iter_mut().flat_map(|one| one.says.iter_mut().chain([&mut one.file]));
        let papers = self.papers.iter_mut().flat_map(|one| [&mut one.title, &mut one.file]);
        let lists = self.issuers.iter_mut().chain(&mut self.topics);
        for text in texts.into_iter().chain(people).chain(media).chain(papers).chain(lists) {
            *text = plain(text);
        }
        self.contacts.retain(|person| !person.is_empty());
        self.media.retain(|medium| !medium.file.is_empty());
        self.papers.retain(|paper| !paper.file.is_empty());
        self
    }

    fn say(&mut self, release: &Release, newsroom: &Newsroom, own_issuers: bool) {
        if own_issuers {
            self.issuers = release.issuers.iter().map(|party| party.name.clone()).collect();
        }
        let language = release.language.as_ref().map_or("", |language| language.primary());
        let label = |slug: &Slug| {
            newsroom
                .topics
                .iter()
                .find(|topic| topic.slug == *slug)
                .map(|topic| topic.label(language).0.to_owned())
        };
        self.topics = release.topics.iter().filter_map(label).collect();
    }

    fn dates(&mut self, release: &Release) {
        if let Some(date) = &release.published {
            (self.published, self.zone) = moment::shown(date, "");
        }
        if let Some(until) = release.embargo_until.filter(|until| until.year < 9999) {
            let (embargo, zone) = moment::shown(&until, &self.zone);
            self.embargo = embargo;
            // A day alone is of no zone.
            if self.zone.is_empty() {
                self.zone = zone;
            }
        }
    }
}

/// The names by which a release says that it is not finished, of those that the page sets itself.
pub(super) const DRAFT: [&str; 4] = ["draft", "is_draft", "brouillon", "ébauche"];

fn is_draft(file: &Outline<'_>) -> bool {
    let value = file.name(&DRAFT).and_then(|name| file.fields.get(name));
    let said = |text: &str| {
        matches!(text.trim().to_lowercase().as_str(), "false" | "no" | "non" | "off" | "0" | "")
    };
    value.is_some_and(|value| !value.as_str().is_some_and(said) && !value.is_null())
        || draft_status(file).is_some()
}

/// The name under which a file says the same as a status: `status: draft`.
pub(super) fn draft_status<'a>(file: &'a Outline<'_>) -> Option<&'a str> {
    let name = file.name(known_as("status"))?;
    let state = file.fields.get(name)?.as_str()?;
    is_held_state(state).then_some(name)
}

/// A text that begins with its title, and what follows it.
pub(super) fn with_heading(body: &str) -> (Option<&str>, &str) {
    let text = body.trim_start_matches(['\r', '\n']);
    match text.strip_prefix("# ") {
        Some(rest) => {
            let (heading, rest) = rest.split_once('\n').unwrap_or((rest, ""));
            (Some(heading.trim()), rest)
        }
        None => (None, body),
    }
}

/// A thing in a list: a text, or an object.
pub(super) enum Row<'a> {
    Text(&'a str),
    Object(&'a Map<String, Value>),
}

impl Row<'_> {
    fn part(&self, part: Part) -> String {
        let Self::Object(object) = self else { return String::new() };
        let found = part_of(object, part).and_then(|(_, value)| value.as_str());
        found.unwrap_or_default().to_owned()
    }

    fn file(&self) -> String {
        match self {
            Self::Text(text) => (*text).to_owned(),
            Self::Object(_) => self.part(Part::File),
        }
    }

    fn says<const N: usize>(&self, parts: [(Part, &str); N]) -> [String; N] {
        parts.map(|(part, _)| self.part(part))
    }
}

/// The things of a list, or the one that stands for a list.
pub(super) fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(list)) => list.iter().collect(),
        Some(one) => vec![one],
    }
}

fn rows(value: Option<&Value>) -> impl Iterator<Item = (Option<usize>, Row<'_>)> {
    list(value).into_iter().enumerate().filter_map(|(number, value)| match value {
        Value::String(text) => Some((Some(number), Row::Text(text))),
        Value::Object(object) => Some((Some(number), Row::Object(object))),
        _ => None,
    })
}

fn people(value: Option<&Value>, release: Option<&Release>) -> Vec<Person> {
    let given = list(value);
    let known = release.map(|release| release.contacts.as_slice()).unwrap_or_default();
    let read = |place: usize| {
        let contact = known.get(place).filter(|_| known.len() == given.len())?;
        let parts =
            [&contact.name, &contact.role, &contact.organisation, &contact.email, &contact.phone];
        Some(parts.map(|part| part.clone().unwrap_or_default()))
    };
    let raw = |place: usize| {
        rows(value).find(|(from, _)| *from == Some(place)).map(|(_, row)| row.says(PERSON))
    };
    let person = |place: usize| {
        Some(Person { from: Some(place), says: read(place).or_else(|| raw(place))? })
    };
    (0..given.len()).filter_map(person).filter(|person| !person.is_empty()).collect()
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => part_of(object, Part::File)?.1.as_str().map(str::to_owned),
        _ => None,
    }
}
