//! Pictures, films, sounds and documents as readers take them, with what only the file itself says. Those of all releases stand
//! in one file, `set/media/H/0.json`, which only the page of media asks for: a pack of articles that say what that page needs.
//! Which release it is stands first in its `related`, the `versions` of it that have something too, and a press kit is what has
//! something `gathered`.

use super::paths::MEDIA;
#[cfg(feature = "tools")]
use super::{Places, layout::Article};
#[cfg(feature = "tools")]
use crate::model::Release;
use crate::model::{Media, MediaKind, Path, Source, json::from_object};
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
    pub small: Option<Source>,
    /// The picture for a whole screen, where the file itself is larger than any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub large: Option<Source>,
}

impl Exhibit {
    /// Where the file lies, if it is the newsroom's own.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.media.image.source.path()
    }
}

#[cfg(feature = "tools")]
impl Article {
    /// Of a release of which nothing else is said.
    pub(super) fn of(release: Release) -> Self {
        Self {
            release,
            issuer_slugs: Vec::new(),
            versions: Vec::new(),
            spokespeople: Vec::new(),
            differences: Vec::new(),
            like: Vec::new(),
            related: Vec::new(),
            places: Places { quotations: Vec::new(), sections: Vec::new() },
            gallery: Vec::new(),
            together: None,
            gathered: Vec::new(),
            kits: Vec::new(),
        }
    }

    /// All files of the newsroom's own that come with it, each once: what is put together in one.
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

from_object! {
    Exhibit { media!, kind!, bytes?, small?, large? }
}

/// Where the file lies that shows what all releases have, by the name of its folder.
#[must_use]
pub(super) fn file(folder: &str) -> String {
    [MEDIA, folder, "/0.json"].concat()
}
