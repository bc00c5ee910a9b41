//! How many releases come with something, as `set.json` counts them.

use serde::Serialize;

/// How many releases come with something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct With {
    /// A picture, film or recording.
    pub media: u32,
    /// Someone to reach.
    pub contact: u32,
    /// A file to download.
    pub attachment: u32,
}

impl With {
    /// Every part that is counted, by its key, with its count.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, u32); 3] {
        let Self { media, contact, attachment } = *self;
        [("media", media), ("contact", contact), ("attachment", attachment)]
    }

    /// Counts a release with that part.
    #[cfg(feature = "tools")]
    pub(super) fn add(&mut self, part: &str) {
        match part {
            "media" => self.media += 1,
            "contact" => self.contact += 1,
            "attachment" => self.attachment += 1,
            _ => {}
        }
    }
}
