//! Marks of template languages that were never filled in.
//!
//! They are text like any other: what they would have become is not known, and to guess would put words
//! into the mouth of whoever wrote them. They are reported. Two languages can be read, if the publisher
//! says that the sources are written in them.

use super::html::Report;
use crate::model::named;
use std::{collections::BTreeSet, str::FromStr};

/// A template language that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Template {
    /// Website Meta Language: `<codename "wheezy">`, `<:= … :>`, a backslash at a line's end.
    Wml,
    /// Hugo's shortcodes in Markdown: `{{< figure … >}}`.
    Hugo,
}

named! {
    Template { Wml "wml", Hugo "hugo" }
}

/// The languages to be read.
pub(super) type Templates = BTreeSet<Template>;

impl FromStr for Template {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let name = name.trim().to_ascii_lowercase();
        Self::named(&name).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(" and ");
            format!("{name}: the template languages that can be read are {known}")
        })
    }
}

/// Counts the marks in a text.
pub(super) fn marks(text: &str, report: &mut Report) {
    let mut rest = text;
    while let Some(at) = rest.find(['{', '<', '$']) {
        rest = &rest[at..];
        let (name, length) = mark(near(rest)).unwrap_or((String::new(), 1));
        if !name.is_empty() {
            report.leftover(&name);
        }
        rest = &rest[length..];
    }
}

/// As much of a text as a mark takes up.
fn near(text: &str) -> &str {
    text.get(..text.floor_char_boundary(400)).unwrap_or(text)
}

/// The mark that a text begins with, by its kind, and its length.
fn mark(text: &str) -> Option<(String, usize)> {
    const MARKS: &[(&str, &str)] = &[
        ("{{<", ">}}"),
        ("{{%", "%}}"),
        ("{{", "}}"),
        ("{%", "%}"),
        ("{#", "#}"),
        ("<%", "%>"),
        ("<:", ":>"),
        ("<?", "?>"),
    ];
    if let Some(name) = text.strip_prefix("$(") {
        let end =
            name.find(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'))?;
        return (end > 1 && name[end..].starts_with(')')).then(|| ("$(…)".to_owned(), end + 3));
    }
    let (open, close) = MARKS.iter().find(|(open, _)| text.starts_with(open))?;
    let inner = &text[open.len()..];
    let end = inner.find(close)?;
    let inner_text =
        inner[..end].trim().trim_matches(['-', '=', '~']).trim_start_matches('/').trim();
    // `{{1, 2}}` is mathematics.
    inner_text
        .starts_with(|c: char| c.is_ascii_alphabetic() || "._$@#\"'".contains(c))
        .then_some(())?;
    let word: String = inner_text
        .chars()
        .take_while(|c| c.is_alphanumeric() || "._-".contains(*c))
        .take(30)
        .collect();
    let word = if word.is_empty() { "…" } else { &word };
    Some((format!("{open} {word} {close}"), open.len() + end + close.len()))
}

#[cfg(test)]
mod tests {
    use super::marks;
    use crate::ingest::html::Report;

    #[test]
    fn marks_are_told_from_text() {
        for (text, expected) in [
            ("Voir {{ site.url }}/presse", "{{ site.url }}"),
            ("{% include contact.html %}", "{% include %}"),
            ("{%- if x -%}", "{% if %}"),
            ("{{< youtube a1 >}}", "{{< youtube >}}"),
            ("{{% note %}}a{{% /note %}}", "{{% note %}}"),
            ("$(HOME)/a", "$(…)"),
            ("<%= titre %>", "<% titre %>"),
            ("<:= $titre :>", "<: … :>"),
            ("{{1,2},{3,4}}", ""),
            ("10 % < 20 %, $(x), {a}, {{", ""),
        ] {
            let mut report = Report::default();
            marks(text, &mut report);
            let found: Vec<&str> = report.leftovers.keys().map(String::as_str).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
