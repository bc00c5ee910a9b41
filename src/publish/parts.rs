//! Parts of a site that it works without, and which of them are made: those that were asked for, those that are made unless
//! declined, and those that the site before has, whose addresses stay.

use super::Options;
use crate::model::named;

/// Each of so many releases has a picture of its own, unless told otherwise. Of twice as many, pages and the set alone come near
/// the 20,000 files that hosts take.
const EACH: usize = 5_000;
/// Of more, so many: what is sent around is new.
const NEWEST: usize = 500;

/// A part of a site that it works without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Each release as ninjs, plain text and Markdown: three files a release. Readers have them without these files, made in
    /// the browser; they are for programs, and made if asked for or if the site before has them.
    Forms,
    /// JSON Feed, Atom and OPML.
    Feeds,
    /// The pictures that social networks show, of the title of each release that has none: a file a release, in a large newsroom
    /// of the newest. Only made where the site's address is known, since those networks want absolute ones.
    Images,
    /// One such picture for each issuer, shown of releases without one of their own.
    IssuerImages,
    /// Whom to reach, as vCards: a file for each person.
    Cards,
}

named! {
    Part { Forms "forms", Feeds "feeds", Images "images", IssuerImages "issuer-images", Cards "cards" }
}

impl Part {
    /// What it is, in a line.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Forms => {
                "Each release as ninjs, plain text and Markdown: three files a release, made if asked for"
            }
            Self::Feeds => "JSON Feed, Atom and OPML",
            Self::Images => {
                "Pictures of titles for social networks; of more than 5000 releases, the newest 500 unless asked for"
            }
            Self::IssuerImages => {
                "One such picture for each issuer, for releases without; made if those are many, or asked for"
            }
            Self::Cards => "Contacts as vCards: a file for each person",
        }
    }
}

impl Options {
    /// Whether a part is made, of those of which all is made or nothing.
    pub(super) fn makes(&self, part: Part) -> bool {
        let unasked = part != Part::Forms || self.ledger.forms;
        !self.without.contains(&part) && (unasked || self.with.contains(&part))
    }

    /// Of how many releases, the newest ones, a picture is drawn, and whether the others have their issuer's.
    pub(super) fn pictures(&self, releases: usize) -> (usize, bool) {
        if !self.base.is_known() {
            return (0, false);
        }
        let (with, without) =
            (|part| self.with.contains(&part), |part| self.without.contains(&part));
        let newest = match releases {
            _ if without(Part::Images) => 0,
            _ if with(Part::Images) || releases <= EACH => releases,
            _ => NEWEST,
        };
        let for_others = with(Part::IssuerImages) || (0 < newest && newest < releases);
        (newest, for_others && !without(Part::IssuerImages))
    }

    /// What was decided unasked for a site of so many releases, in lines, with how to have it otherwise.
    #[must_use]
    pub fn decided(&self, releases: usize) -> Vec<String> {
        let mut lines = Vec::new();
        if self.makes(Part::Forms) && !self.with.contains(&Part::Forms) {
            lines.push(
                "forms of each release are made as before, three files a release, since their addresses were published: \
                 --with forms says so once and for all, --without forms takes them away"
                    .to_owned(),
            );
        }
        let (newest, by_issuer) = self.pictures(releases);
        if 0 < newest && newest < releases {
            let others = if by_issuer { ", the others their issuer's" } else { "" };
            lines.push(format!(
                "pictures for social networks: of more than {EACH} releases, the newest {newest} have one of their own{others}; \
                 --with images draws one for each, a file a release"
            ));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::{EACH, NEWEST, Part};
    use crate::publish::{Base, Options};

    #[test]
    fn a_large_newsroom_has_pictures_of_what_is_new() {
        let all = EACH * 2;
        for (with, without, of_few, of_many) in [
            (&[][..], &[][..], (10, false), (NEWEST, true)),
            (&[Part::Images], &[], (10, false), (all, false)),
            (&[], &[Part::IssuerImages], (10, false), (NEWEST, false)),
            (&[], &[Part::Images], (0, false), (0, false)),
            (&[Part::IssuerImages], &[Part::Images], (0, true), (0, true)),
            (&[Part::Images, Part::IssuerImages], &[], (10, true), (all, true)),
        ] {
            let mut options = Options {
                base: Base::new("https://example.org/").unwrap(),
                with: with.iter().copied().collect(),
                without: without.iter().copied().collect(),
                ..Options::default()
            };
            let said = options.decided(all).len();
            assert_eq!(said, usize::from(of_many.0 == NEWEST), "{with:?} {without:?}");
            assert_eq!(options.decided(10), [""; 0]);
            assert_eq!(
                (options.pictures(10), options.pictures(all)),
                (of_few, of_many),
                "{with:?} {without:?}"
            );
            options.base = Base::default();
            assert_eq!(options.pictures(all), (0, false), "nobody shows what has no address");
        }
    }
}
