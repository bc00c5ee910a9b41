//! A store in memory, for the tests: it can be cut off, and do less than others.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use super::{headers, hold::LOCK};
use async_trait::async_trait;
use futures_util::{FutureExt as _, StreamExt as _, stream, stream::BoxStream};
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta,
    ObjectStore, ObjectStoreExt as _, PutMode, PutMultipartOptions, PutOptions, PutPayload,
    PutResult, Result, memory::InMemory, path::Path,
};
use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

/// A store in memory that can be cut off, and do less than others.
#[derive(Debug, Default)]
pub(super) struct Mock {
    pub(super) inner: InMemory,
    /// How many more files may be put or deleted; the lock's are not counted.
    pub(super) left: AtomicUsize,
    /// Whether an ETag is an MD5, as with S3, or anything, as with Azure.
    pub(super) tells_md5: bool,
    pub(super) md5: Mutex<BTreeMap<Path, String>>,
    /// Whether it takes a condition and does not look at it.
    pub(super) ignores_conditions: bool,
    /// What it stores other than it was sent.
    pub(super) damages: Option<Path>,
}

impl fmt::Display for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("mock")
    }
}

impl Mock {
    pub(super) fn new(tells_md5: bool) -> Self {
        Self { tells_md5, left: AtomicUsize::new(usize::MAX), ..Self::default() }
    }

    fn count(&self, path: &Path) -> Result<()> {
        if path.as_ref() == LOCK {
            return Ok(());
        }
        let take = |left: usize| left.checked_sub(1);
        match self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take) {
            Ok(_) => Ok(()),
            Err(_) => Err(Error::Generic { store: "mock", source: "cut off".into() }),
        }
    }

    fn tag(&self, path: &Path, tag: Option<String>) -> Option<String> {
        let md5 = self.md5.lock().unwrap().get(path).map(|md5| format!("\"{md5}\""));
        if self.tells_md5 { md5 } else { tag }
    }
}

#[async_trait]
impl ObjectStore for Mock {
    async fn put_opts(
        &self,
        path: &Path,
        payload: PutPayload,
        mut options: PutOptions,
    ) -> Result<PutResult> {
        self.count(path)?;
        let bytes: Vec<u8> = payload.iter().flatten().copied().collect();
        if self.ignores_conditions {
            options.mode = PutMode::Overwrite;
        }
        let mut md5 = headers::md5(&bytes);
        if let PutMode::Update(version) = &mut options.mode {
            // The store below knows tags of its own alone.
            let there = self.inner.head(path).await;
            let is_it = there
                .as_ref()
                .is_ok_and(|there| self.tag(path, there.e_tag.clone()) == version.e_tag);
            version.e_tag = there
                .ok()
                .and_then(|there| there.e_tag)
                .filter(|_| is_it)
                .or(Some("no".to_owned()));
        }
        let result = self.inner.put_opts(path, payload, options).await?;
        if self.damages.as_ref() == Some(path) {
            md5 = headers::md5(b"damaged");
        }
        self.md5.lock().unwrap().insert(path.clone(), md5);
        Ok(PutResult { e_tag: self.tag(path, result.e_tag.clone()), ..result })
    }

    async fn put_multipart_opts(
        &self,
        _: &Path,
        _: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        panic!("not used")
    }

    async fn get_opts(&self, path: &Path, options: GetOptions) -> Result<GetResult> {
        let mut there = self.inner.get_opts(path, options).await?;
        there.meta.e_tag = self.tag(path, there.meta.e_tag);
        Ok(there)
    }

    fn delete_stream(
        &self,
        paths: BoxStream<'static, Result<Path>>,
    ) -> BoxStream<'static, Result<Path>> {
        // All paths are known: it is a list.
        let paths: Vec<_> = paths.collect::<Vec<_>>().now_or_never().unwrap();
        let counted: Vec<Result<Path>> = paths
            .into_iter()
            .map(|path| path.and_then(|path| self.count(&path).map(|()| path)))
            .collect();
        self.inner.delete_stream(stream::iter(counted).boxed())
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        let listed: Vec<_> = self.inner.list(prefix).collect::<Vec<_>>().now_or_never().unwrap();
        let told = listed.into_iter().map(|object: Result<ObjectMeta>| {
            object.map(|object| ObjectMeta {
                e_tag: self.tag(&object.location, object.e_tag.clone()),
                ..object
            })
        });
        stream::iter(told.collect::<Vec<_>>()).boxed()
    }

    async fn list_with_delimiter(&self, _: Option<&Path>) -> Result<ListResult> {
        panic!("not used")
    }

    async fn copy_opts(&self, _: &Path, _: &Path, _: CopyOptions) -> Result<()> {
        panic!("not used")
    }
}
