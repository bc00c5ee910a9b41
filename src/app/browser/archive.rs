//! Files of the newsroom put together in one, which the reader saves: nothing is sent anywhere.

use super::{document::say, fetch::fetch};
use crate::{app::effect::Archive, i18n::fill, zip::Zip};
use gloo::{timers::callback::Timeout, utils::document};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlElement, RequestCache, Url};

/// Fetches the files one after another, saying how many there are already, and saves what they make.
pub async fn save(archive: Archive) {
    let [progress, done, failed] = archive.words;
    let worked = put_together(&archive, progress).await.is_some();
    say(archive.outcome, if worked { done } else { failed });
}

async fn put_together(archive: &Archive, progress: &str) -> Option<()> {
    // The browser keeps the pieces, on disk if it likes: only one of them is in memory here.
    let (pieces, mut zip) = (Array::new(), Zip::default());
    let add = |bytes: &[u8]| {
        let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()?;
        pieces.push(&blob);
        Some(())
    };
    let count = archive.files.len().to_string();
    for (place, (name, address)) in archive.files.iter().enumerate() {
        say(archive.outcome, &fill(progress, &[&(place + 1).to_string(), &count]));
        let bytes = fetch(address, RequestCache::Default).await.ok()?;
        add(&zip.file(name, &bytes)?)?;
        add(&bytes)?;
    }
    add(&zip.end())?;
    let whole = Blob::new_with_blob_sequence(&pieces).ok()?;
    let address = Url::create_object_url_with_blob(&whole).ok()?;
    let link: HtmlElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_attribute("href", &address).ok()?;
    link.set_attribute("download", &archive.name).ok()?;
    link.click();
    // It may be read for as long as it is being written to disk.
    const LATER_MS: u32 = 60_000;
    Timeout::new(LATER_MS, move || drop(Url::revoke_object_url(&address))).forget();
    Some(())
}
