//! A list or a release taken away: its releases fetched, written in a form, and handed to the page to be saved.

use super::{folder, post, say};
use kiosque::{
    app::browser::fetch::fetch,
    bundle::{
        Article, LoadError, Missing, Need, Question, Reader, Searcher, layout::SET,
        searcher::from_message,
    },
    i18n::ToolMessages,
    model::{Release, Slug},
    publish::{Base, ListFile, ListForm, TakenList, taken_form},
};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::RequestCache;

/// So many files are asked for at once.
const AT_ONCE: usize = 8;

/// Makes the file that `wanted` describes, in lines: the form, the title of the list and the address of its page; then
/// the question that lists it. What to say of it; `None` if the list cannot be had.
pub async fn take(wanted: &[u8], words: &ToolMessages) -> Option<String> {
    let mut lines = wanted.splitn(4, |byte| *byte == b'\n');
    let mut line = || std::str::from_utf8(lines.next()?).ok();
    let (form, title, address) = (ListForm::named(line()?)?, line()?, line()?);
    let address = address.trim_start_matches("./");
    let Question { index, request } = from_message(lines.next()?)?;
    let mut reader = Reader::open(&fetch(SET, RequestCache::NoCache).await.ok()?).ok()?;
    if reader.set().index_folder() != index {
        return Some(words.newer.to_owned());
    }
    let slugs = listed(&mut reader, Need::List(request)).await?;
    let of = slugs.len();
    let mut releases: Vec<Release> = Vec::with_capacity(of);
    // A pack that was fetched for one holds others: they are asked for only where they are not there yet.
    for (done, some) in (0..).step_by(AT_ONCE).zip(slugs.chunks(AT_ONCE)) {
        say("busy", &(words.fetched)(done, of));
        let needs: Vec<Need> = some.iter().map(|slug| Need::Article(slug.clone())).collect();
        let mut files: Vec<String> = Vec::new();
        for missing in needs.iter().flat_map(|need| reader.missing(need)) {
            match missing {
                Missing::File(file) if !files.contains(&file) => files.push(file),
                _ => {}
            }
        }
        bring(&files, &mut |file, bytes| reader.provide(file, bytes)).await;
        let found = some.iter().filter_map(|slug| reader.article(slug));
        releases.extend(found.map(|article| article.release.clone()));
    }
    let base = Base::new(&folder()).unwrap_or_default();
    let set = reader.set();
    let file = TakenList { title, address, set, releases: &releases, base: &base }.file(form)?;
    let mut said = save(&file, releases.len(), words);
    if releases.len() < of {
        said.push(' ');
        said.push_str(&(words.absent)(of - releases.len()));
    }
    Some(said)
}

/// Makes a file of one release, of which `wanted` says the form and the slug, in lines. What to say of it; `None` if the release
/// cannot be had.
pub async fn take_one(wanted: &[u8], words: &ToolMessages) -> Option<String> {
    let (form, slug) = std::str::from_utf8(wanted).ok()?.split_once('\n')?;
    let mut reader = Reader::open(&fetch(SET, RequestCache::NoCache).await.ok()?).ok()?;
    let article = article(&mut reader, &Slug::new(slug)?).await?;
    let base = Base::new(&folder()).unwrap_or_default();
    let file = taken_form(form, &article.release, reader.set(), &base)?;
    Some(save(&file, 1, words))
}

/// Hands a file to the page. What to say of it.
fn save(file: &ListFile, releases: usize, words: &ToolMessages) -> String {
    let bytes = js_sys::Uint8Array::from(file.bytes.as_slice());
    post(&["save".into(), file.name.as_str().into(), file.media_type.into(), bytes.into()]);
    (words.taken)(&file.name, releases, &(words.size)(file.bytes.len() as u64))
}

/// A release of the newsroom's, with all that its page has.
pub async fn article(reader: &mut Reader, slug: &Slug) -> Option<Rc<Article>> {
    let missing = reader.missing(&Need::Article(slug.clone())).into_iter();
    let files = missing.filter_map(|missing| match missing {
        Missing::File(file) => Some(file),
        Missing::Answer(_) => None,
    });
    bring(&files.collect::<Vec<_>>(), &mut |file, bytes| reader.provide(file, bytes)).await;
    reader.article(slug)
}

/// The releases of a list, in its order; `None` if not all of it could be had.
async fn listed(reader: &mut Reader, need: Need) -> Option<Vec<Slug>> {
    let mut searcher = Searcher::new(reader.set().index_folder());
    loop {
        let missing = reader.missing(&need);
        if missing.is_empty() {
            break;
        }
        let mut files = Vec::new();
        for one in missing {
            match one {
                Missing::File(file) => files.push(file),
                Missing::Answer(request) => loop {
                    let wanted = searcher.missing(&request);
                    if wanted.is_empty() {
                        reader.learn(searcher.reply(request));
                        break;
                    }
                    bring(&wanted, &mut |file, bytes| searcher.provide(file, bytes)).await;
                },
            }
        }
        bring(&files, &mut |file, bytes| reader.provide(file, bytes)).await;
    }
    let Need::List(request) = &need else { return None };
    let found = reader.found(&reader.answer(request));
    // A list of which a part is missing is not that list.
    found.into_iter().map(|found| Some(found.card?.slug.clone())).collect()
}

/// Fetches files, several at once, and hands them over; each that does not come is asked for once more, past all caches.
pub async fn bring(files: &[String], give: &mut impl FnMut(&str, Option<&[u8]>)) {
    for some in files.chunks(AT_ONCE) {
        let asked = some.iter().map(|file| {
            let file = file.clone();
            JsValue::from(future_to_promise(async move {
                let bytes = fetched(&file).await.map_err(|_| JsValue::NULL)?;
                Ok(js_sys::Uint8Array::from(bytes.as_slice()).into())
            }))
        });
        let asked: js_sys::Array = asked.collect();
        let settled = JsFuture::from(js_sys::Promise::all_settled(&asked)).await;
        let settled: js_sys::Array = settled.map(Into::into).unwrap_or_default();
        for (file, outcome) in some.iter().zip(settled.iter()) {
            let value = js_sys::Reflect::get(&outcome, &"value".into()).ok();
            let bytes = value.filter(|value| !value.is_undefined());
            let bytes = bytes.map(|bytes| js_sys::Uint8Array::new(&bytes).to_vec());
            give(file, bytes.as_deref());
        }
    }
}

async fn fetched(file: &str) -> Result<Vec<u8>, LoadError> {
    match fetch(file, RequestCache::Default).await {
        Ok(bytes) => Ok(bytes),
        Err(_) => fetch(file, RequestCache::Reload).await,
    }
}
