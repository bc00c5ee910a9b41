//! Sources watched for changes.

use super::error::PublishError;
use notify_debouncer_mini::{new_debouncer, notify::RecursiveMode};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{self, RecvTimeoutError},
    time::{Duration, SystemTime},
};
use walkdir::WalkDir;

/// How long nothing must have happened: editors write a file in several steps.
const PAUSE: Duration = Duration::from_millis(300);

/// For how many pauses a file that was emptied is waited for to be filled again.
const EMPTY: u32 = 6;

/// How often to look whether a source that went away is there again, and whether one is another
/// folder now under the same name: the system tells of neither.
const LOOK: Duration = Duration::from_secs(1);

/// Calls `on_change` at once, and after each change of a source or of anything below one, when
/// the changes have come to rest; a change while it runs is not missed. A source may go away and
/// come back, as a disk does that is taken out, and another folder may take its place. Returns
/// only if watching fails altogether.
///
/// # Errors
///
/// If the system cannot watch anything.
pub fn watch(sources: &[PathBuf], mut on_change: impl FnMut()) -> Result<(), PublishError> {
    let (sender, receiver) = mpsc::channel();
    let debouncer = new_debouncer(PAUSE, sender);
    let mut debouncer = debouncer.map_err(|error| PublishError::Watch(error.to_string()))?;
    let mut watched = Watched::default();
    watched.renew(&mut debouncer, sources);
    let mut known = times(sources);
    on_change();
    loop {
        let event = receiver.recv_timeout(LOOK);
        if matches!(event, Err(RecvTimeoutError::Disconnected)) {
            return Err(PublishError::Watch("the system stopped telling of changes".to_owned()));
        }
        let is_told = event.is_ok();
        // An error is of one place, mostly of one that went away: looking at it says more.
        let is_renewed = watched.renew(&mut debouncer, sources);
        if !(is_told || is_renewed || watched.is_incomplete()) {
            continue;
        }
        // Reading a file is an event too, and so is a change of the file beside it.
        let now = times(sources);
        if now == known {
            continue;
        }
        if !is_told {
            // Nobody said that it has come to rest.
            std::thread::sleep(PAUSE);
        }
        // Who saves a file may empty it first, and a slow disk or program takes its time.
        let mut patience = 0..EMPTY;
        while is_any_emptied(&times(sources), &known) && patience.next().is_some() {
            std::thread::sleep(PAUSE);
        }
        known = times(sources);
        on_change();
    }
}

type Debouncer =
    notify_debouncer_mini::Debouncer<notify_debouncer_mini::notify::RecommendedWatcher>;

/// The places that the system watches, each with the folder that it was then.
#[derive(Default)]
struct Watched {
    places: BTreeMap<PathBuf, Option<Identity>>,
}

impl Watched {
    /// Watches what is not watched, or is another folder by now. Whether there was any.
    fn renew(&mut self, debouncer: &mut Debouncer, sources: &[PathBuf]) -> bool {
        let mut is_renewed = false;
        for source in sources {
            // Editors put another file in the place of the one they change, so it is the folder
            // that has to be watched.
            let (place, mode) = match source.is_dir() {
                true => (source.as_path(), RecursiveMode::Recursive),
                false => (folder_of(source), RecursiveMode::NonRecursive),
            };
            let now = identity(place);
            if now.is_some() && self.places.get(source) == Some(&now) {
                continue;
            }
            if self.places.get(source).is_some_and(Option::is_some) {
                let _ = debouncer.watcher().unwatch(place);
            }
            let is_watched = now.is_some() && debouncer.watcher().watch(place, mode).is_ok();
            let before = self.places.insert(source.clone(), now.filter(|_| is_watched));
            is_renewed |= is_watched || before.is_some_and(|before| before.is_some());
        }
        is_renewed
    }

    /// Whether a source is not watched, so that only looking at it tells of changes.
    fn is_incomplete(&self) -> bool {
        self.places.values().any(Option::is_none)
    }
}

/// What tells a folder from another of the same name.
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(folder: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(folder).ok().map(|found| (found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<Identity> {
    let made = fs::metadata(folder).ok()?.created().ok()?;
    let since = made.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some((since.as_secs(), u64::from(since.subsec_nanos())))
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Files with their sizes and times.
type Times = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

fn is_any_emptied(now: &Times, before: &Times) -> bool {
    let had_text = |path: &PathBuf| before.get(path).is_some_and(|(size, _)| *size > 0);
    now.iter().any(|(path, (size, _))| *size == 0 && had_text(path))
}

/// Every file of the sources with its size and time.
fn times(sources: &[PathBuf]) -> Times {
    let entries = sources.iter().flat_map(WalkDir::new).flatten();
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    files
        .filter_map(|entry| {
            let found = fs::metadata(entry.path()).ok()?;
            Some((entry.into_path(), (found.len(), found.modified().ok())))
        })
        .collect()
}
