//! Files kept on this device: in a cache of the browser's, which holds more than its storage of texts.

use super::folder;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Request, Response};

/// The name of the cache. The service worker's own begin otherwise (`static/sw.js`): it throws away only those.
fn name() -> String {
    format!("kiosque-files {}", folder())
}

/// Where the names of files begin, in addresses that nobody asks for.
const PLACE: &str = "on-device/";

/// The browser's caches: only secure pages have them.
fn caches() -> Option<CacheStorage> {
    let caches = js_sys::Reflect::get(&js_sys::global(), &"caches".into()).ok()?;
    caches.dyn_into().ok()
}

async fn opened() -> Result<Cache, JsValue> {
    let caches = caches().ok_or(JsValue::UNDEFINED)?;
    Ok(JsFuture::from(caches.open(&name())).await?.unchecked_into())
}

/// Keeps these files and no others.
pub async fn keep(files: &[(String, Vec<u8>)]) -> Result<(), JsValue> {
    forget().await;
    let cache = opened().await?;
    for (name, bytes) in files {
        let mut bytes = bytes.clone();
        let response = Response::new_with_opt_u8_array(Some(&mut bytes))?;
        let address = [PLACE, &String::from(js_sys::encode_uri_component(name))].concat();
        JsFuture::from(cache.put_with_str(&address, &response)).await?;
    }
    Ok(())
}

/// Keeps nothing any more.
pub async fn forget() {
    if let Some(caches) = caches() {
        let _ = JsFuture::from(caches.delete(&name())).await;
    }
}

/// What is kept; nothing where nothing can be.
pub async fn kept() -> Vec<(String, Vec<u8>)> {
    read().await.unwrap_or_default()
}

async fn read() -> Result<Vec<(String, Vec<u8>)>, JsValue> {
    let cache = opened().await?;
    let keys: js_sys::Array = JsFuture::from(cache.keys()).await?.unchecked_into();
    let mut files = Vec::new();
    for key in keys.iter() {
        let request: Request = key.unchecked_into();
        let url = request.url();
        let encoded = url.rsplit('/').next().unwrap_or_default();
        let name = js_sys::decode_uri_component(encoded)?;
        let response = JsFuture::from(cache.match_with_request(&request)).await?;
        let response: Response = response.dyn_into()?;
        let buffer = JsFuture::from(response.array_buffer()?).await?;
        files.push((name.into(), js_sys::Uint8Array::new(&buffer).to_vec()));
    }
    Ok(files)
}
