//! How well the right release is found, on questions that weights cannot be fitted to: they are drawn from the titles
//! and texts of real newsrooms, a half of each for choosing weights and a half for reporting.
//!
//! `cargo bench --bench relevance -- [--half tuning|reporting|both] [--collection NAME]… [--queries FILE.json] [--reader LANGUAGE]`
//! prints Markdown; with `--queries` it also writes the documents, the questions and the figures for
//! `benches/peers/relevance.mjs`. `make relevance` calls both; `benches/README.md` says what is measured.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench stops at what it did not expect")]

#[path = "../collection/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the tests")]
mod collection;
mod learn;
#[path = "mod.rs"]
#[allow(unreachable_pub, reason = "shared with the tests")]
mod relevance;

use collection::Collection;
use kiosque::model::Language;
use kiosque::search::{Options, Weights};
use learn::Lessons;
use relevance::asked::{Asker, Class, Item};
use relevance::chance::Half;
use relevance::judged::{self, Ask, JUDGED};
use relevance::measure::{self, FEWEST, Figures, Index, Score};
use relevance::newsrooms::{Newsroom, newsrooms};
use serde_json::{Value, json};
use std::fs;

/// What the command line asks for.
struct Wanted {
    half: Half,
    /// Empty for all.
    collections: Vec<String>,
    queries: Option<String>,
    /// The language of the reader.
    reader: Option<Language>,
    /// Prints the questions that are not answered first.
    missed: bool,
    weights: Weights,
    /// The weights to learn; empty for all.
    learn: Option<Vec<String>>,
}

impl Wanted {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let half = Half::Reporting;
        let mut wanted = Self {
            half,
            collections: Vec::new(),
            queries: None,
            reader: None,
            missed: false,
            weights: Weights::default(),
            learn: None,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} wants a value"));
            match argument.as_str() {
                "--bench" => {}
                "--half" => wanted.half = half_called(&value()?)?,
                "--collection" => wanted.collections.push(value()?),
                "--queries" => wanted.queries = Some(value()?),
                "--reader" => wanted.reader = Language::new(&value()?),
                "--missed" => wanted.missed = true,
                "--set" => learn::set(&mut wanted.weights, &value()?)?,
                "--learn" => wanted.learn = Some(Vec::new()),
                name if !name.starts_with('-') && wanted.learn.is_some() => {
                    wanted.learn.iter_mut().for_each(|names| names.push(name.to_owned()));
                }
                other => return Err(format!("{other} is no option")),
            }
        }
        Ok(wanted)
    }

    fn has(&self, name: &str) -> bool {
        self.collections.is_empty() || self.collections.iter().any(|wanted| wanted == name)
    }
}

fn half_called(name: &str) -> Result<Half, String> {
    let halves = [Half::Tuning, Half::Reporting, Half::Both];
    let half = halves.into_iter().find(|half| half.label() == name);
    half.ok_or(format!("no half is called {name}: tuning, reporting or both"))
}

fn main() {
    let wanted = match Wanted::read(std::env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(error) => {
            eprintln!(
                "{error}\nusage: cargo bench --bench relevance -- [--half tuning|reporting|both] [--collection NAME]… [--queries FILE.json] [--missed]"
            );
            std::process::exit(2);
        }
    };
    if let Some(names) = &wanted.learn {
        let known = newsrooms(|name| name != "sample" && wanted.has(name));
        let judged = JUDGED.iter().filter(|(name, _)| wanted.has(name));
        let judged = judged.filter_map(|(name, language)| Collection::read(name, language));
        let mut lessons = Lessons::new(known, judged.collect());
        let names = names.iter().all(|name| name != "none").then_some(&names[..]);
        return lessons.learn(&mut wanted.weights.clone(), names);
    }
    let mut written = Vec::new();
    for newsroom in newsrooms(|name| wanted.has(name)) {
        written.push(known_items(&newsroom, &wanted));
    }
    let mut judged = Vec::new();
    for (name, language) in JUDGED.iter().filter(|(name, _)| wanted.has(name)) {
        judged.extend(
            Collection::read(name, language).map(|c| questions(name, language, &c, &wanted)),
        );
    }
    if let Some(file) = &wanted.queries {
        let all = json!({ "half": which(wanted.half), "newsrooms": written, "judged": judged });
        fs::write(file, all.to_string()).unwrap();
    }
}

/// Prints the figures of a newsroom; returns all that other engines need to be measured on the same.
fn known_items(newsroom: &Newsroom, wanted: &Wanted) -> Value {
    let Newsroom { name, ids, indexed, french } = newsroom;
    let asker = Asker::new(ids, &indexed.documents, *french);
    let classes = asker.ask(wanted.half);
    let options = Options { weights: wanted.weights.clone(), ..indexed.options.clone() };
    let mut index = Index::new(options, &indexed.documents);
    index.language.clone_from(&wanted.reader);
    let figures = measure::measure(&index, &classes);
    println!("\n## {name}: {} releases, {}\n", ids.len(), which(wanted.half));
    println!(
        "| asked by | items | first | in ten | MRR@10 | apart | first | in ten |\n|---|---|---|---|---|---|---|---|"
    );
    for Figures { class, score, apart } in &figures {
        if score.items >= FEWEST {
            row(class.label(), score, apart);
        }
    }
    row("mean", &measure::mean(&figures), &Score::default());
    if wanted.missed {
        classes.iter().for_each(|(class, items)| missed(&index, newsroom, *class, items));
    }
    let documents = ids.iter().zip(&indexed.documents).map(|(id, document)| {
        json!({ "id": id, "title": document.title, "summary": document.summary, "text": document.body })
    });
    let measured =
        classes.iter().zip(&figures).filter(|(_, figures)| figures.score.items >= FEWEST);
    let classes = measured.map(|((class, items), figures)| {
        let items = items.iter().map(|item| {
            let Item { query, typing, right, apart, .. } = item;
            json!({ "query": query, "typing": typing, "right": right, "apart": apart })
        });
        json!({
            "class": class.label(),
            "items": items.collect::<Vec<_>>(),
            "kiosque": { "score": as_json(&figures.score), "apart": as_json(&figures.apart) },
        })
    });
    json!({
        "name": name,
        "language": if *french { "fr" } else { "en" },
        "documents": documents.collect::<Vec<_>>(),
        "classes": classes.collect::<Vec<_>>(),
    })
}

fn which(half: Half) -> String {
    if half == Half::Both { "both halves".to_owned() } else { format!("{} half", half.label()) }
}

fn row(label: &str, score: &Score, apart: &Score) {
    let Score { items, first, ten, mrr } = score;
    print!("| {label} | {items} | {first:.3} | {ten:.3} | {mrr:.3} |");
    match apart {
        Score { items: 0, .. } => println!(" | | |"),
        Score { items, first, ten, .. } => println!(" {items} | {first:.3} | {ten:.3} |"),
    }
}

fn as_json(score: &Score) -> Value {
    let Score { items, first, ten, mrr } = score;
    json!({ "items": items, "first": first, "ten": ten, "mrr": mrr })
}

/// Prints the questions of a class that are not answered first.
fn missed(index: &Index, newsroom: &Newsroom, class: Class, items: &[Item]) {
    for (item, rank) in items.iter().zip(measure::ranks(index, items)) {
        if rank != Some(0) {
            let rank = rank.map_or("none".to_owned(), |rank| (rank + 1).to_string());
            let title = &newsroom.indexed.documents[item.document as usize].title;
            let apart = if item.apart { " (apart)" } else { "" };
            println!("{}{apart}: {rank}: {} — {title}", class.label(), item.query);
        }
    }
}

/// Prints the figures of a judged collection; returns what other engines need.
fn questions(name: &str, language: &str, collection: &Collection, wanted: &Wanted) -> Value {
    let index = judged::index(collection, &wanted.weights);
    let half = wanted.half;
    println!("\n## {name}: {} documents, judged, {}\n", collection.ids.len(), which(half));
    println!(
        "| questions | listed | count | nDCG@10 | MRR@10 | recall@100 |\n|---|---|---|---|---|---|"
    );
    let mut figures = Vec::new();
    for (long, wide) in [(false, true), (true, true), (false, false), (true, false)] {
        let report = judged::measure(&index, collection, Ask { half, long, wide });
        let which = if long { "long" } else { "all" };
        let listed = if wide { "any words" } else { "all words" };
        println!(
            "| {which} | {listed} | {} | {:.3} | {:.3} | {:.3} |",
            report.queries, report.ndcg_10, report.mrr_10, report.recall_100
        );
        figures.push(json!({
            "long": long, "wide": wide, "ndcg": report.ndcg_10, "mrr": report.mrr_10,
        }));
    }
    let place = |known: &str| collection.ids.iter().position(|id| id == known);
    let asked = judged::questions(collection, half, false).into_iter().map(|(query, judgments)| {
        let grades =
            judgments.iter().filter_map(|(id, grade)| Some((place(id)?.to_string(), json!(grade))));
        let long = query.split_whitespace().count() >= judged::LONG;
        json!({ "query": query, "long": long, "grades": grades.collect::<serde_json::Map<_, _>>() })
    });
    let documents = collection.ids.iter().zip(&collection.documents).map(|(id, document)| {
        json!({ "id": id, "title": document.title, "summary": "", "text": document.body })
    });
    json!({
        "name": name,
        "language": language,
        "documents": documents.collect::<Vec<_>>(),
        "questions": asked.collect::<Vec<_>>(),
        "kiosque": figures,
    })
}
