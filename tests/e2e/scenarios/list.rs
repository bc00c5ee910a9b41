//! Finding: search, chips, facets, sorting, more, nothing found, and the address that holds it all.

use crate::page::Page;
use crate::runner::{Test, tests};

pub(crate) const TESTS: &[Test] = tests![
    lists_newest_first,
    forgives_accents_elision_and_slips,
    sorts_with_undated_last,
    helps_when_nothing_is_found,
    embargo_keeps_its_secret,
    ; elsewhere:
    searches_as_one_types,
    filters_by_chip_and_facet,
    shows_more_and_comes_back_to_it,
];

async fn lists_newest_first(page: &Page) {
    page.open("?ui=fr").await;
    page.sees(".k-results__count", "67 communiqués").await;
    page.counts(".k-entry", 20).await;
    let dates = page.js("return [...document.querySelectorAll('.k-entry time')].map(t => t.dateTime.slice(0, 10))", serde_json::json!([])).await;
    let dates: Vec<&str> =
        dates.as_array().expect("dates").iter().filter_map(|d| d.as_str()).collect();
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
}

async fn searches_as_one_types(page: &Page) {
    page.open("?ui=fr").await;
    page.fill("#search", "hydrolienne").await;
    page.sees(".k-entry__title", "hydrolienne").await;
    page.sees("mark", "hydrolienne").await;
    page.at("?q=hydrolienne&ui=fr").await;
    assert!(page.title().await.starts_with("hydrolienne"), "{}", page.title().await);
    page.reload().await;
    page.sees(".k-entry__title", "hydrolienne").await;
    page.click(".k-search__clear").await;
    page.sees(".k-results__count", "67 communiqués").await;
}

async fn forgives_accents_elision_and_slips(page: &Page) {
    for query in ["hydroliene", "l'hydrolienne", "HYDROLIENNES"] {
        page.open(&format!("?ui=fr&q={}", query.replace('\'', "%27"))).await;
        page.sees(".k-entry__title", "hydrolienne").await;
    }
    page.open("?ui=fr").await;
    page.fill("#search", "hydrol").await;
    page.sees(".k-entry__title", "hydrolienne").await;
    for query in ["semences", "sémences"] {
        page.open(&format!("?ui=fr&q={query}")).await;
        page.sees(".k-entry", "semences").await;
    }
}

async fn filters_by_chip_and_facet(page: &Page) {
    page.viewport(1280, 900).await;
    page.open("?ui=fr").await;
    let chip = page.text(".k-topics .k-chip").await;
    let count: usize =
        chip.rsplit([' ', '\n']).next().and_then(|n| n.parse().ok()).expect("a count");
    page.click(".k-topics .k-chip").await;
    page.sees(".k-results__count", &format!("{count} communiqué")).await;
    page.sees(".k-topics .k-chip[aria-current=true]", "").await;
    page.click(".k-facet label[for=language-en]").await;
    page.counts(".k-active-filters .k-chip", 2).await;
    page.until("document.querySelectorAll('.k-entry').length > 0").await;
    page.back().await;
    page.counts(".k-active-filters .k-chip", 1).await;
    page.click_on(".k-active-filters button", "Tout effacer").await;
    page.sees(".k-results__count", "67 communiqués").await;
    page.open("?ui=fr&year=2024&year=2023").await;
    page.counts(".k-active-filters .k-chip", 2).await;
    page.click(".k-active-filters .k-chip").await;
    page.at("year/2024/?ui=fr").await;
}

async fn sorts_with_undated_last(page: &Page) {
    for sort in ["newest", "oldest"] {
        page.open(&format!("?ui=fr&sort={sort}&page=4")).await;
        page.counts(".k-entry", 67).await;
        let last = page.texts(".k-entry__date").await.pop().expect("an entry");
        assert_eq!(last, "Date non indiquée", "{sort}");
    }
}

async fn shows_more_and_comes_back_to_it(page: &Page) {
    page.open("?ui=fr").await;
    page.click("#more").await;
    page.counts(".k-entry", 40).await;
    page.at("?page=2&ui=fr").await;
    let id = "document.querySelectorAll('.k-entry__link')[30]";
    page.js(
        &format!("{id}.scrollIntoView({{ block: 'center' }}); {id}.focus()"),
        serde_json::json!([]),
    )
    .await;
    let y = page.js("return Math.round(scrollY)", serde_json::json!([])).await;
    page.js(&format!("{id}.click()"), serde_json::json!([])).await;
    page.sees(".k-release__title", "").await;
    page.until("scrollY === 0 && document.activeElement.matches('h1')").await;
    page.back().await;
    page.counts(".k-entry", 40).await;
    page.until(&format!("Math.abs(scrollY - {y}) < 3 && document.activeElement === {id}")).await;
}

async fn helps_when_nothing_is_found(page: &Page) {
    page.open("?ui=fr&q=hydrolienne&topic=health").await;
    page.sees(".k-nothing", "Aucun communiqué").await;
    page.sees(".k-nothing", "Sans « Santé »").await;
    page.click_on(".k-nothing a", "Santé").await;
    page.sees(".k-entry__title", "hydrolienne").await;
    page.open("?ui=fr&q=xyzzyxyzzy").await;
    page.click_on(".k-nothing a", "tous les communiqués").await;
    page.sees(".k-results__count", "67 communiqués").await;
}

/// What is under embargo is in no file of the site, the index included.
async fn embargo_keeps_its_secret(page: &Page) {
    page.open("?ui=fr&q=Z%C3%A9phyrique-9").await;
    page.until("document.querySelector('.k-nothing, .k-entry')").await;
    let root = page.site.root();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the site").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("a file of the site");
                let text = String::from_utf8_lossy(&bytes).to_lowercase();
                assert!(
                    !text.contains("zéphyrique") && !text.contains("zephyrique"),
                    "{}",
                    path.display()
                );
            }
        }
    }
}
