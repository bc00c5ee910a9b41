//! Pages that are there before the viewer is: they read without scripts, and the viewer takes them over as they are.

use crate::browser::Engine;
use crate::page::Page;
use crate::runner::{Test, tests};
use crate::server::Fault;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

pub(crate) const TESTS: &[Test] = tests![
    reads_without_scripts,
    links_every_release_without_scripts,
    reads_before_the_viewer_comes,
    wakes_without_moving_anything,
    wakes_with_what_was_typed_and_pressed,
    stays_when_the_set_cannot_be_had,
];

async fn reads_without_scripts(page: &Page) {
    if page.engine == Engine::WebKit {
        return;
    }
    page.scripts(false).await;
    page.open_asleep("").await;
    page.sees("h1", "Le Fanal").await;
    page.sees(".k-entry__title", "").await;
    page.sees(".k-note", "Sans JavaScript").await;
    page.gone(".k-search__field, .k-theme, .k-sort").await;
    page.click_on(".k-topics a", "Photo").await;
    page.sees(".k-chosen", "Photo").await;
    page.sees(".k-rest a", "").await;
    page.open_asleep("").await;
    page.click_on(".k-topics a", "Transports").await;
    page.sees(".k-chosen", "Transports").await;
    page.click_on(".k-entry__link", "Cinq tarifs").await;
    page.sees(".k-release__title", "Cinq tarifs").await;
    page.sees(".k-prose", "tarif").await;
    page.sees(".k-contacts a", "").await;
    page.click_on(".k-way a", "Retour").await;
    page.sees(".k-facet__links a", "2024").await;
    page.click_on(".k-facet__links a", "2024").await;
    page.sees(".k-chosen", "2024").await;
    page.click_on(".k-footer a", "Enregistrés").await;
    page.sees("h1", "Enregistrés").await;
    page.click_on(".k-footer a", "À propos").await;
    page.sees("h1", "À propos").await;
    page.scripts(true).await;
}

/// From the front page, by links alone, to every release: what a reader without scripts and a search engine can do.
async fn links_every_release_without_scripts(page: &Page) {
    let root = page.site.root();
    let mut seen = BTreeSet::from([String::new()]);
    let mut queue = vec![String::new()];
    while let Some(path) = queue.pop() {
        let text = std::fs::read_to_string(root.join(&path).join("index.html"));
        let text = text.unwrap_or_else(|error| panic!("{path}: {error}"));
        for link in text.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.split(['?', '#']).next().unwrap_or_default().trim_start_matches("./");
            let is_page = link.ends_with('/') && !link.contains(':') && !link.starts_with("..");
            if is_page && seen.insert(link.to_owned()) {
                queue.push(link.to_owned());
            }
        }
    }
    let releases = std::fs::read_dir(root.join("r")).expect("releases").flatten();
    let missed: Vec<_> = releases
        .map(|entry| format!("r/{}/", entry.file_name().display()))
        .filter(|path| !seen.contains(path))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
    assert!(Path::new(root).join("404.html").is_file());
}

async fn reads_before_the_viewer_comes(page: &Page) {
    // Of what was on its way when the link was followed.
    page.expects_error("NetworkError");
    hold_the_viewer(page);
    page.go("r/2025-02-nouveaux-tarifs-fr/").await;
    page.sees(".k-release__title", "Cinq tarifs").await;
    assert!(page.title().await.starts_with("Cinq tarifs"), "{}", page.title().await);
    page.click_on(".k-way a", "Retour").await;
    page.until("document.querySelectorAll('.k-entry').length === 20").await;
    page.site.mend();
    page.awake().await;
}

fn hold_the_viewer(page: &Page) {
    page.site.fail(&page.site.named("web-", ".wasm"), Fault::Held);
}

/// Where everything is (but for what appears later in the place that is kept for it: what the service worker says), what has the focus and what is selected.
const STATE: &str = "(() => {
    const boxes = [...document.querySelectorAll('#app *')].filter(e => !e.closest('noscript, .k-offline > *')).map(e => {
        const { x, y, width, height } = e.getBoundingClientRect();
        return [e.localName, x, y, width, height].join(' ');
    });
    return JSON.stringify([boxes, scrollY, document.activeElement.id, String(getSelection()),
        [...document.querySelectorAll('details')].map(d => d.open)]);
})()";

async fn wakes_without_moving_anything(page: &Page) {
    for (width, address, focus) in [
        (1280, "", ".k-entry__link"),
        (360, "", ".k-entry__link"),
        (768, "topic/transport/", ".k-entry__link"),
        (1280, "r/2025-02-nouveaux-tarifs-fr/", ".k-release__title"),
        (360, "r/forum-chine-asie-centrale/", ".k-release__title"),
        (1280, "about/", "h1"),
    ] {
        page.viewport(width, 800).await;
        hold_the_viewer(page);
        page.go(address).await;
        // What the test itself opens moves things too: counted is what came before, and what comes after.
        page.js_async(
            "const done = arguments[arguments.length - 1];
             window.was = document.getElementById('app'); window.shift = 0; window.moved = [];
             const count = buffered => {
                try {
                    new PerformanceObserver(list => list.getEntries().forEach(e => {
                        window.shift += e.value;
                        const box = r => [r.x, r.y, r.width, r.height].map(Math.round).join(' ');
                        e.sources?.forEach(({ node, previousRect, currentRect }) => window.moved.push(
                            `${node?.localName ?? node?.nodeName}.${node?.className}: ${box(previousRect)} to ${box(currentRect)}`));
                    }))
                        .observe({ type: 'layout-shift', buffered });
                } catch {}
             };
             count(true);
             setTimeout(() => { window.early = [window.shift, [...window.moved]]; }, 100);
             setTimeout(() => { [window.shift, window.moved] = window.early; done(); }, 600);
             setTimeout(() => {
             document.querySelectorAll('details').forEach(d => { d.open = true; });
             const one = document.querySelector(arguments[0]);
             if (!one.id) one.id = '';
             one.focus({ preventScroll: true });
             getSelection().selectAllChildren(document.querySelectorAll('p')[2]);
             scrollTo(0, 300);
             }, 200);",
            json!([focus]),
        )
        .await;
        let before = page.until(STATE).await;
        page.site.mend();
        page.until("!window.was.isConnected").await;
        // In the same frame, and after all that was still to come.
        let after = page.until(STATE).await;
        compare(address, width, &before, &after);
        page.quiet().await;
        compare(address, width, &before, &page.until(STATE).await);
        let shift = page.js("return window.shift", json!([])).await;
        let moved = page.js("return window.moved.join('\\n')", json!([])).await;
        // Every box is where it was. What is left is a page of which a busy machine draws half: 0.00002.
        let shift = shift.as_f64().unwrap_or(1.0);
        assert!(shift < 0.0001, "{address} at {width}: layout shift {shift} of\n{moved}");
        // Or the next page would have the viewer at once, from the service worker.
        let forget = "const done = arguments[0];
            navigator.serviceWorker.ready.then(r => r.unregister())
                .then(() => caches.keys()).then(names => Promise.all(names.map(n => caches.delete(n))))
                .then(done, done);";
        page.js_async(forget, json!([])).await;
    }
}

fn compare(address: &str, width: u32, before: &serde_json::Value, after: &serde_json::Value) {
    let read = |value: &serde_json::Value| -> serde_json::Value {
        serde_json::from_str(value.as_str().unwrap_or_default()).expect("a state")
    };
    let (before, after) = (read(before), read(after));
    let boxes = |state: &serde_json::Value| state[0].as_array().cloned().unwrap_or_default();
    for (one, other) in boxes(&before).iter().zip(&boxes(&after)) {
        assert_eq!(one, other, "{address} at {width}");
    }
    assert_eq!(boxes(&before).len(), boxes(&after).len(), "{address} at {width}");
    for part in 1..5 {
        assert_eq!(before[part], after[part], "{address} at {width}");
    }
}

async fn wakes_with_what_was_typed_and_pressed(page: &Page) {
    hold_the_viewer(page);
    page.go("").await;
    page.click("#search").await;
    page.keys("hydrolienne").await;
    page.site.mend();
    page.awake().await;
    page.sees(".k-entry__title mark", "hydrolienne").await;
    page.until(
        "document.activeElement.id === 'search' && document.activeElement.value === 'hydrolienne'
            && document.activeElement.selectionStart === 11",
    )
    .await;
    page.at("?q=hydrolienne").await;
    hold_the_viewer(page);
    page.go("").await;
    page.click("#more").await;
    page.site.mend();
    page.counts(".k-entry", 40).await;
}

/// A page that can be read is better than one that says why it cannot be.
async fn stays_when_the_set_cannot_be_had(page: &Page) {
    page.expects_error("404");
    page.site.fail("set/set.json", Fault::Missing);
    page.open_asleep("r/2025-02-nouveaux-tarifs-fr/").await;
    page.quiet().await;
    page.sees(".k-release__title", "Cinq tarifs").await;
    page.site.mend();
}
