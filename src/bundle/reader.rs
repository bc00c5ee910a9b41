//! Reading a set, without I/O: the reader says which files it needs, whoever drives it (the
//! app with `fetch`, the command line with `std::fs`, a test with a map) brings them.
//!
//! ```text
//! loop { let files = reader.missing(&need); if files.is_empty() { break } provide them }
//! ```
//!
//! What has not arrived is never an answer: a list whose cards are missing is not ready, a
//! file that could not be had is recorded and named.

use super::{
    LoadError,
    layout::{Article, ArticlePack, Card, CardPage, FORMAT, SET, Set},
};
use crate::{
    model::{FromJson, Slug},
    search::{Answer, Engine, Hit, Request},
};
use serde_json::Value;
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// What somebody wants to see.
#[derive(Clone, Debug, PartialEq)]
pub enum Need {
    /// The releases that answer a request.
    List(Request),
    /// One whole release.
    Article(Slug),
}

/// A release that was found, with its list entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its number and score.
    pub hit: Hit,
    /// Its list entry; `None` if the file with it could not be had.
    pub card: Option<Rc<Card>>,
}

/// A set as far as it has been read.
#[derive(Debug)]
pub struct Reader {
    set: Rc<Set>,
    engine: Option<Engine>,
    cards: BTreeMap<u32, Vec<Rc<Card>>>,
    articles: BTreeMap<Slug, Rc<Article>>,
    packs: BTreeSet<u32>,
    unavailable: BTreeMap<String, LoadError>,
    /// The answer given last: what is missing for a list and what the list shows are the same
    /// question, asked several times for each keystroke.
    last: RefCell<Option<(Request, Rc<Answer>)>>,
}

/// The name of the index's first file, which tells which others there are.
const HEAD: &str = crate::search::HEAD;

impl Reader {
    /// Reads `set.json`.
    ///
    /// # Errors
    ///
    /// [`LoadError::OtherVersion`] if another format wrote it, [`LoadError::Broken`] if it
    /// is not a set at all.
    pub fn open(bytes: &[u8]) -> Result<Self, LoadError> {
        let set = parse::<Set>(SET, bytes)?;
        Ok(Self {
            set: Rc::new(set),
            engine: None,
            cards: BTreeMap::new(),
            articles: BTreeMap::new(),
            packs: BTreeSet::new(),
            unavailable: BTreeMap::new(),
            last: RefCell::new(None),
        })
    }

    /// What the set says of itself.
    #[must_use]
    pub fn set(&self) -> &Rc<Set> {
        &self.set
    }

    /// The files to bring next, relative to the newsroom's folder; none when `need` can be
    /// answered. Ask again after bringing them: what they say may name more.
    #[must_use]
    pub fn missing(&self, need: &Need) -> Vec<String> {
        let mut files = match need {
            Need::Article(slug) => {
                let pack = self.set.pack(slug);
                let unread = !self.packs.contains(&pack);
                unread
                    .then(|| self.set.articles.path("articles", pack))
                    .flatten()
                    .into_iter()
                    .collect()
            }
            Need::List(request) => self.missing_for_list(request),
        };
        files.retain(|file| !self.unavailable.contains_key(file));
        files
    }

    fn missing_for_list(&self, request: &Request) -> Vec<String> {
        let index: Vec<String> = match &self.engine {
            _ if is_plain(request) => Vec::new(),
            None => vec![self.index_file(HEAD)],
            Some(engine) => {
                engine.missing(request).iter().map(|name| self.index_file(name)).collect()
            }
        };
        let unread: Vec<String> =
            index.into_iter().filter(|file| !self.unavailable.contains_key(file)).collect();
        if !unread.is_empty() {
            return unread;
        }
        let pages: BTreeSet<u32> = self
            .answer(request)
            .hits
            .iter()
            .filter_map(|hit| self.set.card(hit.document))
            .map(|(page, _)| page)
            .filter(|page| !self.cards.contains_key(page))
            .collect();
        pages.into_iter().filter_map(|page| self.set.cards.path("cards", page)).collect()
    }

    fn index_file(&self, name: &str) -> String {
        format!("set/index/{}/{name}", self.set.index)
    }

    /// Takes in a file that [`Reader::missing`] asked for; `None` if it could not be had.
    /// A file that cannot be read counts as one that could not be had, and says why.
    pub fn provide(&mut self, file: &str, bytes: Option<&[u8]>) {
        *self.last.borrow_mut() = None;
        let result = match bytes {
            Some(bytes) => self.take(file, bytes),
            None => Err(LoadError::PartMissing { file: file.to_owned() }),
        };
        match result {
            Ok(()) => {
                self.unavailable.remove(file);
            }
            Err(error) => {
                let index = format!("set/index/{}/", self.set.index);
                if let (Some(engine), Some(name)) = (&mut self.engine, file.strip_prefix(&index)) {
                    engine.provide(name, None);
                }
                self.unavailable.insert(file.to_owned(), error);
            }
        }
    }

    fn take(&mut self, file: &str, bytes: &[u8]) -> Result<(), LoadError> {
        let number = || {
            let name = file.rsplit('/').next().unwrap_or_default();
            name.strip_suffix(".json").and_then(|stem| stem.parse::<u32>().ok()).unwrap_or_default()
        };
        let index = format!("set/index/{}/", self.set.index);
        if let Some(name) = file.strip_prefix(&index) {
            match &mut self.engine {
                None if name == HEAD => {
                    let engine = Engine::open(bytes).map_err(|error| LoadError::Broken {
                        file: file.to_owned(),
                        reason: error.to_string(),
                    })?;
                    self.engine = Some(engine);
                }
                Some(engine) => engine.provide(name, Some(bytes)),
                None => {}
            }
        } else if file.starts_with("set/cards/") {
            let page = parse::<CardPage>(file, bytes)?;
            self.cards.insert(number(), page.cards.into_iter().map(Rc::new).collect());
        } else if file.starts_with("set/articles/") {
            let pack = parse::<ArticlePack>(file, bytes)?;
            self.packs.insert(number());
            for article in pack.articles {
                self.articles.insert(article.release.slug.clone(), Rc::new(article));
            }
        }
        Ok(())
    }

    /// Forgets which files could not be had, so that they are asked for again.
    pub fn retry(&mut self) {
        self.unavailable.clear();
    }

    /// The first file that could not be had, if any, with the reason.
    #[must_use]
    pub fn failure(&self) -> Option<&LoadError> {
        self.unavailable.values().next()
    }

    /// Answers a request with what is there.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Rc<Answer> {
        if let Some((_, answer)) = self.last.borrow().as_ref().filter(|(last, _)| last == request) {
            return Rc::clone(answer);
        }
        let answer = Rc::new(match &self.engine {
            _ if is_plain(request) => plain(&self.set, request),
            Some(engine) => engine.answer(request),
            None => Answer::default(),
        });
        *self.last.borrow_mut() = Some((request.clone(), Rc::clone(&answer)));
        answer
    }

    /// The list entries of an answer.
    #[must_use]
    pub fn found(&self, answer: &Answer) -> Vec<Found> {
        let card = |hit: &Hit| {
            let (page, place) = self.set.card(hit.document)?;
            self.cards.get(&page)?.get(place).cloned()
        };
        answer.hits.iter().map(|hit| Found { hit: *hit, card: card(hit) }).collect()
    }

    /// A whole release, if it is in the set and has arrived.
    #[must_use]
    pub fn article(&self, slug: &Slug) -> Option<Rc<Article>> {
        self.articles.get(slug).cloned()
    }
}

/// Whether everything is listed by date: then the numbers of the documents are the answer and
/// no index is needed.
fn is_plain(request: &Request) -> bool {
    request.query.trim().is_empty() && request.selection == Default::default()
}

/// The whole newsroom by date, from `set.json` alone.
fn plain(set: &Set, request: &Request) -> Answer {
    let range = request.offset..request.offset.saturating_add(request.limit).min(set.documents);
    let number = |place: u32| match request.sort {
        // Undated releases come last in both orders.
        crate::search::Sort::Oldest if place < set.dated => set.dated - 1 - place,
        _ => place,
    };
    Answer {
        total: set.documents,
        hits: range.map(|place| Hit { document: number(place), score: 0.0 }).collect(),
        ..Answer::default()
    }
}

/// Parses a JSON file of the set: its format first, so that a set of another version is told
/// from one that is damaged.
fn parse<T: FromJson>(file: &str, bytes: &[u8]) -> Result<T, LoadError> {
    let broken = |reason: String| LoadError::Broken { file: file.to_owned(), reason };
    let json: Value = serde_json::from_slice(bytes).map_err(|error| broken(error.to_string()))?;
    match json.get("format").and_then(Value::as_u64).map(u32::try_from) {
        Some(Ok(FORMAT)) => {}
        Some(found) => {
            let found = found.unwrap_or(u32::MAX);
            return Err(LoadError::OtherVersion { file: file.to_owned(), found });
        }
        None => return Err(broken("no format is stated: not a file of a set".to_owned())),
    }
    T::from_json(&json).ok_or_else(|| broken("not what its name promises".to_owned()))
}
