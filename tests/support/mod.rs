//! What tests share: a folder of their own, the command line, the sample, data that are not part of the project.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use crate::collection;
use kiosque::{
    bundle::{self, BundleError, Contents, Waiting},
    ingest::{Loaded, Options, load},
    publish::{self, Progress, PublishError, Viewer},
};
use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    ops::Deref,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// 2026-11-23T00:00:00Z: before the sample's embargo ends.
pub(crate) const NOW: i64 = 1_795_392_000;

/// As much of a viewer as publishing needs.
const SHELL: &str = "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><base href=\"./\">\
    <title>Kiosque</title><meta name=\"description\" content=\"x\">\
    <meta name=\"theme-color\" content=\"#0b5563\"><meta name=\"kiosque-build\" content=\"\">\
    <link rel=\"stylesheet\" href=\"./kiosque-0123456789abcdef.css\">\
    <script src=\"./boot-0123456789abcdef.js\" type=\"module\"></script></head><body></body></html>\n";

/// A folder of a test's own, gone when it ends.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self(tempfile::Builder::new().prefix("kiosque-").tempdir().unwrap())
    }

    /// One with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        folder.fill(files);
        folder
    }

    /// One with a viewer in its folder `viewer`.
    pub(crate) fn with_viewer() -> Self {
        Self::with(&[
            ("viewer/index.html", SHELL),
            ("viewer/boot-0123456789abcdef.js", ""),
            ("viewer/kiosque-0123456789abcdef.css", ""),
        ])
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn join(&self, name: impl AsRef<Path>) -> PathBuf {
        self.path().join(name)
    }

    /// Writes a file, and the folders that it lies in; where it is.
    pub(crate) fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let file = self.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        file
    }

    /// Writes some.
    pub(crate) fn fill(&self, files: &[(&str, &str)]) {
        files.iter().for_each(|(name, text)| drop(self.write(name, text)));
    }

    /// Reads all that is in it.
    pub(crate) fn load(&self) -> Loaded {
        read(self.path())
    }

    /// Writes a file and reads it alone.
    pub(crate) fn load_file(&self, name: &str, bytes: impl AsRef<[u8]>) -> Loaded {
        read(&self.write(name, bytes))
    }

    /// What [`with_viewer`](Self::with_viewer) put there.
    pub(crate) fn viewer(&self) -> Viewer {
        Viewer::read(&self.join("viewer")).unwrap()
    }

    /// Where [`publishing`](Self::publishing) publishes to.
    pub(crate) fn out(&self) -> PathBuf {
        self.join("site")
    }

    /// The command that publishes `source` with that viewer, at [`NOW`].
    pub(crate) fn publishing(&self, source: &Path, more: &[&str]) -> Command {
        self.publishing_into(&self.out(), &[source], more)
    }

    /// The same, of some sources and to another place.
    pub(crate) fn publishing_into(&self, out: &Path, sources: &[&Path], more: &[&str]) -> Command {
        let mut command = command();
        command.arg("publish").args(sources).arg("--out").arg(out);
        command.arg("--viewer").arg(self.join("viewer")).args(["--now", &NOW.to_string()]);
        command.args(more);
        command
    }
}

/// Reads a source as it comes.
pub(crate) fn read(source: &Path) -> Loaded {
    load(&[source.to_owned()], &Options::default())
}

/// The sample newsroom.
pub(crate) fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("static/newsroom")
}

/// The command line, to be given arguments.
pub(crate) fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_kiosque"))
}

/// Runs it with these.
pub(crate) fn kiosque(args: &[&dyn AsRef<OsStr>]) -> Output {
    command().args(args.iter().map(AsRef::as_ref)).output().unwrap()
}

/// All that a command said.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Data to test against that are not part of the project: only for tests with `#[needs::shared_data]`.
#[track_caller]
pub(crate) fn shared(path: &str) -> PathBuf {
    collection::shared(path).unwrap_or_else(|| panic!("{path} is not in the shared data"))
}

/// A set or a site, with all of its files at hand.
#[derive(Debug)]
pub(crate) struct Whole<T> {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    of: T,
}

pub(crate) type Bundle = Whole<bundle::Bundle>;
pub(crate) type Site = Whole<publish::Site>;

/// What has files.
pub(crate) trait Filed {
    fn contents(&self) -> &Contents;
}

impl Filed for bundle::Bundle {
    fn contents(&self) -> &Contents {
        &self.files
    }
}

impl Filed for publish::Site {
    fn contents(&self) -> &Contents {
        &self.files
    }
}

impl<T: Filed> Whole<T> {
    fn new(of: T) -> Self {
        let files = of.contents().iter();
        let read = files.map(|(path, file)| (path.clone(), file.read().unwrap().into_owned()));
        Self { files: read.collect(), of }
    }

    pub(crate) fn change(mut self, change: impl FnOnce(&mut T)) -> Self {
        change(&mut self.of);
        Self::new(self.of)
    }
}

impl<T> Deref for Whole<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.of
    }
}

/// As [`bundle::bundle`].
pub(crate) fn bundle(loaded: Loaded, waiting: impl Into<Waiting>) -> Result<Bundle, BundleError> {
    Ok(Whole::new(bundle::bundle(loaded, waiting)?))
}

/// As [`publish::site`].
pub(crate) fn site(
    loaded: Loaded,
    viewer: &Viewer,
    options: &publish::Options,
    progress: Progress<'_>,
) -> Result<Site, PublishError> {
    Ok(Whole::new(publish::site(loaded, viewer, options, progress)?))
}
