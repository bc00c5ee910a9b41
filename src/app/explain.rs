//! How a query was understood, in words. Pure; the viewer has it from the module that knows words (`bin/marks.rs`).
//!
//! What things are called is the viewer's to say: it stands as a name between two [`MARK`]s, which is that of a facet
//! (`topic`), of a value of one (`topic port`), a month (`2024-03`) or a span of months (`2024-03 2024-05`).

use crate::{
    i18n::{Interface, fill, reading::Reading},
    search::{Dates, Facet, Filter, FormKind, Gather, Part, Understood, What, marker::MARK},
};
use nanoserde::DeBin;

/// Stands between what is said of the query and what is said of the one that was searched instead.
pub const THEN: char = '\n';

/// What there is to say of a query, of what an answer says in bytes of how it was understood
/// ([`Answer::understood`](crate::search::Answer::understood)): nothing of plain words; [`THEN`], which of them are nowhere
/// and have others in their place.
#[must_use]
pub fn explain(understood: &[u8], query: &str, language: &str) -> String {
    let understood = Understood::deserialize_bin(understood).unwrap_or_default();
    let words = Reading::of(Interface::new(language).unwrap_or_default());
    let query = Query { words, query, understood: &understood };
    let mut said: Vec<String> = understood.parts.iter().filter_map(|p| query.notable(p)).gather();
    query.given_up(&mut said);
    if !understood.skipped.is_empty() {
        said.push(fill(words.too_common, &[&query.all(&understood.skipped)]));
    }
    if understood.truncated {
        said.push(words.cut_query.to_owned());
    }
    let typos = query.typos();
    let corrected = if typos.is_empty() { String::new() } else { fill(words.corrected, &[&typos]) };
    [said.join(" · "), corrected].join("\n")
}

struct Query<'a> {
    words: &'static Reading,
    query: &'a str,
    understood: &'a Understood,
}

impl Query<'_> {
    /// What there is to say of a part of the query; nothing of a plain word.
    fn notable(&self, part: &Part) -> Option<String> {
        match &part.what {
            // Its words are searched one by one, and follow.
            What::Phrase { words, in_title } if part.given_up => Some(fill(
                self.words.in_no_such_order,
                &[&self.titled(self.quoted(words), *in_title)],
            )),
            _ if part.given_up => None,
            What::Word { word, in_title: false, begins, forms } if !part.excluded => {
                let kinds = || forms.iter().map(|form| form.kind);
                let beginning = *begins
                    && kinds().any(|kind| kind == FormKind::Prefix)
                    && kinds().all(|kind| kind != FormKind::Exact);
                beginning.then(|| fill(self.words.beginning, &[&self.one(word)]))
            }
            _ => Some(self.described(part)),
        }
    }

    /// A part of the query in words.
    fn described(&self, part: &Part) -> String {
        let text = match &part.what {
            What::Word { word, in_title, .. } => self.titled(self.one(word), *in_title),
            What::Phrase { words, in_title } => {
                self.titled(fill(self.words.exactly, &[&self.quoted(words)]), *in_title)
            }
            What::Filter(Filter::Facet { facet, typed, keys }) => self.facet(*facet, typed, keys),
            What::Filter(Filter::Dates(dates)) => self.dates(*dates),
            What::Any(parts) => self.each(parts, self.words.or),
            What::Group(parts) => format!("({})", self.each(parts, ", ")),
        };
        if part.excluded { fill(self.words.without, &[&text]) } else { text }
    }

    fn titled(&self, text: String, in_title: bool) -> String {
        if in_title { fill(self.words.in_title, &[&text]) } else { text }
    }

    /// The parts that were given up: those that no release has, and those that none has together with the
    /// others.
    fn given_up(&self, said: &mut Vec<String>) {
        let parts = &self.understood.parts;
        let counts = |part: &&Part| {
            !part.excluded && !matches!(part.what, What::Phrase { .. } | What::Filter(_))
        };
        // A sentence: any of its words will do.
        let any = parts.iter().any(|part| part.given_up)
            && parts.iter().filter(counts).all(|part| part.given_up);
        let pattern = if any { self.words.any_words } else { self.words.given_up };
        for (pattern, nowhere) in [(self.words.nowhere, true), (pattern, false)] {
            let mut named: Vec<String> = Vec::new();
            for part in parts.iter().filter(|part| part.given_up) {
                let is_nowhere = match &part.what {
                    What::Word { forms, .. } => forms.is_empty(),
                    // Said by itself, before its words.
                    What::Phrase { .. } => continue,
                    _ => false,
                };
                if is_nowhere == nowhere {
                    named.push(self.described(part));
                }
            }
            if !named.is_empty() {
                said.push(fill(pattern, &[&named.join(", ")]));
            }
        }
    }

    /// The words that are nowhere, and had others searched in their place.
    fn typos(&self) -> String {
        let typo = |part: &Part| match &part.what {
            What::Word { word, forms, .. }
                if !part.given_up && forms.iter().any(|form| form.kind == FormKind::Typo) =>
            {
                Some(self.one(word))
            }
            _ => None,
        };
        self.understood.parts.iter().filter_map(typo).gather().join(", ")
    }

    fn each(&self, parts: &[Part], between: &str) -> String {
        parts.iter().map(|part| self.described(part)).gather().join(between)
    }

    fn facet(&self, facet: Facet, typed: &str, keys: &[String]) -> String {
        // A word may stand for many issuers.
        let named = |key: &String| called(&[facet.as_str(), " ", key].concat());
        let mut values: Vec<String> = keys.iter().take(3).map(named).gather();
        match keys.len() {
            0 => values.push(fill(self.words.no_such, &[&visible(typed)])),
            4.. => values.push("…".to_owned()),
            _ => {}
        }
        fill(self.words.named, &[&called(facet.as_str()), &values.join(self.words.or)])
    }

    fn dates(&self, dates: Dates) -> String {
        match (dates.from, dates.to) {
            (Some(from), Some(to)) if from.month == 1 && to.month == 12 && from.year == to.year => {
                from.year.to_string()
            }
            (Some(from), Some(to)) => called(&format!("{from} {to}")),
            (Some(from), None) => fill(self.words.since, &[&called(&from.to_string())]),
            (None, Some(to)) => fill(self.words.up_to, &[&called(&to.to_string())]),
            (None, None) => String::new(),
        }
    }

    /// Words in quotation marks, one by one.
    fn all(&self, words: &[String]) -> String {
        words.iter().map(|word| self.one(word)).gather().join(", ")
    }

    fn one(&self, word: &String) -> String {
        self.quoted(std::slice::from_ref(word))
    }

    /// Words as they were typed, in one pair of quotation marks.
    fn quoted(&self, words: &[String]) -> String {
        fill(self.words.quoted, &[&visible(&self.understood.as_typed(self.query, words))])
    }
}

/// What the viewer has a name for.
fn called(what: &str) -> String {
    [&MARK.to_string(), what, &MARK.to_string()].concat()
}

/// What was typed, without what would be taken for a mark.
fn visible(typed: &str) -> String {
    typed.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::explain;
    use crate::search::{Answer, Facet, Filter, Form, FormKind, Part, Understood, What};

    fn said(parts: Vec<Part>, query: &str, language: &str) -> String {
        let understood = Understood { parts, ..Understood::default() };
        let answer = Answer::default().told(query, understood);
        explain(&answer.understood, query, language).replace('\0', "|")
    }

    fn part(what: What) -> Part {
        Part { what, excluded: false, given_up: false }
    }

    fn word(word: &str, kind: FormKind) -> Part {
        let forms = vec![Form { word: word.to_owned(), kind }];
        part(What::Word { word: word.to_owned(), in_title: false, begins: false, forms })
    }

    #[test]
    fn plain_words_need_none() {
        assert_eq!(said(vec![word("quai", FormKind::Exact)], "Quai", "fr"), "\n");
        assert_eq!(explain(b"\xff", "quai", "xx"), "\n");
    }

    #[test]
    fn names_are_left_to_the_viewer_and_typed_words_stay_as_they_were() {
        let facet = |keys: &[&str]| {
            part(What::Filter(Filter::Facet {
                facet: Facet::Topic,
                typed: "port\0s".to_owned(),
                keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            }))
        };
        let phrase = |given_up| Part {
            given_up,
            ..part(What::Phrase {
                words: vec!["ete".to_owned(), "chaud".to_owned()],
                in_title: true,
            })
        };
        assert_eq!(
            said(vec![facet(&["port", "mer"]), phrase(false)], "x « Été\nchaud »", "fr"),
            "|topic|\u{a0}: |topic port| ou |topic mer| · exactement «\u{a0}Été chaud\u{a0}» dans le titre\n"
        );
        assert_eq!(
            said(vec![facet(&[]), phrase(true)], "", "en"),
            "|topic|: none is called “port s” · “ete chaud” in the title stands nowhere in this order: its words were searched\n"
        );
    }

    #[test]
    fn words_that_are_nowhere_are_named() {
        let mut nowhere = word("xyz", FormKind::Exact);
        nowhere.given_up = true;
        if let What::Word { forms, .. } = &mut nowhere.what {
            forms.clear();
        }
        assert_eq!(
            said(vec![word("prot", FormKind::Typo), nowhere], "Prot xyz", "en"),
            "in no release: “xyz”\nNo release has “Prot”. These are the releases for"
        );
    }
}
