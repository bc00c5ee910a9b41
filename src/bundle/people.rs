//! Whom to reach: the newsroom's spokespeople, and the contacts of its releases, in a file of their own that only the page
//! of them asks for.

use super::layout::Version;
#[cfg(feature = "tools")]
use super::{
    layout::{FORMAT, sealed},
    writer::{Bundle, BundleError, json},
};
use crate::model::{Contact, Language, Slug};
#[cfg(feature = "tools")]
use crate::model::{Newsroom, Release, Spokesperson};
use serde::Serialize;

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct People {
    /// `layout::FORMAT` when it was written.
    pub format: u32,
    /// The number that is answered when nobody else is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<String>,
    /// Who speaks for the newsroom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spokespeople: Vec<Person>,
    /// Whom its releases name, those of the newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Person>,
}

/// Someone to reach.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Person {
    /// Who, and how.
    #[serde(flatten)]
    pub contact: Contact,
    /// On what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Slug>,
    /// In what languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// The same as a vCard: a file of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
    /// How many releases name them, of those that do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub releases: Option<u32>,
    /// The newest of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<Version>,
}

/// Those who speak for the newsroom on a topic of a release.
#[cfg(feature = "tools")]
pub(super) fn speakers(release: &Release, newsroom: &Newsroom) -> Vec<Contact> {
    let speaks = |person: &&Spokesperson| person.topics.iter().any(|t| release.topics.contains(t));
    let speakers = newsroom.spokespeople.iter().filter(speaks);
    speakers.map(|person| person.contact.clone()).collect()
}

#[cfg(feature = "tools")]
impl Bundle {
    /// Puts the people beside the set, and has it say where.
    ///
    /// # Errors
    ///
    /// If there is no room for it.
    pub fn introduce(&mut self, mut people: People) -> Result<(), BundleError> {
        people.format = FORMAT;
        let path = self.add_file("people.json", sealed(0, &json(&people)))?;
        self.say(|set| set.people = Some(path))
    }
}
