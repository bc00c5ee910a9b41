//! When something is missing or damaged: a message and a way on, never a blank page.

use crate::page::Page;
use crate::runner::{Test, tests};
use crate::server::Fault;

pub(crate) const TESTS: &[Test] = tests![
    no_set,
    a_damaged_set,
    a_set_of_another_version,
    a_part_that_is_missing,
    a_release_that_is_not_there,
];

async fn no_set(page: &Page) {
    page.expects_error("404");
    page.site.fail("set/set.json", Fault::Missing);
    page.open("?ui=fr").await;
    page.sees("h1", "introuvables").await;
    page.expect_accessible().await;
    // While it is asked for again, there is a page.
    page.site.fail("set/set.json", Fault::Held);
    page.click_on("button", "Réessayer").await;
    page.until("!document.body.innerText.includes('introuvables')").await;
    page.sees(".k-masthead", "").await;
    page.site.mend();
    page.counts(".k-entry", 20).await;
}

async fn a_damaged_set(page: &Page) {
    page.site.fail("set/set.json", Fault::Bytes(b"{\"format\":1,\"bu".to_vec()));
    page.open("?ui=en").await;
    page.sees("h1", "cannot be read").await;
    page.site.mend();
    page.click_on("button", "Try again").await;
    page.counts(".k-entry", 20).await;
}

async fn a_set_of_another_version(page: &Page) {
    page.site.fail("set/set.json", Fault::Bytes(b"{\"format\":999}".to_vec()));
    page.open("?ui=fr").await;
    page.sees("h1", "mis à jour").await;
    page.site.mend();
}

/// A page of cards that does not come is named, and comes when asked for again. Not on the front page, which brings
/// those that it lists.
async fn a_part_that_is_missing(page: &Page) {
    page.expects_error("404");
    // Of the newest releases, which lists begin with.
    let number =
        |file: &String| file.rsplit('/').next()?.strip_suffix(".json")?.parse::<u32>().ok();
    let cards = page.site.files("set/cards/").into_iter().max_by_key(number).expect("cards");
    page.site.fail(&cards, Fault::Missing);
    page.open("saved/?ui=fr").await;
    page.click_on(".k-masthead a", "Fanal").await;
    page.sees("[role=alert]", "Une partie").await;
    page.site.mend();
    page.click_on("button", "Réessayer").await;
    page.counts(".k-entry", 20).await;
    page.gone("[role=alert]").await;
}

async fn a_release_that_is_not_there(page: &Page) {
    page.open("?ui=fr").await;
    page.counts(".k-entry", 20).await;
    // As a stale link within the app would.
    page.js("history.pushState(null, '', 'r/no-such-release/'); dispatchEvent(new PopStateEvent('popstate'))", serde_json::json!([])).await;
    page.sees("h1", "n’existe pas").await;
    page.click_on("a", "tous les communiqués").await;
    page.counts(".k-entry", 20).await;
}
