//! Pages that are there before the viewer is: it takes them over as they are.

use crate::page::Page;
use crate::runner::{Test, tests};
use crate::server::Fault;
use kiosque::bundle::paths::SET;
use serde_json::json;

pub(crate) const TESTS: &[Test] = tests![
    ; elsewhere:
    reads_before_the_viewer_comes,
    wakes_without_moving_anything,
    wakes_with_what_was_typed_and_pressed,
    stays_when_the_set_cannot_be_had,
    finds_the_site_from_lost_addresses,
    ; chromium:
    comes_in_without_moving,
];

async fn reads_before_the_viewer_comes(page: &Page) {
    hold_the_viewer(page);
    page.go("r/2025-02-nouveaux-tarifs-fr/").await;
    page.sees(".k-release__title", "Cinq tarifs").await;
    assert!(page.title().await.starts_with("Cinq tarifs"), "{}", page.title().await);
    page.click_on(".k-breadcrumb a", "Retour").await;
    page.lists(20).await;
    page.site.mend();
    page.awake().await;
}

fn hold_the_viewer(page: &Page) {
    page.site.fail(&page.site.named("web-", ".wasm"), Fault::Held);
}

/// Over a slow line, a page is drawn before all of it is there: what is drawn stays where it is.
async fn comes_in_without_moving(page: &Page) {
    // The others do not measure it.
    hold_the_viewer(page);
    for address in [
        "",
        "topic/transport/",
        "issuer/chemins-de-fer-de-lorvaine/",
        "r/2025-02-nouveaux-tarifs-fr/",
        "r/2025-04-reserve-de-graines-en/",
        "saved/",
        "about/",
    ] {
        page.site.fail(address, Fault::Slow);
        for width in [360, 768, 1280] {
            page.viewport(width, 800).await;
            page.go(address).await;
            page.until("document.readyState === 'complete'").await;
            let moved = page
                .js_async(
                    "const done = arguments[arguments.length - 1]; const moved = [];
                     const box = r => [r.x, r.y, r.width, r.height].map(Math.round).join(' ');
                     new PerformanceObserver(list => list.getEntries().forEach(entry => {
                         moved.push(entry.value);
                         entry.sources.forEach(({ node, previousRect, currentRect }) => moved.push(
                             `${node?.nodeName}.${node?.className}: ${box(previousRect)} to ${box(currentRect)}`));
                     })).observe({ type: 'layout-shift', buffered: true });
                     setTimeout(() => done(moved), 100);",
                    json!([]),
                )
                .await;
            let moved = moved.as_array().expect("what moved");
            let shift: f64 = moved.iter().filter_map(serde_json::Value::as_f64).sum();
            // A number of which half has come may grow to its left, and the columns of a table with its rows.
            assert!(shift < 0.0005, "{address} at {width}: {shift} of {moved:#?}");
        }
    }
}

/// Where everything is that is shown (but for what appears later in the place that is kept for it: what the service worker says), what has the focus and what is selected.
const STATE: &str = "(() => {
    const shown = e => e.getClientRects().length && !e.closest('noscript, .k-offline > *');
    const boxes = [...document.querySelectorAll('#app *')].filter(shown).map(e => {
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
             document.querySelectorAll('details:not(.k-timeline *)').forEach(d => { d.open = true; });
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
    page.lists(40).await;
}

/// A page that can be read is better than one that says why it cannot be.
async fn stays_when_the_set_cannot_be_had(page: &Page) {
    page.expects_error("404");
    page.site.fail(SET, Fault::Missing);
    page.open_asleep("r/2025-02-nouveaux-tarifs-fr/").await;
    page.quiet().await;
    page.sees(".k-release__title", "Cinq tarifs").await;
    page.site.mend();
}

/// A host shows the page for lost addresses at any depth: it finds its style, the viewer and the way home.
async fn finds_the_site_from_lost_addresses(page: &Page) {
    for words in ["404", "NetworkError", "Service Worker Interception"] {
        page.expects_error(words);
    }
    for address in ["nowhere", "r/nothing/", "r/nothing/at/all.html"] {
        page.open(address).await;
        page.sees("h1", "n’existe pas").await;
        page.until("getComputedStyle(document.querySelector('.k-skip')).position === 'absolute'")
            .await;
        page.until("'awake' in document.documentElement.dataset").await;
        page.click(".k-masthead__home").await;
        page.at("").await;
        page.sees(".k-entry__title", "").await;
    }
}
