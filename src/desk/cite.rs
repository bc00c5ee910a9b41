//! A release as others name it: a line to read, and the formats of programs that keep references.
//!
//! Each format has its own marks, and a title may hold any of them: what a source says is only ever text here.

use super::{Order, plain::title};
use crate::{
    i18n::{Messages, desk::Words, fill},
    model::{Date, Release, Status, json::Value},
};

/// A release, and what is said of it beside it.
pub struct Source<'a> {
    /// What is cited.
    pub release: &'a Release,
    /// The newsroom's name.
    pub newsroom: Option<&'a str>,
    /// The whole address of the release.
    pub address: &'a str,
    /// What it is about.
    pub topics: &'a [String],
    /// The moment of asking, in UTC.
    pub now: Option<Date>,
    /// The words for the reader.
    pub words: &'static Words,
    /// The words of the interface.
    pub messages: &'static Messages,
}

impl<'a> Source<'a> {
    /// Of a release that was asked for.
    #[must_use]
    pub fn new(order: &'a Order, release: &'a Release) -> Self {
        let interface = order.interface();
        Self {
            release,
            newsroom: order.newsroom.as_deref(),
            address: &order.address,
            topics: &order.topics,
            now: order.now.parse().ok(),
            words: Words::of(interface),
            messages: interface.messages(),
        }
    }

    fn issuers(&self) -> impl Iterator<Item = &'a str> {
        self.release.issuers.iter().map(|party| party.name.as_str())
    }

    /// Its title; what is said in place of one, in the brackets that say so.
    fn title(&self) -> String {
        let said = title(self.release);
        match self.release.title {
            Some(_) => said.to_owned(),
            None => ["[", said, "]"].concat(),
        }
    }

    /// What kind of text it is, in the publisher's own word if there is one.
    fn genre(&self) -> &str {
        self.release.kind.as_deref().unwrap_or(self.words.genre_name)
    }

    /// What became of it: a reader must not cite as standing what was withdrawn.
    fn state(&self) -> Option<String> {
        let Status { state, date, note: _ } = self.release.status.as_ref()?;
        Some(match date {
            Some(date) => self.messages.state_on(*state, &self.messages.date(date)),
            None => self.messages.state(*state).to_owned(),
        })
    }

    /// A line to read, in the reader's language.
    #[must_use]
    pub fn plain(&self) -> String {
        let (words, messages) = (self.words, self.messages);
        let issuers = self.issuers().collect::<Vec<_>>().join(", ");
        let mut text = String::new();
        if !issuers.is_empty() {
            text.push_str(issuers.trim_end_matches('.'));
            text.push_str(". ");
        }
        text.push_str(&fill(words.cited_title, &[&(words.nested)(&self.title())]));
        text.push(' ');
        let newsroom = self.newsroom.filter(|name| *name != issuers);
        let date = self.release.published.as_ref();
        let date = date.map_or_else(|| words.no_date.to_owned(), |date| messages.date(date));
        let state = self.state().map(|state| ["[", &state, "]"].concat());
        let genre = self.release.kind.as_deref().unwrap_or(words.genre);
        let facts = [newsroom, Some(genre), Some(&date), state.as_deref()];
        let facts: Vec<&str> = facts.into_iter().flatten().collect();
        text.push_str(&facts.join(", "));
        text.push_str(". ");
        text.push_str(self.address);
        if let Some(now) = &self.now {
            text.push_str(&fill(words.accessed, &[&messages.date(now)]));
        }
        text.push('.');
        one_line(&text)
    }

    /// RIS: a line for each field, ended as its specification says.
    #[must_use]
    pub fn ris(&self) -> String {
        let release = self.release;
        let mut text = String::new();
        let mut put = |tag: &str, value: &str| {
            let value = one_line(value);
            if !value.is_empty() {
                text.push_str(&[tag, "  - ", &value, "\r\n"].concat());
            }
        };
        // There is a type for press releases that few programs know; this one they all do.
        put("TY", "ELEC");
        put("ID", release.slug.as_str());
        put("TI", &self.title());
        // A comma would part a family name from a given one, and an asterisk is not allowed.
        self.issuers().for_each(|name| put("AU", &name.replace(',', " ").replace('*', "")));
        put("T2", self.newsroom.unwrap_or_default());
        let distributor = release.distributor.as_ref().map(|party| party.name.as_str());
        put("PB", distributor.unwrap_or_default());
        put("CY", release.place.as_deref().unwrap_or_default());
        if let Some(date) = &release.published {
            put("PY", &year(date));
            put("DA", &slashed(date));
        }
        put("LA", release.language.as_ref().map(|l| l.as_str()).unwrap_or_default());
        put("M3", self.genre());
        self.topics.iter().for_each(|topic| put("KW", &topic.replace('*', "")));
        put("AB", release.summary.as_deref().unwrap_or_default());
        put("N1", &self.state().unwrap_or_default());
        put("UR", self.address);
        put("Y2", &self.now.as_ref().map(slashed).unwrap_or_default());
        text.push_str("ER  - \r\n");
        text
    }

    /// BibTeX, as both BibTeX and biblatex read it.
    #[must_use]
    pub fn bibtex(&self) -> String {
        const MONTHS: [&str; 12] =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let release = self.release;
        let mut text = ["@misc{", release.slug.as_str()].concat();
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                text.push_str(&[",\n  ", name, " = ", value].concat());
            }
        };
        let braced = |value: &str| match tex(value) {
            value if value.is_empty() => value,
            value => ["{", &value, "}"].concat(),
        };
        // A second pair of braces keeps capitals in a title, and an organisation in one piece.
        let twice = |value: &str| ["{{", &tex(value), "}}"].concat();
        put("title", &twice(&self.title()));
        let issuers: Vec<String> = self.issuers().map(braced).collect();
        if !issuers.is_empty() {
            put("author", &["{", &issuers.join(" and "), "}"].concat());
        }
        put("howpublished", &braced(self.genre()));
        put("organization", &braced(self.newsroom.unwrap_or_default()));
        put("address", &braced(release.place.as_deref().unwrap_or_default()));
        if let Some(date) = &release.published {
            put("year", &["{", &year(date), "}"].concat());
            let month = MONTHS.get(usize::from(date.month).saturating_sub(1));
            put("month", month.copied().unwrap_or_default());
            put("day", &["{", &date.day.to_string(), "}"].concat());
        }
        put("language", &braced(release.language.as_ref().map(|l| l.as_str()).unwrap_or_default()));
        let topics: Vec<String> = self.topics.iter().map(|topic| topic.replace(',', " ")).collect();
        put("keywords", &braced(&topics.join(", ")));
        put("note", &braced(&self.state().unwrap_or_default()));
        put("url", &["{", &self.address.replace(['{', '}', '\\', ' '], ""), "}"].concat());
        if let Some(now) = &self.now {
            put("urldate", &["{", &dashed(now), "}"].concat());
        }
        text.push_str("\n}\n");
        text
    }

    /// CSL-JSON: a list of one.
    #[must_use]
    pub fn csl(&self) -> String {
        let release = self.release;
        let mut text = String::from("[\n  {\n    \"id\": ");
        text.push_str(&Value::from(release.slug.as_str()).to_string());
        let mut raw = |name: &str, value: &str| {
            text.push_str(&[",\n    \"", name, "\": ", value].concat());
        };
        let quoted = |value: &str| Value::from(value).to_string();
        // Of the types that styles know, the one that takes a genre.
        raw("type", "\"webpage\"");
        raw("genre", &quoted(self.genre()));
        raw("title", &quoted(&self.title()));
        let issuers: Vec<String> =
            self.issuers().map(|name| ["{\"literal\": ", &quoted(name), "}"].concat()).collect();
        if !issuers.is_empty() {
            raw("author", &["[", &issuers.join(", "), "]"].concat());
        }
        let parts = |date: &Date| {
            let parts = [u32::from(date.year), date.month.into(), date.day.into()];
            ["{\"date-parts\": [[", &parts.map(|n| n.to_string()).join(", "), "]]}"].concat()
        };
        let language = release.language.as_ref().map(|l| l.as_str());
        let distributor = release.distributor.as_ref().map(|party| party.name.as_str());
        let state = self.state();
        let topics = self.topics.join(", ");
        for (name, value) in [
            ("container-title", self.newsroom),
            ("publisher", distributor),
            ("publisher-place", release.place.as_deref()),
            ("language", language),
            ("abstract", release.summary.as_deref()),
            ("keyword", Some(topics.as_str()).filter(|topics| !topics.is_empty())),
            ("note", state.as_deref()),
            ("URL", Some(self.address)),
        ] {
            if let Some(value) = value {
                raw(name, &quoted(value));
            }
        }
        for (name, date) in [("issued", &release.published), ("accessed", &self.now)] {
            if let Some(date) = date {
                raw(name, &parts(date));
            }
        }
        text.push_str("\n  }\n]\n");
        text
    }
}

/// Without line ends and the like, which would end a field.
fn one_line(text: &str) -> String {
    let words =
        text.split(|c: char| c.is_control() || c == ' ' || c == '\u{2028}' || c == '\u{2029}');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Text in which no character means anything to TeX, and braces pair whatever stands in it.
fn tex(text: &str) -> String {
    let mut escaped = String::new();
    for c in one_line(text).chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '$' | '%' | '&' | '#' | '_' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

fn year(date: &Date) -> String {
    dashed(date).chars().take(4).collect()
}

fn dashed(date: &Date) -> String {
    Date { time: None, ..*date }.to_string()
}

/// As RIS writes a day.
fn slashed(date: &Date) -> String {
    [&dashed(date).replace('-', "/"), "/"].concat()
}
