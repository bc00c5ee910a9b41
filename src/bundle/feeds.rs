//! Which feeds lie beside a set, as it says itself.

#[cfg(feature = "tools")]
use super::writer::{Bundle, BundleError};
use crate::search::Facet;
use serde::Serialize;

/// Which feeds a site has: one of everything, and one of each topic, issuer and language that has a release.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Feeds {
    /// Whether there is a list of them to import.
    pub opml: bool,
    /// Those that are JSON Feed alone and not Atom, which needs dates: by their paths.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub json_only: Vec<String>,
}

impl Feeds {
    /// Whose values have feeds of their own.
    pub const FACETS: [Facet; 3] = [Facet::Topic, Facet::Issuer, Facet::Language];

    /// Where the list of them is.
    pub const OPML: &str = "feeds/feeds.opml";

    /// Where the feed of a value is, or that of everything: without an ending.
    #[must_use]
    pub fn path(of: Option<(Facet, &str)>) -> String {
        match of {
            None => "feeds/all".to_owned(),
            Some((facet, value)) => ["feeds/", facet.parameter(), "/", value].concat(),
        }
    }

    /// The files of such a feed with their media types, best known first.
    #[must_use]
    pub fn files(&self, of: Option<(Facet, &str)>) -> Vec<(&'static str, String)> {
        let path = Self::path(of);
        let mut files = Vec::new();
        if !self.json_only.contains(&path) {
            files.push(("application/atom+xml", path.clone() + ".xml"));
        }
        files.push(("application/feed+json", path + ".json"));
        files
    }
}

#[cfg(feature = "tools")]
impl Bundle {
    /// Has the set say which feeds there are, so that readers are led to them.
    ///
    /// # Errors
    ///
    /// If there is no room for it.
    pub fn offer(&mut self, feeds: Feeds) -> Result<(), BundleError> {
        self.say(|set| set.feeds = Some(feeds))
    }
}
