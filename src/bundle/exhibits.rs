//! Pictures, films, sounds and documents as readers take them, with what only the file itself says, and the file in which those
//! of all releases stand: `set/media/H/0.json`, which only the page of media asks for.

use super::{
    layout::{Article, Card},
    paths::MEDIA,
};
use crate::model::{
    Attachment, Contact, Date, Language, Media, MediaKind, Path, Slug, Source, json::from_object,
};
use serde::Serialize;

/// A picture, film, sound or document: what its release says of it, and what its file does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Exhibit {
    /// What its release says.
    pub media: Media,
    /// How large the file is, where it is the newsroom's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// The picture for a list: a small one, or the file itself where that is small.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub small: Option<Path>,
    /// The picture for a whole screen, where the file itself is larger than any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub large: Option<Path>,
}

impl Exhibit {
    /// Where the file lies, if it is the newsroom's own.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.media.image.source {
            Source::Local(path) => Some(path),
            Source::Remote(_) => None,
        }
    }

    /// Whether it can be shown large.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.path().is_some() && self.media.kind() == MediaKind::Picture
    }
}

/// What a press kit gathers, beside what there is to see.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Kit {
    /// The releases.
    pub releases: Vec<Card>,
    /// Whom to reach for them, but for those whom the kit names itself.
    pub contacts: Vec<Contact>,
    /// The files that come with them.
    pub attachments: Vec<Attachment>,
}

impl Article {
    /// Whom to reach: for a press kit, also for what it gathers.
    #[must_use]
    pub fn contacts(&self) -> Vec<Contact> {
        let own = self.release.contacts.iter();
        own.chain(self.kit.iter().flat_map(|kit| &kit.contacts)).cloned().collect()
    }

    /// The files to download, with those of what a press kit gathers.
    #[must_use]
    pub fn attachments(&self) -> Vec<Attachment> {
        let own = self.release.attachments.iter();
        own.chain(self.kit.iter().flat_map(|kit| &kit.attachments)).cloned().collect()
    }

    /// All files of the newsroom's own that come with it, each once: what is put together in one.
    #[cfg(feature = "tools")]
    #[must_use]
    pub fn files(&self) -> Vec<Source> {
        let gallery = self.gallery.iter().map(|exhibit| &exhibit.media);
        let gallery = gallery.flat_map(|media| media.captions.iter().chain([&media.image.source]));
        let attachments = self.attachments().into_iter().map(|file| file.source);
        let mut files: Vec<Source> = Vec::new();
        for source in gallery.cloned().chain(attachments) {
            if matches!(source, Source::Local(_)) && !files.contains(&source) {
                files.push(source);
            }
        }
        files
    }
}

/// What a release has to show.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stand {
    /// The release.
    pub slug: Slug,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The languages of all versions of it that have something to show, its own among them, in the order of the list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Who speaks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issuers: Vec<Slug>,
    /// Its subjects.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Slug>,
    /// Whether it is a press kit: that gathers what others have, and is listed without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kit: Option<bool>,
    /// What there is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exhibits: Vec<Exhibit>,
}

/// What all releases have to show, newest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MediaPage {
    /// The version of the layout when it was written.
    pub format: u32,
    /// For each release that has something.
    pub stands: Vec<Stand>,
}

from_object! {
    Exhibit { media!, bytes?, small?, large? }
    Kit { releases*, contacts*, attachments* }
    Stand { slug!, title?, language?, languages*, published?, issuers*, topics*, kit?, exhibits* }
    MediaPage { format!, stands! }
}

/// Where the file lies that shows what all releases have, by the name of its folder.
#[must_use]
pub(super) fn file(folder: &str) -> String {
    [MEDIA, folder, "/0.json"].concat()
}
