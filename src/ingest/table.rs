//! Tables (`.csv`, `.tsv`): a release on each line, under a line of names.
//!
//! Names are those that front matter knows, in French or English, whatever their case and accents, so that what withholds there
//! withholds here. The sign between cells is found out; a column that nobody reads is told once.

#[cfg(test)]
#[path = "table/tests.rs"]
mod tests;

use super::{
    File, Parsed,
    html::one_line,
    items::{Item, Translated},
    names::{self, plain},
    problem::{Kind, Place, Problem, count, quoted},
    withhold,
};
use crate::model::Date;
use csv::{ByteRecord, ReaderBuilder};
use serde_json::Value;
use std::collections::BTreeSet;

/// So many lines are read of one file.
const MOST: usize = 100_000;

/// Reads a table.
pub(super) fn read(text: &str, file: &File<'_>) -> Parsed {
    let text = text.trim_start_matches('\u{feff}');
    // Spreadsheets say the sign so.
    let said = text
        .lines()
        .next()
        .and_then(|line| line.trim_end_matches('\r').strip_prefix("sep="))
        .filter(|sign| sign.len() == 1);
    let (text, skipped) = match said {
        Some(_) => (text.split_once('\n').map_or("", |(_, rest)| rest), 1),
        None => (text, 0),
    };
    let delimiter = said.and_then(|sign| sign.bytes().next()).unwrap_or_else(|| delimiter(text));
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut translated = Translated::default();
    let mut say = |line: u32, kind, message: String| {
        translated.problems.push(Problem::new(file.source, Place::from(line), kind, message));
    };
    let mut record = ByteRecord::new();
    let cells = |record: &ByteRecord| -> Vec<String> {
        record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
    };
    let mut header: Vec<String> = Vec::new();
    while header.iter().all(String::is_empty) {
        match reader.read_byte_record(&mut record) {
            Ok(true) => header = cells(&record),
            _ => break,
        }
    }
    if !is_header(&header) {
        let message = "a table, but none of releases: its first line names no title and no text; write title, date, text above the \
                       columns";
        let problem = Problem::new(file.source, Place::Line(1), Kind::UnknownFormat, message);
        return Parsed { problems: vec![problem], ..Parsed::default() };
    }
    let mut twice: Vec<&str> = Vec::new();
    for (at, name) in header.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        if header.iter().take(at).any(|before| plain(before) == plain(name)) {
            twice.push(name);
        }
    }
    // Two columns that may withhold: which is meant is not known.
    let unclear: Vec<String> = twice
        .iter()
        .filter(|name| withhold::may_say_so(name))
        .map(|name| (*name).to_owned())
        .collect();
    for name in &twice {
        say(
            1,
            Kind::DuplicateKey,
            format!("two columns are called {}; the first is used; rename one", quoted(name)),
        );
    }
    let (mut rows, mut long, mut nameless) = (0_usize, 0_usize, 0_usize);
    let mut items: Vec<Item> = Vec::new();
    let (mut line, mut seen) = (1_u32 + skipped, 0);
    // Columns that say in what state a release is, with something in them, and the lines on which nothing is.
    let (mut stated, mut stateless) = (BTreeSet::new(), Vec::new());
    let mut waiting = BTreeSet::new();
    let broken = open_quote(text, delimiter);
    if let Some(open) = broken {
        let message = "a quotation mark opens a cell here and none closes it, so the lines below are one cell with it, and the release is \
                       withheld; close it, or write it twice";
        say(open.saturating_add(skipped), Kind::Syntax, message.to_owned());
    }
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                say(0, Kind::Syntax, format!("broken: {error}; what follows is not read"));
                break;
            }
        }
        line = line.saturating_add(lines_until(
            text,
            &mut seen,
            record.position().map_or(0, csv::Position::byte),
        ));
        let row = cells(&record);
        if row.iter().all(String::is_empty) {
            continue;
        }
        rows += 1;
        if rows > MOST {
            say(
                line,
                Kind::TooLarge,
                format!("more than {MOST} lines; what follows is not read; split it into several"),
            );
            break;
        }
        let mut item = Item::on(line);
        for (name, cell) in
            header.iter().zip(&row).filter(|(name, cell)| !name.is_empty() && !cell.is_empty())
        {
            set(&mut item, name, cell, line);
        }
        unread(&mut item, header.iter().zip(&row), line, &mut waiting);
        let swallowed = row
            .iter()
            .any(|cell| cell.lines().skip(1).any(|line| is_row(line, delimiter, header.len())));
        if swallowed {
            let why = "a cell of it holds lines that look like others of this table, as one does whose quotation mark is not closed";
            item.doubt(why, line);
            say(line, Kind::Syntax, format!("{why}; they are not read; close the quotation mark"));
        }
        for name in &unclear {
            item.doubt(
                format!("two columns are called {}, and which is meant is not known", quoted(name)),
                line,
            );
        }
        // A comma too many moves what follows into other columns, and an embargo out of the table.
        if row.iter().skip(header.len()).any(|cell| !cell.is_empty()) {
            long += 1;
            item.doubt(
                "this line has more cells than there are columns, so what is in which is not sure",
                line,
            );
        }
        if !names::ID
            .iter()
            .any(|known| header.iter().any(|name| plain(name) == plain(known) && item.has(name)))
        {
            let url = names::URL
                .iter()
                .find_map(|known| header.iter().find(|name| plain(name) == plain(known)));
            let id = url.and_then(|name| item.get(name).cloned()).or_else(|| {
                let title = names::TITLE
                    .iter()
                    .find_map(|known| header.iter().find(|name| plain(name) == plain(known)));
                title.and_then(|name| item.get(name).cloned())
            });
            nameless += usize::from(url.is_none());
            item.set_some("id", id, line);
        }
        for (at, name) in
            header.iter().enumerate().filter(|(_, name)| withhold::is_state(&plain(name)))
        {
            let is_said = row.get(at).is_some_and(|cell| !plain(cell).is_empty());
            if is_said {
                stated.insert(at);
            } else {
                stateless.push((items.len(), at, name.clone(), line));
            }
        }
        items.push(item);
    }
    for (index, _, name, line) in stateless.into_iter().filter(|(_, at, ..)| stated.contains(at)) {
        if let Some(item) = items.get_mut(index) {
            let name = quoted(&name);
            item.doubt(
                format!("its {name} is empty, and that of other lines is not; write published"),
                line,
            );
        }
    }
    for name in waiting {
        let message = format!(
            "{} is read by nobody and holds days; a release waits for one that is yet to come; take the column \
             out if they are days of something else",
            quoted(&name)
        );
        say(1, Kind::UnsureDate, message);
    }
    if let (Some(open), Some(last)) = (broken, items.last_mut()) {
        last.doubt("a quotation mark in it is not closed", open.saturating_add(skipped));
    }
    if nameless > 0 {
        let message = format!(
            "{} without an id: the title stands in, and the address changes when that does; add a column id",
            count(nameless, "line")
        );
        say(1, Kind::MissingId, message);
    }
    if long > 0 {
        let message = format!(
            "{} longer than the line of names; put cells that hold the sign between cells into quotes",
            count(long, "line")
        );
        say(1, Kind::Repaired, message);
    }
    translated.items = items;
    translated.read(file)
}

/// The line on which a quotation mark opens a cell that is still open where the table ends.
fn open_quote(text: &str, delimiter: u8) -> Option<u32> {
    let (mut line, mut open, mut starts) = (1_u32, None, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        line = line.saturating_add(u32::from(byte == b'\n'));
        match (byte, open) {
            (b'"', Some(_)) if bytes.peek() == Some(&b'"') => drop(bytes.next()),
            (b'"', Some(_)) => open = None,
            (b'"', None) if starts => open = Some(line),
            _ => {}
        }
        starts = open.is_none() && (byte == delimiter || matches!(byte, b'\n' | b'\r'));
    }
    open
}

/// Whether a line inside of a cell looks like a line of the table: as many signs that part cells. One in prose has a space after it.
fn is_row(line: &str, delimiter: u8, columns: usize) -> bool {
    let mut bytes = line.trim_end_matches('\r').bytes().peekable();
    let mut signs = 0;
    while let Some(byte) = bytes.next() {
        signs += usize::from(byte == delimiter && bytes.peek() != Some(&b' '));
    }
    signs >= columns.saturating_sub(1).max(2)
}

/// How many lines end before the record at a place, since the last one; a record is said to begin before the line end that
/// it follows.
fn lines_until(text: &str, seen: &mut usize, at: u64) -> u32 {
    let bytes = text.as_bytes();
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
    let blank = bytes.iter().skip(at).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let passed = bytes.get(*seen..at + blank).unwrap_or_default();
    *seen = at + blank;
    u32::try_from(passed.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// What the cells of columns that nobody reads may withhold by. Names of those with a day in them go to `waiting`.
fn unread<'r>(
    item: &mut Item,
    cells: impl Iterator<Item = (&'r String, &'r String)>,
    line: u32,
    waiting: &mut BTreeSet<String>,
) {
    let mut last: Option<Date> = None;
    for (name, cell) in cells {
        if let Some(why) = withhold::column(name, cell) {
            item.doubt(why, line);
        } else if let Some(day) = withhold::day_in_column(name, cell) {
            waiting.insert(name.clone());
            last = last.into_iter().chain([day]).max_by_key(Date::unix_seconds);
        }
    }
    // Of the names for it, one that no column has.
    let free = names::APPEARS.iter().rev().find(|name| !item.has(name));
    if let (Some(day), Some(free)) = (last, free) {
        item.set(free, day.to_string(), line);
    }
}

/// Cells that hold several things, which other formats have lists for.
fn set(item: &mut Item, name: &str, cell: &str, line: u32) {
    let own = plain(name);
    let is = |list: &[&str]| list.iter().any(|known| plain(known) == own);
    let several = is(names::TAGS)
        || is(names::ISSUERS)
        || is(names::MEDIA)
        || is(names::ATTACHMENTS)
        || is(names::ALIASES)
        || is(names::CONTACTS);
    if several && cell.contains(['|', ';', '\n']) {
        let parts = cell.split(['|', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
        let list: Vec<Value> = parts.map(Value::from).collect();
        return item.set(name, Value::Array(list), line);
    }
    item.set(name, cell, line);
}

/// Whether a line names what a release has: a title or a text, and something else.
fn is_header(cells: &[String]) -> bool {
    let is = |lists: &[&[&str]]| {
        cells.iter().any(|cell| {
            lists.iter().any(|list| list.iter().any(|known| plain(known) == plain(cell)))
        })
    };
    let known = cells.iter().filter(|cell| names::is_known(&plain(cell))).count();
    known > 1 && is(&[names::TITLE, names::CONTENT, names::MARKUP, names::MARKDOWN, names::TEXT])
}

/// The sign between cells: the one that parts the line of names into most names that are known, else into most.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let known = |sign: char| {
        let cells: Vec<String> =
            first.split(sign).map(|cell| one_line(cell.trim().trim_matches('"'))).collect();
        (cells.iter().filter(|cell| names::is_known(&plain(cell))).count(), cells.len())
    };
    let best = [',', ';', '\t', '|'].into_iter().max_by_key(|sign| known(*sign)).unwrap_or(',');
    u8::try_from(best).unwrap_or(b',')
}
