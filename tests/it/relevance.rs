//! Relevance gates, on the collections in `shared/data`. Where that folder is absent these tests
//! say so and pass.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop at what they did not expect")]

use crate::search::Site;
use kiosque::model::Language;
use kiosque::search::analysis::{Token, fold, tokens};
use kiosque::search::eval::{Judgments, Report, report};
use kiosque::search::{Document, Options, Request};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
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
    assert!(report.ndcg_10 >= 0.81, "{report:?}");
}

#[test]
fn english_abstracts() {
    let Some(collection) = Collection::read("cranfield", "en") else { return };
    let report = collection.report();
    println!("Cranfield {report:?}");
    assert!(report.ndcg_10 >= 0.54, "{report:?}");
}

/// How a known paragraph is asked for.
#[derive(Clone, Copy, Debug)]
enum Class {
    ExactWord,
    TwoWords,
    Typo,
    Prefix,
    NoAccents,
    AfterElision,
    OtherInflection,
}

/// A query of a class for a document: words of it that few others have.
fn known_item(
    class: Class,
    document: &Document,
    rarity: &HashMap<String, u32>,
    pick: usize,
) -> Option<(String, bool)> {
    // The words as they are written: what a reader would copy.
    let written = |token: &Token| document.body[token.range.clone()].to_lowercase();
    let usable = |token: &&Token| {
        let plain = written(token).chars().all(char::is_alphabetic) && !token.compound;
        plain && token.word.chars().count() >= 6 && rarity[&token.word] <= 3
    };
    let tokens = tokens(&document.body);
    let mut words: Vec<String> = tokens.iter().filter(usable).map(written).collect();
    words.dedup();
    if words.is_empty() {
        return None;
    }
    let word = words[pick % words.len()].clone();
    let letters: Vec<char> = word.chars().collect();
    let middle = 1 + pick % (letters.len() - 2);
    let query = match class {
        Class::ExactWord => word,
        Class::TwoWords => format!("{word} {}", words[(pick / 7 + 1) % words.len()]),
        Class::Typo => {
            let mut letters = letters;
            match pick % 4 {
                0 => letters.swap(middle, middle - 1),
                1 => drop(letters.remove(middle)),
                2 => letters.insert(middle, 'e'),
                _ => letters[middle] = if letters[middle] == 'a' { 'o' } else { 'a' },
            }
            letters.into_iter().collect()
        }
        Class::Prefix => {
            // A beginning that identifies something: not one that fifty paragraphs have.
            let beginning = |word: &String| word.chars().take(5).collect::<String>();
            words.iter().map(beginning).find(|word| rarity[&format!("{}*", fold(word))] <= 15)?
        }
        Class::NoAccents => {
            words.into_iter().find(|word| !word.is_ascii()).map(|word| fold(&word))?
        }
        Class::AfterElision => {
            let vowel =
                |word: &&String| "aeiouyhéèêâîô".contains(word.chars().next().unwrap_or(' '));
            let word = words.iter().find(vowel)?;
            format!("{}’{word}", ["l", "d", "qu"][pick % 3])
        }
        Class::OtherInflection => match word.strip_suffix('s') {
            Some(singular) => singular.to_owned(),
            None if word.ends_with(['x', 'z']) => return None,
            None => format!("{word}s"),
        },
    };
    Some((query, matches!(class, Class::Prefix)))
}

#[test]
fn known_items() {
    let Some(collection) = Collection::read("piaf-fr", "fr") else { return };
    let mut rarity: HashMap<String, u32> = HashMap::new();
    for document in &collection.documents {
        let words: HashSet<String> =
            tokens(&document.body).into_iter().map(|token| token.word).collect();
        let beginnings: HashSet<String> =
            words.iter().map(|word| word.chars().take(5).chain(['*']).collect()).collect();
        let all = words.into_iter().chain(beginnings);
        all.for_each(|word| *rarity.entry(word).or_default() += 1);
    }
    let mut site = Site::new(Options::default(), &collection.documents);
    let mut failed = Vec::new();
    for class in [
        Class::ExactWord,
        Class::TwoWords,
        Class::Typo,
        Class::Prefix,
        Class::NoAccents,
        Class::AfterElision,
        Class::OtherInflection,
    ] {
        let (mut asked, mut found, mut lost) = (0, 0, Vec::new());
        for step in 0..2_000 {
            let number = step * 7_919 % collection.documents.len();
            let document = &collection.documents[number];
            let Some((query, typing)) = known_item(class, document, &rarity, step * 31 + 3) else {
                continue;
            };
            let answer =
                site.answer(&Request { query: query.clone(), typing, ..Request::default() });
            asked += 1;
            if answer.hits.iter().any(|hit| hit.document as usize == number) {
                found += 1;
            } else {
                lost.push(query);
            }
            if asked == 100 {
                break;
            }
        }
        println!("{class:?}: {found} of {asked}; lost {lost:?}");
        if asked != 100 || found < 97 {
            failed.push((class, found));
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}
