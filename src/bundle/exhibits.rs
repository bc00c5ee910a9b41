//! Pictures, films, sounds and documents as readers take them, with what only the file itself says, and the file in which those
//! of all releases stand: `set/media/H/0.json`, which only the page of media asks for.

use super::{
    layout::{Article, Related},
    paths::MEDIA,
};
#[cfg(feature = "tools")]
use crate::model::Source;
use crate::model::{Media, MediaKind, Path, Slug, json::from_object};
use serde::Serialize;

/// A picture, film, sound or document: what its release says of it, and what its file does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Exhibit {
    /// What its release says.
    pub media: Media,
    /// What it is to those who look at it.
    pub kind: MediaKind,
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
        self.media.image.source.path()
    }
}

impl Article {
    /// All files of the newsroom's own that come with it, each once: what is put together in one.
    #[cfg(feature = "tools")]
    #[must_use]
    pub fn files(&self) -> Vec<Source> {
        let gallery = self.gallery.iter().map(|exhibit| &exhibit.media);
        let gallery = gallery.flat_map(|media| media.captions.iter().chain([&media.image.source]));
        let attachments = self.release.attachments.iter().map(|file| file.source.clone());
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
    pub release: Related,
    /// The language of the interface whose readers have another version of it here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_for: Option<String>,
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
    Exhibit { media!, kind!, bytes?, small?, large? }
    Stand { release!, not_for?, issuers*, topics*, kit?, exhibits* }
    MediaPage { format!, stands! }
}

/// Where the file lies that shows what all releases have, by the name of its folder.
#[must_use]
pub(super) fn file(folder: &str) -> String {
    [MEDIA, folder, "/0.json"].concat()
}
