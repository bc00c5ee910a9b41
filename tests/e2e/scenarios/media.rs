//! Pictures, films and sounds: seen large by keyboard alone, played, taken away as one file, left out of lists.

use crate::page::Page;
use crate::runner::{Test, tests};
use serde_json::json;
use thirtyfour::Key;

pub(crate) const TESTS: &[Test] = tests![
    shows_pictures_on_the_whole_screen,
    plays_films_with_captions,
    leaves_pictures_out_of_lists,
    ; elsewhere:
    lists_all_media,
    puts_all_files_into_one,
    gathers_a_kit,
];

const KIT: &str = "r/2024-03-kit-port-sans-fumee-fr/";

async fn shows_pictures_on_the_whole_screen(page: &Page) {
    page.open(&format!("{KIT}?ui=fr")).await;
    page.sees(".k-exhibit__picture img", "").await;
    page.js("document.querySelector('.k-exhibit__picture').focus()", json!([])).await;
    page.keys(Key::Enter + "").await;
    page.sees(".k-viewer[open] [role=status]", "1 sur").await;
    page.expect_accessible().await;
    let shown = "document.querySelector('.k-viewer[open] img').getAttribute('src')";
    let first = page.until(shown).await;
    page.keys(Key::Right + "").await;
    page.sees(".k-viewer[open] [role=status]", "2 sur").await;
    assert_ne!(page.until(shown).await, first);
    page.keys(Key::Left + "").await;
    page.sees(".k-viewer[open] [role=status]", "1 sur").await;
    page.until("document.activeElement.closest('.k-viewer')").await;
    page.keys(Key::Escape + "").await;
    page.gone(".k-viewer[open]").await;
    page.until("document.activeElement.matches('.k-exhibit__picture')").await;
    // The arrows are the page's again.
    page.keys(Key::Right + "").await;
    page.until("!document.querySelector('.k-viewer[open]')").await;
    page.viewport(360, 740).await;
    page.click(".k-exhibit__picture").await;
    page.sees(".k-viewer[open] dl", "Crédit").await;
    page.until("document.documentElement.scrollWidth <= innerWidth").await;
}

async fn plays_films_with_captions(page: &Page) {
    page.open(&format!("{KIT}?ui=fr")).await;
    page.sees("video[controls]", "").await;
    page.until("document.querySelector('video track').track.label === 'Sous-titres'").await;
    page.until("document.querySelector('audio').preload === 'none'").await;
    page.click_on(".k-exhibit summary", "Transcription").await;
    page.sees(".k-exhibit details[open]", "Machines arrêtées").await;
    page.until("document.querySelector('video').readyState > 0").await;
    page.until("document.querySelector('video track').track.cues?.length === 3").await;
    page.expect_accessible().await;
}

async fn leaves_pictures_out_of_lists(page: &Page) {
    page.open("?ui=fr").await;
    page.sees(".k-entry__picture img", "").await;
    page.expect_accessible().await;
    page.click_on(".k-results > .k-tools__choice", "Images").await;
    page.gone(".k-entry__picture").await;
    page.reload().await;
    page.awake().await;
    page.gone(".k-entry__picture").await;
    page.click_on(".k-results > .k-tools__choice", "Images").await;
    page.sees(".k-entry__picture img", "").await;
}

async fn lists_all_media(page: &Page) {
    page.open("?ui=fr").await;
    page.click_on(".k-footer a", "Photos et médias").await;
    page.at("media/?ui=fr").await;
    page.sees("h1", "Photos et médias").await;
    page.sees(".k-media--page .k-related", "Port-Lumière sans fumée").await;
    page.click_on(".k-chip", "Films").await;
    page.at("media/?with=film&ui=fr").await;
    page.counts(".k-exhibit", 1).await;
    page.sees("video", "").await;
    page.expect_accessible().await;
    page.click_on(".k-chip", "Films").await;
    page.at("media/?ui=fr").await;
    page.click_on(".k-media--page summary", "Filtres").await;
    page.click("#topic-culture").await;
    page.at("media/?topic=culture&ui=fr").await;
    page.back().await;
    page.at("media/?ui=fr").await;
    page.sees(".k-media--page > h2", "28").await;
    page.click(".k-exhibit__picture").await;
    page.sees(".k-viewer[open] [role=status]", "1 sur 10").await;
    page.expect_accessible().await;
}

async fn puts_all_files_into_one(page: &Page) {
    page.open(&format!("{KIT}?ui=fr")).await;
    page.sees(".k-media__all button", "ZIP").await;
    let keep = "window.made = undefined;
        URL.createObjectURL = (blob) => { window.made = blob; return 'data:,'; };
        HTMLAnchorElement.prototype.click = function () { window.named = this.download; };";
    page.js(keep, json!([])).await;
    page.click(".k-media__all button").await;
    page.until("window.named").await;
    page.sees(".k-media [role=status]", ".zip").await;
    let read = "const done = arguments[0];
        window.made.arrayBuffer().then((buffer) => {
          const bytes = new Uint8Array(buffer), view = new DataView(buffer), at = bytes.length - 22;
          done([view.getUint32(0, true), view.getUint32(at, true), view.getUint16(at + 10, true), window.named]);
        });";
    let found = page.js_async(read, json!([])).await;
    let files = found[2].as_u64().unwrap_or_default();
    assert_eq!((&found[0], &found[1]), (&json!(0x0403_4b50), &json!(0x0605_4b50)), "{found}");
    assert!(files >= 6, "{found}");
    assert_eq!(found[3], "2024-03-kit-port-sans-fumee-fr.zip");
}

async fn gathers_a_kit(page: &Page) {
    page.open(&format!("{KIT}?ui=fr")).await;
    page.sees(".k-release__main .k-related", "le quai des ferries passe à l’électricité").await;
    page.sees(".k-contacts", "Maëlle Kerdoncuff-Ruiz").await;
    page.click_on(".k-release__main .k-related a", "quai des ferries").await;
    page.at("r/2024-03-port-lumiere-electrification-fr/?ui=fr").await;
    page.click_on(".k-release__margin a", "Port-Lumière sans fumée").await;
    page.sees("h1", "sans fumée").await;
}
