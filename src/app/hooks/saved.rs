//! What the reader has saved: a list kept in the browser, so that it can be shown without a
//! request, taken along as a file and brought back.

use super::{browser, held::Redraw};
use crate::model::{
    Date, Language, Release, Slug,
    json::{Value, from_object, list},
};
use std::{cell::RefCell, rc::Rc};
use yew::Event;

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
        Value::Object(members.map(|(name, text)| (name.to_owned(), Value::String(text))).collect())
    }
}

const KEY: &str = "kiosque.saved";

type Shelf = Rc<Vec<SavedRelease>>;

/// What is saved, newest first, and the means to change it.
#[derive(Clone)]
pub struct Saved {
    list: Shelf,
    latest: Rc<RefCell<Shelf>>,
    redraw: Redraw,
}

impl std::ops::Deref for Saved {
    type Target = [SavedRelease];

    fn deref(&self) -> &[SavedRelease] {
        &self.list
    }
}

impl Saved {
    /// What the browser has kept.
    pub fn load(redraw: Redraw) -> Self {
        let kept = if cfg!(target_arch = "wasm32") { browser::stored(KEY) } else { None };
        let list: Shelf = Rc::new(kept.and_then(|text| parse(&text)).unwrap_or_default());
        Self { latest: Rc::new(RefCell::new(Rc::clone(&list))), list, redraw }
    }

    /// The same, as it is now.
    #[must_use]
    pub fn now(&self) -> Self {
        Self { list: self.latest.borrow().clone(), ..self.clone() }
    }

    /// Whether a release is saved.
    pub fn has(&self, slug: &Slug) -> bool {
        self.list.iter().any(|saved| saved.slug == *slug)
    }

    /// Saves a release, or no longer saves it.
    pub fn toggle(&self, release: &SavedRelease) {
        let mut list = self.latest.borrow().to_vec();
        let before = list.len();
        list.retain(|saved| saved.slug != release.slug);
        if list.len() == before {
            list.insert(0, release.clone());
        }
        self.keep(list);
    }

    /// The list as a file's text.
    pub fn print(&self) -> String {
        print(&self.list)
    }

    /// Adds what a file holds that the reader has chosen. `done` gets whether it could be read.
    pub fn bring_back(&self, event: &Event, done: impl FnOnce(bool) + 'static) {
        let this = self.clone();
        browser::read_file(event, move |text| {
            let brought = text.as_deref().and_then(parse);
            let readable = brought.is_some();
            if let Some(brought) = brought {
                let mut list = this.latest.borrow().to_vec();
                for release in brought {
                    if !list.iter().any(|saved| saved.slug == release.slug) {
                        list.push(release);
                    }
                }
                this.keep(list);
            }
            done(readable);
        });
    }

    fn keep(&self, list: Vec<SavedRelease>) {
        browser::store(KEY, &print(&list));
        self.latest.replace(Rc::new(list));
        self.redraw.now();
    }
}

fn print(list: &[SavedRelease]) -> String {
    let saved = list.iter().map(SavedRelease::to_json).collect();
    Value::object([("saved", Value::Array(saved))]).to_string()
}

fn parse(text: &str) -> Option<Vec<SavedRelease>> {
    let json = Value::parse(text.as_bytes()).ok()?;
    json.get("saved")?;
    list(&json, "saved")
}

#[cfg(test)]
mod tests {
    use super::{SavedRelease, parse, print};
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
        assert_eq!(parse(&print(&list)), Some(list));
        assert_eq!(parse(&print(&[])), Some(Vec::new()));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for text in ["", "{}", "[]", "{\"saved\":3}", "{\"saved\":[{\"slug\":\"../x\"}]}"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
