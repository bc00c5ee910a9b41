//! What became of each file, and the table of it that ends a check.

use super::why::Why;
use std::{collections::BTreeMap, fmt::Write as _};

/// A file, folder or link that was seen, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its path, as the user named the source, with `/` between its parts.
    pub path: String,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was read.
    Read {
        /// The format's name.
        format: &'static str,
        /// How many releases it holds, with those that are withheld.
        releases: usize,
    },
    /// It is a page of the newsroom's own.
    Page,
    /// A picture or a file that a release names.
    Taken,
    /// A picture or a file that no release names.
    Beside,
    /// It was not read, and a few words on why not. A folder stands for all in it.
    PassedOver(&'static str),
}

impl Seen {
    pub(super) fn passed(path: String, why: Why) -> Self {
        Self { path, fate: Fate::PassedOver(why.label()) }
    }
}

/// How many names are told of each sort.
const NAMES: usize = 3;

/// The table, with a line for each sort of fate; nothing if nothing was seen.
pub(super) fn table(seen: &[Seen]) -> String {
    let mut formats: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut passed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let (mut taken, mut pages, mut beside) = (0_usize, 0_usize, Vec::new());
    for file in seen {
        match file.fate {
            Fate::Read { format, releases } => {
                let (files, total) = formats.entry(format).or_default();
                *files += 1;
                *total += releases;
            }
            Fate::Page => pages += 1,
            Fate::Taken => taken += 1,
            Fate::Beside => beside.push(file.path.as_str()),
            Fate::PassedOver(why) => passed.entry(why).or_default().push(&file.path),
        }
    }
    let mut table = String::new();
    let mut row = |what: &str, number: usize, more: String| {
        let row = format!("{what:<44}{number:>7}  {more}");
        let _ = writeln!(table, "{}", row.trim_end());
    };
    if seen.is_empty() {
        return table;
    }
    row("seen", seen.len(), String::new());
    for (format, (files, releases)) in formats {
        row(&format!("read as {format}"), files, format!("{releases} releases"));
    }
    if pages > 0 {
        row("read as a page of the newsroom's own", pages, String::new());
    }
    if taken > 0 {
        row("named by releases", taken, String::new());
    }
    if !beside.is_empty() {
        row("named by no release", beside.len(), names(&beside));
    }
    for (why, paths) in passed {
        row(&format!("passed over, {why}"), paths.len(), names(&paths));
    }
    table
}

fn names(paths: &[&str]) -> String {
    let mut named = paths.iter().take(NAMES).copied().collect::<Vec<_>>().join(", ");
    if paths.len() > NAMES {
        let _ = write!(named, " and {} more", paths.len() - NAMES);
    }
    named
}

#[cfg(test)]
mod tests {
    use super::{Fate, Seen, table};

    #[test]
    fn a_line_for_each_sort() {
        let seen = |path: &str, fate| Seen { path: path.to_owned(), fate };
        let read = |releases| Fate::Read { format: "Markdown", releases };
        let found = [
            seen("in/a.md", read(1)),
            seen("in/b.md", read(1)),
            seen("in/a.png", Fate::Taken),
            seen("in/b.png", Fate::Beside),
            seen("in/README.md", Fate::PassedOver("about the folder")),
            seen("in/1.docx", Fate::PassedOver("a format that is not read")),
            seen("in/2.docx", Fate::PassedOver("a format that is not read")),
            seen("in/3.docx", Fate::PassedOver("a format that is not read")),
            seen("in/4.docx", Fate::PassedOver("a format that is not read")),
        ];
        assert_eq!(
            table(&found),
            "seen                                              9\n\
             read as Markdown                                  2  2 releases\n\
             named by releases                                 1\n\
             named by no release                               1  in/b.png\n\
             passed over, a format that is not read            4  in/1.docx, in/2.docx, in/3.docx and 1 more\n\
             passed over, about the folder                     1  in/README.md\n"
        );
        assert_eq!(table(&[]), "");
    }
}
