//! The head of an index: what is needed before, and often instead of, every other file.

use super::Facet;
use super::lexicon::{Table, put_texts, read_texts};
use super::parts::Parts;
use crate::model::{Language, Month};
use crate::search::format::{Reader, put_number, put_text, seal, unseal};

/// Says what the file is, and in which version of the format: 5 with six facets, and another with each one more.
const MAGIC: &[u8] = &{
    let mut magic = *b"kiosque search 5\n";
    magic[15] += Facet::ALL.len() as u8 - 6;
    magic
};

/// More documents than anyone publishes: a larger number is damage, and memory is reserved by it.
const MOST_DOCUMENTS: u32 = 4_000_000;

/// The head of an index in memory.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct Head {
    /// The number of the build, which the files in its folder are sealed with.
    pub(in crate::search) build: u32,
    /// How many documents there are.
    pub(in crate::search) documents: u32,
    /// The languages to read queries in.
    pub(in crate::search) languages: Vec<Language>,
    /// When the documents were published.
    pub(in crate::search) months: Months,
    /// For each facet, its values and how many documents have them; of one that is not offered, how many values, without names.
    pub(in crate::search) facets: Vec<(Facet, Vec<(String, u32)>)>,
    /// The words that say nothing because they are nearly everywhere, in order.
    pub(in crate::search) common: Vec<String>,
    /// The words that runs are made of, most frequent first: at most 255.
    pub(in crate::search) frequent: Vec<String>,
    /// Where the shards of each lexicon begin.
    pub(in crate::search) terms: Table,
    pub(in crate::search) spelling: Table,
    pub(in crate::search) mirror: Table,
    pub(in crate::search) runs: Table,
    /// Where the other files lie.
    pub(in crate::search) parts: Parts,
}

/// The months of the documents, as runs in the order of the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::search) struct Months {
    pub(in crate::search) runs: Vec<(Option<Month>, u32)>,
}

impl Months {
    /// Adds a document.
    pub(in crate::search) fn push(&mut self, month: Option<Month>) {
        match self.runs.last_mut() {
            Some((last, count)) if *last == month => *count += 1,
            _ => self.runs.push((month, 1)),
        }
    }

    /// How many documents have a date: the first ones.
    pub(in crate::search) fn dated(&self) -> u32 {
        self.runs.iter().filter(|(month, _)| month.is_some()).map(|(_, count)| count).sum()
    }

    /// Each run with the documents in it.
    pub(in crate::search) fn spans(
        &self,
    ) -> impl DoubleEndedIterator<Item = (Option<Month>, std::ops::Range<u32>)> {
        let mut end = 0;
        let spans: Vec<_> = self
            .runs
            .iter()
            .map(|(month, count)| {
                end += count;
                (*month, end - count..end)
            })
            .collect();
        spans.into_iter()
    }
}

/// The bytes are not the head of an index that this program can read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.reason())]
pub struct FormatError {
    other_version: bool,
}

impl FormatError {
    /// What is amiss.
    #[must_use]
    pub(crate) fn reason(&self) -> &'static str {
        match self.other_version {
            true => "this index has another version",
            false => "this is no search index, or it is damaged",
        }
    }
}

impl Head {
    pub(in crate::search) fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&self.build.to_le_bytes());
        put_number(self.documents, &mut out);
        put_texts(self.languages.iter().map(Language::as_str), &mut out);
        put_number(self.months.runs.len() as u32, &mut out);
        for (month, count) in &self.months.runs {
            put_number(month.map_or(0, |month| month.index() + 1), &mut out);
            put_number(*count, &mut out);
        }
        for facet in Facet::ALL {
            let values = self.facets.iter().find(|(f, _)| *f == facet);
            let values = values.map(|(_, values)| values.as_slice()).unwrap_or_default();
            put_number(values.len() as u32, &mut out);
            for (key, count) in values {
                put_text(key, &mut out);
                put_number(*count, &mut out);
            }
        }
        put_texts(self.common.iter().map(String::as_str), &mut out);
        put_texts(self.frequent.iter().map(String::as_str), &mut out);
        for table in [&self.terms, &self.spelling, &self.mirror, &self.runs] {
            table.write(&mut out);
        }
        self.parts.write(&mut out);
        seal(0, out)
    }

    pub(in crate::search) fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        let kind = MAGIC.split_last_chunk::<2>().map_or(MAGIC, |(kind, _)| kind);
        if bytes.starts_with(kind) && !bytes.starts_with(MAGIC) {
            return Err(FormatError { other_version: true });
        }
        Self::read_content(bytes).ok_or(FormatError { other_version: false })
    }

    fn read_content(bytes: &[u8]) -> Option<Self> {
        let content = unseal(0, bytes)?.strip_prefix(MAGIC)?;
        let (build, content) = content.split_first_chunk::<4>()?;
        let mut reader = Reader::new(content);
        let documents = reader.number()?;
        let languages =
            read_texts(&mut reader)?.iter().filter_map(|tag| Language::new(tag)).collect();
        let mut months = Months::default();
        let mut counted = 0_u32;
        for _ in 0..reader.count()? {
            let month = match reader.number()? {
                0 => None,
                index => Some(Month::from_index(index - 1)?),
            };
            let count = reader.number()?;
            counted = counted.checked_add(count)?;
            months.runs.push((month, count));
        }
        if counted != documents || documents > MOST_DOCUMENTS {
            return None;
        }
        let mut facets = Vec::new();
        for facet in Facet::ALL {
            let count = reader.count()?;
            let values: Option<Vec<(String, u32)>> =
                (0..count).map(|_| Some((reader.text()?.to_owned(), reader.number()?))).collect();
            facets.push((facet, values?));
        }
        Some(Self {
            build: u32::from_le_bytes(*build),
            documents,
            languages,
            months,
            facets,
            common: read_texts(&mut reader)?,
            frequent: read_texts(&mut reader)?,
            terms: Table::read(&mut reader)?,
            spelling: Table::read(&mut reader)?,
            mirror: Table::read(&mut reader)?,
            runs: Table::read(&mut reader)?,
            parts: Parts::read(&mut reader)?,
        })
    }

    /// Whether `word` is nearly everywhere.
    pub(in crate::search) fn is_common(&self, word: &str) -> bool {
        self.common.binary_search_by(|common| common.as_str().cmp(word)).is_ok()
    }

    /// The rank of a frequent word, counted from 1; 0 for any other.
    pub(in crate::search) fn rank(&self, word: &str) -> u8 {
        let rank = (1..=u8::MAX).zip(&self.frequent).find(|(_, frequent)| *frequent == word);
        rank.map_or(0, |(rank, _)| rank)
    }

    /// The values of a facet with their counts.
    pub(in crate::search) fn values(&self, facet: Facet) -> &[(String, u32)] {
        let found = self.facets.iter().find(|(f, _)| *f == facet);
        found.map(|(_, values)| values.as_slice()).unwrap_or_default()
    }
}
