//! The keyboard alone suffices.

use crate::page::Page;
use crate::runner::{Test, tests};
use thirtyfour::Key;

pub(crate) const TESTS: &[Test] =
    tests![skips_to_the_content, finds_and_opens_a_release, helps_and_can_be_switched_off];

async fn skips_to_the_content(page: &Page) {
    page.open("r/2025-02-nouveaux-tarifs-fr/?ui=fr").await;
    page.sees("h1", "").await;
    page.keys(Key::Tab + "").await;
    page.until("document.activeElement.matches('.k-skip')").await;
    page.keys(Key::Enter + "").await;
    page.until("location.hash === '#main' && document.activeElement.id === 'main'").await;
    page.sees("h1", "Cinq tarifs").await;
}

async fn finds_and_opens_a_release(page: &Page) {
    page.open("?ui=fr").await;
    page.lists(20).await;
    page.keys("/").await;
    page.until("document.activeElement.id === 'search'").await;
    page.keys("hydrolienne").await;
    page.sees(".k-entry__title mark", "hydrolienne").await;
    page.js("document.activeElement.blur()", serde_json::json!([])).await;
    page.keys("j").await;
    page.until("document.activeElement.matches('.k-entry__link')").await;
    page.keys("o").await;
    page.sees(".k-release__title", "hydrolienne").await;
    page.keys("u").await;
    page.at("?q=hydrolienne&ui=fr").await;
    page.sees(".k-entry", "").await;
}

async fn helps_and_can_be_switched_off(page: &Page) {
    page.open("?ui=fr").await;
    page.lists(20).await;
    page.keys("?").await;
    page.sees("#shortcuts", "Raccourcis clavier").await;
    page.click("#shortcuts input").await;
    page.keys(Key::Escape + "").await;
    page.gone("#shortcuts").await;
    page.js("document.activeElement.blur()", serde_json::json!([])).await;
    page.keys("/").await;
    page.until("document.activeElement.id !== 'search'").await;
    page.click_on(".k-footer button", "Raccourcis").await;
    page.click("#shortcuts input").await;
    page.until("document.querySelector('#shortcuts input').checked").await;
}
