//! Lists in parts: a list's own page shows the newest releases, as the viewer does; those before them stand on pages of
//! their own at `topic/energy/2/`, for search engines and readers without scripts.
//!
//! Parts are counted from the oldest release, so that one that is full never changes when a release is added: part 2 is the
//! oldest, and the newest is the one that the list's page leads to. Those of the whole newsroom are at `all/2/`.

use crate::{
    app::{Among, requests::PAGE},
    route::{Address, Route, Search},
};

/// The folder of the parts of the list of everything.
pub(super) const ALL: &str = "all";

/// So many releases stand on a page: about 30 KB.
const IN_PART: u32 = 100;

/// The first number, since the list's own page is what readers take for the first.
const FIRST: u32 = 2;

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) search: Search,
    pub(super) number: u32,
    /// How many releases of the list are newer.
    pub(super) offset: u32,
    pub(super) count: u32,
}

/// The parts of a list of so many releases, from the oldest.
pub(super) fn parts(search: &Search, total: u32) -> impl Iterator<Item = Part> + use<'_> {
    let others = total.saturating_sub(PAGE);
    let part = move |place: u32| {
        let before = place * IN_PART;
        let count = (others - before).min(IN_PART);
        Part {
            search: search.clone(),
            number: place + FIRST,
            offset: total - before - count,
            count,
        }
    };
    (0..others.div_ceil(IN_PART)).map(part)
}

/// Where a page stands that is no list, or the list of so many releases.
pub(super) fn among(address: &Address, total: u32) -> Among {
    let older = match &address.route {
        Route::Home(search) => parts(search, total).last().map(|part| part.path()),
        _ => None,
    };
    Among { path: address.path(), older, ..Among::default() }
}

impl Part {
    /// Where it is among those of a list of so many releases.
    pub(super) fn among(&self) -> Among {
        let newer = match self.offset == PAGE {
            true => Address { route: Route::Home(self.search.clone()), interface: None }.href(),
            false => path(&self.search, self.number + 1),
        };
        let older = (self.number > FIRST).then(|| path(&self.search, self.number - 1));
        Among { path: self.path(), number: Some(self.number), newer: Some(newer), older }
    }

    fn path(&self) -> String {
        path(&self.search, self.number)
    }
}

fn path(search: &Search, number: u32) -> String {
    let list = Address { route: Route::Home(search.clone()), interface: None }.path();
    if list.is_empty() { format!("{ALL}/{number}/") } else { format!("{list}{number}/") }
}

#[cfg(test)]
mod tests {
    use super::{Part, among, parts};
    use crate::{
        route::{Address, Route, Search},
        search::Facet,
    };

    fn of(total: u32) -> Vec<Part> {
        parts(&Search::default().toggle(Facet::Topic, "port"), total).collect()
    }

    #[test]
    fn every_release_stands_once_in_a_list_and_its_parts() {
        for total in [0, 1, 20, 21, 119, 120, 121, 220, 221, 1_000, 100_000] {
            let mut next = total;
            for part in of(total) {
                assert_eq!(part.offset + part.count, next, "{total}");
                assert!((1..=100).contains(&part.count), "{total}");
                next = part.offset;
            }
            assert_eq!(next, total.min(20), "{total}");
        }
    }

    #[test]
    fn what_is_full_stays_as_it_is() {
        let titles = |total: u32, part: &Part| total - part.offset - part.count;
        for total in 21..500 {
            let (now, then) = (of(total), of(total + 1));
            for (now, then) in now.iter().zip(&then).filter(|(now, _)| now.count == 100) {
                assert_eq!((now.number, now.count), (then.number, then.count), "{total}");
                assert_eq!(titles(total, now), titles(total + 1, then), "{total}");
            }
        }
    }

    #[test]
    fn parts_lead_to_one_another() {
        let search = Search::default().toggle(Facet::Topic, "port");
        let list = Address { route: Route::Home(search), interface: None };
        let way = |to: &str| Some(to.to_owned());
        assert_eq!(among(&list, 20).older, None);
        assert_eq!(among(&list, 221).older, way("topic/port/4/"));
        let ways: Vec<_> = of(221).iter().map(Part::among).map(|a| (a.newer, a.older)).collect();
        assert_eq!(
            ways,
            [
                (way("topic/port/3/"), None),
                (way("topic/port/4/"), way("topic/port/2/")),
                (way("topic/port/"), way("topic/port/3/")),
            ]
        );
        let front = Address { route: Route::Home(Search::default()), interface: None };
        assert_eq!(among(&front, 21).older, way("all/2/"));
        assert_eq!(of(0).len(), 0);
    }
}
