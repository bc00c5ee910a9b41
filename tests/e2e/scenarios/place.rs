//! Where the reader was: a page that is loaded anew is scrolled as it was, by what the history keeps alone.

use serde_json::json;
use thirtyfour::Key;

use crate::page::Page;
use crate::runner::{Test, tests};

pub(crate) const TESTS: &[Test] = tests![
    keeps_the_place_in_a_release,
    keeps_the_place_in_a_long_list,
    keeps_the_place_where_nothing_can_be_stored,
    comes_back_to_the_place_in_the_list,
    keeps_the_focus_when_loaded_anew,
];

/// Scrolls, and waits until the history knows.
async fn scroll(page: &Page, y: u32) -> i64 {
    page.js("scrollTo({ top: arguments[0], behavior: 'instant' })", json!([y])).await;
    page.until(
        "Array.isArray(history.state) && scrollY > 0 && Math.abs(history.state[1] - scrollY) < 1",
    )
    .await;
    page.js("return Math.round(scrollY)", json!([])).await.as_i64().expect("a place")
}

async fn stays_at(page: &Page, y: i64) {
    stays_near(page, y, 3).await;
}

async fn stays_near(page: &Page, y: i64, pixels: u32) {
    let near = format!("Math.abs(scrollY - {y}) < {pixels}");
    page.until(&near).await;
    // Not only for the moment.
    page.quiet().await;
    page.until(&near).await;
}

async fn keeps_the_place_in_a_release(page: &Page) {
    page.open("r/forum-chine-asie-centrale/?ui=fr").await;
    page.sees(".k-release__title", "").await;
    page.quiet().await;
    let y = scroll(page, 900).await;
    page.reload().await;
    stays_at(page, y).await;
    // Another page begins at its top, and Back leads to the place, from after a reload too.
    page.js("document.querySelector('.k-breadcrumb a').click()", json!([])).await;
    page.lists(20).await;
    page.until("scrollY === 0").await;
    page.reload().await;
    page.lists(20).await;
    page.back().await;
    page.sees(".k-release__title", "").await;
    stays_at(page, y).await;
}

async fn keeps_the_place_in_a_long_list(page: &Page) {
    page.open("?ui=fr").await;
    page.click("#more").await;
    page.lists(40).await;
    page.js("document.querySelector('#more').click()", json!([])).await;
    page.lists(60).await;
    page.at("?page=3&ui=fr").await;
    let top = "return scrollY + document.querySelectorAll('.k-entry')[30].getBoundingClientRect().top - 200";
    let top = page.js(top, json!([])).await.as_f64().expect("a place");
    let y = scroll(page, top as u32).await;
    page.reload().await;
    page.lists(60).await;
    stays_at(page, y).await;
    // As a list of what was searched, of which no page was rendered.
    page.open("?ui=fr&q=port&page=2").await;
    page.until("document.querySelectorAll('.k-entry').length > 12").await;
    page.quiet().await;
    let y = scroll(page, 1500).await;
    page.reload().await;
    page.until("document.querySelectorAll('.k-entry').length > 12").await;
    // An excerpt comes late, and may take a line more than the summary: what is read stays where it is, not the number.
    stays_near(page, y, 80).await;
}

/// What the browser has stored is gone, and it takes nothing more: the history suffices.
async fn keeps_the_place_where_nothing_can_be_stored(page: &Page) {
    page.open("r/forum-chine-asie-centrale/?ui=fr").await;
    page.sees(".k-release__title", "").await;
    page.quiet().await;
    page.js(
        "localStorage.clear(); sessionStorage.clear();
         Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError'); };",
        json!([]),
    )
    .await;
    let y = scroll(page, 700).await;
    page.reload().await;
    stays_at(page, y).await;
}

/// A place in the third page of the list: the release that has the focus there, and how far the list is scrolled.
async fn place_in_the_list(page: &Page) -> (String, i64) {
    page.open("?ui=fr&page=3").await;
    page.lists(60).await;
    let focus = "const link = [...document.querySelectorAll('.k-entry__link')].at(-6);
        link.scrollIntoView({ block: 'center' }); link.focus({ preventScroll: true });
        return [link.id, Math.round(scrollY)]";
    let place = page.js(focus, json!([])).await;
    let (id, y): (String, i64) = serde_json::from_value(place).expect("a place");
    page.until(&format!(
        "history.state[3] === {} && Math.abs(history.state[1] - {y}) < 1",
        json!(id)
    ))
    .await;
    (id, y)
}

/// By the key, and by the link: as Back does.
async fn comes_back_to_the_place_in_the_list(page: &Page) {
    for by_key in [true, false] {
        let (id, y) = place_in_the_list(page).await;
        let there = format!("document.activeElement.id === {}", json!(id));
        page.keys(Key::Enter + "").await;
        page.sees(".k-release__title", "").await;
        page.until("scrollY === 0 && document.activeElement.matches('h1')").await;
        match by_key {
            true => page.keys("u").await,
            false => page.click_on(".k-breadcrumb a", "Retour").await,
        }
        page.at("?page=3&ui=fr").await;
        page.lists(60).await;
        page.until(&there).await;
        stays_at(page, y).await;
        // The next release is another place in it.
        page.keys(Key::Enter + "").await;
        page.sees(".k-release__title", "").await;
        page.js("document.querySelector('[rel=next]').click()", json!([])).await;
        page.until(&format!("!location.pathname.includes({})", json!(&id[2..]))).await;
        page.sees(".k-release__title", "").await;
        page.keys("u").await;
        page.lists(60).await;
        page.until("document.activeElement.matches('.k-entry__link')").await;
        page.until(&format!("!({there})")).await;
        page.until("(r => r.top >= 0 && r.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())").await;
    }
}

async fn keeps_the_focus_when_loaded_anew(page: &Page) {
    let (id, y) = place_in_the_list(page).await;
    page.reload().await;
    page.lists(60).await;
    page.until(&format!("document.activeElement.id === {}", json!(id))).await;
    stays_at(page, y).await;
    // From a release that was loaded anew, what was remembered is gone: the way back leads to the release all the same.
    page.keys(Key::Enter + "").await;
    page.sees(".k-release__title", "").await;
    page.reload().await;
    page.sees(".k-release__title", "").await;
    page.keys("u").await;
    page.lists(60).await;
    page.until(&format!("document.activeElement.id === {}", json!(id))).await;
    page.until("(r => r.top >= 0 && r.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())").await;
}
