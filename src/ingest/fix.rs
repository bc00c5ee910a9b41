//! What a source leaves to be worked out and is sure, to be written into it: the rest of the file stays as it is, byte for byte.
//!
//! Nothing that readers see changes by it: what is written is what is read already. Never a text, and never a date that somebody
//! has to judge.

use super::{date, json, names, names::plain, ninjs, position::Positions};
use crate::model::{Date, Language, Release};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What is known of a file with one release, beside what it says.
pub(super) struct Known<'a> {
    pub(super) release: &'a Release,
    /// The file's name, as readers of formats get it.
    pub(super) stem: &'a str,
    /// The group and the language that the name says.
    pub(super) named: Option<(&'a str, Language)>,
    /// The language of the newsroom, if it has one alone.
    pub(super) only: Option<&'a Language>,
}

/// A text with more in it, and what that is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct More {
    pub(super) text: String,
    pub(super) what: Vec<String>,
}

/// What the header of a Markdown file can say for sure, as names and values.
fn missing(fields: &Map<String, Value>, known: &Known<'_>) -> Vec<(&'static str, String)> {
    let scopes = fields.iter().filter(|(name, _)| is_in(name, names::NESTED));
    let scopes: Vec<&Map<String, Value>> =
        scopes.filter_map(|(_, value)| value.as_object()).chain([fields]).collect();
    let says = |names: &[&str]| scopes.iter().any(|scope| scope.keys().any(|n| is_in(n, names)));
    let Known { release, stem, named, only } = known;
    let mut found = Vec::new();
    // With it, the address stays though the file gets another name.
    if !says(names::ID) && release.id == *stem {
        found.push(("id", release.id.clone()));
    }
    if let Some(language) = release.language.as_ref().filter(|_| !says(names::LANGUAGE)) {
        let by_name = named.as_ref().is_some_and(|(_, tag)| tag == language);
        if by_name || *only == Some(language) {
            found.push(("language", language.to_string()));
        }
    }
    if let Some((group, _)) = named
        && !says(names::GROUP)
        && release.group.as_deref() == Some(group)
    {
        found.push(("group", (*group).to_owned()));
    }
    let dated: Option<Date> = date::from_name(stem);
    let is_dated = dated.is_some() && release.published == dated;
    if let Some(date) = dated.filter(|_| is_dated && !says(names::PUBLISHED)) {
        found.push(("date", date.to_string()));
    }
    found
}

fn is_in(name: &str, names: &[&str]) -> bool {
    let own = plain(name);
    names.iter().any(|known| plain(known) == own)
}

/// Writes what is missing into the header of a Markdown file.
///
/// # Errors
///
/// Why it cannot be written.
pub(super) fn markdown(text: &str, known: &Known<'_>) -> Result<Option<More>, &'static str> {
    let split = super::front::split(text);
    // What was not understood may be what seems to be missing.
    if split.header.held || !split.header.faults.is_empty() {
        return Err("its header cannot be read whole; mend that first");
    }
    let missing = missing(&split.header.fields, known);
    if missing.is_empty() {
        return Ok(None);
    }
    let Some((end, line_end)) = fence(text) else {
        return Err(
            "it has no header between two lines of ---, where this would stand; begin it with one",
        );
    };
    let (before, after) = text.split_at(end);
    if before.split_once('\n').is_some_and(|(_, header)| header.trim_start().starts_with('{')) {
        return Err(
            "its header is written in braces; put each name on a line of its own, without them",
        );
    }
    let mut text = before.to_owned();
    let mut what = Vec::new();
    for (name, value) in missing {
        let line = match name {
            // A date is one without quotes too, and people write it so.
            "date" | "language" => format!("{name}: {value}"),
            _ => format!("{name}: {}", Value::from(value)),
        };
        text.push_str(&line);
        text.push_str(line_end);
        what.push(line);
    }
    text.push_str(after);
    Ok(Some(More { text, what }))
}

/// Where the line begins that ends a header between two lines of `---`, and how lines end there.
fn fence(text: &str) -> Option<(usize, &'static str)> {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, line)
    });
    let (_, first) = lines.next()?;
    if first.trim_start_matches('\u{feff}').trim_end() != "---" {
        return None;
    }
    let line_end = if first.ends_with("\r\n") { "\r\n" } else { "\n" };
    let (end, _) = lines.find(|(_, line)| line.trim_end() == "---")?;
    Some((end, line_end))
}

/// Writes into a JSON Feed what it leaves out: its version, the schema that lies beside it, and the identifiers for which its
/// releases' addresses stand in. `has_schema` says whether there is one.
pub(super) fn feed(text: &str, has_schema: bool) -> Option<More> {
    let (value, twice) = json::read(text.trim_start_matches('\u{feff}')).ok()?;
    let map = value.as_object().filter(|map| twice.is_empty() && !ninjs::is_one(map))?;
    let items = map.get("items")?.as_array()?;
    let mut more: Vec<(usize, String)> = Vec::new();
    let mut positions = Positions::new(text);
    let says = |map: &Map<String, Value>, list: &[&str]| map.keys().any(|name| is_in(name, list));
    if !says(map, &["version"]) {
        more.push((positions.byte("")?, line("version", "https://jsonfeed.org/version/1.1")));
    }
    if has_schema && !says(map, &["$schema"]) {
        more.push((positions.byte("")?, line("$schema", SCHEMA)));
    }
    let mut at_address: BTreeMap<&str, usize> = BTreeMap::new();
    for url in items.iter().filter_map(Value::as_object).filter_map(address) {
        *at_address.entry(url).or_default() += 1;
    }
    for (at, item) in items.iter().enumerate() {
        let Some(item) = item.as_object() else { continue };
        let nested = item.iter().filter(|(name, _)| is_in(name, names::NESTED));
        let inner = nested.filter_map(|(_, value)| value.as_object());
        if inner.chain([item]).any(|scope| says(scope, names::ID)) {
            continue;
        }
        // The first of its addresses stands in, if no other has it too.
        if let Some(url) = address(item).filter(|url| at_address.get(url) == Some(&1)) {
            more.push((positions.byte(&format!("/items/{at}"))?, line("id", url)));
        }
    }
    if more.is_empty() {
        return None;
    }
    let what = more.iter().map(|(_, line)| line.clone()).collect();
    let mut text = text.to_owned();
    // From the end, so that the places before stay where they are.
    more.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    for (at, line) in more {
        insert(&mut text, at, &line)?;
    }
    Some(More { text, what })
}

/// The first address that an item has.
fn address(item: &Map<String, Value>) -> Option<&str> {
    names::URL.iter().find_map(|name| item.get(*name)?.as_str())
}

/// Where `kiosque new` puts the schema, as seen from the newsroom's file.
pub(super) const SCHEMA: &str = ".kiosque/newsroom.schema.json";

fn line(name: &str, value: &str) -> String {
    format!("{}: {}", Value::from(name), Value::from(value))
}

/// Puts a member first into the object at `at`, on a line of its own where the one after it has one.
fn insert(text: &mut String, at: usize, line: &str) -> Option<()> {
    let inner = text.get(at..)?.strip_prefix('{')?;
    let space = inner.len() - inner.trim_start().len();
    let gap = inner.get(..space)?.to_owned();
    let is_empty = inner.trim_start().starts_with('}');
    let after = match (is_empty, gap.contains('\n')) {
        (true, _) => String::new(),
        (false, true) => format!(",{gap}"),
        (false, false) => ", ".to_owned(),
    };
    let place = if is_empty { at + 1 } else { at + 1 + space };
    text.insert_str(place, &format!("{line}{after}"));
    Some(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{Known, feed, markdown};
    use crate::model::{Language, Release, Slug};

    fn fixed(text: &str, change: impl Fn(&mut Release)) -> Result<Option<String>, &'static str> {
        let mut release = Release::new("2024-05-01-port.fr".to_owned(), Slug::new("port").unwrap());
        release.language = Language::new("fr");
        release.group = Some("2024-05-01-port".to_owned());
        release.published = "2024-05-01".parse().ok();
        change(&mut release);
        let named = Some(("2024-05-01-port", Language::new("fr").unwrap()));
        let known = Known { release: &release, stem: "2024-05-01-port.fr", named, only: None };
        markdown(text, &known).map(|more| more.map(|more| more.text))
    }

    #[test]
    fn lines_are_added_where_the_header_ends() {
        let same = |_: &mut Release| {};
        let all = "id: \"2024-05-01-port.fr\"\nlanguage: fr\ngroup: \"2024-05-01-port\"\ndate: 2024-05-01\n";
        let text = |lines: &str| {
            format!("---\n# Mine\ntitle:   'A'  # note\n{lines}---\n\n# A  \n\nText\n")
        };
        assert_eq!(fixed(&text(""), same), Ok(Some(text(all))));
        assert_eq!(fixed(&text(all), same), Ok(None));
        // What is said under another name, or in another place, is said.
        let said = "identifiant: x\nparams:\n  lang: fr\ntranslationKey: x\nDate: 2024-05-01\n";
        assert_eq!(fixed(&text(said), same), Ok(None));
        // A name that says another thing than what is read says nothing.
        let other = |release: &mut Release| {
            release.id = "x".to_owned();
            release.language = Language::new("en");
            release.group = None;
            release.published = None;
        };
        assert_eq!(fixed(&text(""), other), Ok(None));
        let windows = text("").replace('\n', "\r\n");
        assert_eq!(fixed(&windows, same), Ok(Some(text(all).replace('\n', "\r\n"))));
        let marked = format!("\u{feff}{}", text(""));
        assert_eq!(fixed(&marked, same), Ok(Some(format!("\u{feff}{}", text(all)))));
    }

    #[test]
    fn what_is_not_sure_is_not_written() {
        let same = |_: &mut Release| {};
        for (text, why) in [
            ("# A\n\nText", "no header"),
            ("+++\ntitle = \"A\"\n+++\nText", "no header"),
            ("{\"title\": \"A\"}\nText", "no header"),
            ("---\ntitle: A\nText", "cannot be read whole"),
            ("---\ntitle: [A\n---\nText", "cannot be read whole"),
            ("---\n{title: A}\n---\nText", "in braces"),
        ] {
            let found = fixed(text, same);
            assert!(found.as_ref().is_err_and(|found| found.contains(why)), "{text}: {found:?}");
        }
    }

    #[test]
    fn members_are_put_first_and_nothing_else_changes() {
        for (text, schema, expected) in [
            (
                "{\n\t\"title\": \"A\",\n\t\"items\": [ {\"url\":\"https://example.org/a\" ,\"x\": 1e5}, {\"id\": 1} ]\n}\n",
                true,
                Some(
                    "{\n\t\"$schema\": \".kiosque/newsroom.schema.json\",\n\t\"version\": \"https://jsonfeed.org/version/1.1\",\n\t\
                     \"title\": \"A\",\n\t\"items\": [ {\"id\": \"https://example.org/a\", \"url\":\"https://example.org/a\" ,\
                     \"x\": 1e5}, {\"id\": 1} ]\n}\n",
                ),
            ),
            (
                "{\"version\": \"x\", \"items\": [{\"_release\": {\"id\": \"a\"}, \"url\": \"https://a.example\"}, {}]}",
                false,
                None,
            ),
            (
                "{\"version\": \"x\", \"items\": [{\"url\": \"https://a.example\"}, {\"url\": \"https://a.example\"}]}",
                false,
                None,
            ),
            ("{\"items\": [], \"items\": []}", false, None),
            ("{\"uri\": \"a\", \"pubStatus\": \"usable\"}", true, None),
            ("[{\"url\": \"https://example.org/a\"}]", true, None),
            ("{", true, None),
        ] {
            let more = feed(text, schema);
            assert_eq!(more.as_ref().map(|more| more.text.as_str()), expected, "{text}");
            if let Some(more) = more {
                assert_eq!(feed(&more.text, schema), None);
            }
        }
    }
}
