//! Following: the feeds of a list and the page of all, whom to reach, and the page for lost addresses.

use crate::page::Page;
use crate::runner::{Test, tests};
use serde_json::json;

pub(crate) const TESTS: &[Test] = tests![
    names_the_feeds_of_a_list,
    shows_whom_to_reach,
    searches_from_a_lost_address,
    ; elsewhere:
    leads_to_every_feed,
];

/// The feeds that the head names for its list alone.
const NAMED: &str = "return [...document.querySelectorAll('link[data-list]')].map(link => link.getAttribute('href'))";

async fn names_the_feeds_of_a_list(page: &Page) {
    page.open("topic/energy/?ui=fr").await;
    page.sees(".k-feeds", "Énergie").await;
    let ends = |named: &serde_json::Value, end: &str| {
        let named = named.as_array().expect("a list");
        named.len() == 2
            && named.iter().all(|href| href.as_str().is_some_and(|href| href.contains(end)))
    };
    let named = page.js(NAMED, json!([])).await;
    assert!(ends(&named, "feeds/topic/energy."), "{named}");
    // Also where a list has no page of its own.
    page.open("?lang=en&ui=fr").await;
    page.sees(".k-feeds", "Anglais").await;
    page.until(
        "document.querySelector('link[data-list]')?.getAttribute('href') === 'feeds/lang/en.xml'",
    )
    .await;
    page.click_on(".k-footer a", "À propos").await;
    page.gone("link[data-list]").await;
}

async fn leads_to_every_feed(page: &Page) {
    page.open("?ui=fr").await;
    page.click_on(".k-feeds a", "Tous les fils").await;
    page.at("follow/?ui=fr").await;
    page.sees("h1", "Suivre").await;
    page.sees(".k-follow", "Énergie").await;
    page.expect_accessible().await;
    for width in [360, 1280] {
        page.viewport(width, 800).await;
        page.until("document.documentElement.scrollWidth <= innerWidth").await;
    }
    let all = "const done = arguments[0];
        Promise.all([...document.querySelectorAll('.k-follow a[type]')].map(a => fetch(a.getAttribute('href'), { method: 'HEAD' })))
            .then(answers => done(answers.filter(answer => !answer.ok).length + ' of ' + answers.length))";
    let missing = page.js_async(all, json!([])).await;
    assert!(
        missing.as_str().is_some_and(|said| said.starts_with("0 of ") && said.len() > 6),
        "{missing}"
    );
}

async fn shows_whom_to_reach(page: &Page) {
    page.open("?ui=fr").await;
    page.click_on(".k-footer a", "Contacts presse").await;
    page.at("people/?ui=fr").await;
    page.sees("h1", "Contacts presse").await;
    page.sees(".k-people", "Permanence").await;
    page.expect_accessible().await;
    page.viewport(360, 740).await;
    page.until("document.documentElement.scrollWidth <= innerWidth").await;
    page.click_on(".k-people .k-chip", "Santé").await;
    page.at("topic/health/?ui=fr").await;
    page.back().await;
    page.sees(".k-people", "Kerjézéquel").await;
    page.open("people/?ui=en").await;
    page.sees(".k-people", "Spokespeople").await;
}

/// Its field leads to the list, with what was typed.
async fn searches_from_a_lost_address(page: &Page) {
    page.expects_error("404");
    page.open("no/such/page?ui=fr").await;
    page.sees("h1", "n’existe pas").await;
    page.expect_accessible().await;
    page.keys("/").await;
    page.until("document.activeElement.id === 'search'").await;
    page.keys("hydrolienne\u{e007}").await;
    page.sees(".k-entry__title", "hydrolienne").await;
}
