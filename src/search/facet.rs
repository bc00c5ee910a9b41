//! The facets: the one table of what each is called and how it is shown. All else goes by it: addresses, queries,
//! the files of a set and of its index, the filters beside a list.
//!
//! One more is a value of [`Facet`] with its name and its row here, a label in each language (`i18n/`), and what
//! releases have it from (`bundle/summary.rs`). None of these can be forgotten: nothing compiles without.

use crate::model::named;
use nanoserde::{DeBin, SerBin};

/// What releases can be filtered by, dates apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, SerBin, DeBin)]
pub enum Facet {
    /// Subjects.
    Topic,
    /// Who speaks.
    Issuer,
    /// The language of the text.
    Language,
    /// The place of the dateline.
    Place,
    /// What sort of release it is.
    Kind,
    /// What comes with it.
    With,
    /// Who is quoted in it.
    Speaker,
}

named! {
    Facet {
        Topic "topic", Issuer "issuer", Language "language", Place "place", Kind "kind", With "with", Speaker "speaker",
    }
}

/// What the values of a facet are, and so what they are called and where they are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// The newsroom's topics, with labels in its languages.
    Topics,
    /// Names as releases spell them, each with a slug; so `set.json` and `addresses.json` call the list of them.
    Names(&'static str),
    /// Tags of languages.
    Languages,
    /// What a release has: `media`, `contact`, `attachment`.
    Parts,
    /// The publisher's own words, without capitals.
    Words,
}

/// Where the values of a facet are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// Above the list, which is made for topics (`app/components/topic_chips.rs`).
    Above,
    /// Beside it, before the years.
    BeforeYears,
    /// Beside it, after them.
    AfterYears,
    /// Nowhere: asked for in words only. No address holds such a facet, and who does not ask is spared its file.
    Nowhere,
}

struct Row {
    /// The name of its parameter in addresses.
    parameter: &'static str,
    /// What it is called in queries besides its name, folded, with spaces between: `lieu:`.
    words: &'static str,
    values: Values,
    offered: Offered,
    /// Whether the list of each value has an address and a page of its own: `topic/energy/`.
    pages: bool,
}

impl Facet {
    const fn row(self) -> Row {
        use Offered::{Above, AfterYears, BeforeYears, Nowhere};
        use Values::{Languages, Names, Parts, Topics, Words};
        #[rustfmt::skip]
        let (parameter, words, values, offered, pages) = match self {
            Self::Topic => ("topic", "sujet theme", Topics, Above, true),
            Self::Issuer => ("issuer", "emetteur organisme", Names("issuers"), AfterYears, true),
            // Short, as HTML has it.
            Self::Language => ("lang", "lang langue", Languages, BeforeYears, false),
            Self::Place => ("place", "lieu", Names("places"), AfterYears, false),
            Self::Kind => ("kind", "nature type genre", Words, Nowhere, false),
            Self::With => ("with", "avec", Parts, AfterYears, false),
            Self::Speaker => ("speaker", "cite citation quote", Words, Nowhere, false),
        };
        Row { parameter, words, values, offered, pages }
    }

    /// The name of its parameter in addresses.
    #[must_use]
    pub(crate) fn parameter(self) -> &'static str {
        self.row().parameter
    }

    /// What its values are.
    #[must_use]
    pub(crate) fn values(self) -> Values {
        self.row().values
    }

    /// Where its values are offered.
    #[must_use]
    pub(crate) fn offered(self) -> Offered {
        self.row().offered
    }

    /// Whether its values are offered with their counts, and addresses hold them.
    #[must_use]
    pub(crate) fn is_offered(self) -> bool {
        self.offered() != Offered::Nowhere
    }

    /// Whether the list of each value has an address of its own.
    #[must_use]
    pub(crate) fn has_pages(self) -> bool {
        self.row().pages
    }

    /// The facet that a query calls so: by its name or another word for it, folded.
    pub(super) fn asked(word: &str) -> Option<Self> {
        let is_called = |facet: &Self| {
            facet.as_str() == word || facet.row().words.split(' ').any(|other| other == word)
        };
        Self::ALL.into_iter().find(is_called)
    }

    /// Those whose values are names, each with what `set.json` calls their list.
    pub(crate) fn of_names() -> impl Iterator<Item = (Self, &'static str)> {
        Self::ALL.into_iter().filter_map(|facet| match facet.values() {
            Values::Names(list) => Some((facet, list)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Facet;
    use crate::search::analysis::fold;

    #[test]
    fn no_two_facets_are_called_alike() {
        let mut words: Vec<&str> = Vec::new();
        for facet in Facet::ALL {
            let row = facet.row();
            assert_eq!(Facet::asked(facet.as_str()), Some(facet));
            words.push(facet.as_str());
            words.extend(row.words.split(' '));
            assert!(fold(row.words) == row.words, "{facet:?} is asked for in folded words");
        }
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all, "{words:?}");
    }
}
