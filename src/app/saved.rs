//! What the reader has saved, releases and searches: lists kept in the browser, so that they can be shown without a
//! request, taken along as a file and brought back.

use crate::{
    model::{
        Date, Language, Release, Slug,
        json::{FromJson, Value, from_object},
    },
    route::{Address, Route, Search},
    search::Gather,
};

/// A release that was saved, as far as a list needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedRelease {
    /// Where it is.
    pub slug: Slug,
    /// Its headline, as it was.
    pub title: Option<String>,
    /// The language of the headline.
    pub language: Option<Language>,
    /// When it was published.
    pub published: Option<Date>,
}

from_object! {
    SavedRelease { slug!, title?, language?, published? }
}

impl SavedRelease {
    /// What a list needs of a release.
    pub fn of(release: &Release) -> Self {
        Self {
            slug: release.slug.clone(),
            title: release.title.clone(),
            language: release.language.clone(),
            published: release.published,
        }
    }

    fn to_json(&self) -> Value {
        let mut members = vec![("slug", self.slug.to_string())];
        members.extend(self.title.clone().map(|title| ("title", title)));
        members.extend(self.language.as_ref().map(|language| ("language", language.to_string())));
        members.extend(self.published.as_ref().map(|date| ("published", date.to_string())));
        let members = members.into_iter();
        Value::Object(members.map(|(name, text)| (name.to_owned(), Value::String(text))).gather())
    }
}

/// A search that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its list ([`from_beginning`]).
    pub search: Search,
    /// When that was seen last, in UTC.
    pub since: Date,
    /// How many releases it had then.
    pub total: u32,
    /// How many more it has now, once that was found out. Their dates would not tell: what comes late is new too.
    pub news: Option<u32>,
}

/// A list from its beginning: what is saved of it.
pub fn from_beginning(search: &Search) -> Search {
    Search { more: 0, typing: false, wide: false, ..search.clone() }
}

impl SavedSearch {
    /// What [`print`](Self::print) writes; `None` if it is not one of a list.
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let (address, since, total) = (parts.next()?, parts.next()?, parts.next()?);
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let path = path.strip_prefix("./").unwrap_or(path);
        let Route::Home(search) = Address::parse(path, query).route else { return None };
        let (since, total) = (since.parse().ok()?, total.parse().ok()?);
        Some(Self { search: from_beginning(&search), since, total, news: None })
    }

    /// Its address, in whatever language it is read, when it was seen and what it had: an address has no spaces.
    fn print(&self) -> String {
        let address = Address { route: Route::Home(self.search.clone()), interface: None };
        [&*address.href(), &*self.since.to_string(), &*self.total.to_string()].join(" ")
    }
}

/// The name under which the browser keeps them.
pub const KEY: &str = "kiosque.saved";

/// Whether a release is among those that were saved.
pub fn has(saved: &[SavedRelease], slug: &Slug) -> bool {
    saved.iter().any(|saved| saved.slug == *slug)
}

/// Saves a release, or no longer saves it. Newest first.
pub fn toggle(saved: &mut Vec<SavedRelease>, release: SavedRelease) {
    let before = saved.len();
    saved.retain(|saved| saved.slug != release.slug);
    if saved.len() == before {
        saved.insert(0, release);
    }
}

/// What was saved, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Releases, newest first.
    pub releases: Vec<SavedRelease>,
    /// Searches, newest first.
    pub searches: Vec<SavedSearch>,
    /// Whether something in it could not be read. It costs the others nothing.
    pub partly: bool,
}

/// Adds those that are not there yet.
pub fn add(saved: &mut Vec<SavedRelease>, searches: &mut Vec<SavedSearch>, brought: Kept) {
    for release in brought.releases {
        if !has(saved, &release.slug) {
            saved.push(release);
        }
    }
    for search in brought.searches {
        if searches.iter().all(|known| known.search != search.search) {
            searches.push(search);
        }
    }
}

/// As the text of a file. Before searches could be saved, it had none.
pub fn print(saved: &[SavedRelease], searches: &[SavedSearch]) -> String {
    let saved = saved.iter().map(SavedRelease::to_json).gather();
    let mut members = vec![("saved", Value::Array(saved))];
    if !searches.is_empty() {
        let searches = searches.iter().map(|saved| Value::String(saved.print())).gather();
        members.push(("searches", Value::Array(searches)));
    }
    Value::object(members).to_string()
}

/// From the text of a file; `None` if it is not of one.
pub fn parse(text: &str) -> Option<Kept> {
    let json = Value::parse(text.as_bytes()).ok()?;
    let mut kept = Kept::default();
    for release in json.get("saved")?.as_array()? {
        match SavedRelease::from_json(release) {
            Some(release) => kept.releases.push(release),
            None => kept.partly = true,
        }
    }
    for search in json.get("searches").and_then(Value::as_array).unwrap_or_default() {
        match search.as_str().and_then(SavedSearch::parse) {
            Some(search) => kept.searches.push(search),
            None => kept.partly = true,
        }
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::{Kept, SavedRelease, SavedSearch, parse, print};
    use crate::model::{Language, Slug};

    #[test]
    fn what_is_saved_comes_back() {
        let list = vec![
            SavedRelease {
                slug: Slug::new("a").unwrap(),
                title: Some("« Été » \"x\"\\\n".into()),
                language: Language::new("fr"),
                published: "2024-03-01T09:00+01:00".parse().ok(),
            },
            SavedRelease {
                slug: Slug::new("b").unwrap(),
                title: None,
                language: None,
                published: None,
            },
        ];
        let searches = || {
            let texts = [
                "./?q=%C3%A9t%C3%A9&topic=mer 2026-11-27T09:00:00Z 7",
                "topic/mer/ 2026-11-27T09:00:00Z 0",
            ];
            texts.map(|text| SavedSearch::parse(text).unwrap()).into_iter().collect::<Vec<_>>()
        };
        let [first, second] = [0, 1].map(|place| searches()[place].print());
        assert!(first.ends_with("T09:00:00Z 7") && first.contains("q=%C3%A9t%C3%A9"), "{first}");
        assert!(second.starts_with("topic/mer/ 2026"), "{second}");
        let kept = |searches| Some(Kept { releases: list.clone(), searches, partly: false });
        assert_eq!(parse(&print(&list, &searches())), kept(searches()));
        assert_eq!(parse(&print(&list, &[])), kept(Vec::new()));
        assert_eq!(parse("{\"saved\":[]}"), Some(Kept::default()));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for text in ["", "{}", "[]", "{\"saved\":3}"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_costs_the_others_nothing() {
        let text = "{\"saved\":[{\"slug\":\"../x\"},3,{\"slug\":\"a\"}],
            \"searches\":[\"about/ 2026-11-27 1\",\"?q=x\",7,\"?q=x 2026-11-27T09:00:00Z 1\"]}";
        let kept = parse(text).unwrap();
        assert_eq!((kept.releases.len(), kept.searches.len(), kept.partly), (1, 1, true));
    }
}
