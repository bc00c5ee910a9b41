//! What the page of media shows of what all releases have. Pure.

use super::selectors::label;
use crate::{
    bundle::{Exhibit, Set, Stand},
    i18n::Interface,
    model::{MediaKind, Slug},
    route::Search,
    search::{Facet, sort},
};

/// How many exhibits are shown at first, and added by "show more".
pub const IN_PAGE: usize = 24;

/// What the page of media shows.
#[derive(Debug)]
pub struct Shelf<'a> {
    /// Press kits.
    pub kits: Vec<&'a Stand>,
    /// What is shown, each with its release.
    pub shown: Vec<(&'a Stand, &'a Exhibit)>,
    /// How many there are of what was chosen.
    pub total: usize,
    /// How many there are of each kind, for the topic and issuer chosen.
    pub kinds: [u32; MediaKind::ALL.len()],
    /// The topics, each with its label and how many there are for the issuer and kind chosen; most first.
    pub topics: Vec<(String, String, u32)>,
    /// The issuers, in the same way.
    pub issuers: Vec<(String, String, u32)>,
}

/// The kind of media that is chosen.
pub fn kind_chosen(search: &Search) -> Option<MediaKind> {
    search.selection.keys(Facet::With).iter().find_map(|(_, key)| MediaKind::named(key))
}

impl<'a> Shelf<'a> {
    /// Of all that there is, what `search` asks for.
    pub fn of(set: &Set, stands: &'a [Stand], search: &Search, interface: Interface) -> Self {
        let kind = kind_chosen(search);
        let is_chosen = |facet: Facet, has: &[Slug]| {
            let mut keys = search.selection.keys(facet).iter();
            keys.next().is_none_or(|(_, key)| has.iter().any(|slug| slug.as_str() == key))
        };
        let (mut topics, mut issuers) = (Vec::new(), Vec::new());
        let mut kinds = [0; MediaKind::ALL.len()];
        let (mut kits, mut shown, mut total) = (Vec::new(), Vec::new(), 0);
        let most = (search.more as usize + 1) * IN_PAGE;
        for stand in stands.iter().filter(|stand| speaks(stand, interface)) {
            let (topic, issuer) =
                (is_chosen(Facet::Topic, &stand.topics), is_chosen(Facet::Issuer, &stand.issuers));
            if stand.kit.is_some() && topic && issuer {
                kits.push(stand);
            }
            for exhibit in &stand.exhibits {
                let own = exhibit.media.kind();
                let is_kind = kind.is_none_or(|kind| kind == own);
                if topic && issuer {
                    MediaKind::ALL
                        .iter()
                        .zip(&mut kinds)
                        .filter(|(kind, _)| **kind == own)
                        .for_each(|(_, n)| *n += 1);
                }
                if is_kind && issuer {
                    stand.topics.iter().for_each(|slug| count(&mut topics, slug));
                }
                if is_kind && topic {
                    stand.issuers.iter().for_each(|slug| count(&mut issuers, slug));
                }
                if is_kind && topic && issuer {
                    total += 1;
                    if shown.len() < most {
                        shown.push((stand, exhibit));
                    }
                }
            }
        }
        let labelled = |facet: Facet, mut counts: Vec<(&Slug, u32)>| {
            sort(&mut counts, |a, b| b.1.cmp(&a.1));
            let label =
                |slug: &Slug| label(set, facet, slug.as_str(), interface.messages(), interface);
            counts.into_iter().map(|(slug, n)| (slug.to_string(), label(slug), n)).collect()
        };
        Self {
            kits,
            shown,
            total,
            kinds,
            topics: labelled(Facet::Topic, topics),
            issuers: labelled(Facet::Issuer, issuers),
        }
    }
}

/// Whether it is the version for a reader of that language: of a release in several, one is enough.
fn speaks(stand: &Stand, interface: Interface) -> bool {
    let mut languages = stand.languages.iter();
    let best = languages.clone().find(|language| language.primary() == interface.tag());
    best.or(languages.next()).is_none_or(|best| Some(best) == stand.language.as_ref())
}

fn count<'s>(counts: &mut Vec<(&'s Slug, u32)>, slug: &'s Slug) {
    match counts.iter_mut().find(|(known, _)| *known == slug) {
        Some((_, count)) => *count += 1,
        None => counts.push((slug, 1)),
    }
}
