//! What the reader has saved: a list kept in the browser, so that it can be shown without a
//! request, taken along as a file and brought back.

use crate::{
    model::{
        Date, Language, Release, Slug,
        json::{Value, from_object, list},
    },
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
pub fn add(saved: &mut Vec<SavedRelease>, brought: Vec<SavedRelease>) {
    for release in brought {
        if !has(saved, &release.slug) {
            saved.push(release);
        }
    }
}

/// As the text of a file.
pub fn print(list: &[SavedRelease]) -> String {
    let saved = list.iter().map(SavedRelease::to_json).gather();
    Value::object([("saved", Value::Array(saved))]).to_string()
}

/// From the text of a file; `None` if it is not of one.
pub fn parse(text: &str) -> Option<Vec<SavedRelease>> {
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
