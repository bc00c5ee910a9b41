//! Files that somebody has in hand, by their names: read as those on a disk are, with nothing beside them.

use super::{Loaded, Options, finish, format::Format, read_bytes, slashed, unknown};
use crate::{
    ingest::{File, Found, Locate, Parsed, Role, position},
    model,
};
use std::path::Path;

/// Nothing lies beside a file that is read alone.
pub(super) struct Nowhere;

impl Locate for Nowhere {
    fn find(&self, _: &str, _: Role) -> Found {
        Found::Missing
    }
}

/// Reads files that are in memory, in their order. A picture or an attachment that one names is not there, and pictures
/// that were written into a text are left out of it.
#[must_use]
pub fn load_given(files: &[(String, Vec<u8>)], options: &Options) -> Loaded {
    let read = |(name, bytes): &(String, Vec<u8>)| -> Parsed {
        let path = Path::new(name);
        let format = match Format::detect(path, bytes) {
            Ok(format) => format,
            Err(what) => return unknown(path, &what),
        };
        let file = File {
            source: &slashed(path),
            stem: &slashed(&path.with_extension("")),
            language: options.language.clone(),
            locate: &Nowhere,
            make: &|_: &model::Path, _| false,
            templates: &options.templates,
        };
        read_bytes(bytes, format, file).1
    };
    let mut loaded = finish(files.iter().map(read).collect());
    position::locate(&mut loaded.problems, |source| {
        let file = files.iter().find(|(name, _)| slashed(Path::new(name)) == source);
        file.map(|(_, bytes)| bytes.clone())
    });
    loaded
}

#[cfg(test)]
mod tests {
    use super::load_given;
    use crate::ingest::{Kind, Options};

    #[test]
    fn files_in_hand_are_read_as_those_on_a_disk() {
        let picture =
            format!("![Quai](data:image/png;base64,{})", "iVBORw0KGgoAAAANSUhEUg".repeat(9));
        let files = [
            ("quai.fr.md", "# Le quai\n\nLundi."),
            (
                "fil.json",
                r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "a", "title": "A", "content_text": "B"}]}"#,
            ),
            ("cut.json", r#"{"items": ["#),
            ("photo.JPG", "\u{ff}"),
            ("with.md", picture.as_str()),
            ("beside.md", "# B\n\n![b](b.png)"),
        ];
        let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        let loaded = load_given(&files, &Options::default());
        let titles: Vec<_> =
            loaded.releases.iter().filter_map(|found| found.release.title.as_deref()).collect();
        assert_eq!(titles, ["Le quai", "A", "B"]);
        assert_eq!(loaded.releases[0].release.language.as_ref().map(|l| l.as_str()), Some("fr"));
        let kinds: Vec<(&str, Kind)> =
            loaded.problems.iter().map(|known| (known.source.as_str(), known.kind)).collect();
        for expected in [
            ("cut.json", Kind::Syntax),
            ("photo.JPG", Kind::UnknownFormat),
            ("beside.md", Kind::MissingFile),
        ] {
            assert!(kinds.contains(&expected), "{kinds:?}");
        }
        assert!(loaded.made.is_empty() && loaded.files.is_empty());
        for mut found in loaded.releases {
            assert!(found.release.sources_mut().is_empty());
        }
    }

    /// All files below a folder, in the order of their names.
    fn below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
        let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
        entries
            .filter(|entry| entry.file_type().is_file())
            .map(walkdir::DirEntry::into_path)
            .collect()
    }

    #[needs::shared_data]
    #[test]
    fn examples_that_were_damaged_are_read_or_said() {
        /// For minutes instead of seconds, more of it.
        const TIMES: usize = 2;
        let root = std::path::PathBuf::from(needs::shared_folder!());
        let mut seed = 7_u64;
        let mut random = |below: usize| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap() % below.max(1)
        };
        let mut files = Vec::new();
        for folder in [
            "formats/feeds",
            "formats/newsml-g2",
            "formats/ninjs/examples",
            "hostile/feeds-malformed",
        ] {
            files.extend(below(&root.join(folder)));
        }
        let texts: Vec<(String, Vec<u8>)> = files
            .into_iter()
            .filter(|file| std::fs::metadata(file).unwrap().len() < 100_000)
            .map(|file| {
                (
                    file.file_name().unwrap().to_string_lossy().into_owned(),
                    std::fs::read(&file).unwrap(),
                )
            })
            .collect();
        assert!(texts.len() > 200);
        for (name, bytes) in &texts {
            for _ in 0..TIMES {
                let mut bytes = bytes.clone();
                for _ in 0..=random(6) {
                    let at = random(bytes.len());
                    match random(5) {
                        0 => bytes.truncate(at),
                        1 => bytes.extend_from_within(at..),
                        2 => drop(bytes.drain(at..(at + random(60)).min(bytes.len()))),
                        3 if !bytes.is_empty() => bytes[at] = u8::try_from(random(256)).unwrap(),
                        _ => {
                            let (_, other) = &texts[random(texts.len())];
                            let from = random(other.len());
                            let part = other[from..(from + random(200)).min(other.len())].to_vec();
                            bytes.splice(at..at, part);
                        }
                    }
                }
                let loaded = load_given(&[(name.clone(), bytes)], &Options::default());
                let is_said = !loaded.problems.is_empty()
                    || !loaded.releases.is_empty()
                    || !loaded.held.is_empty();
                assert!(
                    is_said
                        || loaded.newsroom.title.is_some()
                        || name.ends_with(".LICENSE")
                        || !name.contains(".xml"),
                    "{name}"
                );
            }
        }
    }
}
