//! What the reader has saved, releases and searches: lists kept in the browser, so that they can be shown without a
//! request, taken along as a file and brought back.

use super::visits::Mark;
use crate::{
    model::{
        Date, Language, Release, Slug,
        json::{Value, from_object, list},
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
    /// The address of its list, from its beginning.
    pub address: String,
    /// When its list was seen last.
    pub mark: Mark,
}

/// The address by which a search is saved: of the list from its beginning, in whatever language it is read.
pub fn address(search: &Search) -> String {
    let search = Search { more: 0, typing: false, wide: false, ..search.clone() };
    Address { route: Route::Home(search), interface: None }.href()
}

impl SavedSearch {
    /// What is searched; `None` if the address is not one of a list.
    pub fn search(&self) -> Option<Search> {
        let (path, query) = self.address.split_once('?').unwrap_or((&self.address, ""));
        match Address::parse(path.trim_start_matches("./"), query).route {
            Route::Home(search) => Some(search),
            _ => None,
        }
    }

    /// What [`print`](Self::print) writes; `None` if it is not one of a list.
    fn parse(text: &str) -> Option<Self> {
        let (address, mark) = text.split_once(' ')?;
        let saved = Self { address: address.to_owned(), mark: Mark::parse(mark)? };
        saved.search().is_some().then_some(saved)
    }

    /// In a line: an address has no spaces.
    fn print(&self) -> String {
        [&self.address, " ", &self.mark.print()].concat()
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

/// Adds those that are not there yet.
pub fn add(
    (saved, searches): (&mut Vec<SavedRelease>, &mut Vec<SavedSearch>),
    brought: (Vec<SavedRelease>, Vec<SavedSearch>),
) {
    for release in brought.0 {
        if !has(saved, &release.slug) {
            saved.push(release);
        }
    }
    for search in brought.1 {
        if searches.iter().all(|known| known.address != search.address) {
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
pub fn parse(text: &str) -> Option<(Vec<SavedRelease>, Vec<SavedSearch>)> {
    let json = Value::parse(text.as_bytes()).ok()?;
    json.get("saved")?;
    let mut searches = Vec::new();
    for text in list::<String>(&json, "searches")? {
        searches.push(SavedSearch::parse(&text)?);
    }
    Some((list(&json, "saved")?, searches))
}

#[cfg(test)]
mod tests {
    use super::{Mark, SavedRelease, SavedSearch, parse, print};
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
        let search = |address: &str, seen: &[&str]| SavedSearch {
            address: address.into(),
            mark: Mark {
                since: "2026-11-27T09:00:00Z".parse().unwrap(),
                seen: seen.iter().flat_map(|s| Slug::new(s)).collect(),
            },
        };
        let searches =
            vec![search("./?q=%C3%A9t%C3%A9&topic=mer", &["a", "b"]), search("topic/mer/", &[])];
        assert_eq!(parse(&print(&list, &searches)), Some((list.clone(), searches)));
        assert_eq!(parse(&print(&list, &[])), Some((list, Vec::new())));
        assert_eq!(parse("{\"saved\":[]}"), Some(Default::default()));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for text in [
            "",
            "{}",
            "[]",
            "{\"saved\":3}",
            "{\"saved\":[{\"slug\":\"../x\"}]}",
            "{\"saved\":[],\"searches\":[\"about/ 2026-11-27\"]}",
            "{\"saved\":[],\"searches\":[\"?q=x\"]}",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
