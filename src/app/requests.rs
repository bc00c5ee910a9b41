//! What a page asks of the set and of the search: as much as the reader has come to see.

use super::stories;
use crate::{
    bundle::Need,
    i18n::Interface,
    model::Language,
    route::{Route, Search},
    search::{Request, Sort},
};

/// How many releases "show more" adds to the list.
pub const PAGE: u32 = 20;

/// How far a reader has come on a page. What is not seen yet is not fetched: the best of a search lie in as many files as
/// there are of them, and what all releases have of a facet is as large as the newsroom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Below what is seen first.
    pub below: bool,
    /// To what narrows the list.
    pub filters: bool,
}

impl Reach {
    /// Everywhere.
    pub const ALL: Self = Self { below: true, filters: true };
}

/// So many of the best releases are listed at first.
pub const BEST: u32 = 10;

/// What a page needs of the set.
pub fn needs(route: &Route, interface: Interface, reach: Reach) -> Vec<Need> {
    match route {
        Route::Home(search) => vec![Need::List(shown(search, interface, reach))],
        // The list too: the release has neighbours in it.
        Route::Release { slug, list } => {
            vec![Need::Article(slug.clone()), Need::List(beside(list, interface))]
        }
        Route::People => vec![Need::People],
        Route::Own(_) => vec![Need::Pages],
        Route::Media(_) => vec![Need::Media],
        Route::Saved | Route::Follow | Route::About | Route::NotFound => Vec::new(),
    }
}

/// How many texts a list has that was asked for more so often.
pub fn end_of(more: u32) -> u32 {
    more.saturating_add(1).saturating_mul(PAGE)
}

/// The request that lists what an address asks for, for a reader of the `interface`.
fn request(search: &Search, interface: Interface) -> Request {
    Request {
        query: search.query.clone(),
        typing: search.typing,
        selection: search.selection.clone(),
        sort: search.order(),
        offset: 0,
        limit: end_of(search.more),
        counts: true,
        exact: true,
        wide: search.wide,
        language: Language::new(interface.tag()).filter(|_| !search.query.trim().is_empty()),
    }
}

/// The same for the list's own page, to a reader who has come so far on it.
pub fn shown(search: &Search, interface: Interface, reach: Reach) -> Request {
    let mut request = request(search, interface);
    if search.order() == Sort::Relevance && !search.device {
        request.exact = reach.filters;
        if search.more == 0 && !reach.below {
            request.limit = BEST;
        }
    }
    request
}

/// The request that says how many releases a list has.
pub fn counting(search: &Search, interface: Interface) -> Request {
    Request { counts: false, ..request(search, interface) }
}

/// The request for the neighbours of a release in a list: some more than were listed, so that
/// the last one has a next.
pub fn beside(search: &Search, interface: Interface) -> Request {
    let request = request(search, interface);
    Request { limit: request.limit.saturating_add(stories::AHEAD), counts: false, ..request }
}

/// The same list with the releases in it that hold only some of the words, as far as it takes to see some of them.
pub fn widened(search: &Search, total: u32) -> Search {
    let more = search.more.max((total + PAGE / 2) / PAGE);
    Search { wide: true, more, ..search.clone() }
}

/// All that a list has.
pub fn whole_list(search: &Search, interface: Interface) -> Need {
    part_of_list(search, interface, 0, u32::MAX)
}

/// Some releases of a list, after as many others.
pub fn part_of_list(search: &Search, interface: Interface, offset: u32, limit: u32) -> Need {
    Need::List(Request { offset, limit, counts: false, ..request(search, interface) })
}
