//! Relevance gates, on the collections in `shared/data`. Where that folder is absent these tests
//! say so and pass.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop at what they did not expect")]

use crate::search::Site;
use kiosque::model::Language;
use kiosque::search::eval::{Judgments, Report, report};
use kiosque::search::{Document, Options, Request};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

/// The shared data: `KIOSQUE_SHARED`, or the folder beside the repository.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("KIOSQUE_SHARED").map(PathBuf::from);
    let root =
        root.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"));
    let path = root.join(path);
    if !path.exists() {
        println!("skipped: {} is not here", path.display());
        return None;
    }
    Some(path)
}

pub(crate) struct Collection {
    pub(crate) ids: Vec<String>,
    pub(crate) documents: Vec<Document>,
    pub(crate) queries: Vec<(String, String)>,
    pub(crate) judgments: HashMap<String, Judgments>,
}

impl Collection {
    pub(crate) fn read(name: &str, language: &str) -> Option<Self> {
        let folder = shared("relevance")?.join(name);
        let lines = |file: &str| -> Vec<Value> {
            let text = std::fs::read_to_string(folder.join(file)).unwrap();
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
        };
        let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let corpus = lines("corpus.jsonl");
        let documents = corpus.iter().map(|value| Document {
            language: Language::new(language),
            title: text(value, "title"),
            body: text(value, "text"),
            ..Document::default()
        });
        let mut judgments: HashMap<String, Judgments> = HashMap::new();
        for line in std::fs::read_to_string(folder.join("qrels.tsv")).unwrap().lines().skip(1) {
            let columns: Vec<&str> = line.split('\t').collect();
            let grade = columns[2].parse().unwrap();
            judgments.entry(columns[0].into()).or_default().insert(columns[1].into(), grade);
        }
        let queries = lines("queries.jsonl");
        Some(Self {
            ids: corpus.iter().map(|value| text(value, "_id")).collect(),
            documents: documents.collect(),
            queries: queries
                .iter()
                .map(|value| (text(value, "_id"), text(value, "text")))
                .collect(),
            judgments,
        })
    }

    pub(crate) fn report(&self) -> Report {
        let mut site = Site::new(Options::default(), &self.documents);
        let bytes: BTreeMap<&str, (usize, usize)> =
            site.files.iter().fold(BTreeMap::new(), |mut sum, (name, bytes)| {
                let kind = name.split(['-']).next().unwrap();
                let entry = sum.entry(kind).or_insert((0, 0));
                *entry = (entry.0 + 1, entry.1 + bytes.len());
                sum
            });
        println!("{bytes:?}");
        let mut runs = Vec::new();
        for (id, query) in self.queries.iter().filter(|(id, _)| self.judgments.contains_key(id)) {
            let request = Request { query: query.clone(), limit: 100, ..Request::default() };
            let answer = site.answer(&request);
            let ranking: Vec<String> =
                answer.hits.iter().map(|hit| self.ids[hit.document as usize].clone()).collect();
            runs.push((ranking, &self.judgments[id]));
        }
        report(runs.iter().map(|(ranking, judgments)| (&ranking[..], *judgments)))
    }
}

#[test]
fn french_questions() {
    let Some(collection) = Collection::read("piaf-fr", "fr") else { return };
    let report = collection.report();
    println!("PIAF {report:?}");
    assert!(report.ndcg_10 >= 0.79, "{report:?}");
}

#[test]
fn english_abstracts() {
    let Some(collection) = Collection::read("cranfield", "en") else { return };
    let report = collection.report();
    println!("Cranfield {report:?}");
    assert!(report.ndcg_10 >= 0.50, "{report:?}");
}
