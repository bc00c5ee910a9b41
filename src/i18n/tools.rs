//! The words of the worker that opens files and writes lists. They come with it, not with a first visit.

use super::Interface;

/// What it says. Counts are of at least one, but for those of problems.
#[derive(Debug)]
pub struct ToolMessages {
    /// What can be opened, and how much at most.
    pub intro: fn(&str) -> String,
    /// That it reads.
    pub reading: &'static str,
    /// How many releases it read, in how many files, and how many problems there are.
    pub opened: fn(usize, usize, usize) -> String,
    /// That no release is in what was opened.
    pub nothing: &'static str,
    /// That there is more than can be opened.
    pub too_large: fn(&str) -> String,
    /// That a file could not be read at all.
    pub unreadable: fn(&str) -> String,
    /// That files are kept, no longer kept, and cannot be.
    pub kept: &'static str,
    /// That they no longer are.
    pub forgotten: &'static str,
    /// That they cannot be.
    pub not_kept: &'static str,
    /// How many texts of how many were fetched.
    pub fetched: fn(usize, usize) -> String,
    /// What was written: its name, how many releases are in it, and its size.
    pub taken: fn(&str, usize, &str) -> String,
    /// How many could not be had.
    pub absent: fn(usize) -> String,
    /// How many files of how many were fetched.
    pub files: fn(usize, usize) -> String,
    /// What was made of files: its name, how many are in it, and its size.
    pub gathered: fn(&str, usize, &str) -> String,
    /// Which file could not be had.
    pub not_gathered: fn(&str) -> String,
    /// That the newsroom was published anew since the page came.
    pub newer: &'static str,
    /// That the list could not be made.
    pub failed: &'static str,
    /// How many problems follow that are not listed.
    pub more_problems: fn(usize) -> String,
    /// A size.
    pub size: fn(u64) -> String,
}

impl Interface {
    /// What the worker says that opens files and writes lists.
    #[must_use]
    pub fn tool_messages(self) -> &'static ToolMessages {
        match self {
            Self::French => &FRENCH,
            Self::English => &ENGLISH,
        }
    }
}

fn counted(number: usize, one: &str, many: &str, is_one: bool) -> String {
    format!("{number}\u{a0}{}", if is_one { one } else { many })
}

fn english(number: usize, one: &str, many: &str) -> String {
    counted(number, one, many, number == 1)
}

/// In French, 0 is singular.
fn french(number: usize, one: &str, many: &str) -> String {
    counted(number, one, many, number < 2)
}

static ENGLISH: ToolMessages = ToolMessages {
    intro: |most| {
        format!(
            "JSON Feed, RSS, Atom, Markdown, text (.txt), HTML, Word (.docx), OpenDocument (.odt), e-mail (.eml), ninjs, NewsML, a \
             WordPress export, a table (.csv) or an archive (.zip) of these, {most} at most; or drop files on any page."
        )
    },
    reading: "Reading…",
    opened: |releases, files, problems| {
        format!(
            "{} in {}, {}.",
            english(releases, "release", "releases"),
            english(files, "file", "files"),
            english(problems, "problem", "problems")
        )
    },
    nothing: "No release could be read.",
    too_large: |most| format!("More than {most}: nothing was opened."),
    unreadable: |name| format!("{name} cannot be read by this browser."),
    kept: "Kept in this browser, on this device.",
    forgotten: "No longer kept.",
    not_kept: "This browser keeps nothing for this page; the files stay open until you leave it.",
    fetched: |done, of| format!("{done} of {}…", english(of, "text", "texts")),
    taken: |name, count, size| {
        format!("{name}: {}, {size}.", english(count, "release", "releases"))
    },
    absent: |count| format!("{} could not be had.", english(count, "text", "texts")),
    files: |done, of| format!("{done} of {}…", english(of, "file", "files")),
    gathered: |name, count, size| format!("{name}: {}, {size}.", english(count, "file", "files")),
    not_gathered: |file| format!("{file} could not be had: nothing was put together. Try again."),
    newer: "The newsroom was published anew meanwhile: load the page again.",
    failed: "It could not be had. Try again.",
    more_problems: |count| format!("… and {count} more."),
    size: |bytes| super::numbers::file_size(bytes, '.', ["B", "kB", "MB"]),
};

static FRENCH: ToolMessages = ToolMessages {
    intro: |most| {
        format!(
            "JSON Feed, RSS, Atom, Markdown, texte (.txt), HTML, Word (.docx), OpenDocument (.odt), courriel (.eml), ninjs, \
             NewsML, export WordPress, tableau (.csv) ou archive (.zip) de ceux-ci, {most} au plus\u{a0}; ou déposez des fichiers \
             sur n’importe quelle page."
        )
    },
    reading: "Lecture…",
    opened: |releases, files, problems| {
        format!(
            "{} dans {}, {}.",
            french(releases, "communiqué", "communiqués"),
            french(files, "fichier", "fichiers"),
            french(problems, "problème", "problèmes")
        )
    },
    nothing: "Aucun communiqué n’a pu être lu.",
    too_large: |most| format!("Plus de {most}\u{a0}: rien n’a été ouvert."),
    unreadable: |name| format!("{name} ne peut être lu par ce navigateur."),
    kept: "Gardés dans ce navigateur, sur cet appareil.",
    forgotten: "Ne sont plus gardés.",
    not_kept: "Ce navigateur ne garde rien pour cette page\u{a0}; les fichiers restent ouverts tant que vous y êtes.",
    fetched: |done, of| format!("{done} sur {}…", french(of, "texte", "textes")),
    taken: |name, count, size| {
        format!("{name}\u{a0}: {}, {size}.", french(count, "communiqué", "communiqués"))
    },
    absent: |count| match count {
        1 => "1\u{a0}texte n’a pu être obtenu.".to_owned(),
        _ => format!("{count}\u{a0}textes n’ont pu être obtenus."),
    },
    files: |done, of| format!("{done} sur {}…", french(of, "fichier", "fichiers")),
    gathered: |name, count, size| {
        format!("{name}\u{a0}: {}, {size}.", french(count, "fichier", "fichiers"))
    },
    not_gathered: |file| format!("{file} n’a pu être obtenu\u{a0}: rien n’a été réuni. Réessayez."),
    newer: "La salle de presse a été publiée à nouveau entre-temps\u{a0}: rechargez la page.",
    failed: "Impossible à obtenir. Réessayez.",
    more_problems: |count| format!("… et {count} de plus."),
    size: |bytes| super::numbers::file_size(bytes, ',', ["o", "ko", "Mo"]),
};
