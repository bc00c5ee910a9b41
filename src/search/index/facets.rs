//! Facets: which documents have which value, and what the values are called.

use super::lexicon::{put_texts, read_texts};
use crate::search::analysis::is_alphanumeric;
use crate::search::format::{
    BitReader, BitWriter, Reader, put_bytes, put_number, put_text, rice_parameter,
};

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Value {
    /// Its stable key.
    pub(in crate::search) key: String,
    /// What people call it, folded.
    pub(in crate::search) labels: Vec<String>,
    /// The documents that have it, ascending.
    pub(in crate::search) documents: Vec<u32>,
}

/// The values of a facet, in the order of their keys.
#[derive(Debug)]
pub(in crate::search) struct FacetFile {
    pub(in crate::search) values: Vec<Value>,
    /// The numbers of the values of each document, one document after another.
    of: Vec<u32>,
    /// Where those of each document end in `of`.
    ends: Vec<u32>,
}

impl FacetFile {
    pub(in crate::search) const EMPTY: Self =
        Self { values: Vec::new(), of: Vec::new(), ends: Vec::new() };

    /// By document, so that counting a short list of hits takes a short time.
    pub(super) fn new(values: Vec<Value>, documents: u32) -> Self {
        let mut ends = vec![0_u32; documents as usize];
        for document in values.iter().flat_map(|value| &value.documents) {
            if let Some(count) = ends.get_mut(*document as usize) {
                *count += 1;
            }
        }
        // From counts to where each document's values begin; filling them in moves that to the end.
        let mut total = 0;
        for end in &mut ends {
            total += std::mem::replace(end, total);
        }
        let mut of = vec![0; total as usize];
        for (number, value) in (0..).zip(&values) {
            for document in &value.documents {
                let Some(end) = ends.get_mut(*document as usize) else { continue };
                if let Some(place) = of.get_mut(*end as usize) {
                    *place = number;
                    *end += 1;
                }
            }
        }
        Self { values, of, ends }
    }

    /// For each value, how many of the `chosen` documents have it.
    pub(in crate::search) fn counts(&self, chosen: &[bool]) -> Vec<u32> {
        let mut counts = vec![0; self.values.len()];
        let mut start = 0;
        for (end, chosen) in self.ends.iter().zip(chosen) {
            if *chosen {
                for value in self.of.get(start..*end as usize).unwrap_or_default() {
                    if let Some(count) = counts.get_mut(*value as usize) {
                        *count += 1;
                    }
                }
            }
            start = *end as usize;
        }
        counts
    }

    pub(in crate::search) fn write(values: &[Value], documents: u32) -> Vec<u8> {
        let mut out = Vec::new();
        put_number(values.len() as u32, &mut out);
        for value in values {
            put_text(&value.key, &mut out);
            put_texts(value.labels.iter().map(String::as_str), &mut out);
            put_bytes(&write_set(documents, &value.documents), &mut out);
        }
        out
    }

    pub(in crate::search) fn read(bytes: &[u8], documents: u32) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let count = reader.count()?;
        let mut values = Vec::with_capacity(count);
        for _ in 0..count {
            values.push(Value {
                key: reader.text()?.to_owned(),
                labels: read_texts(&mut reader)?,
                documents: read_set(documents, reader.bytes()?)?,
            });
        }
        Some(Self::new(values, documents))
    }

    /// The value with that key.
    pub(in crate::search) fn value(&self, key: &str) -> Option<&Value> {
        let index = self.values.binary_search_by(|value| value.key.as_str().cmp(key)).ok()?;
        self.values.get(index)
    }

    /// The values that `name`, folded, stands for: by key or label; else those whose key or label
    /// begins with it or has a word that does. Letters and digits are compared, nothing else.
    pub(in crate::search) fn named(&self, name: &str) -> Vec<&Value> {
        let matching = |test: &dyn Fn(&str) -> bool| -> Vec<&Value> {
            self.values
                .iter()
                .filter(|value| test(&value.key) || value.labels.iter().any(|label| test(label)))
                .collect()
        };
        let (words, joined) = (words(name), ["", "et", "and"].map(|and| letters(name, and)));
        let same = |text: &str| {
            // An ampersand is read as `and` where the other side has that.
            let has_and = |text: &str| text.bytes().any(|b| b == b'&');
            let ways = if has_and(text) || has_and(name) { 3 } else { 1 };
            let mut pairs = joined.iter().zip(["", "et", "and"]).take(ways);
            text == name || pairs.any(|(name, and)| letters(text, and) == *name)
        };
        let exact = if words.is_empty() { Vec::new() } else { matching(&same) };
        if !exact.is_empty() || words.is_empty() {
            return exact;
        }
        matching(&|text| {
            let text = self::words(text);
            let mut rest = Some(text.as_str());
            while let Some(text) = rest {
                if text.starts_with(&words) {
                    return true;
                }
                rest = text.split_once(' ').map(|(_, after)| after);
            }
            false
        })
    }
}

/// The letters and digits of a folded text; `and` for each ampersand.
fn letters(text: &str, and: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => letters.push_str(and),
            c if is_alphanumeric(c) => letters.push(c),
            _ => {}
        }
    }
    letters
}

/// Its words, with one space between each two.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split(|c| !is_alphanumeric(c)).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// A set of documents: the smaller of itself and its complement, as gaps.
pub(super) fn write_set(documents: u32, set: &[u32]) -> Vec<u8> {
    let complement = set.len() as u32 > documents / 2;
    let mut bits = BitWriter::default();
    bits.put(u32::from(complement), 1);
    let members: Vec<u32> = if complement {
        let mut set = set.iter().copied().peekable();
        (0..documents).filter(|document| set.next_if_eq(document).is_none()).collect()
    } else {
        set.to_vec()
    };
    bits.gamma(members.len() as u32 + 1);
    let parameter = rice_parameter(documents, members.len() as u32);
    let mut next = 0;
    for document in members {
        bits.rice(document - next, parameter);
        next = document + 1;
    }
    bits.finish()
}

pub(super) fn read_set(documents: u32, bytes: &[u8]) -> Option<Vec<u32>> {
    let mut bits = BitReader::new(bytes);
    let complement = bits.get(1)? == 1;
    let count = bits.gamma()? - 1;
    if count > documents {
        return None;
    }
    let parameter = rice_parameter(documents, count);
    let mut members = Vec::with_capacity((count as usize).min(bytes.len().saturating_mul(8)));
    let mut next = 0_u32;
    for _ in 0..count {
        let document = next.checked_add(bits.rice(parameter)?).filter(|d| *d < documents)?;
        members.push(document);
        next = document + 1;
    }
    if complement {
        let mut members = members.into_iter().peekable();
        return Some((0..documents).filter(|d| members.next_if_eq(d).is_none()).collect());
    }
    Some(members)
}

#[cfg(test)]
mod tests {
    use super::{FacetFile, Value, read_set, write_set};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sets_survive(set in prop::collection::btree_set(0_u32..300, 0..300)) {
            let set: Vec<u32> = set.into_iter().collect();
            prop_assert_eq!(read_set(300, &write_set(300, &set)), Some(set));
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            let _ = FacetFile::read(&bytes, 50);
        }
    }

    #[test]
    fn values_are_found_by_key_and_by_label() {
        let value = |key: &str, label: &str| Value {
            key: key.to_owned(),
            labels: vec![label.to_owned()],
            documents: vec![0],
        };
        let values = [value("sante", "sante publique"), value("sport", "sports et jeunesse")];
        let file = FacetFile::read(&FacetFile::write(&values, 3), 3).unwrap();
        let named =
            |name| file.named(name).iter().map(|value| value.key.as_str()).collect::<Vec<_>>();
        assert_eq!(named("sante"), ["sante"]);
        assert_eq!(named("sante-publique"), ["sante"]);
        assert_eq!(named("jeun"), ["sport"]);
        assert_eq!(named("s"), ["sante", "sport"]);
        assert_eq!(named("sante/publique"), ["sante"]);
        assert_eq!(named("\u{a0}sante  publique "), ["sante"]);
        assert_eq!(named("sports & jeunesse"), ["sport"]);
        assert_eq!(named("publique"), ["sante"]);
        assert!(named("«»").is_empty());
        assert!(named("finance").is_empty() && named("").is_empty());
    }
}
