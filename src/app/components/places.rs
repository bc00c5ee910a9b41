//! Places in a text that can be linked: its quotations and its headings, found while it is drawn.
//!
//! What is drawn is drawn in the order of the text, so that it is enough to count the letters that have passed.

use crate::{bundle::Article, search::Gather};
use std::cell::Cell;

/// The places in the text of a release.
pub struct Places {
    /// How many bytes of text have been drawn, and how many headings.
    drawn: Cell<(usize, usize)>,
    /// From where to where each quotation goes.
    quotations: Vec<(usize, usize)>,
    sections: Vec<String>,
    /// The address of the page.
    page: String,
}

impl Places {
    /// Of a release on a page with that address.
    pub fn new(article: &Article, page: String) -> Self {
        let ends = article.places.quotations.iter().map(|q| (q.start as usize, q.end as usize));
        let (quotations, sections) = (ends.gather(), article.places.sections.clone());
        Self { drawn: Cell::default(), quotations, sections, page }
    }

    /// The `id` of the next heading, and the address that leads to it.
    pub fn next_section(&self) -> Option<(String, String)> {
        let (text, heading) = self.drawn.get();
        self.drawn.set((text, heading + 1));
        let id = self.sections.get(heading)?;
        Some((id.clone(), [self.page.as_str(), "#", id].concat()))
    }

    /// Cuts the next piece of text where quotations begin and end: each part with whether it is one, and its `id` if it
    /// begins one.
    pub fn cut<'a>(&self, text: &'a str) -> Vec<(&'a str, bool, Option<String>)> {
        let (start, heading) = self.drawn.get();
        self.drawn.set((start + text.len(), heading));
        let (mut parts, mut at) = (Vec::new(), 0);
        for (number, (from, to)) in self.quotations.iter().enumerate() {
            let first = from.saturating_sub(start).max(at);
            let last = to.saturating_sub(start).min(text.len());
            // A place that is none in this text is left alone.
            if let (true, Some(before), Some(quoted)) =
                (first < last, text.get(at..first), text.get(first..last))
            {
                parts.push((before, false, None));
                parts.push((quoted, true, (*from >= start).then(|| quotation_id(number))));
                at = last;
            }
        }
        parts.push((text.get(at..).unwrap_or_default(), false, None));
        parts.retain(|(part, ..)| !part.is_empty());
        parts
    }
}

/// The `id` of a quotation, which is its place in addresses: `q3`.
pub fn quotation_id(number: usize) -> String {
    ["q", &(number + 1).to_string()].concat()
}
