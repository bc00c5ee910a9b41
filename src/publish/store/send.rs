//! A plan carried out: what is asked of a store, many files at once.

use super::{
    Sent, Store,
    error::StoreError,
    error::store,
    headers::{self, Stored},
    hold::{Hold, tag},
    http::AT_ONCE,
    plan::{Plan, There},
};
use crate::{
    bundle::{Contents, Spool},
    desk::proof::MANIFEST,
    model,
    publish::manifest::List,
};
use futures_util::{StreamExt as _, stream};
use hyper::body::Bytes;
use object_store::{
    Attributes, Error, ObjectStoreExt as _, PutMode, PutOptions, PutPayload, PutResult, path::Path,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

/// What is about to be put or deleted, a path a line; there only while a run is at work, or was cut off.
pub(super) const JOURNAL: &str = ".kiosque-files";

/// Told how many of how many files were sent.
type Progress<'a> = &'a mut dyn FnMut(usize, usize);

/// Runs to its end.
pub(super) fn run<T>(
    address: &str,
    work: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, StoreError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    let runtime = runtime.map_err(|error| StoreError::Store {
        address: address.to_owned(),
        doing: "cannot be asked".to_owned(),
        reason: error.to_string(),
        advice: "see what else is running on this computer",
    })?;
    let result = runtime.block_on(work);
    // What is still on its way when something failed need not be waited for.
    runtime.shutdown_timeout(Duration::ZERO);
    result
}

/// A file that is there, and its headers.
async fn get(place: &Store, path: &str) -> Result<Option<(Bytes, Attributes)>, StoreError> {
    let failed = |error| store(&place.address, &format!("{path} cannot be read"), &error);
    match place.objects.get(&Path::from(path)).await {
        Ok(there) => {
            let headers = there.attributes.clone();
            Ok(Some((there.bytes().await.map_err(failed)?, headers)))
        }
        Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

/// The same, without them.
pub(super) async fn read(place: &Store, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(get(place, path).await?.map(|(bytes, _)| bytes.to_vec()))
}

/// Makes the store hold `files`, as they are `stored`.
pub(super) async fn send(
    place: &Store,
    files: &Contents,
    stored: &BTreeMap<String, Stored>,
    allow_shrink: bool,
    progress: Progress<'_>,
) -> Result<Sent, StoreError> {
    let hold = Hold::of(place).await?;
    let sent = tokio::select! {
        sent = send_held(place, &hold, files, stored, allow_shrink, progress) => sent,
        lost = hold.beat() => return Err(lost),
    };
    // Where the store itself failed, asking it once more would only take time: the next run finds that this one is silent.
    if !matches!(sent, Err(StoreError::Store { .. })) {
        hold.release().await?;
    }
    sent
}

async fn send_held(
    place: &Store,
    hold: &Hold<'_>,
    files: &Contents,
    stored: &BTreeMap<String, Stored>,
    allow_shrink: bool,
    progress: Progress<'_>,
) -> Result<Sent, StoreError> {
    let there = look(place, hold.tells_md5).await?;
    let hashes: BTreeMap<String, String> =
        files.iter().map(|(path, content)| (path.clone(), content.sha256())).collect();
    let plan = Plan::of(&place.address, &there, stored, &hashes, allow_shrink)?;
    let mut sent = Sent {
        unchanged: plan.unchanged,
        foreign: plan.foreign.clone(),
        exclusive: hold.exclusive,
        ..Sent::default()
    };
    if plan.is_done() && there.journal.is_empty() {
        return Ok(sent);
    }
    let known = there.journal.iter().map(String::as_str);
    let journal: BTreeSet<&str> = known.chain(plan.touched()).collect();
    let journal: String = journal.into_iter().flat_map(|path| [path, "\n"]).collect();
    let journal = Stored {
        md5: headers::md5(journal.as_bytes()),
        content: Spool::default().keep(journal)?,
        headers: Attributes::new(),
    };
    // As long as it says the same it stays: when it was put tells what has been put since.
    if there.journal_md5 != journal.md5 {
        put(place, JOURNAL, &journal, hold.tells_md5).await?;
    }
    let of = plan.put.iter().map(Vec::len).sum();
    for step in &plan.put {
        let files = step.iter().filter_map(|path| stored.get(path).map(|file| (path, file)));
        let one = async |(path, file): (&String, &Stored)| {
            put(place, path, file, hold.tells_md5)
                .await
                .map(|()| (path.clone(), file.content.len()))
        };
        let mut puts = stream::iter(files).map(one).buffer_unordered(AT_ONCE);
        while let Some(done) = puts.next().await {
            let (path, bytes) = done?;
            sent.put.push(path);
            sent.bytes += bytes;
            progress(sent.put.len(), of);
        }
    }
    for step in plan.remove {
        remove(place, &step).await?;
        sent.removed.extend(step);
    }
    remove(place, &[JOURNAL.to_owned()]).await?;
    Ok(sent)
}

/// What is there.
async fn look(place: &Store, tells_md5: bool) -> Result<There, StoreError> {
    let mut there = There { tells_md5, ..There::default() };
    let mut objects = place.objects.list(None);
    while let Some(object) = objects.next().await {
        let object = object.map_err(|error| store(&place.address, "cannot be listed", &error))?;
        there.objects.insert(object.location.to_string(), object);
    }
    if let Some((list, headers)) = get(place, MANIFEST).await? {
        let address = || place.address.clone();
        let wrong = |(path, line)| StoreError::BadList { address: address(), path, line };
        let mut listed = List::new(&list).map_err(wrong)?;
        for part in listed.parts() {
            let bytes = get(place, &part).await?.map(|(bytes, _)| bytes).unwrap_or_default();
            listed.add(&part, &bytes).map_err(wrong)?;
        }
        there.listed = Some(listed.hashes);
        there.list_md5 = headers::md5(&list);
        there.is_of_today = !place.keeps_headers || headers::is_of_today(&headers);
    }
    let journal = get(place, JOURNAL).await?.map(|(list, _)| list).unwrap_or_default();
    there.journal_md5 = headers::md5(&journal);
    let journal = String::from_utf8_lossy(&journal);
    let lines = journal.lines().filter(|path| model::Path::new(path).is_some());
    there.journal = lines.map(str::to_owned).collect();
    Ok(there)
}

/// Puts a file there, and holds what the store says of it against it.
async fn put(place: &Store, path: &str, file: &Stored, tells_md5: bool) -> Result<(), StoreError> {
    let failed = |error| store(&place.address, &format!("{path} cannot be put there"), &error);
    let to = Path::parse(path).map_err(|error| failed(error.into()))?;
    let attributes = file.headers.clone();
    let options = PutOptions { mode: PutMode::Overwrite, attributes, ..PutOptions::default() };
    let payload = PutPayload::from(file.content.read()?.into_owned());
    let PutResult { e_tag, .. } =
        place.objects.put_opts(&to, payload, options).await.map_err(failed)?;
    if tells_md5 && tag(e_tag.as_deref()) != Some(file.md5.as_str()) {
        let (address, path) = (place.address.clone(), path.to_owned());
        return Err(StoreError::Damaged { address, path });
    }
    Ok(())
}

/// Deletes files; one that is gone already is.
async fn remove(place: &Store, paths: &[String]) -> Result<(), StoreError> {
    let failed = |error| store(&place.address, "files of the old site cannot be deleted", &error);
    let paths: Vec<_> = paths.iter().map(|path| Path::parse(path).map_err(Error::from)).collect();
    let mut gone = place.objects.delete_stream(stream::iter(paths).boxed());
    while let Some(one) = gone.next().await {
        match one {
            Ok(_) | Err(Error::NotFound { .. }) => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(())
}
