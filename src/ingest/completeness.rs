//! How much of what readers look for releases say: who speaks, when and where, whom to ask, and what may be done with a picture.

use super::Loaded;
use crate::model::{Block, Media, MediaKind, Newsroom, Release, named};
use std::{collections::BTreeMap, fmt::Write as _};

/// Something that readers look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wanted {
    /// When it was published.
    Date,
    /// Who speaks.
    Issuer,
    /// Whom to ask: its own contact or the newsroom's.
    Contact,
    /// What it says, in a sentence or two.
    Summary,
    /// The language it is in.
    Language,
    /// The place of the dateline.
    Place,
    /// A picture, film, recording or document.
    Media,
    /// For those who do not see: alternative text of each picture, captions or a transcript of each film and recording.
    Alternative,
    /// Who made each of its pictures, films and recordings.
    Credit,
    /// On what terms each may be used.
    Licence,
}

named! {
    Wanted {
        Date "date", Issuer "issuer", Contact "contact", Summary "summary", Language "language", Place "place", Media "media",
        Alternative "alternative", Credit "credit", Licence "licence",
    }
}

/// How complete a release is.
#[derive(Clone, Debug, PartialEq)]
pub struct Completeness<'a> {
    /// Which.
    pub release: &'a Release,
    /// The file it stands in.
    pub source: &'a str,
    /// What it lacks. Of media it has none of, nothing more is wanted.
    pub lacks: Vec<Wanted>,
    /// Of how many things.
    wanted: usize,
}

impl Completeness<'_> {
    /// How much it has of what is wanted, in per cent, rounded down: 100 is all.
    #[must_use]
    pub fn percent(&self) -> usize {
        percent(self.wanted - self.lacks.len(), self.wanted)
    }
}

/// How complete the releases are that would be shown; the least first, else as they stand in the sources.
#[must_use]
pub fn completeness(loaded: &Loaded) -> Vec<Completeness<'_>> {
    let of = |sourced| of(sourced, &loaded.newsroom);
    let mut all: Vec<Completeness<'_>> = loaded.releases.iter().map(of).collect();
    all.sort_by_key(Completeness::percent);
    all
}

/// How complete all are together, in per cent, rounded down; nothing to complete is complete.
#[must_use]
pub fn total(all: &[Completeness<'_>]) -> usize {
    let wanted = all.iter().map(|one| one.wanted).sum();
    percent(wanted - all.iter().map(|one| one.lacks.len()).sum::<usize>(), wanted)
}

/// A table of the `most` least complete, after what is lacking in all.
#[must_use]
pub fn table(all: &[Completeness<'_>], most: usize) -> String {
    let mut lacking: BTreeMap<Wanted, usize> = BTreeMap::new();
    for wanted in all.iter().flat_map(|one| &one.lacks) {
        *lacking.entry(*wanted).or_default() += 1;
    }
    let lacking: Vec<String> =
        lacking.iter().map(|(wanted, n)| format!("{} {n}", wanted.as_str())).collect();
    let mut table = format!("{:<44}{:>6}%", "complete", total(all));
    if !lacking.is_empty() {
        let _ = write!(table, "  lacking: {}", lacking.join(", "));
    }
    table.push('\n');
    let incomplete = || all.iter().filter(|one| !one.lacks.is_empty());
    for one in incomplete().take(most) {
        let lacks: Vec<&str> = one.lacks.iter().map(|wanted| wanted.as_str()).collect();
        let name = format!("  {} ({})", one.release.slug, one.source);
        let _ = writeln!(table, "{name:<44}{:>6}%  lacks {}", one.percent(), lacks.join(", "));
    }
    let rest = incomplete().count().saturating_sub(most);
    if rest > 0 {
        let _ = writeln!(table, "  and {rest} more that lack something (--worst {})", most + rest);
    }
    table
}

fn percent(has: usize, wanted: usize) -> usize {
    (has * 100).checked_div(wanted).unwrap_or(100)
}

fn of<'a>(sourced: &'a super::Sourced, newsroom: &Newsroom) -> Completeness<'a> {
    let release = &sourced.release;
    let media = &release.media;
    let is_said = |text: Option<&String>| text.is_some_and(|text| !text.trim().is_empty());
    let mut has = vec![
        (Wanted::Date, release.published.is_some()),
        (Wanted::Issuer, !release.issuers.is_empty()),
        (Wanted::Contact, !release.contacts.is_empty() || newsroom.contact.is_some()),
        (Wanted::Summary, is_said(release.summary.as_ref())),
        (Wanted::Language, release.language.is_some()),
        (Wanted::Place, is_said(release.place.as_ref())),
        (Wanted::Media, has_media(release)),
    ];
    if !media.is_empty() {
        has.push((Wanted::Alternative, media.iter().all(has_alternative)));
        has.push((Wanted::Credit, media.iter().all(|media| is_said(media.credit.as_ref()))));
        has.push((Wanted::Licence, media.iter().all(|media| is_said(media.licence.as_ref()))));
    }
    let wanted = has.len();
    let lacks = has.into_iter().filter(|(_, has)| !has).map(|(wanted, _)| wanted).collect();
    Completeness { release, source: &sourced.origin.source, lacks, wanted }
}

fn has_media(release: &Release) -> bool {
    let in_text = || release.body.blocks().iter().any(|block| matches!(block, Block::Figure(_)));
    !release.media.is_empty()
        || release.image.is_some()
        || !release.attachments.is_empty()
        || in_text()
}

/// An empty alternative text says that a picture only decorates.
fn has_alternative(media: &Media) -> bool {
    match media.kind() {
        MediaKind::Picture => media.image.alt.is_some(),
        MediaKind::Film | MediaKind::Sound => {
            media.captions.is_some() || media.transcript.is_some()
        }
        MediaKind::Document => true,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{Wanted, completeness, table, total};
    use crate::ingest::{Loaded, Options, load_given};

    fn loaded(files: &[(&str, &str)]) -> Loaded {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
        load_given(&files.collect::<Vec<_>>(), &Options::default())
    }

    #[test]
    fn the_least_complete_is_first_and_what_all_lack_is_counted() {
        let whole = "---\ntitle: A\ndate: 2026-01-02\nissuer: Port\ncontact: Ada, 01 02 03 04 05\nsummary: B.\nlanguage: fr\nplace: Brest\n\
            image: https://example.org/a.jpg\n---\nTexte.";
        let loaded = loaded(&[("a.md", whole), ("b.md", "# B\n\nTexte.")]);
        let all = completeness(&loaded);
        assert_eq!(all.len(), 2, "{:?}", loaded.problems);
        assert_eq!(all[0].release.title.as_deref(), Some("B"));
        assert_eq!((all[1].lacks.clone(), all[1].percent()), (vec![], 100));
        let lacks = [Wanted::Date, Wanted::Issuer, Wanted::Contact, Wanted::Summary];
        assert!(lacks.iter().all(|wanted| all[0].lacks.contains(wanted)), "{:?}", all[0]);
        assert_eq!(total(&all), (all[0].percent() + 100) / 2);
        let said = table(&all, 0);
        assert!(
            said.contains("lacking: date 1, issuer 1") && said.contains("and 1 more"),
            "{said}"
        );
        assert!(table(&all, 1).contains("(b.md)"), "{}", table(&all, 1));
    }

    #[test]
    fn nothing_to_complete_is_complete() {
        let loaded = loaded(&[]);
        assert_eq!(total(&completeness(&loaded)), 100);
    }
}
