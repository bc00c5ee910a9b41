//! The corpus of a search test collection (BEIR): one JSON object with `_id`, `title` and `text`
//! on each line. Read only where it is named, for measuring search.

use super::{
    Draft, File, Origin, Parsed,
    html::{one_line, plain_text},
    problem::{Kind, Place, Problem},
    slug,
};
use crate::model::Release;
use serde_json::Value;

/// Reads a corpus.
pub(super) fn read(text: &str, file: &File<'_>) -> Parsed {
    let mut parsed = Parsed::default();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = Place::Line(u32::try_from(index + 1).unwrap_or(u32::MAX));
        let problem = |kind, message: &str| Problem::new(file.source, place.clone(), kind, message);
        let value: Value = match serde_json::from_str(line) {
            Ok(value) => value,
            Err(error) => {
                parsed.problems.push(problem(Kind::Syntax, &format!("not JSON: {error}")));
                continue;
            }
        };
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let Some(id) = text("_id").filter(|id| !id.is_empty()) else {
            parsed.problems.push(problem(Kind::MissingId, "no _id: left out"));
            continue;
        };
        // Settled once all releases are known.
        let mut release = Release::new(id, slug::from_text("release"));
        release.title = text("title").map(|title| one_line(&title)).filter(|t| !t.is_empty());
        release.body = text("text").map(|text| plain_text(&text)).unwrap_or_default();
        release.language = file.language.clone();
        let origin = Origin { source: file.source.to_owned(), place };
        parsed.drafts.push(Draft {
            release,
            origin,
            slug: None,
            tags: Vec::new(),
            appears: None,
            held: false,
        });
    }
    parsed
}
