//! A set in a folder on disk, read as the viewer reads it over the network: for the command line.

use super::{LoadError, Need, Reader, Searcher, layout::SET, searcher::complete};
use crate::{
    model::Slug,
    search::{
        Request,
        eval::{Judgments, Report, report},
    },
};
use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
};

/// A set in a folder.
#[derive(Debug)]
pub struct Folder {
    dir: PathBuf,
    reader: Reader,
    searcher: Searcher,
}

/// A query with the name that judgments know it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Its name.
    pub id: String,
    /// What is asked.
    pub text: String,
}

/// A release in a ranking: its id as in the source, and its score.
pub type Ranked = (String, f32);

/// Why a folder or a file of queries could not be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The set cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A file cannot be read.
    #[error("{}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line is not what it should be.
    #[error("{}:{line}: {expected}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wanted there.
        expected: &'static str,
    },
}

impl Folder {
    /// Opens the set in a newsroom's folder.
    ///
    /// # Errors
    ///
    /// If there is no `set/set.json`, or it cannot be read.
    pub fn open(dir: &Path) -> Result<Self, FolderError> {
        let path = dir.join(SET);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(LoadError::Missing { file: path.display().to_string() }.into());
            }
            Err(source) => return Err(FolderError::Io { path, source }),
        };
        let reader = Reader::open(&bytes)?;
        let searcher = Searcher::new(reader.set().index_folder());
        Ok(Self { dir: dir.to_owned(), reader, searcher })
    }

    /// Reads the files that `need` asks for.
    pub fn read(&mut self, need: &Need) -> &Reader {
        let dir = &self.dir;
        complete(&mut self.reader, &mut self.searcher, need, |file| fs::read(dir.join(file)).ok());
        &self.reader
    }

    /// For each query its ranking, best first, at most `depth` long.
    #[must_use]
    pub fn rankings(&mut self, queries: &[Query], depth: u32) -> Vec<Vec<Ranked>> {
        let ids = self.ids();
        let mut ranking = |query: &Query| {
            let text = query.text.clone();
            let request = Request { query: text, limit: depth, wide: true, ..Request::default() };
            loop {
                let files = self.searcher.missing(&request);
                if files.is_empty() {
                    break;
                }
                for file in files {
                    self.searcher.provide(&file, fs::read(self.dir.join(&file)).ok().as_deref());
                }
            }
            let hits = self.searcher.reply(request).answer.hits;
            let id = |document: u32| ids.get(document as usize).cloned().unwrap_or_default();
            hits.iter().map(|hit| (id(hit.document), hit.score)).collect()
        };
        queries.iter().map(&mut ranking).collect()
    }

    /// The ids of all releases as in the source, by document number; empty where one cannot be
    /// read.
    fn ids(&mut self) -> Vec<String> {
        let everything = Request { limit: u32::MAX, ..Request::default() };
        self.read(&Need::List(everything.clone()));
        let answer = self.reader.answer(&everything);
        let slugs: Vec<_> = self
            .reader
            .found(&answer)
            .into_iter()
            .map(|found| found.card.map(|card| card.slug.clone()))
            .collect();
        let mut id = |slug: Slug| {
            let article = self.read(&Need::Article(slug.clone())).article(&slug);
            article.map(|article| article.release.id.clone())
        };
        slugs.into_iter().map(|slug| slug.and_then(&mut id).unwrap_or_default()).collect()
    }
}

/// Reads queries from a file of one JSON object with `_id` and `text` on each line (BEIR).
///
/// # Errors
///
/// If the file cannot be read or a line is no such object.
pub fn read_queries(path: &Path) -> Result<Vec<Query>, FolderError> {
    let query = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        let text = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
        Some(Query { id: text("_id")?, text: text("text")? })
    };
    lines(path, "a JSON object with _id and text is wanted", query)
}

/// Reads judgments, by query: from a table with columns query, document and grade under a line of
/// headings (BEIR), or in TREC's four columns.
///
/// # Errors
///
/// If the file cannot be read or a line is no judgment.
pub fn read_judgments(path: &Path) -> Result<HashMap<String, Judgments>, FolderError> {
    let expected = "query, document and grade are wanted, or the four columns of TREC";
    let judgment = |line: &str| match line.split_whitespace().collect::<Vec<_>>()[..] {
        [query, document, grade] | [query, _, document, grade] => {
            // A grade below zero says no more than zero does.
            let grade = grade.parse::<i64>().ok().map(|n| u32::try_from(n.max(0)).unwrap_or(0));
            let heading = query.starts_with("query") && grade.is_none();
            (heading || grade.is_some()).then(|| (query.to_owned(), document.to_owned(), grade))
        }
        _ => None,
    };
    let mut judgments: HashMap<String, Judgments> = HashMap::new();
    for (query, document, grade) in lines(path, expected, judgment)? {
        if let Some(grade) = grade {
            judgments.entry(query).or_default().insert(document, grade);
        }
    }
    Ok(judgments)
}

/// Every line that is not empty, each read by `read`.
fn lines<T>(
    path: &Path,
    expected: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, FolderError> {
    let text = fs::read_to_string(path)
        .map_err(|source| FolderError::Io { path: path.to_owned(), source })?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let wrong = |line| FolderError::Line { path: path.to_owned(), line: line + 1, expected };
    lines.map(|(number, line)| read(line).ok_or_else(|| wrong(number))).collect()
}

/// Measures rankings of the queries that have judgments.
#[must_use]
pub fn evaluate(
    queries: &[Query],
    rankings: &[Vec<Ranked>],
    judgments: &HashMap<String, Judgments>,
) -> Report {
    let ids: Vec<Vec<String>> =
        rankings.iter().map(|ranking| ranking.iter().map(|(id, _)| id.clone()).collect()).collect();
    let pairs = queries.iter().zip(&ids);
    report(pairs.filter_map(|(query, ids)| Some((ids.as_slice(), judgments.get(&query.id)?))))
}
