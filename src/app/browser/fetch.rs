//! Files of the newsroom.

use crate::bundle::{LoadError, layout::SET};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response, Window, WorkerGlobalScope};

/// Fetches a file of the newsroom, to a page or a worker.
///
/// # Errors
///
/// Why it did not come.
pub async fn fetch(file: &str, cache: RequestCache) -> Result<Vec<u8>, LoadError> {
    match bytes(file, cache).await {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) if file == SET => Err(LoadError::Missing { file: file.to_owned() }),
        _ => Err(LoadError::PartMissing { file: file.to_owned() }),
    }
}

/// What a file holds; `Ok(None)` if it is not there.
async fn bytes(file: &str, cache: RequestCache) -> Result<Option<Vec<u8>>, ()> {
    if let Some(brought) = brought(file).filter(|_| cache != RequestCache::Reload) {
        return Ok(Some(brought));
    }
    let options = RequestInit::new();
    options.set_cache(cache);
    // A page's own base and a worker's own address both stand for the newsroom's folder.
    let global = js_sys::global();
    let answer = match global.dyn_ref::<Window>() {
        Some(window) => window.fetch_with_str_and_init(file, &options),
        None => global.unchecked_ref::<WorkerGlobalScope>().fetch_with_str_and_init(file, &options),
    };
    let answer = JsFuture::from(answer).await.map_err(drop)?;
    let response: Response = answer.dyn_into().map_err(drop)?;
    // A host that answers every unknown address with its front page is saying "not there".
    let kind = response.headers().get("content-type").ok().flatten();
    if !response.ok() || kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return Ok(None);
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(drop)?).await.map_err(drop)?;
    Ok(Some(js_sys::Uint8Array::new(&buffer).to_vec()))
}

/// A file that the page brought with it (`prerender`), whose names hold what is in them.
fn brought(file: &str) -> Option<Vec<u8>> {
    // A worker has no page.
    let window = js_sys::global().dyn_into::<Window>().ok()?;
    // Without `format!`, which nothing else in the search worker needs.
    let script = ["script[data-file=\"", file, "\"]"].concat();
    let text = window.document()?.query_selector(&script).ok()??.text_content()?;
    Some(text.into_bytes())
}
