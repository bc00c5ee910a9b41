//! Pictures and files that come with a release.

use super::Source;
use nanoserde::{DeBin, SerBin};
use serde::Serialize;

/// A picture where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, SerBin, DeBin)]
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
    /// What is said in a film or recording, with times: a WebVTT file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captions: Option<Source>,
    /// What is said in it, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcript: Option<String>,
}

/// What a file is to those who look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaKind {
    /// A photograph or drawing.
    Picture,
    /// Moving pictures.
    Film,
    /// A recording.
    Sound,
    /// Anything else.
    Document,
}

super::named! {
    MediaKind { Picture "picture", Film "film", Sound "sound", Document "document" }
}

/// The kinds that a browser shows or plays, with the beginning of their media types and the endings of names.
const KINDS: [(MediaKind, &str, &[&str]); 3] = [
    (MediaKind::Picture, "image/", &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"]),
    (MediaKind::Film, "video/", &["m4v", "mov", "mp4", "ogv", "webm"]),
    (MediaKind::Sound, "audio/", &["aac", "flac", "m4a", "mp3", "oga", "ogg", "opus", "wav"]),
];

impl Media {
    /// A file of which nothing else is said.
    #[must_use]
    pub fn new(image: Image) -> Self {
        Self {
            image,
            caption: None,
            credit: None,
            licence: None,
            mime_type: None,
            captions: None,
            transcript: None,
        }
    }

    /// What it is: by its media type, else by the ending of its name.
    #[must_use]
    pub fn kind(&self) -> MediaKind {
        let name = self.image.source.file_name();
        let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let mut kinds = KINDS.iter();
        let known = kinds.find(|(_, start, endings)| match &self.mime_type {
            Some(mime) => mime.starts_with(start),
            None => endings.contains(&ending.as_str()),
        });
        known.map_or(MediaKind::Document, |(kind, ..)| *kind)
    }

    /// Whether this is a picture.
    #[cfg(feature = "tools")]
    #[must_use]
    pub(crate) fn is_image(&self) -> bool {
        self.kind() == MediaKind::Picture
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

#[cfg(test)]
mod tests {
    use super::{Image, Media, MediaKind};
    use crate::model::Source;

    #[test]
    fn kinds() {
        for (address, mime, kind) in [
            ("a/b.JPG", None, MediaKind::Picture),
            ("a/b.jpg", Some("video/mp4"), MediaKind::Film),
            ("https://example.org/x.webm?y=z.png#a", None, MediaKind::Film),
            ("b.opus", None, MediaKind::Sound),
            ("b", Some("audio/wav"), MediaKind::Sound),
            ("b.pdf", None, MediaKind::Document),
            ("b", Some("text/plain"), MediaKind::Document),
        ] {
            let image = Image {
                source: Source::new(address).unwrap(),
                alt: None,
                width: None,
                height: None,
            };
            let media = Media { mime_type: mime.map(str::to_owned), ..Media::new(image) };
            assert_eq!(media.kind(), kind, "{address} {mime:?}");
        }
    }
}
