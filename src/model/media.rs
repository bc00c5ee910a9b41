//! Pictures and files that come with a release.

use super::Source;
use serde::Serialize;

/// A picture where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Image {
    /// Where it lies.
    pub source: Source,
    /// The text that stands for it. `None` if none was given; empty if it only decorates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// In CSS pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// In CSS pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// A picture, film or recording offered with a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Media {
    /// The file with its alternative text and size.
    pub image: Image,
    /// What it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// On what terms it may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// `image/svg+xml` and the like (RFC 6838).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
}

impl Media {
    /// Whether this is a picture: by its media type, else by the ending of its name.
    #[must_use]
    pub(crate) fn is_image(&self) -> bool {
        match (&self.mime_type, &self.image.source) {
            (Some(mime), _) => mime.starts_with("image/"),
            (None, source) => {
                let name = match source {
                    Source::Local(path) => path.as_str(),
                    Source::Remote(link) => {
                        link.as_str().split(['?', '#']).next().unwrap_or_default()
                    }
                };
                let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
                ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"].contains(&ending.as_str())
            }
        }
    }
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Where it lies.
    pub source: Source,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// `application/pdf` and the like (RFC 6838).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Its size in bytes, as given by the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
}
