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
    tells_a_story_once,
    steps_past_what_was_listed,
];

async fn lists_newest_first(page: &Page) {
    page.open("?ui=fr").await;
    page.sees(".k-results__count", "avec versions et reprises").await;
    page.lists(20).await;
    let dates = page.js("return [...document.querySelectorAll('.k-entry:not(.k-lead *) .k-entry__date')].map(e => (e.dateTime ?? e.querySelector('time').dateTime).slice(0, 10))", serde_json::json!([])).await;
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
    page.sees(".k-results__count", "avec versions et reprises").await;
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
    page.sees(".k-results__count", &count.to_string()).await;
    page.sees(".k-topics .k-chip[aria-current=true]", "").await;
    page.click(".k-facet label[for=language-en]").await;
    page.counts(".k-active-filters .k-chip", 2).await;
    page.until("document.querySelectorAll('.k-entry').length > 0").await;
    page.back().await;
    page.counts(".k-active-filters .k-chip", 1).await;
    page.click_on(".k-active-filters button", "Tout effacer").await;
    page.sees(".k-results__count", "avec versions et reprises").await;
    page.open("?ui=fr&year=2024&year=2023").await;
    page.counts(".k-active-filters .k-chip", 2).await;
    page.click(".k-active-filters .k-chip").await;
    page.at("year/2024/?ui=fr").await;
}

async fn sorts_with_undated_last(page: &Page) {
    for sort in ["newest", "oldest"] {
        page.open(&format!("?ui=fr&sort={sort}&page=4")).await;
        page.lists(69).await;
        let last = page.texts(".k-entry__date").await.pop().expect("an entry");
        assert_eq!(last, "Date non indiquée", "{sort}");
    }
}

async fn shows_more_and_comes_back_to_it(page: &Page) {
    page.open("?ui=fr").await;
    page.click("#more").await;
    page.lists(40).await;
    page.at("?page=2&ui=fr").await;
    let id = "document.querySelectorAll('.k-entry__link')[20]";
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
    page.lists(40).await;
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
    page.sees(".k-results__count", "avec versions et reprises").await;
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

/// Versions and near-duplicates are one entry, in the reader's language, and each is a link away.
async fn tells_a_story_once(page: &Page) {
    for (language, title, more) in
        [("fr", "Vélos à bord", "et un semblable"), ("en", "Bikes on board", "Other language")]
    {
        page.open(&format!("?ui={language}")).await;
        page.lists(20).await;
        let entry = ".k-entry:has([href*=velos-a-bord])";
        page.counts(entry, 1).await;
        page.sees(&format!("{entry} .k-entry__title"), title).await;
        page.sees(entry, more).await;
    }
    page.open("?ui=fr").await;
    page.click(".k-like:has([href*=depeche-velos]) summary").await;
    page.expect_accessible().await;
    page.click(".k-like [href*=depeche-velos]").await;
    page.sees(".k-release__title", "vingt-quatre vélos par train").await;
    page.sees(".k-like summary", "1 texte presque identique").await;
    // It is in the entry of its story, whose neighbours are its own.
    page.sees(".k-breadcrumb [rel=next]", "").await;
    // And it is found by itself.
    page.open("?ui=fr&q=vingt-quatre+v%C3%A9los+par+train").await;
    page.sees(".k-entry", "vingt-quatre").await;
}

async fn steps_past_what_was_listed(page: &Page) {
    page.open("?ui=fr").await;
    page.lists(20).await;
    page.js(
        "const links = document.querySelectorAll('.k-entry__link'); links[links.length - 1].click()",
        serde_json::json!([]),
    )
    .await;
    let mut seen = Vec::new();
    for _ in 0..6 {
        page.sees(".k-breadcrumb [rel=next]", "").await;
        seen.push(page.text("h1").await);
        page.keys("j").await;
        let last = serde_json::json!(seen.last());
        page.until(&format!("document.querySelector('h1')?.innerText !== {last}")).await;
    }
    seen.dedup();
    assert_eq!(seen.len(), 6, "{seen:?}");
    page.keys("k").await;
    page.until(&format!(
        "document.querySelector('h1')?.innerText === {}",
        serde_json::json!(seen[5])
    ))
    .await;
    // The list that it goes back to has come along.
    page.keys("u").await;
    page.lists(40).await;
    // What to read next stands at the end of each, with its reason.
    page.open("r/2026-03-velos-a-bord-fr/?ui=fr").await;
    page.sees(".k-related", "Même émetteur").await;
    page.click(".k-related a").await;
    page.until(
        "!location.pathname.includes('velos') && document.querySelector('.k-release__title')",
    )
    .await;
}
