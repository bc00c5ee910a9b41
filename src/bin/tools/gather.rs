//! All files that come with a release put together in one, with a list of whose they are, and handed to the page to be saved.

use super::{post, say, take::article};
use js_sys::{Array, Uint8Array};
use kiosque::{
    app::browser::fetch::fetch,
    bundle::{Article, Reader, layout::SET},
    i18n::{Interface, ToolMessages},
    model::{Slug, Source},
    publish::captions,
    zip::Zip,
};
use std::rc::Rc;
use web_sys::{Blob, RequestCache};

/// Makes one file of those that come with the release of that slug. What to say of it.
pub async fn gather(slug: &str, interface: Interface, words: &ToolMessages) -> String {
    put_together(slug, interface, words).await.unwrap_or_else(|lacks| match lacks.as_str() {
        "" => words.failed.to_owned(),
        file => (words.not_gathered)(file),
    })
}

/// What to say of it; else which file could not be had.
async fn put_together(
    slug: &str,
    interface: Interface,
    words: &ToolMessages,
) -> Result<String, String> {
    let article = found(slug).await.ok_or_else(String::new)?;
    let files = article.files();
    // The browser keeps the pieces, on disk if it likes: only one of them is in memory here.
    let (pieces, mut zip, mut size) = (Array::new(), Zip::default(), 0);
    let mut add = |bytes: &[u8]| {
        size += bytes.len() as u64;
        let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()?;
        Some(pieces.push(&blob))
    };
    for (done, source) in files.iter().enumerate() {
        say("busy", &(words.files)(done, files.len()));
        let Source::Local(path) = source else { continue };
        let lacks = || path.as_str().to_owned();
        let bytes = fetch(path.as_str(), RequestCache::Default).await.map_err(|_| lacks())?;
        let head = zip.file(source.file_name(), &bytes).ok_or_else(lacks)?;
        add(&head).and_then(|_| add(&bytes)).ok_or_else(lacks)?;
    }
    let (name, text) = captions(&article, interface);
    let head = zip.file(name, text.as_bytes()).ok_or_else(String::new)?;
    let whole = [head, text.into_bytes(), zip.end()].concat();
    add(&whole).ok_or_else(String::new)?;
    let whole = Blob::new_with_blob_sequence(&pieces).map_err(|_| String::new())?;
    let name = format!("{slug}.zip");
    post(&["save".into(), name.as_str().into(), "application/zip".into(), whole.into()]);
    Ok((words.gathered)(&name, files.len(), &(words.size)(size)))
}

async fn found(slug: &str) -> Option<Rc<Article>> {
    let mut reader = Reader::open(&fetch(SET, RequestCache::NoCache).await.ok()?).ok()?;
    article(&mut reader, &Slug::new(slug)?).await
}
