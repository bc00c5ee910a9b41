//! Test collections in the layout of BEIR, asked of a published set.

use crate::eval::{Judgments, Report, report};
use anyhow::{Context, Result, bail};
use kiosque::{
    bundle::{Need, folder::Folder},
    search::Request,
};
use serde_json::{Value, json};
use std::{collections::HashMap, fs, path::Path};

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

/// The corpus of a collection, a file of one JSON object with `_id`, `title` and `text` on each line, as a JSON Feed.
///
/// # Errors
///
/// If the file cannot be read or a line is no such object.
pub fn feed(corpus: &Path, language: Option<&str>) -> Result<Value> {
    let item = |line: &str| {
        let value: Value = serde_json::from_str(line).ok()?;
        let id = value.get("_id")?.as_str().filter(|id| !id.is_empty())?;
        let mut item = json!({ "id": id });
        for (name, ours) in [("title", "title"), ("text", "content_text")] {
            let text = value.get(name).and_then(Value::as_str).unwrap_or_default().trim();
            if !text.is_empty() {
                item[ours] = text.into();
            }
        }
        Some(item)
    };
    let items = lines(corpus, "a JSON object with _id, title and text is wanted", item)?;
    let mut feed = json!({ "version": "https://jsonfeed.org/version/1.1", "items": items });
    if let Some(language) = language {
        feed["language"] = language.into();
    }
    Ok(feed)
}

/// Reads queries from a file of one JSON object with `_id` and `text` on each line.
///
/// # Errors
///
/// If the file cannot be read or a line is no such object.
pub fn read_queries(path: &Path) -> Result<Vec<Query>> {
    let query = |line: &str| {
        let value: Value = serde_json::from_str(line).ok()?;
        let text = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
        Some(Query { id: text("_id")?, text: text("text")? })
    };
    lines(path, "a JSON object with _id and text is wanted", query)
}

/// Reads judgments, by query: from a table with columns query, document and grade under a line of headings, or in TREC's
/// four columns.
///
/// # Errors
///
/// If the file cannot be read or a line is no judgment.
pub fn read_judgments(path: &Path) -> Result<HashMap<String, Judgments>> {
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
fn lines<T>(path: &Path, expected: &str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut all = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let Some(value) = read(line) else { bail!("{}:{number}: {expected}", path.display()) };
        all.push(value);
    }
    Ok(all)
}

/// For each query its ranking, best first, at most `depth` long.
#[must_use]
pub fn rankings(folder: &mut Folder, queries: &[Query], depth: u32) -> Vec<Vec<Ranked>> {
    let ids = ids(folder);
    let mut ranking = |query: &Query| {
        let text = query.text.clone();
        let request = Request { query: text, limit: depth, wide: true, ..Request::default() };
        let answer = folder.read(&Need::List(request.clone())).answer(&request);
        let id = |document: u32| ids.get(document as usize).cloned().unwrap_or_default();
        answer.hits.iter().map(|hit| (id(hit.document), hit.score)).collect()
    };
    queries.iter().map(&mut ranking).collect()
}

/// The ids of all releases as in the source, by document number; empty where one cannot be read.
fn ids(folder: &mut Folder) -> Vec<String> {
    let everything = Request { limit: u32::MAX, ..Request::default() };
    let reader = folder.read(&Need::List(everything.clone()));
    let found = reader.found(&reader.answer(&everything));
    let mut id = |found: &kiosque::bundle::Found| {
        let slug = &found.card.as_ref()?.slug;
        let article = folder.read(&Need::Article(slug.clone())).article(slug)?;
        Some(article.release.id.clone())
    };
    found.iter().map(|found| id(found).unwrap_or_default()).collect()
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

/// One line of a TREC run. `rank` counts from 1.
#[must_use]
pub fn trec_line(query: &str, document: &str, rank: usize, score: f32) -> String {
    // The format parts columns by spaces, so an id cannot hold any.
    let id = |id: &str| id.split_whitespace().collect::<Vec<_>>().join("_");
    format!("{} Q0 {} {rank} {score:.6} kiosque", id(query), id(document))
}

#[cfg(test)]
mod tests {
    use super::trec_line;

    #[test]
    fn run_lines_have_six_columns() {
        assert_eq!(trec_line("q 1", "d", 1, 2.5), "q_1 Q0 d 1 2.500000 kiosque");
    }
}
