//! Sources in another form: all that `ingest` reads of a newsroom, written so that it reads the same again.
//!
//! The forms are those in which releases are published (`alternates`, `feeds`), written whole ([`Extent::Whole`]): what is withheld
//! stands in them with what withholds it. What was written is read before anybody gets it, and held against what was there
//! ([`differences`]): what a form cannot say is told, and where something would be shown that was withheld, nothing is written.
//! `bulk` alone is not for `ingest`, and has nothing that is withheld.

mod apart;
mod bulk;
mod differences;
mod guard;
mod loss;
mod mapping;
mod newsroom;

use super::{
    alternates::{markdown, ninjs},
    base::Base,
    extent::{Extent, Original},
    feeds::json,
};
use crate::{
    bundle::BundleError,
    ingest::{self, Loaded, Problem, Sourced, is_plain_name, slug_with_hash},
    model::named,
};
pub(crate) use apart::{apart, lost};
pub use bulk::{Exported, export};
use differences::Differences;
use guard::guarded;
pub use loss::is_loss;
use serde_json::Value;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A form in which sources are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceForm {
    /// One JSON Feed 1.1 with all releases.
    JsonFeed,
    /// A file of ninjs 3.1 for each release, beside a `newsroom.json` without any.
    Ninjs,
    /// A file of Markdown with front matter for each, the same.
    Markdown,
}

named! {
    SourceForm { JsonFeed "jsonfeed", Ninjs "ninjs", Markdown "markdown" }
}

/// What was written.
#[derive(Debug)]
pub struct Converted {
    /// Releases, with those that are withheld.
    pub releases: usize,
    /// Of these, and of pages, those that must not be shown, whatever the day.
    pub held: usize,
    /// Of these, those that have an embargo, whether or not it has ended.
    pub embargoes: usize,
    /// Pages of the newsroom's own.
    pub pages: usize,
    /// Pictures and other files.
    pub files: usize,
    /// What the form says otherwise, or not at all.
    pub problems: Vec<Problem>,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ConvertError {
    /// There is something in the folder already.
    #[error("{}: there already, and not an empty folder; nothing was written, name another folder", .0.display())]
    There(PathBuf),
    /// The folder would be read as a part of what it is made from.
    #[error(
        "{}: lies in the source {}, of which it would be a part; nothing was written, name another folder",
        .0.display(), .1.display()
    )]
    InSource(PathBuf, PathBuf),
    /// What was written would show what must not be shown.
    #[error(
        "{0} would be shown, or shown earlier, after conversion; nothing was written: please report this"
    )]
    WouldShow(String),
    /// A file cannot be read or written.
    #[error("{}", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// A picture or document cannot be read.
    #[error(transparent)]
    Bundle(#[from] BundleError),
}

/// The folder for files of releases, so that none has a name that means something else.
const RELEASES: &str = "releases";
/// The folder for pages of the newsroom's own.
const PAGES: &str = "pages";

/// Writes `loaded`, which was read from `sources`, into the folder `out`, which is not there yet or empty.
///
/// # Errors
///
/// Why nothing was written: see [`ConvertError`].
pub fn convert(
    loaded: &Loaded,
    sources: &[PathBuf],
    form: SourceForm,
    out: &Path,
) -> Result<Converted, ConvertError> {
    refuse(sources, out)?;
    let draft = Draft::beside(out)?;
    for (path, from) in &loaded.files {
        draft.put(path.as_str(), &ingest::contents(from).map_err(at(from))?)?;
    }
    for (path, bytes) in &loaded.made {
        draft.put(path.as_str(), bytes)?;
    }
    let mut writer = Writer {
        loaded,
        form,
        draft: &draft,
        careful: Differences::default(),
        written: Vec::new(),
    };
    writer.write()?;
    let mut found = writer.compare();
    // Names and texts that are read as something else are written in a way that leaves no doubt.
    if found.are_any() {
        writer.careful = found;
        writer.take_back()?;
        writer.write()?;
        found = writer.compare();
    }
    if let Some(shown) = found.shown.first() {
        return Err(ConvertError::WouldShow(shown.clone()));
    }
    refuse(sources, out)?;
    draft.settle(out)?;
    let all = || loaded.releases.iter().chain(&loaded.held);
    Ok(Converted {
        releases: all().count(),
        held: loaded.held.len() + loaded.held_pages.len(),
        embargoes: all().filter(|sourced| sourced.release.embargo_until.is_some()).count(),
        pages: loaded.pages.len() + loaded.held_pages.len(),
        files: loaded.files.len() + loaded.made.len(),
        problems: found.problems,
    })
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> ConvertError {
    let path = path.to_owned();
    move |error| ConvertError::File(path, error)
}

fn refuse(sources: &[PathBuf], out: &Path) -> Result<(), ConvertError> {
    let is_free = match fs::symlink_metadata(out) {
        Err(error) => error.kind() == io::ErrorKind::NotFound,
        Ok(metadata) if metadata.is_dir() => fs::read_dir(out).map_err(at(out))?.next().is_none(),
        Ok(_) => false,
    };
    if !is_free {
        return Err(ConvertError::There(out.to_owned()));
    }
    let whole = std::path::absolute(out).map_err(at(out))?;
    let real = whole.ancestors().find_map(|known| {
        let rest = whole.strip_prefix(known).ok()?;
        Some(fs::canonicalize(known).ok()?.join(rest))
    });
    for source in sources.iter().filter(|source| source.is_dir()) {
        let folder = fs::canonicalize(source).map_err(at(source))?;
        if real.as_ref().is_some_and(|real| real.starts_with(&folder)) {
            return Err(ConvertError::InSource(out.to_owned(), source.clone()));
        }
    }
    Ok(())
}

/// A folder that is written beside its place, and taken away again unless it is settled there.
struct Draft(PathBuf);

impl Draft {
    fn beside(out: &Path) -> Result<Self, ConvertError> {
        let whole = std::path::absolute(out).map_err(at(out))?;
        let parent = whole.parent().unwrap_or(&whole);
        fs::create_dir_all(parent).map_err(at(parent))?;
        let name = whole.file_name().unwrap_or_default().to_string_lossy();
        let folder = parent.join(format!(".{name}.converting-{}", std::process::id()));
        fs::create_dir(&folder).map_err(at(&folder))?;
        Ok(Self(folder))
    }

    /// Writes a file that is not there yet. `inside` has no `..` in it: it is made here, or a path of the model.
    fn put(&self, inside: &str, bytes: &[u8]) -> Result<(), ConvertError> {
        let path = self.0.join(inside);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        let file = fs::File::create_new(&path).map_err(at(&path));
        io::Write::write_all(&mut file?, bytes).map_err(at(&path))
    }

    fn settle(self, out: &Path) -> Result<(), ConvertError> {
        if fs::symlink_metadata(out).is_err() {
            return fs::rename(&self.0, out).map_err(at(out));
        }
        // An empty folder stays the one that it is.
        for entry in fs::read_dir(&self.0).map_err(at(&self.0))? {
            let entry = entry.map_err(at(&self.0))?;
            let to = out.join(entry.file_name());
            fs::rename(entry.path(), &to).map_err(at(&to))?;
        }
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Once it is settled, it is not there any more, and that is no error.
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Writer<'a> {
    loaded: &'a Loaded,
    form: SourceForm,
    draft: &'a Draft,
    /// What was read as something else when it was written without care.
    careful: Differences,
    /// The texts that were written.
    written: Vec<String>,
}

impl Writer<'_> {
    fn write(&mut self) -> Result<(), ConvertError> {
        let Loaded { releases, held, pages, held_pages, .. } = self.loaded;
        let all = || {
            let both = [(releases, false), (held, true)].into_iter();
            both.flat_map(|(list, held)| list.iter().map(move |one| (one, held)))
        };
        let items: Vec<Value> = match self.form {
            SourceForm::JsonFeed => all()
                .map(|(one, held)| {
                    let original = self.original(one, held, 0);
                    json::item(&guarded(&one.release), &Extent::Whole(&original), 0)
                })
                .collect(),
            SourceForm::Ninjs | SourceForm::Markdown => Vec::new(),
        };
        self.text("newsroom.json".to_owned(), &newsroom::newsroom(self.loaded, items))?;
        if self.form != SourceForm::JsonFeed {
            for (one, held) in all() {
                let original = self.original(one, held, 1);
                let extent = Extent::Whole(&original);
                let release = guarded(&one.release);
                let (ending, text) = match self.form {
                    SourceForm::Ninjs => ("json", ninjs::release(&release, &extent)),
                    _ => ("md", markdown::release(&release, &extent)),
                };
                self.text(self.name(RELEASES, one, ending), &text)?;
            }
        }
        for (list, held) in [(pages, false), (held_pages, true)] {
            for one in list {
                let original = Original { wish: None, ..self.original(one, held, 1) };
                let text = markdown::release(&guarded(&one.release), &Extent::Whole(&original));
                self.text(self.name(PAGES, one, "md"), &text)?;
            }
        }
        Ok(())
    }

    fn original<'o>(&'o self, sourced: &'o Sourced, held: bool, depth: usize) -> Original<'o> {
        let id = &sourced.release.id;
        Original {
            sourced,
            wish: self.loaded.wishes.releases.get(id),
            held,
            settled: !held && self.careful.held.contains(id),
            in_header: self.careful.other.contains(id) || self.careful.held.contains(id),
            newsroom: &self.loaded.newsroom,
            base: &Base::RELATIVE,
            depth,
        }
    }

    /// The name of a release's file: its slug, where that means nothing else.
    fn name(&self, folder: &str, sourced: &Sourced, ending: &str) -> String {
        let release = &sourced.release;
        let plain = format!("{}.{ending}", release.slug);
        // A name may begin with a date, which is that of a release that has no other.
        let is_dated = plain.starts_with(|c: char| c.is_ascii_digit());
        let fits = is_plain_name(&plain)
            && !(is_dated && release.published.is_none())
            && !self.careful.other.contains(&release.id);
        match fits {
            true => format!("{folder}/{plain}"),
            false => format!("{folder}/{}.{ending}", slug_with_hash("release", &release.id)),
        }
    }

    fn text(&mut self, name: String, text: &str) -> Result<(), ConvertError> {
        self.draft.put(&name, text.as_bytes())?;
        self.written.push(name);
        Ok(())
    }

    fn take_back(&mut self) -> Result<(), ConvertError> {
        for name in std::mem::take(&mut self.written) {
            let path = self.draft.0.join(name);
            fs::remove_file(&path).map_err(at(&path))?;
        }
        Ok(())
    }

    fn compare(&self) -> Differences {
        let again = ingest::load(std::slice::from_ref(&self.draft.0), &ingest::Options::default());
        Differences::between(self.loaded, &again)
    }
}
