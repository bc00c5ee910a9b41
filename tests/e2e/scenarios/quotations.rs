//! Who said what, and places in a text that can be linked.

use crate::page::Page;
use crate::runner::{Test, tests};
use serde_json::json;

pub(crate) const TESTS: &[Test] = tests![
    marks_the_quotation_of_an_address,
    links_headings,
    opens_at_the_words_found,
    copies_as_sent,
    ; elsewhere:
    lists_who_said_what,
    finds_all_that_somebody_says,
];

const LONG: &str = "r/2023-11-conference-littoral-2050-fr/";

async fn lists_who_said_what(page: &Page) {
    page.open(&format!("{LONG}?ui=fr")).await;
    page.sees(".k-quotations cite", "Nolwenn Astier-Pham").await;
    page.click_on(".k-quotations blockquote a", "Nous avons hésité").await;
    page.sees(".k-quote:target", "Nous avons hésité").await;
    page.sees(".k-release__title", "").await;
}

async fn marks_the_quotation_of_an_address(page: &Page) {
    page.open(&format!("{LONG}?ui=fr#q1")).await;
    page.sees("html[data-awake] .k-quote#q1:target", "").await;
}

async fn finds_all_that_somebody_says(page: &Page) {
    page.open(&format!("{LONG}?ui=fr")).await;
    page.click_on(".k-quotations cite a", "Nolwenn Astier-Pham").await;
    page.sees(".k-entry__title", "").await;
    page.sees("main", "Nolwenn Astier-Pham").await;
}

async fn links_headings(page: &Page) {
    page.open(&format!("{LONG}?ui=fr")).await;
    page.sees("html[data-awake] .k-prose h2[id^='s-']", "").await;
    page.js("document.querySelector('.k-anchor').click()", json!([])).await;
    page.until("location.hash.slice(1) === document.querySelector('.k-anchor').parentElement.id")
        .await;
    page.sees(".k-prose h2:target", "").await;
}

/// The words stand in the text alone: there the page opens.
async fn opens_at_the_words_found(page: &Page) {
    page.open("?ui=fr&q=truelle").await;
    page.click_on(".k-entry__link", "").await;
    page.sees(".k-prose mark", "truelle").await;
    let seen = page.js("const { top, bottom } = document.querySelector('.k-prose mark').getBoundingClientRect(); return top >= 0 && bottom <= innerHeight", json!([])).await;
    assert_eq!(seen, json!(true));
}

async fn copies_as_sent(page: &Page) {
    page.open("r/2020-09-seol-extinction-nocturne-fr/?ui=fr").await;
    page.sees("html[data-awake] .k-quote", "«").await;
    let copy = "getSelection().selectAllChildren(document.querySelector('.k-quote'));
        let text; document.addEventListener('copy', (e) => { text = e.clipboardData.getData('text/plain') || getSelection().toString(); }, { once: true });
        const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
        document.querySelector('.k-quote').dispatchEvent(event); return text[0]";
    assert_eq!(page.js(copy, json!([])).await, json!("«"));
    page.click_on(".k-tools__choice", "tel qu’envoyé").await;
    page.sees(".k-tools__choice input:checked", "").await;
    assert_eq!(page.js(copy, json!([])).await, json!("\""));
}
