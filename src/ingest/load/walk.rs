//! A folder walked: which files are read, and what became of the others.
//!
//! Links are not followed. What a link leads to inside the folder is read under its own name, and
//! what lies outside is not the newsroom's.

use super::{
    open::{self, Identity},
    passed::{self, Sort},
    why::Why,
};
use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// What a folder holds.
#[derive(Default)]
pub(super) struct Walk {
    /// The files to read, in the order of their names.
    pub(super) texts: Vec<PathBuf>,
    /// What is not read.
    pub(super) passed: Vec<Passed>,
    /// Pictures and other files that releases may name.
    pub(super) beside: Vec<PathBuf>,
    /// What must not become public under whatever name.
    pub(super) private: HashSet<Identity>,
    /// What could not be looked into, and why.
    pub(super) unreadable: Vec<(PathBuf, String)>,
}

/// A file or folder that is not read.
pub(super) struct Passed {
    pub(super) path: PathBuf,
    pub(super) why: Why,
    /// Whether somebody may have wanted it to be read.
    pub(super) said: bool,
    /// Of a folder: how many texts are in it.
    pub(super) texts: usize,
}

/// What a folder holds that is a site: its pages would be read as releases.
pub(crate) const PUBLISHED: &str = "set/set.json";

/// Walks the folder `root`. `roots` are all folders that are read, without links.
pub(super) fn walk(root: &Path, roots: &[PathBuf]) -> Walk {
    let mut walk = Walk::default();
    let mut entries = WalkDir::new(root).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                walk.unreadable.push((path, error.to_string()));
                continue;
            }
        };
        if entry.depth() == 0 {
            continue;
        }
        let kind = entry.file_type();
        if kind.is_dir() {
            let published = entry.path().join(PUBLISHED).is_file();
            let why = passed::folder(&name(&entry)).or(published.then_some(Why::Published));
            if let Some(why) = why {
                walk.pass_folder(entry.path(), why);
                entries.skip_current_dir();
            }
        } else if kind.is_file() {
            walk.file(&entry, root);
        } else if kind.is_symlink() {
            walk.link(&entry, root, roots);
        } else {
            let hidden = name(&entry).starts_with('.');
            walk.pass(entry.path(), if hidden { Why::Hidden } else { Why::Special }, !hidden);
        }
    }
    walk.leave_out_copies();
    walk
}

/// What a source named by itself brings along: the texts and hidden files beside it, none of
/// which must become public.
pub(super) fn beside(source: &Path, folder: &Path) -> HashSet<Identity> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(here).into_iter().flatten().flatten();
    let private = entries.filter(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        entry.file_type().is_ok_and(|kind| kind.is_file())
            && (passed::is_text(&name) || passed::private(Path::new(&name)).is_some())
    });
    let paths = private.map(|entry| entry.path()).chain([source.to_owned()]);
    paths.filter_map(|path| identity(&path)).collect()
}

/// Which file a path leads to in the end.
pub(super) fn identity(path: &Path) -> Option<Identity> {
    let real = fs::canonicalize(path).ok()?;
    let metadata = fs::symlink_metadata(&real).ok()?;
    Some(Identity::of(&real, &metadata))
}

fn name(entry: &DirEntry) -> String {
    entry.file_name().to_string_lossy().into_owned()
}

impl Walk {
    fn pass(&mut self, path: &Path, why: Why, said: bool) {
        self.passed.push(Passed { path: path.to_owned(), why, said, texts: 0 });
    }

    fn pass_folder(&mut self, path: &Path, why: Why) {
        let mut texts = 0;
        let is_packages =
            ["node_modules", "bower_components"].iter().any(|end| path.ends_with(end));
        if why.advice().is_some() && !is_packages {
            for entry in WalkDir::new(path).into_iter().flatten() {
                let name = name(&entry);
                if entry.file_type().is_file() && passed::is_document(&name) {
                    texts += usize::from(why != Why::Tools);
                }
                if !entry.file_type().is_file() || !passed::is_text(&name) {
                    continue;
                }
                self.private.extend(identity(entry.path()));
                // What a tool brings along holds many a README.
                let is_release = why != Why::Tools
                    || open::start(entry.path()).is_ok_and(|start| passed::has_header(&start));
                texts += usize::from(is_release);
            }
        }
        let said = texts > 0;
        self.passed.push(Passed { path: path.to_owned(), why, said, texts });
    }

    fn file(&mut self, entry: &DirEntry, root: &Path) {
        let (path, name) = (entry.path(), name(entry));
        let below = path.strip_prefix(root).unwrap_or(path);
        if passed::in_media(below) {
            match passed::private(below) {
                Some(why) => self.keep_private(path, why),
                None => self.beside.push(path.to_owned()),
            }
            return;
        }
        let has_header = || open::start(path).is_ok_and(|start| passed::has_header(&start));
        match passed::file(&name) {
            Sort::Text => self.texts.push(path.to_owned()),
            Sort::Document => self.pass(path, Why::Alone, true),
            // A release may offer it.
            Sort::Unless(why) | Sort::Named(why) if passed::is_document(&name) => {
                self.pass(path, why, matches!(why, Why::Note));
            }
            Sort::Unless(_) if has_header() => self.texts.push(path.to_owned()),
            Sort::Unless(why) => {
                self.pass(path, why, true);
                self.private.extend(identity(path));
            }
            Sort::Named(why) => {
                self.pass(path, why, passed::is_text(&name) && has_header());
                self.private.extend(identity(path));
            }
            Sort::Passed(why @ (Why::Document | Why::Unknown)) => self.pass(path, why, true),
            Sort::Passed(why) => self.keep_private(path, why),
            Sort::Beside => self.beside.push(path.to_owned()),
        }
    }

    fn keep_private(&mut self, path: &Path, why: Why) {
        self.pass(path, why, false);
        self.private.extend(identity(path));
    }

    fn link(&mut self, entry: &DirEntry, root: &Path, roots: &[PathBuf]) {
        let (path, name) = (entry.path(), name(entry));
        let below = path.strip_prefix(root).unwrap_or(path);
        if name.starts_with('.') {
            return self.pass(path, Why::Hidden, false);
        }
        let Ok(real) = fs::canonicalize(path) else {
            return self.pass(path, Why::LeadsNowhere, true);
        };
        let home = roots.iter().find(|root| real.starts_with(root));
        let inside = home.and_then(|root| real.strip_prefix(root).ok());
        let why_unread = |below: &Path| {
            let mut names = below.iter().map(|part| part.to_string_lossy());
            names.any(|name| passed::folder(&name).is_some() || passed::is_media(&name))
        };
        if real.is_dir() {
            match (passed::folder(&name), inside) {
                (Some(why), _) => self.pass(path, why, false),
                _ if passed::is_media(&name) || passed::in_media(below) => {
                    self.beside.push(path.to_owned());
                }
                (_, None) => self.pass(path, Why::LeadsOut, true),
                (_, Some(inside)) if why_unread(inside) => {
                    self.pass(path, Why::LeadsToUnread, true);
                }
                _ => self.pass(path, Why::Again, false),
            }
        } else if !real.is_file() {
            self.pass(path, Why::Special, true);
        } else if !passed::is_text(&name) || passed::in_media(below) {
            // Whether a picture may become public is asked when a release names it.
            self.beside.push(path.to_owned());
        } else {
            let read = |inside: &Path| {
                let folder = inside.parent().unwrap_or(Path::new(""));
                let name = inside.file_name().unwrap_or_default().to_string_lossy();
                matches!(passed::file(&name), Sort::Text | Sort::Unless(_)) && !why_unread(folder)
            };
            match inside {
                None => self.pass(path, Why::LeadsOut, true),
                Some(inside) if read(inside) => self.pass(path, Why::Again, false),
                Some(_) => self.pass(path, Why::LeadsToUnread, true),
            }
        }
    }

    /// Copies that lie beside their originals: nobody wants both, and which is meant is not known.
    fn leave_out_copies(&mut self) {
        let folded = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            path.with_file_name(passed::fold(&name))
        };
        let there: HashSet<PathBuf> = self.texts.iter().map(|path| folded(path)).collect();
        let is_copy = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.contains(".sync-conflict-")
                || passed::original(&name)
                    .is_some_and(|name| there.contains(&path.with_file_name(name)))
        };
        let (copies, texts) = std::mem::take(&mut self.texts).into_iter().partition(is_copy);
        self.texts = texts;
        let copies: Vec<PathBuf> = copies;
        for copy in copies {
            self.pass(&copy, Why::Copy, true);
            self.private.extend(identity(&copy));
        }
    }
}
