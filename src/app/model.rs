//! All that the app knows, as plain data: `update` alone changes it, `view` shows it.

use super::{
    effect::{Fetch, Purpose},
    excerpts::Excerpts,
    feeds::Named,
    marks::{Finder, Marker},
    months::Pointer,
    offline::Offline,
    requests::Reach,
    saved::{SavedRelease, SavedSearch},
    selectors::Listed,
    settings::Settings,
    tools::Tools,
    visits::Visits,
};
use crate::{
    bundle::{Found, LoadError, Reader, Reply, Set},
    i18n::Interface,
    model::{Date, Slug},
    route::Address,
    search::Request,
};
use std::rc::Rc;

/// All that the app knows.
#[derive(Debug)]
pub struct Model {
    /// Where the reader is.
    pub visit: Visit,
    /// What the reader has chosen.
    pub settings: Settings,
    /// The language of a page that is rendered natively.
    pub language: Option<Interface>,
    /// The first language that the browser asks for and the interface speaks.
    pub preferred: Option<Interface>,
    /// The languages of which the words are there.
    pub spoken: Vec<Interface>,
    /// The files with the words of each.
    pub words: Vec<(Interface, String)>,
    /// The set, as far as it has come.
    pub set: SetState,
    /// What of it is on its way.
    pub loading: Loading,
    /// Whether all that the page needs is there, or known not to be had.
    pub ready: bool,
    /// How far the reader has come on the page.
    pub reach: Reach,
    /// What was listed last: it stays until what replaces it is there, so that nothing flickers.
    pub listed: Listed,
    /// The excerpts that are shown with it.
    pub excerpts: Excerpts,
    /// What finds words in texts, once it is there.
    pub marker: Option<Marker>,
    /// What is looked for, and whether it changed a moment ago.
    pub typed: (String, bool),
    /// The facets, by name, of which all values are shown.
    pub unfolded: Vec<&'static str>,
    /// What is looked for in the names of their values.
    pub sought: Vec<(&'static str, String)>,
    /// What the pointer does on the timeline.
    pub pointer: Pointer,
    /// What the reader has saved, newest first.
    pub saved: Vec<SavedRelease>,
    /// The searches that the reader has saved, newest first.
    pub searches: Vec<SavedSearch>,
    /// When the reader was here.
    pub visits: Visits,
    /// When the page was opened, in UTC; none where nobody can say.
    pub now: Option<Date>,
    /// What is wrong with what the browser keeps, until the reader has read it.
    pub trouble: Option<Trouble>,
    /// What is kept for when there is no network.
    pub offline: Offline,
    /// What the reader opened on this device, and lists on their way into a file.
    pub tools: Tools,
    /// Whether what is drawn is seen.
    pub takeover: Takeover,
    /// Whether what stands beside a list is drawn too, and all of a long one: of one that the reader comes to, a moment after
    /// what they see of it.
    pub beside: bool,
    /// What the browser was told last.
    pub told: LastTold,
    /// Where the releases are that a list has beside those that it shows, for readers without scripts.
    pub older: Option<String>,
    /// Counts the changes that are to be drawn.
    pub revision: u32,
}

/// What the app starts with: the address, and what the browser says and has kept.
#[derive(Clone, Debug)]
pub struct Flags {
    /// Where the app was opened.
    pub address: Address,
    /// The number of that entry of the history.
    pub id: u32,
    /// Whether the reader was below the top of it.
    pub below: bool,
    /// Whether there is a page in the app's place until it has drawn all of it.
    pub hidden: bool,
    /// What the reader has chosen.
    pub settings: Settings,
    /// The first language that the browser asks for and the interface speaks.
    pub preferred: Option<Interface>,
    /// The languages of which the words came with the page, or are in the program.
    pub spoken: Vec<Interface>,
    /// The files with the words of each language.
    pub words: Vec<(Interface, String)>,
    /// What the reader has saved.
    pub saved: Vec<SavedRelease>,
    /// The searches that the reader has saved.
    pub searches: Vec<SavedSearch>,
    /// When the reader was here before.
    pub visits: Visits,
    /// The time, in UTC; none where nobody can say.
    pub now: Option<Date>,
    /// What is wrong with what the browser keeps.
    pub trouble: Option<Trouble>,
    /// Whether the reader asks to be spared downloads.
    pub saves_data: bool,
    /// The build for which this tab was loaded anew last.
    pub reloaded_for: Option<String>,
    /// What finds words in texts, where it is there from the beginning.
    pub marker: Option<Marker>,
}

/// What is wrong with what the browser keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It keeps nothing more: it has no room, or is told not to.
    NotKept,
    /// What was saved cannot be read.
    Unreadable,
    /// Some of it cannot.
    Partly,
}

/// A page in the history of the tab.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// Its address.
    pub address: Address,
    /// Its number, counted from the first page opened.
    pub id: u32,
    /// How the reader came to it.
    pub arrival: Arrival,
}

/// How the reader came to the page shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It is the first one, or was loaded anew: then scroll and focus are where they were.
    First,
    /// By a link to another page: begin at its top, with the focus on its heading.
    Moved,
    /// The page is the same, only its list has changed: leave scroll and focus alone.
    Stayed,
    /// By Back or Forward: put scroll and focus where they were.
    Returned,
    /// Back to the list from a release that was opened from it: scroll as it was, focus on the release.
    CameBack(Slug),
}

/// How far the set has come.
#[derive(Debug)]
pub enum SetState {
    /// `set.json` is on its way.
    Loading,
    /// It cannot be had or read.
    Failed(LoadError),
    /// It is there.
    Ready(Box<Reader>),
}

/// What of the set is on its way.
#[derive(Debug, Default)]
pub struct Loading {
    /// Files.
    pub in_flight: Vec<Fetch>,
    /// Files that were prefetched in vain, who needs one asks again; and words that cannot be had.
    pub in_vain: Vec<String>,
    /// Whether the search was started.
    pub searching: bool,
    /// Whether what finds words in texts was asked for.
    pub marks: bool,
    /// What the search was asked last and has not answered.
    pub asked: Option<Request>,
    /// What could not be had, while the host is asked whether it has a newer build.
    pub setbacks: Vec<Setback>,
    /// The build for which this tab was loaded anew last.
    pub reloaded_for: Option<String>,
    /// Whether the reader asks to be spared downloads.
    pub saves_data: bool,
}

/// What could not be had.
#[derive(Clone, Debug, PartialEq)]
pub enum Setback {
    /// A file.
    File(String, LoadError),
    /// All that an answer takes.
    Answer(Box<Reply>),
}

/// How far the app has come to take the place of a page that was rendered before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takeover {
    /// That page is seen. Nothing is drawn until all is there.
    Asleep,
    /// That page is seen, and its successor is being drawn beside it: so many steps are done.
    Steps(usize),
    /// What is drawn is seen.
    Awake,
}

/// In how many steps a page is drawn that is not seen yet.
pub const STEPS: usize = 4;

impl Takeover {
    /// How many steps of the page are drawn.
    #[must_use]
    pub fn steps(self) -> usize {
        match self {
            Self::Asleep => 0,
            Self::Steps(steps) => steps,
            Self::Awake => STEPS,
        }
    }
}

/// What the browser was told last: it is told again when that changes.
#[derive(Debug, Default)]
pub struct LastTold {
    /// The page in the address bar.
    pub visit: Option<Visit>,
    /// The page at which the reader has arrived, and whether it was one that failed.
    pub arrived: Option<(u32, String, bool)>,
    /// The title of the document.
    pub title: String,
    /// The feeds of the list that the head of the document names.
    pub feeds: Vec<Named>,
    /// The language of the document.
    pub language: Option<Interface>,
    /// The keys to listen to.
    pub keys: &'static str,
    /// What was announced.
    pub announcement: String,
    /// That the browser keeps nothing: it is said once.
    pub not_kept: bool,
    /// The release whose text is copied as it was sent.
    pub copy_from: Option<crate::model::Slug>,
}

impl Model {
    /// At an address, with nothing yet.
    #[must_use]
    pub fn new(flags: Flags) -> Self {
        let Flags { address, id, settings, preferred, saved, saves_data, .. } = flags;
        let Flags { spoken, words, reloaded_for, hidden, searches, now, trouble, marker, .. } =
            flags;
        let below = flags.below;
        let mut visits = flags.visits;
        if let Some(now) = now.filter(|_| settings.news) {
            visits.begin(now);
        }
        Self {
            visit: Visit { address, id, arrival: Arrival::First },
            settings,
            language: None,
            preferred,
            spoken,
            words,
            set: SetState::Loading,
            loading: Loading { saves_data, reloaded_for, ..Loading::default() },
            ready: false,
            reach: Reach { below, filters: false },
            listed: Listed::default(),
            excerpts: Excerpts::default(),
            marker,
            typed: (String::new(), false),
            unfolded: Vec::new(),
            sought: Vec::new(),
            pointer: Pointer::Away,
            saved,
            searches,
            visits,
            now,
            trouble,
            offline: Offline::default(),
            tools: Tools::default(),
            takeover: if hidden { Takeover::Asleep } else { Takeover::Steps(STEPS) },
            beside: true,
            told: LastTold::default(),
            older: None,
            revision: 0,
        }
    }

    /// How many entries of a list are drawn: of one that the reader comes to, at first those that a screen shows, from where
    /// they come back to.
    #[must_use]
    pub fn drawn(&self) -> usize {
        const SEEN: usize = 12;
        let slug = match &self.visit.arrival {
            Arrival::Moved if !self.beside => None,
            Arrival::CameBack(slug) if !self.beside => Some(slug),
            _ => return usize::MAX,
        };
        let is_it = |found: &Found| found.card.as_ref().map(|card| &card.slug) == slug;
        let above = slug.and_then(|_| self.listed.found.iter().position(is_it));
        above.unwrap_or_default() + SEEN
    }

    /// What finds the words looked for in texts, if there are any and it is there.
    #[must_use]
    pub fn finder(&self) -> Option<Finder> {
        Finder::new(self.marker, &self.listed.answer)
    }

    /// The set that is shown, if it is there: the newsroom's, or what the reader opened on this device.
    #[must_use]
    pub fn reader(&self) -> Option<&Reader> {
        if self.visit.address.route.is_on_device() {
            return self.tools.reader.as_deref();
        }
        self.site()
    }

    /// The newsroom's set, if it is there.
    #[must_use]
    pub fn site(&self) -> Option<&Reader> {
        match &self.set {
            SetState::Ready(reader) => Some(reader),
            _ => None,
        }
    }

    /// What the set says of itself, once it is there.
    #[must_use]
    pub fn set(&self) -> Option<&Rc<Set>> {
        self.reader().map(Reader::set)
    }

    /// The set, taken out of the model.
    #[must_use]
    pub fn into_reader(self) -> Option<Reader> {
        match self.set {
            SetState::Ready(reader) => Some(*reader),
            _ => None,
        }
    }

    /// The language in which the reader is spoken to: the one that is wanted, once its words are there.
    #[must_use]
    pub fn interface(&self) -> Interface {
        let wanted = self.wanted().filter(|wanted| self.spoken.contains(wanted));
        wanted.or(self.spoken.first().copied()).unwrap_or_default()
    }

    /// The language that is wanted, with the file of its words, if they are not there.
    #[must_use]
    pub fn unspoken(&self) -> Option<&(Interface, String)> {
        let wanted = self.wanted().filter(|wanted| !self.spoken.contains(wanted));
        self.words.iter().find(|(interface, _)| wanted == Some(*interface))
    }

    /// The language in which the reader wants to be spoken to, as far as that is known.
    #[must_use]
    pub fn wanted(&self) -> Option<Interface> {
        let set = self.site().map(Reader::set).into_iter();
        let languages = set.flat_map(|set| &set.newsroom.languages);
        self.visit
            .address
            .interface
            .or(self.language)
            .or(self.settings.interface)
            .or(self.preferred)
            .or_else(|| languages.into_iter().find_map(|l| Interface::new(l.as_str())))
    }
}

impl Loading {
    /// Whether a file is on its way.
    #[must_use]
    pub fn has(&self, file: &str) -> bool {
        self.in_flight.iter().any(|fetch| fetch.file == file)
    }

    /// Notes that a file is on its way; what to fetch.
    pub fn begin(&mut self, file: String, purpose: Purpose) -> Fetch {
        let fetch = Fetch { file, purpose, before: None };
        self.in_flight.push(fetch.clone());
        fetch
    }

    /// Notes that it no longer is.
    pub fn end(&mut self, file: &str) {
        self.in_flight.retain(|fetch| fetch.file != file);
    }
}
