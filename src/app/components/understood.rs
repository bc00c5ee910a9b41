//! How the query was understood: a quiet line below the field, when there is something to say.

use super::nothing_found::did_you_mean;
use crate::{
    app::{
        element::el,
        selectors::{self, Listed},
        view_context::ViewContext,
    },
    bundle::Set,
    i18n::fill,
    model::Month,
    search::{Dates, Facet, Filter, FormKind, Gather, Part, Understood, What},
};
use yew::Html;

/// How the query of what is listed was understood.
pub fn understood(cx: &ViewContext, set: &Set, listed: &Listed) -> Html {
    let messages = cx.messages;
    let understood = &listed.answer.understood;
    let reading = QueryReading { cx, set, query: &listed.search.query, understood };
    let mut said: Vec<String> = understood.parts.iter().filter_map(|p| reading.notable(p)).gather();
    reading.given_up(&understood.parts, &mut said);
    if !understood.skipped.is_empty() {
        said.push(fill(messages.too_common, &[&reading.all(&understood.skipped)]));
    }
    if understood.truncated {
        said.push(messages.cut_query.to_owned());
    }
    let unavailable = &listed.answer.unavailable;
    el("div")
        .class("k-understood")
        .child(
            el("p")
                .flag("hidden", said.is_empty())
                .child(el("span").class("k-understood__name").child(messages.understood))
                .child(" ")
                .child(said.join(" · ")),
        )
        .child(correction(cx, &reading, listed))
        .child(
            el("p")
                .class("k-understood__lacking")
                .flag("hidden", unavailable.is_empty())
                .child(fill(messages.unavailable_words, &[&reading.all(unavailable)])),
        )
        .html()
}

/// That a word is nowhere, and what was searched instead.
fn correction(cx: &ViewContext, reading: &QueryReading, listed: &Listed) -> Html {
    // Where nothing was found, that is said in its place.
    let suggestion = listed.answer.suggestion.as_ref().filter(|_| !listed.is_empty());
    let Some(suggestion) = suggestion else { return el("p").flag("hidden", true).html() };
    let is_typo = |part: &&Part| {
        let What::Word { forms, .. } = &part.what else { return false };
        !part.given_up && forms.iter().any(|form| form.kind == FormKind::Typo)
    };
    let typos = listed.answer.understood.parts.iter().filter(is_typo);
    let typos: Vec<String> = typos
        .filter_map(|part| match &part.what {
            What::Word { word, .. } => Some(word.clone()),
            _ => None,
        })
        .gather();
    if typos.is_empty() {
        return did_you_mean(cx, &listed.search, suggestion);
    }
    let search = listed.search.with_query(suggestion.clone());
    el("p")
        .child(fill(cx.messages.corrected, &[&reading.all(&typos)]))
        .child(" ")
        .child(cx.list_link(search, suggestion))
        .child(".")
        .html()
}

struct QueryReading<'a> {
    cx: &'a ViewContext<'a>,
    set: &'a Set,
    query: &'a str,
    understood: &'a Understood,
}

impl QueryReading<'_> {
    /// What there is to say of a part of the query; nothing of a plain word.
    fn notable(&self, part: &Part) -> Option<String> {
        let messages = self.cx.messages;
        match &part.what {
            // Its words are searched one by one, and follow.
            What::Phrase { words, in_title } if part.given_up => Some(fill(
                messages.in_no_such_order,
                &[&self.titled(self.quoted(words), *in_title)],
            )),
            _ if part.given_up => None,
            What::Word { word, in_title: false, begins, forms } if !part.excluded => {
                let kinds = || forms.iter().map(|form| form.kind);
                let beginning = *begins
                    && kinds().any(|kind| kind == FormKind::Prefix)
                    && kinds().all(|kind| kind != FormKind::Exact);
                beginning
                    .then(|| fill(messages.beginning, &[&self.quoted(std::slice::from_ref(word))]))
            }
            _ => Some(self.described(part)),
        }
    }

    /// A part of the query in words.
    fn described(&self, part: &Part) -> String {
        let messages = self.cx.messages;
        let text = match &part.what {
            What::Word { word, in_title, .. } => {
                self.titled(self.quoted(std::slice::from_ref(word)), *in_title)
            }
            What::Phrase { words, in_title } => {
                self.titled(fill(messages.exactly, &[&self.quoted(words)]), *in_title)
            }
            What::Filter(Filter::Facet { facet, typed, keys }) => self.facet(*facet, typed, keys),
            What::Filter(Filter::Dates(dates)) => self.dates(dates),
            What::Any(parts) => self.each(parts, messages.or()),
            What::Group(parts) => format!("({})", self.each(parts, ", ")),
        };
        if part.excluded { fill(messages.without, &[&text]) } else { text }
    }

    fn titled(&self, text: String, in_title: bool) -> String {
        if in_title { fill(self.cx.messages.in_title, &[&text]) } else { text }
    }

    /// The parts that were given up: those that no release has, and those that none has together with the
    /// others.
    fn given_up(&self, parts: &[Part], said: &mut Vec<String>) {
        let messages = self.cx.messages;
        let counts = |part: &&Part| {
            !part.excluded && !matches!(part.what, What::Phrase { .. } | What::Filter(_))
        };
        // A sentence: any of its words will do.
        let any = parts.iter().any(|part| part.given_up)
            && parts.iter().filter(counts).all(|part| part.given_up);
        let pattern = if any { messages.any_words } else { messages.given_up };
        for (pattern, nowhere) in [(messages.nowhere, true), (pattern, false)] {
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

    fn each(&self, parts: &[Part], between: &str) -> String {
        parts.iter().map(|part| self.described(part)).gather().join(between)
    }

    fn facet(&self, facet: Facet, typed: &str, keys: &[String]) -> String {
        let messages = self.cx.messages;
        let label =
            |key: &String| selectors::label(self.set, facet, key, messages, self.cx.interface);
        // A word may stand for many issuers.
        let mut values: Vec<String> = keys.iter().take(3).map(label).gather();
        match keys.len() {
            0 => values.push(fill(messages.no_such, &[typed])),
            4.. => values.push("…".to_owned()),
            _ => {}
        }
        fill(messages.named, &[messages.facet(facet), &values.join(messages.or())])
    }

    fn dates(&self, dates: &Dates) -> String {
        let messages = self.cx.messages;
        let month = |month: Month| messages.month(month);
        match (dates.from, dates.to) {
            (Some(from), Some(to)) if from.month == 1 && to == (Month { month: 12, ..from }) => {
                from.year.to_string()
            }
            (Some(from), Some(to)) => messages.period(from, to),
            (Some(from), None) => fill(messages.since, &[&month(from)]),
            (None, Some(to)) => fill(messages.up_to, &[&month(to)]),
            (None, None) => String::new(),
        }
    }

    /// Words in quotation marks, one by one; the name of a facet stands for itself.
    fn all(&self, words: &[String]) -> String {
        let quoted = words.iter().map(|word| self.quoted(std::slice::from_ref(word)));
        quoted.gather().join(", ")
    }

    /// Words as they were typed, in one pair of quotation marks.
    fn quoted(&self, words: &[String]) -> String {
        fill(self.cx.messages.quoted, &[&self.understood.as_typed(self.query, words)])
    }
}
