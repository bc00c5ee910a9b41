//! Sources watched for changes.

use super::error::PublishError;
use notify_debouncer_mini::{new_debouncer, notify::RecursiveMode};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::mpsc,
    time::{Duration, SystemTime},
};
use walkdir::WalkDir;

/// How long nothing must have happened: editors write a file in several steps.
const PAUSE: Duration = Duration::from_millis(300);

/// Calls `on_change` at once, and after each change of a source or of anything below one, when
/// the changes have come to rest; a change while it runs is not missed. Returns only if watching
/// fails.
///
/// # Errors
///
/// If the system cannot watch the sources.
pub fn watch(sources: &[PathBuf], mut on_change: impl FnMut()) -> Result<(), PublishError> {
    let wrong =
        |error: notify_debouncer_mini::notify::Error| PublishError::Watch(error.to_string());
    let (sender, receiver) = mpsc::channel();
    let mut debouncer = new_debouncer(PAUSE, sender).map_err(wrong)?;
    for source in sources {
        // Editors put another file in the place of the one they change, so it is the folder
        // that has to be watched.
        let (place, mode) = match source.is_dir() {
            true => (source.as_path(), RecursiveMode::Recursive),
            false => (folder_of(source), RecursiveMode::NonRecursive),
        };
        debouncer.watcher().watch(place, mode).map_err(wrong)?;
    }
    let mut known = times(sources);
    on_change();
    for event in &receiver {
        event.map_err(wrong)?;
        // Reading a file is an event too, and so is a change of the file beside it.
        let now = times(sources);
        if now != known {
            known = now;
            on_change();
        }
    }
    Ok(())
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Every file of the sources with its size and time.
fn times(sources: &[PathBuf]) -> BTreeMap<PathBuf, (u64, Option<SystemTime>)> {
    let entries = sources.iter().flat_map(WalkDir::new).flatten();
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    files
        .filter_map(|entry| {
            let found = fs::metadata(entry.path()).ok()?;
            Some((entry.into_path(), (found.len(), found.modified().ok())))
        })
        .collect()
}
