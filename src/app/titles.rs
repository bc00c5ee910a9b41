//! What lists and pages are called.

use super::selectors::active_filters;
use crate::{bundle::Set, i18n::Interface, route::Search};

/// The title of the document for a list.
pub fn list_title(set: &Set, search: &Search, interface: Interface) -> String {
    let newsroom = set.newsroom.title.as_deref().unwrap_or(interface.messages().newsroom);
    let mut name = list_name(set, search, interface);
    if !name.is_empty() {
        name.push_str(" – ");
    }
    name + newsroom
}

/// What a list is called: what is searched and chosen.
pub fn list_name(set: &Set, search: &Search, interface: Interface) -> String {
    let query = search.query.trim();
    let mut parts: Vec<String> = Vec::new();
    if !query.is_empty() {
        parts.push(query.chars().take(80).collect());
    }
    parts.extend(
        active_filters(set, search, interface).into_iter().take(3).map(|filter| filter.label),
    );
    parts.join(" – ")
}

/// The title of the document for a page that has one, followed by the newsroom's name.
pub fn page_title(set: Option<&Set>, title: &str, interface: Interface) -> String {
    let newsroom = set.and_then(|set| set.newsroom.title.as_deref());
    format!("{title} – {}", newsroom.unwrap_or(interface.messages().newsroom))
}
