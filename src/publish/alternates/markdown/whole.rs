//! A text as Markdown that is read as the same text again: what Markdown has no mark for, or would read otherwise, is HTML.
//!
//! Nothing is taken on trust: what is written is read, by `ingest`, and held against what was meant.

use super::{Writer, body};
use crate::{ingest::read_markdown, model::Block, publish::base::Base};
use std::cell::Cell;

/// The text of `blocks`, for a file `depth` folders deep.
pub(in crate::publish) fn text(blocks: &[Block], base: &Base, depth: usize) -> String {
    let parts: Vec<String> = blocks.iter().map(|block| markdown(block, base, depth)).collect();
    let plain = joined(&parts);
    if read_markdown(&plain) == blocks {
        return plain;
    }
    let html = |block: &Block| one_line(&body::whole(std::slice::from_ref(block), base, depth));
    let mut parts: Vec<String> = parts
        .into_iter()
        .zip(blocks)
        .map(|(part, block)| match read_markdown(&part).as_slice() {
            [same] if same == block => part,
            _ => html(block),
        })
        .collect();
    // Two lists on end are one in Markdown.
    for (at, pair) in blocks.windows(2).enumerate() {
        let together = parts.get(at..at + 2).map(joined).unwrap_or_default();
        if read_markdown(&together) != pair
            && let (Some(part), Some(block)) = (parts.get_mut(at + 1), pair.last())
        {
            *part = html(block);
        }
    }
    let mixed = joined(&parts);
    if read_markdown(&mixed) == blocks {
        return mixed;
    }
    joined(&blocks.iter().map(html).collect::<Vec<_>>())
}

fn markdown(block: &Block, base: &Base, depth: usize) -> String {
    let writer = Writer { base, depth, in_link: Cell::new(false), whole: true };
    writer.blocks(std::slice::from_ref(block))
}

fn joined(parts: &[String]) -> String {
    let text = parts.join("\n\n");
    if text.is_empty() { text } else { text + "\n" }
}

/// HTML in Markdown ends with an empty line, so it has none.
fn one_line(html: &str) -> String {
    html.replace('\n', "&#10;")
}
