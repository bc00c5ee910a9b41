//! Every address of the app: read, print, compare.
//!
//! The address is the state: what is searched, chosen, sorted and shown is parsed from it into
//! one [`Address`] and printed back, so that Back, reload and share come for free. Addresses are
//! relative to the newsroom's folder (the page's `<base>`), which makes one build work at any
//! path. Knows neither Yew nor the browser.
//!
//! | address | route |
//! |---|---|
//! | `./?q=port&topic=energy&lang=fr&year=2024&sort=oldest&page=2` | the list, searched and filtered |
//! | `topic/energy/`, `issuer/port/`, `year/2024/` | the list of that one thing and nothing else |
//! | `topic/energy/2/`, `all/2/` | the same: a part of it where there are no scripts |
//! | `r/2024-03-port/?q=port` | a release, opened from that list |
//! | `media/?topic=energy&with=film` | what all releases have to show, of a topic, an issuer, a kind |
//! | `saved/` | what the reader has saved |
//! | `follow/` | its feeds |
//! | `people/` | whom to reach |
//! | `about/` | what this newsroom is |
//! | `page/mentions-legales-fr/` | a page of the newsroom's own |
//!
//! Every address may carry `ui=fr` or `ui=en`, the language of the interface. What is not
//! understood in a query is dropped; a path that is not understood is [`Route::NotFound`]. A list of which the
//! reader also wants what holds only some of the words carries `wide=1`; one of files that the reader opened on this device
//! `device=1`, and a release in it is `./?device=1&r=SLUG`, since no page lies at an address of its own.

use crate::{
    i18n::Interface,
    model::{Month, Slug},
    search::{Facet, Gather, MAX_QUERY, Selection, Sort},
};
use form_urlencoded::{Serializer, parse};

/// A page with what it depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Which page.
    pub route: Route,
    /// The language of the interface, where the address names one.
    pub interface: Option<Interface>,
}

/// The pages of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The list of releases.
    Home(Search),
    /// One release.
    Release {
        /// Which.
        slug: Slug,
        /// The list it was opened from: its words are marked, its neighbours are linked.
        list: Search,
    },
    /// What all releases have to show: of the topic, issuer and kind (`with=film`) chosen.
    Media(Search),
    /// What the reader has saved in this browser.
    Saved,
    /// Its feeds.
    Follow,
    /// Whom to reach.
    People,
    /// A page of the newsroom's own: legal notice, privacy.
    Own(Slug),
    /// What this newsroom is and how its viewer works.
    About,
    /// No page has this address.
    NotFound,
}

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What was typed, as typed.
    pub query: String,
    /// Whether it is still being typed: its last word then stands for all that begin with it. No address says
    /// so: who opens one has typed all of it. The reader's own history does (`app/browser/history.rs`).
    pub typing: bool,
    /// What was chosen.
    pub selection: Selection,
    /// The order asked for; without one, by relevance where there is a query, else newest first.
    pub sort: Option<Sort>,
    /// Whether releases that hold only some of the words are listed too, after the others.
    pub wide: bool,
    /// How many pages of the list are shown, less one.
    pub more: u32,
    /// Whether it lists files that the reader opened on this device, not the newsroom's releases.
    pub device: bool,
}

/// The facets that an address can hold.
fn facets() -> impl Iterator<Item = Facet> {
    Facet::ALL.into_iter().filter(|facet| facet.is_offered())
}

/// More pages than anyone opens by hand; a greater number in an address is cut to it.
const MOST_PAGES: u32 = 200;

impl Address {
    /// Reads an address relative to the newsroom's folder: `path` without a leading `/`,
    /// `query` without the `?`.
    #[must_use]
    pub fn parse(path: &str, query: &str) -> Self {
        let path = path.strip_suffix("index.html").unwrap_or(path).trim_matches('/');
        let of_one = |kind: &str, name: &str| {
            let search = Search::of_one(kind, name, Search::parse(query));
            search.map_or(Route::NotFound, Route::Home)
        };
        let route = match path.split('/').gather().as_slice() {
            [""] => {
                let list = Search::parse(query);
                let slug = value(query, "r").filter(|_| list.device);
                match slug.and_then(|slug| Slug::new(&slug)) {
                    Some(slug) => Route::Release { slug, list },
                    None => Route::Home(list),
                }
            }
            ["about"] => Route::About,
            ["follow"] => Route::Follow,
            ["people"] => Route::People,
            ["media"] => Route::Media(Search::parse(query)),
            ["saved"] => Route::Saved,
            ["page", slug] => Slug::new(slug).map_or(Route::NotFound, Route::Own),
            ["r", slug] => match Slug::new(slug) {
                Some(slug) => Route::Release { slug, list: Search::parse(query) },
                None => Route::NotFound,
            },
            // A part of a list, as pages without scripts have it: of that list.
            ["all", part] if is_number(part) => Route::Home(Search::parse(query)),
            [kind, name, part] if is_number(part) => of_one(kind, name),
            [kind, name] => of_one(kind, name),
            _ => Route::NotFound,
        };
        Self { route, interface: value(query, "ui").and_then(|tag| Interface::new(&tag)) }
    }

    /// The address as a link relative to the newsroom's folder; never empty.
    #[must_use]
    pub fn href(&self) -> String {
        let mut pairs = Serializer::new(String::new());
        let of_one = match &self.route {
            Route::Home(search) => search.one(),
            _ => None,
        };
        if let Route::Home(search) | Route::Release { list: search, .. } | Route::Media(search) =
            &self.route
            && of_one.is_none()
        {
            search.print(&mut pairs);
        }
        let on_device = match &self.route {
            Route::Release { slug, list } if list.device => {
                pairs.append_pair("r", slug.as_str());
                Some(String::new())
            }
            _ => None,
        };
        if let Some(interface) = self.interface {
            pairs.append_pair("ui", interface.tag());
        }
        let path = match on_device.or(of_one).unwrap_or_else(|| self.route.page()) {
            path if path.is_empty() => "./".to_owned(),
            path => path,
        };
        match pairs.finish() {
            query if query.is_empty() => path,
            query => format!("{path}?{query}"),
        }
    }

    /// The address as the path of a page, relative to the newsroom's folder: empty for the front
    /// page.
    #[must_use]
    pub fn path(&self) -> String {
        self.href().trim_start_matches("./").to_owned()
    }

    /// Whether the query in it is still being typed.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.route.list().is_some_and(|search| search.typing)
    }

    /// The same, its query still being typed or not.
    #[must_use]
    pub fn typed(mut self, typing: bool) -> Self {
        if let Route::Home(search) | Route::Release { list: search, .. } = &mut self.route {
            search.typing = typing && !search.query.trim().is_empty();
        }
        self
    }

    /// The same page in another language of the interface.
    #[must_use]
    pub(crate) fn in_interface(&self, interface: Interface) -> Self {
        Self { route: self.route.clone(), interface: Some(interface) }
    }
}

impl Route {
    /// The list that is shown, or that a release was opened from.
    #[must_use]
    pub fn list(&self) -> Option<&Search> {
        match self {
            Self::Home(search) | Self::Release { list: search, .. } => Some(search),
            _ => None,
        }
    }

    /// The release that is shown.
    #[must_use]
    pub fn slug(&self) -> Option<&Slug> {
        match self {
            Self::Release { slug, .. } => Some(slug),
            _ => None,
        }
    }

    /// Whether it shows what the reader opened on this device.
    #[must_use]
    pub fn is_on_device(&self) -> bool {
        self.list().is_some_and(|search| search.device)
    }

    /// The page without what is searched or chosen on it: two addresses with the same page
    /// differ only in its list.
    #[must_use]
    pub fn page(&self) -> String {
        match self {
            Self::Home(_) => String::new(),
            Self::Release { slug, .. } => format!("r/{slug}/"),
            Self::Media(_) => "media/".to_owned(),
            Self::Saved => "saved/".to_owned(),
            Self::Follow => "follow/".to_owned(),
            Self::People => "people/".to_owned(),
            Self::Own(slug) => format!("page/{slug}/"),
            Self::About => "about/".to_owned(),
            Self::NotFound => "404.html".to_owned(),
        }
    }
}

/// As much of a query as an address holds: a character more than is searched, so that the search still says
/// that it searches its beginning only.
fn cut(query: &str) -> &str {
    let mut ends = query.char_indices().map(|(start, c)| start + c.len_utf8());
    let end = ends.find(|end| *end > MAX_QUERY);
    end.and_then(|end| query.get(..end)).unwrap_or(query)
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|digit| digit.is_ascii_digit())
}

fn value(query: &str, name: &str) -> Option<String> {
    parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

impl Search {
    fn parse(query: &str) -> Self {
        let mut search = Self::default();
        let (mut from, mut to) = (None::<Month>, None::<Month>);
        for (key, value) in parse(query.as_bytes()) {
            match &*key {
                "q" => search.query = cut(&value).to_owned(),
                "from" => from = value.parse().ok(),
                "to" => to = value.parse().ok(),
                "year" => {
                    let year = value.parse().ok();
                    if let Some(year) = year.filter(|y| !search.selection.years().contains(y)) {
                        search.selection.toggle_year(year);
                    }
                }
                "sort" => search.sort = Sort::named(&value),
                "wide" => search.wide = value == "1",
                "device" => search.device = value == "1",
                "page" => {
                    let page = value.parse().unwrap_or(1_u32).clamp(1, MOST_PAGES);
                    search.more = page - 1;
                }
                name => {
                    let facet = facets().find(|facet| facet.parameter() == name);
                    if let Some(facet) = facet.filter(|_| !value.is_empty())
                        && !search.selection.has(facet, &value)
                    {
                        search.selection.toggle(facet, &value);
                    }
                }
            }
        }
        search.selection.months = match (from, to) {
            (None, None) => None,
            (Some(month), None) | (None, Some(month)) => Some((month, month)),
            (Some(from), Some(to)) => Some((from.min(to), from.max(to))),
        };
        // Without words there are no releases that hold some of them.
        search.wide &= !search.query.trim().is_empty();
        search
    }

    fn print(&self, pairs: &mut Serializer<'_, String>) {
        if !self.query.is_empty() {
            pairs.append_pair("q", cut(&self.query));
        }
        for facet in facets() {
            for (_, value) in self.selection.keys(facet) {
                pairs.append_pair(facet.parameter(), value);
            }
        }
        for year in self.selection.years() {
            pairs.append_pair("year", &year.to_string());
        }
        if let Some((from, to)) = self.selection.months {
            pairs.append_pair("from", &from.to_string());
            pairs.append_pair("to", &to.to_string());
        }
        if let Some(sort) = self.sort {
            pairs.append_pair("sort", sort.as_str());
        }
        for (name, on) in [("wide", self.wide), ("device", self.device)] {
            if on {
                pairs.append_pair(name, "1");
            }
        }
        if self.more > 0 {
            pairs.append_pair("page", &(self.more + 1).to_string());
        }
    }

    /// `search` with the one thing chosen too that a path such as `topic/energy/` names.
    fn of_one(kind: &str, name: &str, mut search: Self) -> Option<Self> {
        if kind == "year" {
            let year = name.parse().ok().filter(|year: &u16| year.to_string() == name)?;
            if !search.selection.years().contains(&year) {
                search.selection.toggle_year(year);
            }
            return Some(search);
        }
        let facet = Facet::named(kind).filter(|facet| facet.has_pages())?;
        if Slug::new(name).is_some() && !search.selection.has(facet, name) {
            search.selection.toggle(facet, name);
        }
        search.selection.has(facet, name).then_some(search)
    }

    /// The path of the list of one topic, issuer or year and nothing else, which has an address of its own.
    fn one(&self) -> Option<String> {
        let only = Self { selection: self.selection.clone(), ..Self::default() };
        if *self != only || self.selection.months.is_some() {
            return None;
        }
        match (self.selection.values(), self.selection.years()) {
            ([(facet, name)], []) if facet.has_pages() => {
                Slug::new(name).map(|name| format!("{}/{name}/", facet.as_str()))
            }
            ([], [year]) => Some(format!("year/{year}/")),
            _ => None,
        }
    }

    /// Whether all is listed, newest first: the front page.
    #[must_use]
    pub(crate) fn is_front(&self) -> bool {
        self.query.trim().is_empty() && !self.is_filtered() && self.order() == Sort::Newest
    }

    /// The one topic or issuer whose list this is, in whatever order.
    #[must_use]
    pub(crate) fn subject(&self) -> Option<(Facet, &str)> {
        let dated = !self.selection.years().is_empty() || self.selection.months.is_some();
        match self.selection.values() {
            [(facet, name)] if facet.has_pages() && !dated && self.query.trim().is_empty() => {
                Some((*facet, name))
            }
            _ => None,
        }
    }

    /// The same list for other words, from its beginning.
    #[must_use]
    pub(crate) fn with_query(&self, query: String) -> Self {
        Self { query, typing: false, wide: false, more: 0, ..self.clone() }
    }

    /// The order in effect.
    #[must_use]
    pub fn order(&self) -> Sort {
        match self.sort {
            Some(Sort::Relevance) | None if self.query.trim().is_empty() => Sort::Newest,
            None => Sort::Relevance,
            Some(sort) => sort,
        }
    }

    /// The same search with a value of a facet chosen, or no longer chosen.
    /// Starts again at the first page, as every change of what is listed does.
    #[must_use]
    pub fn toggle(&self, facet: Facet, value: &str) -> Self {
        let mut search = Self { more: 0, ..self.clone() };
        search.selection.toggle(facet, value);
        search
    }

    /// The same search with a year chosen, or no longer chosen.
    #[must_use]
    pub fn toggle_year(&self, year: u16) -> Self {
        let mut search = Self { more: 0, ..self.clone() };
        search.selection.toggle_year(year);
        search
    }

    /// Whether a value of a facet is chosen.
    #[must_use]
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        self.selection.has(facet, value)
    }

    /// The same query with nothing chosen.
    #[must_use]
    pub(crate) fn without_selection(&self) -> Self {
        Self { more: 0, selection: Selection::default(), ..self.clone() }
    }

    /// Whether something is chosen.
    #[must_use]
    pub(crate) fn is_filtered(&self) -> bool {
        !self.selection.is_empty()
    }
}

#[cfg(test)]
mod tests;
