//! Parts of a site that it works without, and which of them are made: those that were asked for, those that are made unless
//! declined, and those that the site before has, whose addresses stay.

use super::Options;
use crate::model::named;

/// A part of a site that it works without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Each release as ninjs, plain text and Markdown: three files a release. Readers have them without these files, made in
    /// the browser; they are for programs, and made if asked for or if the site before has them.
    Forms,
    /// JSON Feed, Atom and OPML.
    Feeds,
    /// The pictures that social networks show: a file a release. Only made where the site's
    /// address is known, since those networks want absolute ones.
    Images,
    /// Whom to reach, as vCards: a file for each person.
    Cards,
}

named! {
    Part { Forms "forms", Feeds "feeds", Images "images", Cards "cards" }
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
            Self::Images => "The pictures that social networks show",
            Self::Cards => "Contacts as vCards: a file for each person",
        }
    }
}

impl Options {
    /// Whether a part is made.
    #[must_use]
    pub fn makes(&self, part: Part) -> bool {
        let unasked = part != Part::Forms || self.ledger.forms;
        !self.without.contains(&part) && (unasked || self.with.contains(&part))
    }

    /// What is made only because the site before has it, so that its addresses stay.
    #[must_use]
    pub fn kept(&self) -> Option<Part> {
        let part = Part::Forms;
        (self.makes(part) && !self.with.contains(&part)).then_some(part)
    }
}
