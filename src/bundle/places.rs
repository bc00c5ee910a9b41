//! Places in a text: its quotations, and its headings with what they are called in addresses.

#[cfg(feature = "tools")]
use crate::{
    ingest::slug,
    model::{Block, Release, inlines_text},
    quotes,
};
use nanoserde::{DeBin, SerBin};
use serde::Serialize;

/// What in the text of a release can be linked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Places {
    /// Who is quoted in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quotations: Vec<Quotation>,
    /// What its headings are called in addresses, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
}

/// A quotation in a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, SerBin, DeBin)]
pub struct Quotation {
    /// What is said, without quotation marks.
    pub text: String,
    /// Who says so, where the text names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// What they are, in its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Where it begins, in bytes of all text of the body (`app/components/places.rs`).
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// The quotations in the text of a release.
#[cfg(feature = "tools")]
pub(super) fn quotations(release: &Release) -> Vec<Quotation> {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let found = quotes::quotations(&release.body.blocks()).into_iter();
    found
        .map(|quotes::Quotation { range, text, speaker, role }| Quotation {
            text,
            speaker,
            role,
            start: number(range.start),
            end: number(range.end),
        })
        .collect()
}

/// The names of the headings in it: each its words, with a number from the second of a kind on. They begin with a letter
/// and a hyphen, so that none is the name of something else on the page.
#[cfg(feature = "tools")]
pub(super) fn sections(release: &Release) -> Vec<String> {
    let mut texts = Vec::new();
    headings(&release.body.blocks(), &mut texts);
    let mut names: Vec<String> = Vec::new();
    for text in texts {
        let name = format!("s-{}", slug::from_text(&text));
        let (mut unique, mut number) = (name.clone(), 1);
        while names.contains(&unique) {
            number += 1;
            unique = format!("{name}-{number}");
        }
        names.push(unique);
    }
    names
}

/// The headings of a text, in the order in which it is shown.
#[cfg(feature = "tools")]
fn headings(blocks: &[Block], texts: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } => texts.push(inlines_text(content)),
            Block::List(list) => list.items.iter().for_each(|item| headings(item, texts)),
            Block::Definitions(definitions) => {
                let details = definitions.iter().flat_map(|definition| &definition.details);
                details.for_each(|detail| headings(detail, texts));
            }
            Block::Quotation { content, .. } | Block::Passage { content, .. } => {
                headings(content, texts)
            }
            Block::Table(table) => {
                let cells = table.head.iter().chain(&table.body).flatten();
                cells.for_each(|cell| headings(&cell.content, texts));
            }
            Block::Paragraph(_) | Block::Preformatted(_) | Block::Figure(_) | Block::Separator => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sections;
    use crate::model::{Block, Inline, Release, Slug};

    #[test]
    fn headings_have_names_that_stay() {
        let mut release = Release::new("a".to_owned(), Slug::new("a").unwrap());
        let heading =
            |text: &str| Block::Heading { level: 2, content: vec![Inline::Text(text.to_owned())] };
        release.body =
            Vec::from(["Été", "Programme", "Programme", "Programme 2", "…"].map(heading)).into();
        let names = sections(&release);
        assert_eq!(names[..4], ["s-ete", "s-programme", "s-programme-2", "s-programme-2-2"]);
        assert!(names[4].starts_with("s-"), "{names:?}");
    }
}
