//! Code and markup as titles, summaries, texts, topics, names, addresses and queries: nothing of it runs, nothing is asked of
//! another host, and it is there to be read. Any dialog ends a test, as does any report of the policy.

use crate::browser::Engine;
use crate::hostile::{item, naughty, newsroom, ours, theirs};
use crate::page::Page;
use crate::publish::published;
use crate::runner::Test;
use crate::server::Site;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::OnceLock;

/// Which payloads a newsroom is made of.
#[derive(Clone, Copy)]
enum Payloads {
    /// Those that were written for these tests.
    Ours,
    /// Those of others and the naughty strings, which are in the shared data.
    Theirs,
}

/// Two lists of the same tests.
macro_rules! of_both {
    ($($function:ident),* $(,)?) => {
        pub(crate) const TESTS: &[Test] = &[$(Test::new(stringify!($function), |page| {
            Box::pin($function(page, Payloads::Ours))
        })),*];
        pub(crate) const SHARED: &[Test] = &[$(Test {
            needs_data: true,
            ..Test::new(stringify!($function), |page| {
                Box::pin($function(page, Payloads::Theirs))
            })
        }),*];
    };
}

of_both![
    reads_releases_as_pages,
    reads_every_release_in_the_viewer,
    lists_and_filters,
    shows_what_addresses_say,
    searches_for_every_payload,
];

/// Every how many is enough where pages are made of the same parts: `often` of 24. With `KIOSQUE_HOSTILE=all`, each.
fn some(often: usize) -> usize {
    if std::env::var("KIOSQUE_HOSTILE").is_ok_and(|some| some == "all") { 1 } else { 24 / often }
}

/// So many naughty strings share a release.
const TOGETHER: usize = 24;

/// A newsroom of payloads, published once for all browsers.
fn arrange(page: &Page, which: Payloads) -> (Page, Vec<String>) {
    static PUBLISHED: [OnceLock<(PathBuf, Vec<String>)>; 2] = [OnceLock::new(), OnceLock::new()];
    let (folder, payloads) = PUBLISHED[which as usize].get_or_init(|| {
        let (name, mut payloads, naughty) = match which {
            Payloads::Ours => ("hostile", ours(), Vec::new()),
            Payloads::Theirs => ("hostile-shared", theirs(), naughty()),
        };
        // Without any text there is no release.
        payloads.retain(|payload| !payload.trim().is_empty());
        (published(name, &feed(&payloads, &naughty)), payloads)
    });
    (page.elsewhere(Site::start(folder, "/")), payloads.clone())
}

fn feed(payloads: &[String], naughty: &[String]) -> Value {
    // Entities and tags in plain fields are read once: escaped once, every payload is what is shown. `it` has them as they are.
    let once: Vec<String> = payloads.iter().map(|payload| escaped(payload)).collect();
    let mut feed = newsroom(&once);
    feed["language"] = json!("en");
    let items = feed["items"].as_array_mut().expect("releases");
    for (number, (release, payload)) in items.iter_mut().zip(payloads).enumerate() {
        // As it is written, and as markup.
        release["content_html"] = json!(format!("<p>{}</p>{payload}", escaped(payload)));
        // Months apart: what says nearly the same within a month is one entry of a list.
        let (year, month) = (2026 - number / 6, 1 + number % 6 * 2);
        release["date_published"] = json!(format!("{year}-{month:02}-01T09:00:00Z"));
        // Pages of lists name all topics and all issuers: each payload is one of the two.
        let other = if number.is_multiple_of(2) { "authors" } else { "tags" };
        release.as_object_mut().expect("a release").remove(other);
    }
    for (number, strings) in naughty.chunks(TOGETHER).enumerate() {
        let lines = strings.iter().map(|text| format!("<p>{}</p>", escaped(text)));
        let contacts =
            strings.iter().map(|text| json!({ "name": text, "email": text, "role": text }));
        let mut release = item(0, &strings.join(" "));
        release["id"] = json!(format!("naughty-{number}"));
        release["content_html"] = json!(lines.collect::<String>());
        release["tags"] = json!(["naughty"]);
        release["authors"] = json!([]);
        release["_release"] = json!({ "contacts": contacts.collect::<Vec<_>>() });
        items.push(release);
    }
    feed
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Typography sets spaces and quotation marks, and what is invisible does not come through: letters and digits do.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// As much of a query as a title has of it.
fn asked(payload: &str) -> String {
    letters(&payload.chars().take(80).collect::<String>())
}

/// What a page may not have in it: whatever runs, leads to code, or was asked of another host. Then what it says.
const LOOK: &str = r"
    const look = () => {
        const wrong = [];
        if (window.ran !== undefined) wrong.push('code ran');
        const known = /^(https?|mailto|tel):$/;
        for (const e of document.querySelectorAll('*')) {
            for (const { name } of e.attributes) if (/^on|^srcdoc$|^formaction$|^ping$/.test(name)) wrong.push(e.outerHTML);
            if (/^(iframe|object|embed|frame|audio|video|math|applet|portal)$/.test(e.localName)) wrong.push(e.outerHTML);
            if (e.localName === 'script' && !/^application\/(ld\+)?json$/.test(e.type) && !e.src.startsWith(origin)) wrong.push(e.outerHTML);
            if (e.localName === 'a' && e.href && !known.test(e.protocol) && !e.download) wrong.push(e.outerHTML);
            if (e.localName === 'form' && e.action && !e.action.startsWith(origin)) wrong.push(e.outerHTML);
            if (e.localName === 'img' && !/^data:/.test(e.src) && !e.src.startsWith(origin)) wrong.push(e.outerHTML);
        }
        for (const { name } of performance.getEntriesByType('resource'))
            if (!name.startsWith(origin) && !name.startsWith('data:')) wrong.push(`asked for ${name}`);
        const text = css => document.querySelector(css)?.textContent ?? '';
        return { wrong, title: document.title, heading: text('h1'), topic: text('.k-release .k-chips'),
            issuer: text('.k-dateline__issuer'), prose: text('.k-release__main .k-prose'), address: location.pathname };
    };";

/// Fails if anything is wrong with the page as it is; what it says.
async fn look(page: &Page) -> Value {
    let said = page.js(&format!("{LOOK} return look();"), json!([])).await;
    expect_harmless(&said);
    said
}

#[track_caller]
fn expect_harmless(said: &Value) {
    let wrong = said["wrong"].as_array();
    assert!(wrong.is_some_and(Vec::is_empty), "at {}: {:#}", said["address"], said["wrong"]);
}

/// Fails if a release does not say what it was given.
#[track_caller]
fn expect_release(said: &Value, number: usize, payload: &str) {
    let part = |name: &str| letters(said[name].as_str().unwrap_or_default());
    let wanted = letters(payload);
    assert!(part("title").starts_with(&wanted), "{payload}: {said:#}");
    assert_eq!(part("heading"), wanted, "{payload}: {said:#}");
    // Of a name, ends that are no part of it are left out.
    let named = part(if number.is_multiple_of(2) { "topic" } else { "issuer" });
    assert!(
        wanted.is_empty() || !named.is_empty() && wanted.contains(&named),
        "{payload}: {said:#}"
    );
    // The summary, and the text.
    assert!(part("prose").starts_with(&wanted.repeat(2)), "{payload}: {said:#}");
}

async fn reads_releases_as_pages(page: &Page, which: Payloads) {
    let (page, payloads) = arrange(page, which);
    for (number, payload) in payloads.iter().enumerate().step_by(some(4)) {
        page.open_asleep(&format!("r/case-{number}/")).await;
        // WebKit's driver is back before the page is another.
        let there = format!(
            "location.pathname.endsWith('/r/case-{number}/') && document.readyState === 'complete'"
        );
        page.until(&there).await;
        expect_release(&look(&page).await, number, payload);
    }
    page.expect_no_errors().await;
}

/// From each release to the next in the list, as the viewer draws them.
async fn reads_every_release_in_the_viewer(page: &Page, which: Payloads) {
    let (page, payloads) = arrange(page, which);
    // One goes on as far as the list was shown.
    page.open("?page=99").await;
    page.click(".k-entry__link").await;
    page.sees(".k-release__title", "").await;
    // The link to the next one leads elsewhere once the page of this one is drawn. A call ends at a page that is. Not faster
    // than this: Chromium silently leaves out changes of the address beyond 200 in some seconds, and page and address differ.
    let walk = format!(
        "{LOOK}
         const [count, done] = [arguments[0], arguments[arguments.length - 1]], seen = [], until = Date.now() + 15000;
         const next = () => document.querySelector('.k-breadcrumb a[rel=next]');
         const wait = (condition, then) => {{
            if (condition()) then();
            else if (Date.now() > until + 12000) done(seen);
            else setTimeout(() => wait(condition, then), 5);
         }};
         const step = () => {{
            seen.push(look());
            if (seen.length === count || Date.now() > until) return done(seen);
            wait(next, () => {{
                const to = next().pathname;
                next().click();
                // The release that is drawn says its identifier, which begins as its address ends; the title comes last.
                const letters = text => text.replace(/[^A-Za-z0-9]/g, '');
                const text = css => document.querySelector(css)?.textContent ?? '';
                const drawn = () => `/r/${{text('.k-provenance code')}}-`.startsWith(`${{to.slice(0, -1)}}-`)
                    && document.querySelector('.k-release__main .k-prose')
                    && letters(document.title).startsWith(letters(text('h1')));
                wait(() => location.pathname === to && next()?.pathname !== to && drawn(), () => setTimeout(step, 70));
            }});
         }};
         step();"
    );
    let mut seen = 0;
    while seen < payloads.len() {
        let said = page.js_async(&walk, json!([payloads.len() - seen])).await;
        let said = said.as_array().cloned().unwrap_or_default();
        assert!(said.len() > 1, "the walk goes on: {seen} so far");
        for one in &said {
            expect_harmless(one);
            let address = one["address"].as_str().unwrap_or_default();
            let number = address.trim_matches('/').strip_prefix("r/case-");
            if let Some(number) = number.and_then(|number| number.parse::<usize>().ok()) {
                expect_release(one, number, &payloads[number]);
                seen += 1;
            }
        }
    }
    page.expect_no_errors().await;
}

async fn lists_and_filters(page: &Page, which: Payloads) {
    let (page, payloads) = arrange(page, which);
    // All of them in one list.
    page.open("?page=99").await;
    page.until(&format!("document.querySelectorAll('.k-entry').length >= {}", payloads.len()))
        .await;
    look(&page).await;
    let mut listed: Vec<String> =
        page.texts(".k-entry__title").await.iter().map(|text| letters(text)).collect();
    listed.sort();
    for payload in &payloads {
        assert!(listed.binary_search(&letters(payload)).is_ok(), "{payload} is not in the list");
    }
    for folder in ["topic", "issuer", "year"] {
        let pages = page.site.files(folder);
        for path in pages.iter().filter(|path| path.ends_with("index.html")).step_by(some(1)) {
            page.open(path.trim_end_matches("index.html")).await;
            page.sees(".k-active-filters", "").await;
            look(&page).await;
        }
    }
    page.open("saved/").await;
    look(&page).await;
    page.expect_no_errors().await;
}

/// Payloads as parts of addresses, of which some are no pages.
async fn shows_what_addresses_say(page: &Page, which: Payloads) {
    let (page, payloads) = arrange(page, which);
    // Some addresses are lost.
    for words in ["404", "Service Worker", "NetworkError", "AbortError"] {
        page.expects_error(words);
    }
    for payload in payloads.iter().step_by(some(1)) {
        let part: String = form_urlencoded::byte_serialize(payload.as_bytes()).collect();
        page.open(&format!(
            "?topic={part}&issuer={part}&place={part}&lang={part}&sort={part}&ui={part}&from={part}"
        ))
        .await;
        page.sees("h1", "").await;
        look(&page).await;
        page.open(&format!("about/?ui={part}#{part}")).await;
        look(&page).await;
        // A host refuses what leads out of its folder: no page of ours.
        if payload.split('/').any(|part| part == "..") {
            continue;
        }
        page.open(&format!("r/{part}/")).await;
        page.sees("h1", "").await;
        look(&page).await;
    }
    page.expect_no_errors().await;
}

async fn searches_for_every_payload(page: &Page, which: Payloads) {
    let (page, payloads) = arrange(page, which);
    for payload in payloads.iter().step_by(some(1)) {
        let query: String = form_urlencoded::byte_serialize(payload.as_bytes()).collect();
        page.open(&format!("?q={query}")).await;
        page.sees(".k-search__field", "").await;
        page.until("document.querySelector('.k-entry, .k-nothing') && !document.querySelector('[aria-busy=true]')")
            .await;
        let said = look(&page).await;
        let title = letters(said["title"].as_str().unwrap_or_default());
        assert!(title.starts_with(&asked(payload)), "{payload}: {said:#}");
    }
    // Typed, one after the other.
    let search = format!(
        "{LOOK}
         const [queries, done] = [arguments[0], arguments[arguments.length - 1]], seen = [];
         const letters = text => text.replace(/[^A-Za-z0-9]/g, '');
         const field = document.querySelector('#search'), until = Date.now() + 25000;
         const next = () => {{
            if (seen.length === queries.length || Date.now() > until) return done(seen);
            const query = queries[seen.length];
            field.value = query;
            field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
            const wait = () => {{
                const arrived = letters(document.title).startsWith(letters([...query].slice(0, 80).join(''))) || Date.now() > until;
                if (!arrived) return setTimeout(wait, 5);
                seen.push(look());
                next();
            }};
            setTimeout(wait, 20);
         }};
         next();"
    );
    let mut rest = &payloads[..];
    while !rest.is_empty() {
        let seen = page.js_async(&search, json!([rest])).await;
        let seen = seen.as_array().cloned().unwrap_or_default();
        assert!(!seen.is_empty(), "no query of {} was answered", rest.len());
        for (said, payload) in seen.iter().zip(rest) {
            expect_harmless(said);
            let title = letters(said["title"].as_str().unwrap_or_default());
            assert!(title.starts_with(&asked(payload)), "{payload}: {said:#}");
        }
        rest = &rest[seen.len()..];
    }
    if page.engine != Engine::WebKit {
        page.quiet().await;
    }
    page.expect_no_errors().await;
}
