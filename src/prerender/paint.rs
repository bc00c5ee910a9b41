//! The app, rendered natively: what a browser would show at an address, as text.

use super::{parts::Part, unseen::without_unseen};
use crate::{
    app::{Among, Model, Reach, Rendered, needs, older, requests, selectors, still, view},
    bundle::{Bundle, BundleError, Need, Reader, Searcher, Set, paths::CARDS, searcher::complete},
    i18n::Interface,
    model::{Language, Newsroom, Slug},
    route::{Address, Route, Search},
    search::{Answer, Facet},
};
use std::{
    borrow::Cow,
    collections::BTreeSet,
    iter,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};
use yew::{Callback, Html, Properties, component};

/// A page as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Painted {
    /// What stands in its head as its title.
    pub(super) title: String,
    /// The language of its interface.
    pub(super) language: Interface,
    /// What stands in its body.
    pub(super) html: String,
    /// What the viewer will want at once when it wakes there, by name: the texts are in the page anyhow, so that together
    /// they compress to little more.
    pub(super) files: Vec<(String, String)>,
}

/// Renders one page after another from a set in memory.
pub(super) struct Painter<'a> {
    bundle: &'a Bundle,
    set: &'a Set,
    /// `None` only while a page is being rendered, which borrows it.
    reader: Option<Reader>,
    searcher: Searcher,
    language: Interface,
}

impl<'a> Painter<'a> {
    /// Of the pages of a set.
    pub(super) fn new(bundle: &'a Bundle) -> Self {
        Self::alone(bundle, &bundle.set, Reader::of(Rc::new(bundle.set.clone())))
    }

    /// Of pages for which `reader`, who reads `set`, knows all that stands on them.
    pub(super) fn alone(bundle: &'a Bundle, set: &'a Set, reader: Reader) -> Self {
        let searcher = Searcher::new(set.index_folder());
        let language = set.newsroom.languages.iter().find_map(spoken).unwrap_or_default();
        Self { bundle, set, reader: Some(reader), searcher, language }
    }

    /// What the set says of itself.
    pub(super) fn set(&self) -> &'a Set {
        self.set
    }

    /// The newsroom.
    pub(super) fn newsroom(&self) -> &'a Newsroom {
        &self.set.newsroom
    }

    /// The addresses that have pages, but for those of the releases; of lists with how many releases they have.
    pub(super) fn addresses(&self) -> Vec<(Address, u32)> {
        let set = self.set();
        let mut lists = vec![(Search::default(), set.documents)];
        for facet in Facet::ALL.into_iter().filter(|facet| facet.has_pages()) {
            let values = selectors::whole(set, facet, self.language).into_iter();
            let list = |(key, .., count): (String, _, _, u32)| {
                (Search::default().toggle(facet, &key), count)
            };
            lists.extend(values.map(list));
        }
        for year in selectors::years(set, &Answer::default(), &Search::default()) {
            let list = year.key.parse().map(|number| Search::default().toggle_year(number));
            lists.extend(list.ok().map(|list| (list, year.count)));
        }
        let lists = lists.into_iter().map(|(list, count)| (Route::Home(list), count));
        let feeds = set.feeds.as_ref().map(|_| Route::Follow);
        let others = [Route::Saved, Route::About, Route::NotFound];
        let people = set.people.as_ref().map(|_| Route::People);
        let media = set.media.as_ref().map(|_| Route::Media(Search::default()));
        let others = media.into_iter().chain(feeds).chain(people).chain(others);
        lists
            .chain(others.map(|route| (route, 0)))
            .map(|(route, count)| (Address { route, interface: None }, count))
            .collect()
    }

    /// The releases whose pages name those before and after them in the list of all: what is at its beginning, in all versions.
    pub(super) fn near(&mut self) -> Result<BTreeSet<Slug>, BundleError> {
        let beside = requests::beside(&Search::default(), self.language);
        self.bring(&Need::List(beside.clone()))?;
        let found = self.reader.iter().flat_map(|reader| reader.found(&reader.answer(&beside)));
        let slugs = found.filter_map(|found| found.card).flat_map(|card| {
            let (versions, like) = (card.versions.iter(), card.like.iter());
            let others = versions.map(|other| &other.slug).chain(like.map(|other| &other.slug));
            iter::once(&card.slug).chain(others).cloned().collect::<Vec<Slug>>()
        });
        Ok(slugs.collect())
    }

    /// The page at an address; in `language` if the interface speaks it, else in the newsroom's.
    pub(super) fn paint(
        &mut self,
        address: &Address,
        among: &Among,
        language: Option<&Language>,
    ) -> Result<Painted, BundleError> {
        let language = language.and_then(spoken).unwrap_or(self.language);
        for need in needs(&address.route, language, Reach::ALL) {
            self.bring(&need)?;
        }
        let (title, html) = self
            .drawn(address, language, among.older.clone(), |model| view(model, &Callback::noop()));
        let files = match &address.route {
            Route::Home(search) if *search == Search::default() => self.cards(search, language)?,
            _ => Vec::new(),
        };
        Ok(Painted { title, language, html, files })
    }

    /// The page of a part of a list.
    pub(super) fn paint_part(
        &mut self,
        address: &Address,
        part: &Part,
        among: &Among,
    ) -> Result<Painted, BundleError> {
        let language = self.language;
        let need = requests::part_of_list(&part.search, language, part.offset, part.count);
        self.bring(&need)?;
        let (title, html) = self.drawn(address, language, None, |model| {
            let found = match (model.reader(), &need) {
                (Some(reader), Need::List(request)) => reader.found(&reader.answer(request)),
                _ => Vec::new(),
            };
            let cards: Vec<_> = found.into_iter().filter_map(|found| found.card).collect();
            older(model, among, &cards)
        });
        Ok(Painted { title, language, html, files: Vec::new() })
    }

    /// The title of the page that `draw` makes of a model at an address, and the page.
    fn drawn(
        &mut self,
        address: &Address,
        language: Interface,
        older: Option<String>,
        draw: impl FnOnce(&Model) -> Rendered,
    ) -> (String, String) {
        // A page without a set says so; but the set was there when the painter was made.
        let Some(reader) = self.reader.take() else { return Default::default() };
        let model = still(address.clone(), reader, language, older);
        let page = draw(&model);
        let drawn = (page.title, text(without_unseen(page.html)));
        self.reader = model.into_reader();
        drawn
    }

    fn bring(&mut self, need: &Need) -> Result<(), BundleError> {
        let Some(reader) = &mut self.reader else { return Ok(()) };
        let mut failed = Ok(());
        // A page would say that something is not to be had: that is for readers whose network fails.
        complete(reader, &mut self.searcher, need, |file| {
            let read = self.bundle.files.get(file)?.read();
            read.map(Cow::into_owned).map_err(|error| failed = Err(error)).ok()
        });
        failed
    }

    /// The pages of cards that a list shows. Only for the front page, which shows the newest: what other lists show lies
    /// in as many pages as there are releases.
    fn cards(
        &self,
        search: &Search,
        language: Interface,
    ) -> Result<Vec<(String, String)>, BundleError> {
        let mut files: Vec<(String, String)> = Vec::new();
        let Some(reader) = &self.reader else { return Ok(files) };
        for need in needs(&Route::Home(search.clone()), language, Reach::ALL) {
            let Need::List(request) = need else { continue };
            let answer = reader.answer(&request);
            let documents = answer.hits.iter().map(|hit| hit.document).chain(reader.set().lead);
            for document in documents {
                let page = reader.set().card(document).map(|(page, _)| page);
                let name = page.and_then(|page| reader.set().cards.path(CARDS, page));
                let name = name.filter(|name| files.iter().all(|(other, _)| other != name));
                let json = name.as_ref().and_then(|name| self.bundle.files.get(name));
                if let (Some(name), Some(json)) = (name, json) {
                    files.push((name, String::from_utf8_lossy(&json.read()?).into_owned()));
                }
            }
        }
        Ok(files)
    }
}

fn spoken(language: &Language) -> Option<Interface> {
    Interface::new(language.as_str())
}

/// What Yew renders as text is a component: this one is what it is given.
#[component]
fn Given(props: &GivenProps) -> Html {
    props.html.clone()
}

#[derive(PartialEq, Properties)]
struct GivenProps {
    html: Html,
}

/// A page as text.
#[must_use]
pub fn text(html: Html) -> String {
    let props = GivenProps { html };
    let renderer = yew::LocalServerRenderer::<Given>::with_props(props).hydratable(false);
    at_once(renderer.render())
}

/// The result of a future that waits for nothing outside itself: rendering fetches nothing.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
            return result;
        }
    }
}
