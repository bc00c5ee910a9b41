//! Requests and answers as JSON, for the messages between a page and the worker that searches for
//! it. How JSON is written stands in `model/json/`.

use super::{
    Answer, Dates, Dropped, Facet, Filter, Form, FormKind, Hit, Part, Relax, Request, Selection,
    Sort, Understood, What,
};
use crate::model::{
    FromJson,
    json::{
        ToJson, Value, list, member, message, optional, put_list, put_name, put_text, put_variant,
        variant,
    },
    named,
};

message! {
    Request { query!, typing!, selection!, sort!, offset!, limit!, counts!, wide!, language? }
    Answer {
        partial!, total!, more!, hits!, counts!, months!, unavailable!, understood!, suggestion?,
        relax!,
    }
    Relax { drop!, range?, total! }
    Understood { parts!, skipped!, truncated! }
    Part { what!, excluded!, given_up! }
    Form { word!, kind! }
    Dates { from?, to? }
}

named! {
    Sort { Relevance "relevance", Newest "newest", Oldest "oldest" }
    FormKind { Exact "exact", Stem "stem", Prefix "prefix", Typo "typo", Near "near" }
}

impl ToJson for Selection {
    fn to_json(&self, out: &mut String) {
        out.push('{');
        put_name("values", out);
        put_list(self.values(), out, ToJson::to_json);
        put_name("years", out);
        put_list(self.years(), out, ToJson::to_json);
        if let Some(months) = &self.months {
            put_name("months", out);
            months.to_json(out);
        }
        out.push('}');
    }
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

impl ToJson for Hit {
    fn to_json(&self, out: &mut String) {
        put_variant("document", out, |out| self.document.to_json(out));
    }
}

impl FromJson for Hit {
    fn from_json(json: &Value) -> Option<Self> {
        // Pages show no scores: they are not sent.
        Some(Self { document: member(json, "document")?, score: 0.0 })
    }
}

impl ToJson for Dropped {
    fn to_json(&self, out: &mut String) {
        match self {
            Self::Dates => put_text("dates", out),
            Self::Facet(facet) => put_variant("facet", out, |out| facet.to_json(out)),
            Self::Part(part) => {
                put_variant("part", out, |out| (u32::try_from(*part).unwrap_or(0)).to_json(out));
            }
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

impl ToJson for What {
    fn to_json(&self, out: &mut String) {
        match self {
            Self::Word { word, in_title, begins, forms } => put_variant("word", out, |out| {
                out.push('{');
                put_name("word", out);
                word.to_json(out);
                put_name("in_title", out);
                in_title.to_json(out);
                put_name("begins", out);
                begins.to_json(out);
                put_name("forms", out);
                forms.to_json(out);
                out.push('}');
            }),
            Self::Phrase { words, in_title } => put_variant("phrase", out, |out| {
                out.push('{');
                put_name("words", out);
                words.to_json(out);
                put_name("in_title", out);
                in_title.to_json(out);
                out.push('}');
            }),
            Self::Filter(filter) => put_variant("filter", out, |out| filter.to_json(out)),
            Self::Any(parts) => put_variant("any", out, |out| parts.to_json(out)),
            Self::Group(parts) => put_variant("group", out, |out| parts.to_json(out)),
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

impl ToJson for Filter {
    fn to_json(&self, out: &mut String) {
        match self {
            Self::Dates(dates) => put_variant("dates", out, |out| dates.to_json(out)),
            Self::Facet { facet, typed, keys } => put_variant("facet", out, |out| {
                out.push('{');
                put_name("facet", out);
                facet.to_json(out);
                put_name("typed", out);
                typed.to_json(out);
                put_name("keys", out);
                keys.to_json(out);
                out.push('}');
            }),
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
        Sort, ToJson, Understood, Value, What,
    };
    use crate::model::Language;

    fn comes_back<T: FromJson + PartialEq + std::fmt::Debug + ToJson>(value: &T) {
        let mut text = String::new();
        value.to_json(&mut text);
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}");
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
                language: Language::new("pt-br"),
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
            whats.into_iter().map(|what| Part { what, excluded: true, given_up: false }).collect();
        let nested = [What::Any(parts.clone()), What::Group(parts.clone())];
        let nested = nested.map(|what| Part { what, excluded: false, given_up: false });
        let relax = [Dropped::Facet(Facet::With), Dropped::Dates, Dropped::Part(3)];
        comes_back(&Answer {
            partial: true,
            total: 3,
            more: 5,
            hits: vec![Hit { document: 7, score: 0.0 }, Hit { document: 8, score: 0.0 }],
            counts: vec![(Facet::Place, vec![("lyon".to_owned(), 2)])],
            months: vec![("2024-06".parse().unwrap(), 2)],
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
