//! All the words first: what holds only some of them, what was given up, and when the last word is all there.

use serde_json::json;
use thirtyfour::Key;

use crate::page::Page;
use crate::runner::{Test, tests};

pub(crate) const TESTS: &[Test] = tests![
    goes_on_to_what_holds_some_of_the_words,
    pages_through_what_holds_some_of_the_words,
    names_what_it_gave_up,
    offers_no_zeros_where_nothing_is_found,
    ends_the_word_with_enter,
    forgets_no_half_word_on_reload,
];

/// The number at the beginning of a text.
fn number(text: &str) -> usize {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("a number in {text:?}"))
}

/// How many releases are found, once all of the answer is there.
async fn found(page: &Page) -> usize {
    page.until("document.querySelector('.k-results')?.ariaBusy === 'false' && /^\\d/.test(document.querySelector('.k-results__count').innerText)")
        .await;
    number(&page.text(".k-results__count").await)
}

/// How many texts are listed; of a story there is one entry.
const TEXTS: &str = "parseInt(document.querySelector('.k-results__more span')?.textContent)";

async fn goes_on_to_what_holds_some_of_the_words(page: &Page) {
    page.open("?ui=fr&q=hydrolienne+goulet").await;
    let link = page.text(".k-results__partly a").await;
    assert!(link.contains("qu’une partie des mots"), "{link}");
    let (total, more) = (found(page).await, number(&link));
    page.counts(".k-entry", total).await;
    page.expect_accessible().await;
    page.click(".k-results__partly a").await;
    page.at("?q=hydrolienne+goulet&wide=1&ui=fr").await;
    page.sees(".k-partly h3", "Une partie des mots seulement").await;
    assert!(more > 0);
    page.sees(".k-partly .k-entry", "").await;
    page.gone(".k-results__partly").await;
    // Only those that hold all of them are counted.
    assert_eq!(found(page).await, total);
    for dark in [false, true] {
        page.dark(dark).await;
        page.expect_accessible().await;
    }
    page.reload().await;
    page.sees(".k-partly h3", "").await;
    // A release keeps the list that it was opened from.
    page.click(".k-partly .k-entry__link").await;
    page.sees(".k-release__title", "").await;
    page.click_on(".k-breadcrumb a", "Retour").await;
    page.at("?q=hydrolienne+goulet&wide=1&ui=fr").await;
    page.sees(".k-partly h3", "").await;
    // In the order of dates too.
    page.open("?ui=fr&q=hydrolienne+goulet&sort=newest&wide=1").await;
    page.sees(".k-month + .k-partly h3", "Une partie des mots seulement").await;
    // Other words are another search.
    page.fill("#search", "hydrolienne").await;
    page.at("?q=hydrolienne&sort=newest&ui=fr").await;
    page.gone(".k-partly").await;
    // In English, and Back leads out of it again.
    page.open("?ui=en&q=hydrolienne+goulet").await;
    page.click_on(".k-results__partly a", "only some of the words").await;
    page.sees(".k-partly h3", "Only some of the words").await;
    page.back().await;
    page.sees(".k-results__partly a", "").await;
    page.gone(".k-partly").await;
}

async fn pages_through_what_holds_some_of_the_words(page: &Page) {
    page.open("?ui=fr&q=port+%C3%A9nergie").await;
    // What leads on stands at the end of the list, of which ten come first; until then texts are counted, not stories.
    page.js("scrollTo(0, 200)", json!([])).await;
    page.sees(".k-results__partly a", "").await;
    let total = found(page).await;
    assert!(total <= 20, "{total} releases: another query is wanted");
    page.click(".k-results__partly a").await;
    page.until("location.search.includes('wide=1')").await;
    page.sees(".k-partly", "").await;
    let mut listed = page.until(TEXTS).await.as_u64().expect("entries");
    // All texts: those of a story, too, of which the count knows one.
    let shown = page.text(".k-results__more span").await;
    let all = number(shown.rsplit(" sur ").next().expect("all of them")) as u64;
    assert!(all > total as u64, "{shown}");
    while listed < all {
        page.click("#more").await;
        page.until(&format!("{TEXTS} > {listed}")).await;
        listed = page.until(TEXTS).await.as_u64().expect("entries");
        assert_eq!(found(page).await, total);
    }
    assert_eq!(listed, all);
    page.gone("#more").await;
    page.until("location.search.includes('wide=1') && location.search.includes('page=')").await;
}

async fn names_what_it_gave_up(page: &Page) {
    // WebDriver makes plain spaces of no-break ones.
    for (query, said) in [
        ("hydrolienne xyzzyxyzzy", "dans aucun communiqué : « xyzzyxyzzy »"),
        ("hydrolienne musée", "qu’aucun communiqué n’a avec le reste"),
        (
            "\"goulet hydrolienne\"",
            "« goulet hydrolienne » n’est nulle part dans cet ordre : ses mots ont été cherchés",
        ),
    ] {
        page.open("?ui=fr").await;
        page.fill("#search", query).await;
        page.keys(Key::Enter + "").await;
        page.sees(".k-understood", said).await;
        page.sees(".k-entry__title", "").await;
        page.expect_accessible().await;
    }
}

async fn offers_no_zeros_where_nothing_is_found(page: &Page) {
    page.viewport(1280, 900).await;
    page.open("?ui=fr").await;
    page.sees(".k-facet", "").await;
    page.open("?ui=fr&q=xyzzyxyzzy").await;
    page.sees(".k-nothing", "Aucun communiqué").await;
    for zeros in [".k-facet", ".k-topics", ".k-timeline", ".k-facets__title"] {
        page.gone(zeros).await;
    }
    // What is chosen can be given up.
    page.open("?ui=fr&q=xyzzyxyzzy&lang=fr").await;
    page.sees(".k-nothing", "").await;
    page.until("document.querySelectorAll('.k-facet input').length === 1").await;
    page.click(".k-facet label").await;
    page.at("?q=xyzzyxyzzy&ui=fr").await;
    page.fill("#search", "hydrolienne").await;
    page.sees(".k-entry__title", "hydrolienne").await;
    page.sees(".k-facet", "").await;
    page.sees(".k-timeline", "").await;
}

/// A word that others begin with.
const HALF: &str = "mer";

async fn ends_the_word_with_enter(page: &Page) {
    page.open("?ui=fr").await;
    page.fill("#search", HALF).await;
    page.at("?q=mer&ui=fr").await;
    let beginning = found(page).await;
    page.keys(Key::Enter + "").await;
    let fewer = format!(
        "document.querySelector('.k-results')?.ariaBusy === 'false'
            && parseInt(document.querySelector('.k-results__count').innerText) < {beginning}"
    );
    page.until(&fewer).await;
    // The field and the address say the same; what follows is typed again.
    page.at("?q=mer&ui=fr").await;
    page.until("document.activeElement.id === 'search' && document.activeElement.value === 'mer'")
        .await;
    page.reload().await;
    page.until(&fewer).await;
    page.fill("#search", "me").await;
    page.at("?q=me&ui=fr").await;
    page.fill("#search", HALF).await;
    page.at("?q=mer&ui=fr").await;
    page.until(&format!(
        "parseInt(document.querySelector('.k-results__count').innerText) === {beginning}"
    ))
    .await;
    // Who opens an address has typed all of it.
    page.open("?ui=en&q=mer").await;
    page.until(&fewer).await;
}

async fn forgets_no_half_word_on_reload(page: &Page) {
    page.open("?ui=fr").await;
    page.fill("#search", "hydrol").await;
    page.sees(".k-entry__title mark", "hydrolienne").await;
    page.at("?q=hydrol&ui=fr").await;
    page.reload().await;
    page.sees(".k-entry__title mark", "hydrolienne").await;
    // Nor where a release was opened in between.
    page.click_on(".k-entry__link", "hydrolienne").await;
    page.sees(".k-release__title", "").await;
    page.reload().await;
    page.sees(".k-release__title mark", "hydrolienne").await;
    page.back().await;
    page.sees(".k-entry__title mark", "hydrolienne").await;
}
