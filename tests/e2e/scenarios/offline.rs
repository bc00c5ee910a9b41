//! Without a network: what was visited reads, what was kept reads and searches, and updates wait for the reader.

use crate::browser::Engine;
use crate::page::Page;
use crate::runner::{Test, tests};
use crate::server::Fault;
use serde_json::json;

pub(crate) const TESTS: &[Test] = tests![
    ; elsewhere:
    reads_what_was_visited,
    says_what_is_not_kept,
    searches_though_never_used,
    keeps_everything,
    updates_when_asked,
    survives_half_an_update,
];

const KEPT: &str = "navigator.serviceWorker.controller";

/// Whatever a browser says of a host that is gone.
fn expect_no_network(page: &Page) {
    for words in
        ["ERR_CONNECTION_REFUSED", "ERR_FAILED", "NetworkError", "ServiceWorker", "Failed to fetch"]
    {
        page.expects_error(words);
    }
}

async fn can_be_kept(page: &Page) -> bool {
    // WebKitGTK's driver runs with workers of its own mind.
    page.engine != Engine::WebKit
}

/// As a reader does it: Firefox's driver would pass by the service worker.
async fn reload(page: &Page) {
    page.js("window.before = true; location.reload()", json!([])).await;
    page.until("!window.before && document.getElementById('app')").await;
    page.awake().await;
}

async fn reads_what_was_visited(page: &Page) {
    if !can_be_kept(page).await {
        return;
    }
    page.open("?ui=fr").await;
    page.until(KEPT).await;
    page.open("r/2025-02-nouveaux-tarifs-fr/?ui=fr").await;
    page.sees(".k-prose", "tarif").await;
    page.quiet().await;
    expect_no_network(page);
    page.site.stop();
    reload(page).await;
    page.sees(".k-release__title", "Cinq tarifs").await;
    page.sees(".k-prose", "tarif").await;
    page.site.resume();
}

/// A release that was never opened: its title and summary stand there from the list, and how to keep all.
async fn says_what_is_not_kept(page: &Page) {
    if !can_be_kept(page).await {
        return;
    }
    page.open("?ui=fr").await;
    page.until(KEPT).await;
    page.lists(20).await;
    page.quiet().await;
    expect_no_network(page);
    page.site.stop();
    page.viewport(360, 740).await;
    let title = page.text(".k-entry:last-child .k-entry__title").await;
    page.click(".k-entry:last-child .k-entry__link").await;
    page.sees(".k-banner__title", "n’est pas là").await;
    page.sees("h1", title.split('\u{a0}').next().unwrap_or_default()).await;
    page.sees(".k-offline button", "Garder tout").await;
    page.expect_accessible().await;
    page.site.resume();
    page.click_on("button", "Réessayer").await;
    page.sees(".k-prose", "").await;
}

/// What is done in a quiet moment, at once: nothing was searched before.
async fn searches_though_never_used(page: &Page) {
    if !can_be_kept(page).await {
        return;
    }
    page.open("?ui=fr").await;
    page.until(KEPT).await;
    page.js("navigator.serviceWorker.controller.postMessage('search')", json!([])).await;
    page.until("window.kept || (caches.match(new URL('search', document.baseURI)).then(k => { window.kept = k; }), false)").await;
    page.quiet().await;
    expect_no_network(page);
    page.site.stop();
    page.fill("#search", "hydrolienne").await;
    page.sees(".k-entry__title mark", "hydrolienne").await;
    page.site.resume();
}

async fn keeps_everything(page: &Page) {
    if !can_be_kept(page).await {
        return;
    }
    page.open("about/?ui=fr").await;
    page.until(KEPT).await;
    page.sees(".k-offline button", "Mo").await;
    page.click_on(".k-offline button", "Garder tout").await;
    page.sees(".k-offline", "Tout est gardé").await;
    page.expect_accessible().await;
    expect_no_network(page);
    page.site.stop();
    page.open("?ui=fr").await;
    page.lists(20).await;
    page.fill("#search", "hydrolienne").await;
    page.sees(".k-entry__title mark", "hydrolienne").await;
    page.click(".k-entry__link").await;
    page.sees(".k-release__title", "hydrolienne").await;
    reload(page).await;
    page.sees(".k-release__title", "hydrolienne").await;
    page.open("r/forum-chine-asie-centrale/?ui=fr").await;
    page.sees(".k-prose", "Asie").await;
    page.open("year/2024/?ui=en").await;
    page.sees(".k-active-filters", "2024").await;
    page.site.resume();
}

/// The site as another build of it would be.
fn publish_again(page: &Page) {
    let root = page.site.root();
    let read = |file: &str| std::fs::read_to_string(root.join(file)).expect("a file of the site");
    let (list, home) = (read("offline.json"), read("index.html"));
    let build = list.split('"').nth(3).expect("a build");
    let viewer =
        home.split("kiosque-build\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
    let viewer = viewer.expect("the viewer's build");
    for (path, file) in [("sw.js", "sw.js"), ("offline.json", "offline.json"), ("", "index.html")] {
        let text = read(file).replace(build, "another1").replace(viewer, "another2");
        page.site.fail(path, Fault::Bytes(text.into_bytes()));
    }
}

const LOOK: &str =
    "navigator.serviceWorker.getRegistration().then(r => r.update()).catch(() => {})";

async fn updates_when_asked(page: &Page) {
    if !can_be_kept(page).await {
        return;
    }
    page.open("?ui=fr").await;
    page.until(KEPT).await;
    page.quiet().await;
    publish_again(page);
    page.js(LOOK, json!([])).await;
    page.sees(".k-update", "nouvelle version").await;
    page.expect_accessible().await;
    page.click_on(".k-update button", "afficher").await;
    page.until("document.querySelector('meta[name=kiosque-build]')?.content === 'another2'").await;
    page.awake().await;
    let caches = "const done = arguments[0]; caches.keys().then(done)";
    let names = page.js_async(caches, json!([])).await;
    assert_eq!(names.as_array().map(Vec::len), Some(1), "{names}");
    assert!(names[0].as_str().is_some_and(|name| name.ends_with("another1")), "{names}");
    page.site.mend();
}

/// A host where only some of the new files have come: the version before goes on.
async fn survives_half_an_update(page: &Page) {
    if !can_be_kept(page).await {
        return;
    }
    expect_no_network(page);
    page.expects_error("404");
    page.expects_error("another build");
    page.open("?ui=fr").await;
    page.until(KEPT).await;
    page.quiet().await;
    publish_again(page);
    page.site.fail("", Fault::Missing);
    page.js(LOOK, json!([])).await;
    page.quiet().await;
    page.gone(".k-update button").await;
    page.site.stop();
    page.open("?ui=fr").await;
    page.sees("h1", "Le Fanal").await;
    page.sees(".k-footer", "69").await;
    page.site.resume();
    page.site.mend();
}
