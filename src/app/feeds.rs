//! Which feeds a list has.

use super::selectors;
use crate::{
    bundle::{Feeds, Set},
    i18n::Interface,
    route::{Route, Search},
    search::Facet,
};

/// What a feed is of: a value of a facet, or everything.
pub type Choice<'a> = Option<(Facet, &'a str)>;

/// A file of a feed as the head of a page names it: its media type, its title, where it is.
pub type Named = (&'static str, String, String);

/// The feeds of a list: of each value that is chosen and has one, else that of everything.
pub fn feeds<'a>(set: &Set, search: &'a Search) -> Vec<Choice<'a>> {
    let has = |facet: Facet, key: &str| match facet {
        Facet::Topic => {
            let mut topics = set.newsroom.topics.iter().zip(&set.topics);
            topics.any(|(topic, count)| topic.slug.as_str() == key && *count > 0)
        }
        Facet::Language => set.languages.iter().any(|(tag, _)| tag.as_str() == key),
        facet => set.names.of(facet).iter().any(|named| named.slug.as_str() == key),
    };
    let mut feeds = Vec::new();
    for (facet, key) in search.selection.values() {
        if Feeds::FACETS.contains(facet) && has(*facet, key) {
            feeds.push(Some((*facet, key.as_str())));
        }
    }
    if feeds.is_empty() {
        feeds.push(None);
    }
    feeds
}

/// What the head of a page names beside the feeds of everything: those of its list.
pub fn named(set: &Set, route: &Route, interface: Interface) -> Vec<Named> {
    let mut named = Vec::new();
    if let (Route::Home(search), Some(offered)) = (route, &set.feeds) {
        for of in feeds(set, search) {
            let Some((facet, key)) = of else { continue };
            let label = selectors::label(set, facet, key, interface.messages(), interface);
            let title = selectors::page_title(Some(set), &label, interface);
            for (kind, path) in offered.files(of) {
                named.push((kind, title.clone(), path));
            }
        }
    }
    named
}
