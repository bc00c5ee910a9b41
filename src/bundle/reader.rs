//! Reading a set, without I/O: the reader says which files and answers it needs, whoever drives
//! it (the app with `fetch` and a worker, the command line with `std::fs`, a test with a map)
//! brings them.
//!
//! ```text
//! loop { let missing = reader.missing(&need); if missing.is_empty() { break } bring them }
//! ```
//!
//! It knows no search engine: what a request finds is worked out by a
//! [`Searcher`](super::Searcher), but for the whole newsroom by date, which needs no index. What
//! has not arrived is never an answer: a list whose cards are missing is not ready, a file that
//! could not be had is recorded and named.

use super::{
    LoadError, People, Reply, exhibits,
    layout::{Article, ArticlePack, Card, CardPage, FORMAT, SET, Set, is_sealed, number},
    paths::{ARTICLES, CARDS, MEDIA},
};
use crate::{
    model::{FromJson, Month, Newsroom, Slug, json::Value},
    search::{Answer, Gather, Hit, Request},
};
use std::rc::Rc;

/// What somebody wants to see.
#[derive(Clone, Debug, PartialEq)]
pub enum Need {
    /// The releases that answer a request.
    List(Request),
    /// One whole release.
    Article(Slug),
    /// Whom to reach.
    People,
    /// Pages of the newsroom's own.
    Pages,
    /// What all releases have to show.
    Media,
}

/// What a need still lacks.
#[derive(Clone, Debug, PartialEq)]
pub enum Missing {
    /// A file, relative to the newsroom's folder: for [`Reader::provide`].
    File(String),
    /// What a request finds: for [`Reader::learn`].
    Answer(Request),
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
    // Lists rather than maps, here as in all that the viewer carries: each kind of map is some
    // kilobytes of wasm, and what a reader has open is short.
    cards: Vec<(u32, Vec<Rc<Card>>)>,
    articles: Vec<Rc<Article>>,
    packs: Vec<u32>,
    people: Option<Rc<People>>,
    pages: Option<Vec<Rc<Article>>>,
    stands: Option<Vec<Rc<Article>>>,
    unavailable: Vec<LoadError>,
    /// What was found last, newest last: the page behind Back is there at once.
    answers: Vec<(Request, Rc<Answer>)>,
}

/// How many answers are kept.
const ANSWERS: usize = 12;

impl Reader {
    /// Reads `set.json`.
    ///
    /// # Errors
    ///
    /// [`LoadError::OtherVersion`] if another format wrote it, [`LoadError::Broken`] if it
    /// is not a set at all.
    pub fn open(bytes: &[u8]) -> Result<Self, LoadError> {
        Ok(Self::of(Rc::new(parse::<Set>(SET, bytes)?)))
    }

    /// Of a set whose first file is read already.
    #[must_use]
    pub fn of(set: Rc<Set>) -> Self {
        Self {
            set,
            cards: Vec::new(),
            articles: Vec::new(),
            packs: Vec::new(),
            people: None,
            pages: None,
            stands: None,
            unavailable: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// Of a set that is all there is beside one release.
    #[cfg(feature = "native")]
    pub(crate) fn alone(set: Rc<Set>, article: Article) -> Self {
        let packs = vec![set.pack(&article.release.slug)];
        Self { articles: vec![Rc::new(article)], packs, ..Self::of(set) }
    }

    /// What the set says of itself.
    #[must_use]
    pub fn set(&self) -> &Rc<Set> {
        &self.set
    }

    /// Has the set speak under the name and in the languages of another newsroom, if it is not shown yet.
    pub(crate) fn speak_as(&mut self, newsroom: Newsroom) {
        if let Some(set) = Rc::get_mut(&mut self.set) {
            (set.newsroom.title, set.newsroom.languages) = (newsroom.title, newsroom.languages);
        }
    }

    /// What to bring next; nothing when `need` can be answered. Ask again after bringing it: what
    /// it says may name more.
    #[must_use]
    pub fn missing(&self, need: &Need) -> Vec<Missing> {
        let mut unfinished = None;
        let files: Vec<Option<String>> = match need {
            Need::Article(slug) => {
                let pack = self.set.pack(slug);
                let unread = !self.packs.contains(&pack);
                vec![unread.then(|| self.set.articles.path(ARTICLES, pack)).flatten()]
            }
            Need::People => vec![self.set.people.clone().filter(|_| self.people.is_none())],
            Need::Pages => vec![self.set.pages.clone().filter(|_| self.pages.is_none())],
            Need::Media => {
                let folder = self.set.media.as_ref().filter(|_| self.stands.is_none());
                vec![folder.map(|folder| exhibits::file(folder))]
            }
            Need::List(request) => {
                let Some(answer) = self.known(request) else {
                    return vec![Missing::Answer(request.clone())];
                };
                unfinished = answer.partial.then(|| Missing::Answer(request.clone()));
                // The front page begins with one that may lie elsewhere.
                let lead = self.set.lead.filter(|_| request.counts && is_plain(request));
                let documents = answer.hits.iter().map(|hit| hit.document).chain(lead);
                let mut pages: Vec<u32> =
                    documents.filter_map(|document| Some(self.set.card(document)?.0)).gather();
                pages.retain(|page| self.cards(*page).is_none());
                pages.into_iter().map(|page| self.set.cards.path(CARDS, page)).gather()
            }
        };
        let mut missing: Vec<Missing> = Vec::new();
        for file in files.into_iter().flatten() {
            let wanted = Missing::File(file);
            if !missing.contains(&wanted) && !self.is_unavailable(&wanted) {
                missing.push(wanted);
            }
        }
        missing.extend(unfinished);
        missing
    }

    /// Whether the list for a request can be shown, be it with the best hits only while the others
    /// are on their way.
    #[must_use]
    pub(crate) fn is_listable(&self, request: &Request) -> bool {
        let missing = self.missing(&Need::List(request.clone()));
        self.known(request).is_some() && !missing.iter().any(|m| matches!(m, Missing::File(_)))
    }

    fn is_unavailable(&self, missing: &Missing) -> bool {
        matches!(missing, Missing::File(file) if self.unavailable.iter().any(|e| e.file() == file))
    }

    /// Takes in a file that [`Reader::missing`] asked for; `None` if it could not be had.
    /// A file that cannot be read counts as one that could not be had, and says why.
    pub fn provide(&mut self, file: &str, bytes: Option<&[u8]>) {
        let result = match bytes {
            Some(bytes) => self.take(file, bytes),
            None => Err(LoadError::PartMissing { file: file.to_owned() }),
        };
        if let Err(error) = result {
            self.lacks(error);
        }
    }

    /// Does without the file that an error is about.
    pub fn lacks(&mut self, error: LoadError) {
        self.unavailable.retain(|known| known.file() != error.file());
        self.unavailable.push(error);
    }

    fn cards(&self, page: u32) -> Option<&Vec<Rc<Card>>> {
        self.cards.iter().find(|(number, _)| *number == page).map(|(_, cards)| cards)
    }

    /// Takes in what was found.
    pub fn learn(&mut self, reply: Reply) {
        for error in reply.failures {
            self.lacks(error);
        }
        self.answers.retain(|(request, _)| *request != reply.request);
        if self.answers.len() == ANSWERS {
            self.answers.remove(0);
        }
        self.answers.push((reply.request, Rc::new(reply.answer)));
    }

    /// Takes in a file that [`Reader::missing`] asked for, if it is whole.
    ///
    /// # Errors
    ///
    /// If it is damaged or of another format; then it is still missing.
    pub fn take(&mut self, file: &str, bytes: &[u8]) -> Result<(), LoadError> {
        if file.starts_with(CARDS) {
            let page = parse::<CardPage>(file, bytes)?;
            self.cards.push((number(file), page.cards.into_iter().map(Rc::new).gather()));
        } else if self.set.people.as_deref() == Some(file) {
            self.people = Some(Rc::new(parse(file, bytes)?));
        } else {
            let own = self.set.pages.as_deref() == Some(file);
            if !own && !file.starts_with(ARTICLES) && !file.starts_with(MEDIA) {
                return Ok(());
            }
            let articles = articles(file, bytes)?.into_iter().map(Rc::new).gather();
            if own {
                self.pages = Some(articles);
            } else if file.starts_with(MEDIA) {
                self.stands = Some(articles);
            } else {
                self.packs.push(number(file));
                self.articles.extend(articles);
            }
        }
        Ok(())
    }

    /// Forgets what could not be had and what was found without it, so that both are asked for
    /// again.
    pub fn retry(&mut self) {
        self.unavailable.clear();
        self.answers.clear();
    }

    /// The first file that could not be had, if any, with the reason.
    #[must_use]
    pub fn failure(&self) -> Option<&LoadError> {
        self.unavailable.first()
    }

    /// What a request finds; nothing until that is known.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Rc<Answer> {
        self.known(request).unwrap_or_default()
    }

    fn known(&self, request: &Request) -> Option<Rc<Answer>> {
        if is_plain(request) {
            return Some(Rc::new(plain(&self.set, request)));
        }
        let mut answers = self.answers.iter();
        answers.find(|(known, _)| known == request).map(|(_, answer)| Rc::clone(answer))
    }

    /// The list entries of an answer.
    #[must_use]
    pub fn found(&self, answer: &Answer) -> Vec<Found> {
        let found = |hit: &Hit| Found { hit: *hit, card: self.numbered(hit.document) };
        answer.hits.iter().map(found).gather()
    }

    /// The list entry of the release with that number, if it has arrived.
    #[must_use]
    pub fn numbered(&self, document: u32) -> Option<Rc<Card>> {
        let (page, place) = self.set.card(document)?;
        self.cards(page)?.get(place).cloned()
    }

    /// The list entry of a release, if it has arrived.
    #[must_use]
    pub fn card(&self, slug: &Slug) -> Option<Rc<Card>> {
        let mut cards = self.cards.iter().flat_map(|(_, cards)| cards);
        cards.find(|card| card.slug == *slug).cloned()
    }

    /// Whom to reach, if that has arrived.
    #[must_use]
    pub fn people(&self) -> Option<Rc<People>> {
        self.people.clone()
    }

    /// What all releases have to show, if it has arrived.
    #[must_use]
    pub fn stands(&self) -> Option<&[Rc<Article>]> {
        self.stands.as_deref()
    }

    /// A page of the newsroom's own, if there is one and it has arrived.
    #[must_use]
    pub fn page(&self, slug: &Slug) -> Option<Rc<Article>> {
        self.pages.iter().flatten().find(|page| page.release.slug == *slug).cloned()
    }

    /// A whole release, if it is in the set and has arrived.
    #[must_use]
    pub fn article(&self, slug: &Slug) -> Option<Rc<Article>> {
        self.articles.iter().find(|article| article.release.slug == *slug).cloned()
    }
}

/// The releases of a pack of articles.
///
/// # Errors
///
/// If it is damaged or of another format.
pub fn articles(file: &str, bytes: &[u8]) -> Result<Vec<Article>, LoadError> {
    parse::<ArticlePack>(file, bytes).map(|pack| pack.articles)
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
    let mut months: Vec<(Month, u32)> = Vec::new();
    for (place, (month, _)) in set.months.iter().enumerate() {
        let count = set.month(place).len() as u32;
        // At the turn of a month, releases from several time zones may alternate.
        match months.iter_mut().find(|(known, _)| known == month) {
            Some((_, total)) => *total += count,
            None => months.push((*month, count)),
        }
    }
    Answer {
        total: set.documents,
        hits: range.map(|place| Hit { document: number(place), score: 0.0 }).gather(),
        months,
        ..Answer::default()
    }
}

/// Reads a JSON file of the set.
fn parse<T: FromJson>(file: &str, bytes: &[u8]) -> Result<T, LoadError> {
    let json = unsealed(file, bytes)?;
    T::from_json(&json).ok_or_else(|| broken(file, "not what its name promises".to_owned()))
}

fn broken(file: &str, reason: String) -> LoadError {
    LoadError::Broken { file: file.to_owned(), reason }
}

/// The JSON of a file of the set, whatever is in it: its format first, so that a set of another version is told from one
/// that is damaged. What its seal does not fit is not shown, however well it reads.
fn unsealed(file: &str, bytes: &[u8]) -> Result<Value, LoadError> {
    let broken = |reason| broken(file, reason);
    let json = Value::parse(bytes).map_err(|error| broken(error.to_string()))?;
    match json.get("format").and_then(Value::as_u64).map(u32::try_from) {
        Some(Ok(FORMAT)) => {}
        Some(found) => {
            let found = found.unwrap_or(u32::MAX);
            return Err(LoadError::OtherVersion { file: file.to_owned(), found });
        }
        None => return Err(broken("no format is stated: not a file of a set".to_owned())),
    }
    if !is_sealed(number(file), bytes, &json) {
        return Err(broken("not as it was written".to_owned()));
    }
    Ok(json)
}
