//! ZIP archives of releases: each file in one is read as it would be in a folder, by the same rules for names.
//!
//! Nothing is written anywhere: a file is known by its name in the archive, which cannot lead out of it. What is broken or too
//! large costs itself.

use super::{
    File, Found, Locate, Parsed, Role,
    load::{self, Copies, Entry},
    package::Package,
    problem::{Kind, Place, Problem, count, quoted},
};
use crate::model;
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

/// Reads an archive.
pub(super) fn read(bytes: &[u8], file: &File<'_>) -> Parsed {
    let package = match Package::open(bytes) {
        Ok(package) => package,
        Err(why) => {
            let advice = if why.contains(';') { "" } else { "; pack it anew" };
            let message = format!("cannot be opened: {why}{advice}");
            let problem = Problem::new(file.source, Place::Whole, Kind::Syntax, message);
            return Parsed { problems: vec![problem], ..Parsed::default() };
        }
    };
    let mut all = Parsed::default();
    let mut say = |place: &str, kind, message: String| {
        let source = format!("{}/{place}", file.source);
        let source = if place.is_empty() { file.source } else { &source };
        all.problems.push(Problem::new(source, Place::Whole, kind, message));
    };
    // Under which number each file stands, by its path.
    let mut paths: BTreeMap<String, usize> = BTreeMap::new();
    let (mut out, mut again, mut links) = (0, 0, 0);
    for (number, name) in
        package.names().iter().enumerate().filter(|(_, name)| !name.ends_with('/'))
    {
        match inside(name) {
            // What it leads to is the name of a file, not a text.
            Some(_) if package.is_link(number) => links += 1,
            Some(path) if paths.contains_key(&path) => again += 1,
            Some(path) => drop(paths.insert(path, number)),
            None => out += 1,
        }
    }
    if out > 0 {
        let message = format!(
            "{} in it under a name that leads out of the archive; never read; pack it anew",
            count(out, "file")
        );
        say("", Kind::NotPublic, message);
    }
    if links > 0 {
        let message = format!(
            "{} of it left out, for it is only a link to another file; pack the file itself",
            count(links, "file")
        );
        say("", Kind::PassedOver, message);
    }
    if again > 0 {
        let message = format!(
            "{} in it under a name that another one has; the first is read; pack it anew",
            count(again, "file")
        );
        say("", Kind::DuplicateKey, message);
    }
    let mut texts: Vec<(&String, usize)> = Vec::new();
    let mut passed: Vec<(&String, String)> = Vec::new();
    let copies = Copies::new(paths.keys().map(String::as_str));
    for (path, number) in &paths {
        match load::entry(path, &copies) {
            Entry::Read => texts.push((path, *number)),
            Entry::Beside | Entry::Silent => {}
            Entry::Passed(why) => passed.push((path, why)),
        }
    }
    let taken = RefCell::default();
    // The newsroom's own file says the language of what says none.
    texts.sort_by_key(|(path, _)| !path.ends_with("newsroom.json"));
    let mut language = file.language.clone();
    let mut read = 0;
    for (path, number) in texts {
        let bytes = match package.read_number(number) {
            Ok(bytes) => bytes,
            Err(why) => {
                let source = format!("{}/{path}", file.source);
                all.problems.push(Problem::new(
                    &source,
                    Place::Whole,
                    Kind::Unreadable,
                    format!("cannot be read: {why}"),
                ));
                continue;
            }
        };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = Beside {
            package: &package,
            paths: &paths,
            folder,
            make: file.make,
            taken: &taken,
            told: RefCell::default(),
        };
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
        let stem = format!("{}/{stem}", file.stem);
        let own = File {
            source: &format!("{}/{path}", file.source),
            stem: &stem,
            language: language.clone(),
            locate: &beside,
            make: file.make,
            templates: file.templates,
        };
        let mut parsed = load::read_packed(path, &bytes, own);
        read += 1;
        for message in beside.told.into_inner() {
            let source = format!("{}/{path}", file.source);
            parsed.problems.push(Problem::new(&source, Place::Whole, Kind::NotPublic, message));
        }
        if path.ends_with("newsroom.json") {
            language = parsed.language.take().or(language);
        }
        add(&mut all, parsed);
    }
    let taken = taken.into_inner();
    for (path, why) in passed.into_iter().filter(|(path, _)| !taken.contains(*path)) {
        let source = format!("{}/{path}", file.source);
        all.problems.push(Problem::new(&source, Place::Whole, Kind::PassedOver, why));
    }
    if read == 0 {
        let message =
            "no release in this archive; put files of a format that is read into it".to_owned();
        all.problems.push(Problem::new(file.source, Place::Whole, Kind::UnknownFormat, message));
    }
    all
}

/// Puts what was read of one file to the rest.
fn add(all: &mut Parsed, mut parsed: Parsed) {
    super::assemble::merge(&mut all.newsroom, parsed.newsroom);
    all.topics.append(&mut parsed.topics);
    all.issuers.append(&mut parsed.issuers);
    all.speakers.append(&mut parsed.speakers);
    all.pinned = all.pinned.take().or(parsed.pinned);
    all.language = all.language.take().or(parsed.language);
    all.drafts.append(&mut parsed.drafts);
    all.problems.append(&mut parsed.problems);
}

/// A name as a path below the archive; `None` if it leads out of that.
fn inside(name: &str) -> Option<String> {
    let is_absolute = name.starts_with('/') || name.contains(':') || name.contains('\0');
    let mut parts: Vec<&str> = Vec::new();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => return None,
            part => parts.push(part),
        }
    }
    (!is_absolute && !parts.is_empty()).then(|| parts.join("/"))
}

/// Finds files in the archive beside one of its texts.
struct Beside<'a, 'p> {
    package: &'a Package<'p>,
    paths: &'a BTreeMap<String, usize>,
    folder: &'a str,
    make: &'a dyn Fn(&model::Path, Vec<u8>) -> bool,
    /// The files that releases name.
    taken: &'a RefCell<BTreeSet<String>>,
    /// Why some that they name are not offered.
    told: RefCell<Vec<String>>,
}

impl Locate for Beside<'_, '_> {
    fn find(&self, address: &str, _: Role) -> Found {
        let plain = address.split(['?', '#']).next().unwrap_or_default();
        let decoded = percent_encoding::percent_decode_str(plain).decode_utf8_lossy();
        let mut parts: Vec<&str> = match decoded.starts_with('/') {
            true => Vec::new(),
            false => self.folder.split('/').filter(|part| !part.is_empty()).collect(),
        };
        for part in decoded.split('/') {
            match part {
                "" | "." => {}
                ".." if parts.pop().is_none() => return Found::Missing,
                ".." => {}
                part => parts.push(part),
            }
        }
        let path = parts.join("/");
        let Some(number) = self.paths.get(&path).filter(|_| load::may_be_public(&path)) else {
            return Found::Missing;
        };
        let Ok(bytes) = self.package.read_number(*number) else { return Found::Missing };
        if let Some(why) = load::refuses(std::path::Path::new(&path), &bytes, true) {
            self.told.borrow_mut().push(format!(
                "{} {why}; left out; take it out of the release, or put a copy of it as PDF there",
                quoted(&path)
            ));
            return Found::Told;
        }
        let named = model::Path::new(&path.replace(['\\', ':', '?', '#', '%'], "-"));
        let made = named.filter(|named| (self.make)(named, bytes));
        self.taken.borrow_mut().insert(path);
        made.map_or(Found::Missing, Found::File)
    }
}

#[cfg(test)]
mod tests {
    use super::inside;
    use crate::ingest::{Kind, Loaded, Options, load, load_given, package::tests::packed};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn given(bytes: Vec<u8>) -> Loaded {
        load_given(&[("a.zip".to_owned(), bytes)], &Options::default())
    }

    fn kinds(loaded: &Loaded) -> Vec<Kind> {
        let kinds: BTreeSet<Kind> = loaded.problems.iter().map(|problem| problem.kind).collect();
        kinds.into_iter().collect()
    }

    #[test]
    fn an_archive_is_read_as_a_folder_is() {
        let inner = packed(&[("x.md", b"# zq")]);
        let bytes = packed(&[
            ("2026/quai.fr.md", b"# Le quai\n\n![Quai](quai.png) [Plan](plan.pdf)"),
            ("2026/quai.png", b"\x89PNG"),
            ("2026/plan.pdf", b"%PDF"),
            ("newsroom.json", br#"{"version": "https://jsonfeed.org/version/1.1", "language": "fr", "items": []}"#),
            ("fil.xml", b"<rss><channel><item><guid>1</guid><title>Un</title></item></channel></rss>"),
            ("cut.json", b"{"),
            ("_drafts/secret.md", b"# zq"),
            ("brouillon-b.md", b"zq"),
            ("README.md", b"zq"),
            ("inner.zip", &inner),
            (".hidden.md", b"# zq"),
            ("__MACOSX/a.md", b"# zq"),
        ]);
        let file = tempfile::Builder::new().suffix(".zip").tempfile().unwrap();
        std::fs::write(file.path(), &bytes).unwrap();
        let on_disk = load(&[file.path().to_owned()], &Options::default());
        for loaded in [given(bytes), on_disk] {
            let titles: Vec<_> =
                loaded.releases.iter().filter_map(|found| found.release.title.as_deref()).collect();
            assert_eq!(titles, ["Le quai"], "{:?}", loaded.problems);
            assert!(!format!("{:?}", loaded.releases).contains("zq"));
            assert!(
                kinds(&loaded).contains(&Kind::Syntax)
                    && kinds(&loaded).contains(&Kind::PassedOver)
            );
            assert!(
                loaded
                    .problems
                    .iter()
                    .any(|problem| problem.source.ends_with("/_drafts/secret.md")),
                "{:?}",
                loaded.problems
            );
            assert_eq!(
                loaded.releases[0].release.language.as_ref().map(|l| l.as_str()),
                Some("fr")
            );
            assert!(loaded.made.is_empty() || loaded.made.len() == 2, "{:?}", loaded.made.keys());
        }
    }

    #[test]
    fn names_that_lead_out_are_never_read() {
        for name in ["../a.md", "a/../../b.md", "/etc/a.md", "C:/a.md", "..", "..\\a.md"] {
            assert_eq!(inside(&name.replace('\\', "/")), None, "{name}");
        }
        assert_eq!(inside("./a//b.md").as_deref(), Some("a/b.md"));
        let loaded =
            given(packed(&[("../a.md", b"# zq"), ("b.md", b"# B\n\n![](../../etc/passwd)")]));
        assert_eq!(loaded.releases.len(), 1, "{:?}", loaded.problems);
        assert!(kinds(&loaded).contains(&Kind::NotPublic));
    }

    #[test]
    fn copies_sites_and_documents_in_an_archive_are_no_releases() {
        let letter = packed(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", b"<w:document><w:body><w:p><w:r><w:t>SOUS EMBARGO JUSQU'AU 3 MAI</w:t></w:r></w:p></w:body></w:document>"),
        ]);
        let loaded = given(packed(&[
            ("a/quai.md", b"# Le quai\n\n[Lettre](lettre.docx) [Mail](m.eml) [Archive](in.zip)"),
            ("a/in.zip", &packed(&[("x.md", b"# x")])),
            ("a/quai - Copie.md", b"# zq"),
            ("site/set/set.json", b"{}"),
            ("site/r/x/index.html", b"<p>zq"),
            ("site/r/x/x.md", b"# zq"),
            ("a/lettre.docx", &letter),
            ("a/m.eml", b"From: a\nTo: zq\n\nzq"),
            ("seul.docx", &letter),
        ]));
        assert_eq!(loaded.releases.len(), 1, "{:?}", loaded.problems);
        assert!(loaded.held.is_empty() && loaded.made.is_empty());
        let not_public =
            loaded.problems.iter().filter(|known| known.kind == Kind::NotPublic).count();
        assert_eq!(not_public, 3, "{:?}", loaded.problems);
        assert!(loaded.problems.iter().any(|known| {
            known.kind == Kind::PassedOver && known.source.ends_with("seul.docx")
        }));
    }

    #[test]
    fn one_bomb_costs_itself() {
        let zeros = vec![b'a'; (1 << 20) + 1];
        let loaded = given(packed(&[("a.md", &zeros), ("b.md", b"# B")]));
        assert_eq!(loaded.releases.len(), 1, "{:?}", loaded.problems);
        assert!(kinds(&loaded).contains(&Kind::Unreadable));
        assert!(kinds(&given(packed(&[]))).contains(&Kind::UnknownFormat));
        assert!(kinds(&given(packed(&[("a.png", b"")]))).contains(&Kind::UnknownFormat));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_damage_is_read_or_said(at in 0_usize..400, byte in any::<u8>()) {
            let mut bytes = packed(&[("a.md", b"# A"), ("b/c.json", b"{\"items\": []}")]);
            let length = bytes.len();
            bytes[at % length] = byte;
            let loaded = given(bytes);
            prop_assert!(!loaded.releases.is_empty() || !loaded.problems.is_empty());
        }
    }
}
