//! Requests and answers as JSON, for the messages between a page and the worker that searches for
//! it. Written by derive, read by hand like the rest of the set (see `model/json.rs`).

use super::{
    Answer, Dates, Dropped, Facet, Filter, Form, FormKind, Hit, Part, Relax, Request, Selection,
    Sort, Understood, What,
};
use crate::model::{
    FromJson,
    json::{Value, from_object, list, member, optional, variant},
};

from_object! {
    Request { query!, typing!, selection!, sort!, offset!, limit!, counts! }
    Answer {
        total!, hits!, counts!, months!, years!, unavailable!, understood!, suggestion?, relax!,
    }
    Relax { drop!, range?, total! }
    Understood { parts!, skipped!, truncated! }
    Part { what!, excluded! }
    Form { word!, kind! }
    Dates { from?, to? }
}

impl FromJson for Selection {
    fn from_json(json: &Value) -> Option<Self> {
        let mut selection = Self::default();
        selection.months = optional(json, "months")?;
        // One by one, so that they are in order whoever wrote them.
        for (facet, key) in list::<(Facet, String)>(json, "values")? {
            if !selection.has(facet, &key) {
                selection.toggle(facet, &key);
            }
        }
        for year in list::<u16>(json, "years")? {
            if !selection.years().contains(&year) {
                selection.toggle_year(year);
            }
        }
        Some(selection)
    }
}

impl FromJson for Hit {
    fn from_json(json: &Value) -> Option<Self> {
        // Pages show no scores: they are not sent.
        Some(Self { document: member(json, "document")?, score: 0.0 })
    }
}

impl FromJson for Facet {
    fn from_json(json: &Value) -> Option<Self> {
        let name = json.as_str()?;
        Self::ALL.into_iter().find(|facet| facet.as_str() == name)
    }
}

impl FromJson for Sort {
    fn from_json(json: &Value) -> Option<Self> {
        match json.as_str()? {
            "relevance" => Some(Self::Relevance),
            "newest" => Some(Self::Newest),
            "oldest" => Some(Self::Oldest),
            _ => None,
        }
    }
}

impl FromJson for Dropped {
    fn from_json(json: &Value) -> Option<Self> {
        if json.as_str() == Some("dates") {
            return Some(Self::Dates);
        }
        match json.get("facet") {
            Some(facet) => Facet::from_json(facet).map(Self::Facet),
            None => Some(Self::Part(json.get("part")?.as_u64()?.try_into().ok()?)),
        }
    }
}

impl FromJson for What {
    fn from_json(json: &Value) -> Option<Self> {
        let (name, content) = variant(json)?;
        Some(match name {
            "word" => Self::Word {
                word: member(content, "word")?,
                in_title: member(content, "in_title")?,
                begins: member(content, "begins")?,
                forms: list(content, "forms")?,
            },
            "phrase" => Self::Phrase {
                words: member(content, "words")?,
                in_title: member(content, "in_title")?,
            },
            "filter" => Self::Filter(Filter::from_json(content)?),
            "any" => Self::Any(Vec::from_json(content)?),
            "group" => Self::Group(Vec::from_json(content)?),
            _ => return None,
        })
    }
}

impl FromJson for FormKind {
    fn from_json(json: &Value) -> Option<Self> {
        match json.as_str()? {
            "exact" => Some(Self::Exact),
            "stem" => Some(Self::Stem),
            "prefix" => Some(Self::Prefix),
            "typo" => Some(Self::Typo),
            _ => None,
        }
    }
}

impl FromJson for Filter {
    fn from_json(json: &Value) -> Option<Self> {
        let Some(facet) = json.get("facet") else {
            return member(json, "dates").map(Self::Dates);
        };
        Some(Self::Facet {
            facet: member(facet, "facet")?,
            typed: member(facet, "typed")?,
            keys: member(facet, "keys")?,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{
        Answer, Dates, Dropped, Facet, Filter, Form, FormKind, FromJson, Hit, Part, Relax, Request,
        Sort, Understood, Value, What,
    };
    use serde::Serialize;

    fn comes_back<T: FromJson + PartialEq + std::fmt::Debug + Serialize>(value: &T) {
        let text = serde_json::to_string(value).unwrap();
        assert_eq!(T::from_json(&Value::parse(text.as_bytes()).unwrap()).as_ref(), Some(value));
    }

    #[test]
    fn requests_come_back() {
        comes_back(&Request::default());
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            let mut request = Request {
                query: "l’\u{1f600} \"".into(),
                sort,
                typing: true,
                ..Default::default()
            };
            for facet in Facet::ALL {
                request.selection.toggle(facet, "b");
                request.selection.toggle(facet, "a");
            }
            request.selection.toggle_year(2024);
            request.selection.toggle_year(2019);
            request.selection.months =
                Some(("2024-01".parse().unwrap(), "2024-12".parse().unwrap()));
            comes_back(&request);
        }
    }

    #[test]
    fn answers_come_back() {
        comes_back(&Answer::default());
        let words = |kind| What::Word {
            word: "mot".into(),
            in_title: true,
            begins: true,
            forms: vec![Form { word: "mots".into(), kind }],
        };
        let kinds = [FormKind::Exact, FormKind::Stem, FormKind::Prefix, FormKind::Typo];
        let mut whats: Vec<What> = kinds.map(words).into();
        let facet = Filter::Facet {
            facet: Facet::Topic,
            typed: "santé".into(),
            keys: vec!["sante".into()],
        };
        let dates =
            [Dates { from: "2024-01".parse().ok(), to: None }, Dates { from: None, to: None }];
        whats.extend([facet].into_iter().chain(dates.map(Filter::Dates)).map(What::Filter));
        whats.push(What::Phrase { words: vec!["de".into(), "la".into()], in_title: false });
        let parts: Vec<Part> =
            whats.into_iter().map(|what| Part { what, excluded: true }).collect();
        let nested = [What::Any(parts.clone()), What::Group(parts.clone())];
        let nested = nested.map(|what| Part { what, excluded: false });
        let relax = [Dropped::Facet(Facet::With), Dropped::Dates, Dropped::Part(3)];
        comes_back(&Answer {
            total: 3,
            hits: vec![Hit { document: 7, score: 0.0 }, Hit { document: 8, score: 0.0 }],
            counts: vec![(Facet::Place, vec![("lyon".to_owned(), 2)])],
            months: vec![("2024-06".parse().unwrap(), 2)],
            years: vec![(2024, 2)],
            unavailable: vec!["mot".into()],
            understood: Understood {
                parts: parts.into_iter().chain(nested).collect(),
                skipped: vec!["le".into()],
                truncated: true,
            },
            suggestion: Some("mots".into()),
            relax: relax.map(|drop| Relax { drop, range: Some((1, 2)), total: 1 }).into(),
        });
    }
}
