//! One run sends at a time: a small file at the store says who, and is written again every two seconds.
//!
//! No clock is asked, since those of two computers and a store are three: who finds the file watches it. If it changes, somebody is
//! at work; if it does not for a while, that run was cut off, and its place is taken in one step. A run that lost its place
//! stops at once.

use super::{Store, error::StoreError, error::store, headers::md5};
use hyper::body::Bytes;
use object_store::{
    Error, ObjectStoreExt as _, PutMode, PutOptions, PutPayload, PutResult, UpdateVersion,
    path::Path,
};
use std::sync::Mutex;

/// The file. Its name is of those that no site has.
pub(super) const LOCK: &str = ".kiosque-sending";

/// Silent for so many beats, a run is taken for cut off.
const SILENCE: u32 = 4;

/// The hold of a store.
pub(super) struct Hold<'a> {
    store: &'a Store,
    path: Path,
    /// What nobody else writes.
    own: String,
    beats: Mutex<(u64, UpdateVersion)>,
    /// Whether the store itself keeps two runs apart.
    pub(super) exclusive: bool,
    /// Whether it gives files their MD5 as an ETag.
    pub(super) tells_md5: bool,
}

/// What came of putting the file there.
enum Put {
    Done(PutResult),
    /// Another was faster.
    Lost,
    /// The store cannot do that.
    Never,
}

impl<'a> Hold<'a> {
    /// Takes hold of a store, if need be after watching whether another run is at work.
    ///
    /// # Errors
    ///
    /// If one is, or the store cannot be asked.
    pub(super) async fn of(store: &'a Store) -> Result<Self, StoreError> {
        let path = Path::from(LOCK);
        let mut own = [0; 16];
        getrandom::fill(&mut own).map_err(|error| StoreError::Store {
            address: store.address.clone(),
            doing: "cannot be held".to_owned(),
            reason: error.to_string(),
            advice: "the system has no random numbers",
        })?;
        let own: String = own.iter().map(|byte| format!("{byte:02x}")).collect();
        let beats = Mutex::new((0, UpdateVersion { e_tag: None, version: None }));
        let mut hold = Self { store, path, own, beats, exclusive: true, tells_md5: false };
        let mode = match hold.watch().await? {
            Some(silent) => PutMode::Update(silent),
            None => PutMode::Create,
        };
        let result = match hold.put(mode).await? {
            Put::Done(result) => result,
            Put::Lost => return Err(hold.busy()),
            Put::Never => hold.insist().await?,
        };
        hold.tells_md5 =
            tag(result.e_tag.as_deref()) == Some(md5(hold.text(0).as_bytes()).as_str());
        hold.learn(0, result);
        // Some stores take a condition and do not look at it.
        match hold.put(PutMode::Create).await? {
            Put::Lost => {}
            Put::Never => hold.exclusive = false,
            Put::Done(result) => {
                hold.exclusive = false;
                hold.learn(0, result);
            }
        }
        Ok(hold)
    }

    fn busy(&self) -> StoreError {
        StoreError::Busy { address: self.store.address.clone() }
    }

    fn failed(&self, error: &Error) -> StoreError {
        store(&self.store.address, "cannot be held", error)
    }

    fn text(&self, beat: u64) -> String {
        format!("kiosque is sending a site here: run {}, {beat}\n", self.own)
    }

    fn learn(&self, beat: u64, result: PutResult) {
        if let Ok(mut beats) = self.beats.lock() {
            *beats = (beat, result.into());
        }
    }

    /// The file of a run that is silent, if there is one.
    async fn watch(&self) -> Result<Option<UpdateVersion>, StoreError> {
        let first = self.look().await?;
        for _ in 0..SILENCE {
            if first.is_some() {
                tokio::time::sleep(self.store.beat).await;
                match self.look().await? {
                    None => return Ok(None),
                    now if now != first => return Err(self.busy()),
                    _ => {}
                }
            }
        }
        Ok(first)
    }

    async fn look(&self) -> Result<Option<UpdateVersion>, StoreError> {
        match self.store.objects.head(&self.path).await {
            Ok(there) => Ok(Some(UpdateVersion { e_tag: there.e_tag, version: there.version })),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.failed(&error)),
        }
    }

    /// Puts the file there under a condition.
    async fn put(&self, mode: PutMode) -> Result<Put, StoreError> {
        match self.write(0, mode).await {
            Ok(result) => Ok(Put::Done(result)),
            Err(Error::NotImplemented { .. } | Error::NotSupported { .. }) => Ok(Put::Never),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => Ok(Put::Lost),
            Err(error) => Err(self.failed(&error)),
        }
    }

    async fn insist(&self) -> Result<PutResult, StoreError> {
        self.write(0, PutMode::Overwrite).await.map_err(|error| self.failed(&error))
    }

    async fn write(&self, beat: u64, mode: PutMode) -> object_store::Result<PutResult> {
        let text = PutPayload::from(Bytes::from(self.text(beat)));
        let options = PutOptions { mode, ..PutOptions::default() };
        self.store.objects.put_opts(&self.path, text, options).await
    }

    /// Says again and again that this run is at work. Ends only when another has taken its place.
    pub(super) async fn beat(&self) -> StoreError {
        loop {
            tokio::time::sleep(self.store.beat).await;
            let (beat, version) = match self.beats.lock() {
                Ok(beats) => beats.clone(),
                Err(error) => error.into_inner().clone(),
            };
            let mut written = self.write(beat + 1, PutMode::Update(version)).await;
            if matches!(written, Err(Error::NotImplemented { .. } | Error::NotSupported { .. }))
                && self.is_own().await != Some(false)
            {
                written = self.write(beat + 1, PutMode::Overwrite).await;
            }
            match written {
                Ok(result) => self.learn(beat + 1, result),
                // Of a network that is gone those who send hear as well.
                Err(_) if self.is_own().await != Some(false) => {}
                Err(_) => return StoreError::TakenOver { address: self.store.address.clone() },
            }
        }
    }

    /// Whether what is there is of this run; nothing if nobody can tell.
    async fn is_own(&self) -> Option<bool> {
        let there = match self.store.objects.get(&self.path).await {
            Ok(there) => there,
            Err(Error::NotFound { .. }) => return Some(false),
            Err(_) => return None,
        };
        let (tag, version) = (there.meta.e_tag.clone(), there.meta.version.clone());
        let text = there.bytes().await.ok()?;
        let is_own = String::from_utf8_lossy(&text).contains(&self.own);
        if is_own && let Ok(mut beats) = self.beats.lock() {
            beats.1 = UpdateVersion { e_tag: tag, version };
        }
        Some(is_own)
    }

    /// Lets go.
    pub(super) async fn release(self) -> Result<(), StoreError> {
        self.store.objects.delete(&self.path).await.map_err(|error| self.failed(&error))
    }
}

/// An ETag without its quotation marks.
pub(super) fn tag(tag: Option<&str>) -> Option<&str> {
    tag.map(|tag| tag.trim_start_matches("W/").trim_matches('"'))
}
