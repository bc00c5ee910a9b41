//! The rules of the house that a compiler does not hold: who may use whom, where the browser begins, what no file may say.
//! ARCHITECTURE.md says why.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// Each room of `src/` and the rooms that it may use, besides itself. `bin` may use all.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("ingest", &["model"]),
    ("search", &["model"]),
    ("quotes", &["model"]),
    ("bundle", &["ingest", "model", "quotes", "search"]),
    ("i18n", &["model", "search"]),
    ("route", &["i18n", "model", "search"]),
    ("desk", &["bundle", "i18n", "model"]),
    ("zip", &[]),
    ("app", &["bundle", "desk", "i18n", "model", "route", "search", "zip"]),
    ("prerender", &["app", "bundle", "i18n", "ingest", "model", "route", "search"]),
    (
        "publish",
        &[
            "app",
            "bundle",
            "desk",
            "i18n",
            "ingest",
            "model",
            "prerender",
            "route",
            "search",
            "zip",
        ],
    ),
    ("write", &["bundle", "i18n", "ingest", "model", "publish"]),
];

/// The border to the browser, and the only places where it is crossed.
const BROWSER: &[&str] = &["web_sys", "js_sys", "gloo", "wasm_bindgen", "wasm_bindgen_futures"];
const BORDER: &[&str] = &[
    "app/browser/",
    "bin/web.rs",
    "bin/search.rs",
    "bin/marks.rs",
    "bin/desk.rs",
    "bin/tools.rs",
    "bin/tools/",
];

/// What of the app drives the browser; all the rest of it is pure: messages in, effects and pages out.
const DRIVES: &[&str] = &["app/browser/", "app/app.rs"];

/// No HTML string ever reaches the DOM, in whatever way one could.
const HTML_STRINGS: &[&str] = &[
    "innerHTML",
    "outerHTML",
    "inner_html",
    "outer_html",
    "insert_adjacent_html",
    "from_html_unchecked",
];

/// Left behind while working.
const LEFTOVERS: &[&str] = &["todo!", "dbg!", "unimplemented!"];

const LONGEST: usize = 450;

#[test]
fn the_house_is_in_order() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files).unwrap();
    assert!(files.len() > 10, "only {} files in src/", files.len());
    let mut broken = Vec::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        broken.extend(rules_broken(&name, &fs::read_to_string(&file).unwrap()));
    }
    broken.sort();
    assert!(broken.is_empty(), "{} rules broken:\n{}", broken.len(), broken.join("\n"));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// The rules that a file of `src/` breaks, one line each. `name` is its path from there.
fn rules_broken(name: &str, text: &str) -> Vec<String> {
    let mut broken = Vec::new();
    let mut rule = |line: usize, what: String| broken.push(format!("src/{name}:{line}: {what}"));
    if !text.starts_with("//!") {
        rule(1, "opens without //!".to_owned());
    }
    let lines = text.lines().count();
    if lines > LONGEST {
        rule(lines, format!("has {lines} lines: some part of it wants a name and a file"));
    }
    let (code, bare) = (without_comments(text), code_alone(text));
    for (number, line) in (1..).zip(code.lines()) {
        for word in HTML_STRINGS.iter().filter(|word| line.contains(*word)) {
            rule(number, format!("{word}: no HTML string reaches the DOM"));
        }
    }
    let home = name.split(['/', '.']).next().unwrap_or_default();
    let allowed = MAY_USE.iter().find(|(room, _)| *room == home).map(|(_, allowed)| *allowed);
    for (room, at) in rooms_used(name, &bare) {
        if allowed.is_some_and(|allowed| room != home && !allowed.contains(&room)) {
            rule(line_of(&bare, at), format!("{home} may not use {room}"));
        }
    }
    let inside = BORDER.iter().any(|place| name.starts_with(place));
    for (word, at) in words(&bare) {
        if !inside && BROWSER.contains(&word) {
            rule(
                line_of(&bare, at),
                format!("{word}: only {} know the browser", BORDER.join(" and ")),
            );
        }
    }
    for (_, at) in words(&bare).filter(|(word, _)| *word == "browser") {
        let room = bare[at..].strip_prefix("browser::");
        if name.starts_with("app/")
            && !DRIVES.iter().any(|place| name.starts_with(place))
            && room.is_some_and(|room| !room.starts_with("events"))
        {
            rule(
                line_of(&bare, at),
                "pure: of the browser it hears events, and no more".to_owned(),
            );
        }
    }
    for word in LEFTOVERS {
        for (at, _) in bare.match_indices(word) {
            rule(line_of(&bare, at), format!("{word} was left behind"));
        }
    }
    broken
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The rooms that `code` names, by `crate::`, `kiosque::` or enough `super::`, and where.
fn rooms_used(name: &str, code: &str) -> Vec<(&'static str, usize)> {
    // src/a/b.rs and src/a/b/mod.rs are both two modules deep.
    let path = name.trim_end_matches(".rs").trim_end_matches("/mod");
    let depth = path.split('/').count();
    let mut used = Vec::new();
    for (word, at) in words(code) {
        let mut rest = &code[at + word.len()..];
        let from_root = match word {
            "crate" | "kiosque" => true,
            "super" => {
                let mut climbed = 1;
                while let Some(further) = rest.strip_prefix("::super") {
                    (climbed, rest) = (climbed + 1, further);
                }
                climbed >= depth
            }
            _ => false,
        };
        if let Some(rest) = rest.strip_prefix("::").filter(|_| from_root) {
            used.extend(first_names(rest).into_iter().map(|room| (room, at)));
        }
    }
    used
}

/// Of `model::Date` the room `model`; of `{model::{Date, Slug}, search}` both.
fn first_names(rest: &str) -> Vec<&'static str> {
    let room = |text: &str| {
        let (word, _) = words(text).next()?;
        MAY_USE.iter().map(|(room, _)| *room).find(|room| *room == word)
    };
    let Some(group) = rest.strip_prefix('{') else { return room(rest).into_iter().collect() };
    let (mut depth, mut start, mut names) = (0, 0, Vec::new());
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            ',' if depth == 0 => {
                names.extend(room(&group[start..at]));
                start = at + 1;
            }
            '}' if depth == 0 => {
                names.extend(room(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names
}

/// Each identifier and where it begins.
fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let inner = |character: char| character.is_alphanumeric() || character == '_';
    let pieces = text.split(move |character| !inner(character));
    pieces
        .map(|word| (word, word.as_ptr() as usize - text.as_ptr() as usize))
        .filter(|(word, _)| !word.is_empty())
}

/// The text with its comments blanked out: strings stay, lines keep their numbers.
fn without_comments(text: &str) -> String {
    blanked(text, false)
}

/// The text with comments and the insides of literals blanked out.
fn code_alone(text: &str) -> String {
    blanked(text, true)
}

fn blanked(text: &str, literals: bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let (length, blank) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), true)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |end| end + 2), true)
        } else {
            literal(rest, kept.chars().last())
                .map_or((character.len_utf8(), false), |length| (length, literals))
        };
        let (piece, after) = rest.split_at(length);
        if blank {
            kept.extend(piece.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        } else {
            kept.push_str(piece);
        }
        rest = after;
    }
    kept
}

/// The length of the literal (string, raw string, character) at the start of `rest`, if there is one.
fn literal(rest: &str, before: Option<char>) -> Option<usize> {
    let in_word = before.is_some_and(|character| character.is_alphanumeric() || character == '_');
    if let Some(raw) = rest.strip_prefix('r').filter(|_| !in_word || before == Some('b')) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let open = hashes + 2;
            return Some(rest[open..].find(&end).map_or(rest.len(), |at| open + at + end.len()));
        }
    }
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return Some(at + 1),
            // A lifetime, not a character.
            _ if quote == '\''
                && !rest[at + character.len_utf8()..].starts_with('\'')
                && !rest[1..].starts_with('\\') =>
            {
                return None;
            }
            _ => {}
        }
    }
    None
}

#[test]
fn the_rules_catch_what_breaks_them() {
    let cases: &[(&str, &str, &str)] = &[
        ("model/date.rs", "use crate::search::Query;", "model may not use search"),
        (
            "search/rank.rs",
            "use crate::{model::{Date, Slug}, bundle::Set};",
            "search may not use bundle",
        ),
        ("search/query/parse.rs", "use super::super::super::app::App;", "search may not use app"),
        ("route.rs", "fn f() { crate::app::go() }", "route may not use app"),
        ("i18n/mod.rs", "use super::route::Address;", "i18n may not use route"),
        ("app/pages/home.rs", "use crate::ingest;", "app may not use ingest"),
        ("app/pages/home.rs", "use web_sys::window;", "web_sys"),
        ("bundle/reader.rs", "let x = gloo::timers::f();", "gloo"),
        ("app/update/mod.rs", "use crate::app::browser::storage;", "pure"),
        ("app/pages/home.rs", "fn f() { super::browser::Browser::start() }", "pure"),
        ("app/browser/dom.rs", "element.set_inner_html(&text);", "inner_html"),
        ("bin/web.rs", "js(\"e.innerHTML = x\");", "innerHTML"),
        ("model/mod.rs", "fn f() { todo!() }", "todo! was left behind"),
    ];
    for (name, line, expected) in cases {
        let broken = rules_broken(name, &format!("//! Opens.\n{line}\n"));
        assert_eq!(broken.len(), 1, "{name}: {line}: {broken:?}");
        assert!(broken[0].starts_with(&format!("src/{name}:2:")), "{}", broken[0]);
        assert!(broken[0].contains(expected), "{}", broken[0]);
    }
    assert!(rules_broken("model/a.rs", "fn f() {}")[0].contains("opens without"));
    let long = format!("//! Opens.\n{}", "\n".repeat(LONGEST));
    assert!(rules_broken("model/a.rs", &long)[0].contains(&format!("{} lines", LONGEST + 1)));
}

#[test]
fn the_rules_let_pass_what_is_right() {
    for (name, line) in [
        ("bundle/writer.rs", "use crate::{ingest::Loaded, model::{Date, Slug}, search::Builder};"),
        ("bin/kiosque.rs", "use kiosque::{app, bundle, ingest};"),
        ("app/browser/dom.rs", "use web_sys::Window;"),
        ("search/mod.rs", "mod tests { use super::index; }"),
        ("search/query/parse.rs", "use super::super::index;"),
        ("model/date.rs", "// crate::app is built on this; gloo, dbg! and innerHTML are not"),
        (
            "model/date.rs",
            "fn f<'a>(x: &'a str) -> char { g(\"crate::app dbg!\", '\"', r#\"gloo\"#) }",
        ),
        ("app/view.rs", "fn web_system() {}"),
        ("app/view_context.rs", "use super::browser::events;"),
        ("app/app.rs", "use super::browser::Browser;"),
    ] {
        let broken = rules_broken(name, &format!("//! Opens.\n{line}\n"));
        assert!(broken.is_empty(), "{name}: {line}: {broken:?}");
    }
}
