//! Reading: a release with every field that it has, and every gap named.

use crate::page::Page;
use crate::publish::published;
use crate::runner::{Test, tests};
use crate::server::Site;
use serde_json::json;
use std::path::PathBuf;
use std::sync::OnceLock;

pub(crate) const TESTS: &[Test] = tests![
    names_every_gap,
    shows_what_changed,
    sets_quotation_marks,
    reads_right_to_left,
    turns_texts_by_their_letters,
    remembers_text_size,
    ; elsewhere:
    opens_from_the_list_and_back,
    has_an_address_of_its_own,
    links_language_versions,
    leads_to_its_topics,
];

async fn opens_from_the_list_and_back(page: &Page) {
    page.open("?ui=fr&q=tarifs").await;
    page.click_on(".k-entry__link", "Cinq tarifs").await;
    page.sees(".k-release__title", "Cinq tarifs").await;
    page.at("r/2025-02-nouveaux-tarifs-fr/?q=tarifs&ui=fr").await;
    page.sees(".k-release mark", "tarifs").await;
    page.click_on(".k-breadcrumb a", "Retour à la liste").await;
    page.at("?q=tarifs&ui=fr").await;
    page.sees(".k-entry__title", "Cinq tarifs").await;
}

async fn has_an_address_of_its_own(page: &Page) {
    page.open("r/2025-02-nouveaux-tarifs-fr/").await;
    page.sees(".k-release__title", "Cinq tarifs").await;
    assert!(page.title().await.starts_with("Cinq tarifs"), "{}", page.title().await);
    page.reload().await;
    page.sees(".k-release__title", "Cinq tarifs").await;
    page.sees(".k-contacts a[href^='mailto:']", "").await;
    page.sees(".k-contacts a[href^='tel:']", "").await;
    page.sees(".k-prose table", "").await;
}

/// The first document: no date, no issuer, no distributor, no contact, and media promised.
async fn names_every_gap(page: &Page) {
    page.open("r/forum-chine-asie-centrale/?ui=fr").await;
    for gap in ["Date non indiquée", "Émetteur non indiqué", "Diffuseur non indiqué"] {
        page.sees(".k-release", gap).await;
    }
    page.sees(".k-contacts", "Aucun contact").await;
    page.sees(".k-media", "annonce des médias").await;
    page.sees(".k-provenance", "Le Lézard").await;
    page.open("r/2023-12-horaires-fetes-fr/?ui=fr").await;
    page.sees(".k-release", "n’a pas de texte").await;
}

async fn shows_what_changed(page: &Page) {
    page.open("r/2025-02-nouveaux-tarifs-fr/?ui=fr").await;
    page.sees(".k-banner", "Communiqué corrigé le 6 février 2025").await;
    page.click(".k-differences summary").await;
    page.sees(".k-differences del", "84").await;
    page.sees(".k-differences ins", "74").await;
    page.open("r/2022-10-rappel-lot-carotte-fr/?ui=en").await;
    page.sees(".k-banner--withdrawn", "Release withdrawn on 24 October 2022").await;
}

async fn links_language_versions(page: &Page) {
    page.open("?ui=fr&lang=en").await;
    page.click(".k-versions a").await;
    page.sees(".k-release__title", "").await;
    page.until("document.querySelector('.k-prose').lang === 'fr'").await;
    page.click(".k-release .k-versions a").await;
    page.until("document.querySelector('.k-prose').lang === 'en'").await;
}

async fn leads_to_its_topics(page: &Page) {
    page.open("r/2025-02-nouveaux-tarifs-fr/?ui=fr").await;
    page.click_on(".k-release .k-chip", "Transports").await;
    page.at("topic/transport/?ui=fr").await;
    page.sees(".k-active-filters .k-chip", "Transports").await;
    page.back().await;
    page.click(".k-dateline__issuer a").await;
    page.counts(".k-active-filters .k-chip", 1).await;
}

async fn sets_quotation_marks(page: &Page) {
    // WebDriver makes plain spaces of no-break ones, so the page itself is asked.
    let set = r"document.querySelector('.k-prose')?.innerText.includes('«\u00a0')";
    page.open("r/forum-chine-asie-centrale/?ui=fr").await;
    page.until(set).await;
    page.sees(".k-prose", "“").await;
    page.click_on(".k-tools__choice", "Typographie soignée").await;
    page.sees(".k-prose", "\"").await;
    page.until("!document.querySelector('.k-prose').innerText.includes('«')").await;
    page.click_on(".k-tools__choice", "Typographie soignée").await;
    page.until(set).await;
}

async fn reads_right_to_left(page: &Page) {
    page.open("r/2022-03-nuit-poesie-deux-rives-fr/").await;
    page.sees(".k-prose [dir=rtl][lang=ar]", "").await;
    page.until(
        "getComputedStyle(document.querySelector('.k-prose [dir=rtl]')).direction === 'rtl'",
    )
    .await;
}

/// A newsroom in which Hebrew is said to be no language, or a wrong one.
fn in_hebrew() -> PathBuf {
    let hebrew = "הנמל נפתח מחדש";
    let release = |id: &str| {
        json!({
            "id": id, "title": hebrew, "summary": hebrew, "date_published": "2024-03-01",
            "content_html": format!("<p>{hebrew}</p><p>Le port rouvre.</p><ul><li>{hebrew}</li></ul>"),
        })
    };
    let mut items = vec![release("none"), release("wrong")];
    items[1]["language"] = json!("fr");
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Port", "items": items,
        "_newsroom": { "languages": ["fr"] },
    });
    published("hebrew", &feed)
}

async fn turns_texts_by_their_letters(page: &Page) {
    static PUBLISHED: OnceLock<PathBuf> = OnceLock::new();
    let page = page.elsewhere(Site::start(PUBLISHED.get_or_init(in_hebrew), "/"));
    // Of all that these match and that is seen: the direction.
    let directions = async |css: &str| {
        let script = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).map(e => getComputedStyle(e).direction)";
        serde_json::from_value::<Vec<String>>(page.js(script, json!([css])).await)
            .expect("directions")
    };
    page.open("").await;
    page.counts(".k-entry", 2).await;
    assert_eq!(directions(".k-entry__title, .k-entry__summary").await, ["rtl"; 4]);
    assert_eq!(directions(".k-entry__date").await, ["ltr"; 2]);
    for slug in ["none", "wrong"] {
        page.open(&format!("r/{slug}/")).await;
        page.sees(".k-release__title", "").await;
        assert_eq!(directions(".k-release__title, .k-prose, .k-prose > ul").await, ["rtl"; 3]);
        assert_eq!(directions(".k-prose > p").await, ["rtl", "rtl", "ltr"]);
        page.expect_accessible().await;
    }
    page.open("").await;
    page.fill("#search", "הנמל").await;
    page.until("getComputedStyle(document.querySelector('#search')).direction === 'rtl'").await;
    page.counts(".k-entry", 2).await;
    page.expect_no_errors().await;
}

async fn remembers_text_size(page: &Page) {
    let size = "parseFloat(getComputedStyle(document.querySelector('.k-prose')).fontSize)";
    page.open("r/2025-02-nouveaux-tarifs-fr/?ui=fr").await;
    let before = page.until(size).await.as_f64().expect("a size");
    page.click_on(".k-tools button", "A+").await;
    page.until(&format!("{size} > {before}")).await;
    page.reload().await;
    page.sees(".k-prose", "").await;
    page.until(&format!("{size} > {before}")).await;
    page.click_on(".k-tools button", "A−").await;
    page.until(&format!("{size} === {before}")).await;
}
