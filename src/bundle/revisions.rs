//! What changed between an earlier text and the present one, word by word, worked out once
//! when the set is written, so that readers download neither the old text nor the means to
//! compare it.

use super::layout::Difference;
use crate::model::{Block, Inline, Revision, blocks_text};
use similar::{ChangeTag, TextDiff};

/// The passages of `body` that differ from those of an earlier text; a passage is a paragraph,
/// an item or a row of a table.
pub(super) fn difference(earlier: &Revision, body: &[Block]) -> Difference {
    let Revision { date, body: old } = earlier;
    let (old, new) = (blocks_text(old), blocks_text(body));
    let diff = TextDiff::from_words(old.as_str(), new.as_str());
    let mut passages = vec![Vec::new()];
    for change in diff.iter_all_changes() {
        for (i, line) in change.value().split('\n').enumerate() {
            if i > 0 {
                passages.push(Vec::new());
            }
            if let Some(passage) = passages.last_mut().filter(|_| !line.is_empty()) {
                push(passage, change.tag(), &line.replace('\t', " · "));
            }
        }
    }
    passages.retain(|passage: &Vec<Inline>| {
        passage.iter().any(|inline| matches!(inline, Inline::Deleted(_) | Inline::Inserted(_)))
    });
    Difference { since: *date, passages }
}

/// Adds text to a passage, to the last piece of it if that is of the same kind.
fn push(passage: &mut Vec<Inline>, tag: ChangeTag, text: &str) {
    let last = match (passage.last_mut(), tag) {
        (Some(Inline::Text(last)), ChangeTag::Equal) => Some(last),
        (Some(Inline::Deleted(content)), ChangeTag::Delete)
        | (Some(Inline::Inserted(content)), ChangeTag::Insert) => match content.first_mut() {
            Some(Inline::Text(last)) => Some(last),
            _ => None,
        },
        _ => None,
    };
    if let Some(last) = last {
        last.push_str(text);
        return;
    }
    let text = Inline::Text(text.to_owned());
    passage.push(match tag {
        ChangeTag::Equal => text,
        ChangeTag::Delete => Inline::Deleted(vec![text]),
        ChangeTag::Insert => Inline::Inserted(vec![text]),
    });
}

#[cfg(test)]
mod tests {
    use super::difference;
    use crate::model::{Block, Inline, Revision};

    fn blocks(paragraphs: &[&str]) -> Vec<Block> {
        paragraphs.iter().map(|p| Block::Paragraph(vec![Inline::Text((*p).to_owned())])).collect()
    }

    #[test]
    fn only_what_changed_is_kept() {
        let earlier =
            Revision { date: None, body: blocks(&["Le port.", "Il y a 12 quais ici.", "Fin."]) };
        let passages =
            difference(&earlier, &blocks(&["Le port.", "Il y a 14 quais ici.", "Fin."])).passages;
        let text = |text: &str| Inline::Text(text.to_owned());
        assert_eq!(
            passages,
            [vec![
                text("Il y a "),
                Inline::Deleted(vec![text("12")]),
                Inline::Inserted(vec![text("14")]),
                text(" quais ici."),
            ]]
        );
    }

    #[test]
    fn the_same_text_has_no_difference() {
        let body = blocks(&["Un.", "Deux."]);
        assert!(
            difference(&Revision { date: None, body: body.clone() }, &body).passages.is_empty()
        );
    }
}
