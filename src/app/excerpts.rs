//! Excerpts of the first releases found, around the words found. Pure.
//!
//! A list entry shows the release's summary, with the words marked. Where title and summary do
//! not have them all, the text of the release does, and it lies in the pack that the reader
//! would fetch to open it. Those packs are asked for once the reader pauses, and only for the
//! first entries that need one; until they are there, and if they never come, the summary
//! stands.

use super::{marks::Finder, selectors::Listed};
use crate::{
    bundle::{Card, Need, Reader},
    model::{Slug, blocks_text},
};

/// For this many entries, the first ones; for as many more once the reader has come below those that a screen shows.
const ENTRIES: usize = 10;
const SEEN: usize = 3;

/// An excerpt is as long as the summary that it stands for, within these bounds in characters,
/// so that the entries below stay where they are.
const SHORTEST: usize = 180;
const LONGEST: usize = 300;

/// The excerpts of what is listed, as far as they have come.
#[derive(Debug, Default)]
pub struct Excerpts {
    /// The query, and whether it is still being typed.
    of: (String, bool),
    /// For each release that was looked at, its excerpt, if it needs one and has one.
    known: Vec<(Slug, Option<String>)>,
}

impl Excerpts {
    /// The excerpt to show for a release.
    pub fn of(&self, slug: &Slug) -> Option<&str> {
        self.known.iter().find(|(known, _)| known == slug)?.1.as_deref()
    }

    /// Makes the excerpts that can be made, and says what the others need.
    pub fn gather(
        &mut self,
        reader: &Reader,
        listed: &Listed,
        finder: Option<&Finder>,
        below: bool,
    ) -> Vec<Need> {
        let search = &listed.search;
        if self.of.0 != search.query || self.of.1 != search.typing {
            self.of = (search.query.clone(), search.typing);
            self.known.clear();
        }
        let Some(finder) = finder else { return Vec::new() };
        let mut needs = Vec::new();
        let entries = if below { ENTRIES } else { SEEN };
        for card in listed.found.iter().take(entries).filter_map(|found| found.card.as_ref()) {
            if self.known.iter().any(|(known, _)| *known == card.slug) {
                continue;
            }
            let [title, summary] =
                [card.title.as_deref(), card.summary.as_deref()].map(Option::unwrap_or_default);
            let excerpt = match (
                finder.holds(&[title, "\n\n", summary].concat()),
                reader.article(&card.slug),
            ) {
                (true, _) => None,
                (false, None) => {
                    needs.push(Need::Article(card.slug.clone()));
                    continue;
                }
                (false, Some(article)) => {
                    excerpt(finder, card, &blocks_text(&article.release.body.blocks()))
                }
            };
            self.known.push((card.slug.clone(), excerpt));
        }
        needs
    }
}

/// The piece of `text` around the words found; `None` if none is in it.
fn excerpt(finder: &Finder, card: &Card, text: &str) -> Option<String> {
    let summary = card.summary.as_deref().unwrap_or_default().chars().count();
    let excerpt = finder.excerpt(text, summary.clamp(SHORTEST, LONGEST));
    Some(excerpt).filter(|excerpt| !excerpt.is_empty())
}
