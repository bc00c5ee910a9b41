//! What a list and a release begin with: the first title near the top, filters in a sheet, headings of topics, contacts.

use serde_json::json;
use thirtyfour::Key;

use crate::browser::Engine;
use crate::page::Page;
use crate::runner::{Test, tests};

pub(crate) const TESTS: &[Test] = tests![
    begins_with_a_title,
    leads_to_the_first_title_in_few_steps,
    filters_in_a_sheet_by_keyboard,
    closes_the_sheet_when_the_focus_leaves,
    finds_a_value_by_its_name,
    names_what_a_list_is_about,
    leads_to_the_contacts,
    fits_a_narrow_screen,
    puts_out_the_marks,
];

/// Firefox has no window narrower than about 500 pixels.
fn is_narrow(page: &Page) -> bool {
    page.engine != Engine::Firefox
}

async fn begins_with_a_title(page: &Page) {
    for (width, height, most) in [(360, 740, 740.0), (768, 1024, 480.0), (1280, 900, 420.0)] {
        page.viewport(width, height).await;
        for address in ["?ui=fr", "?ui=en&q=port", "topic/energy/?ui=fr", "year/2024/?ui=en"] {
            page.open(address).await;
            page.sees(".k-entry__title", "").await;
            let y = "return document.querySelector('.k-entry__title').getBoundingClientRect().top";
            let y = page.js(y, json!([])).await.as_f64().expect("a place");
            assert!(y <= most, "{address} at {width}: {y}");
        }
    }
}

async fn leads_to_the_first_title_in_few_steps(page: &Page) {
    for width in [360, 1280] {
        page.viewport(width, 800).await;
        page.open("?ui=fr").await;
        page.lists(20).await;
        page.awake().await;
        let mut steps = 0;
        while !page
            .js("return document.activeElement.matches('.k-entry__link')", json!([]))
            .await
            .as_bool()
            .unwrap_or_default()
        {
            page.keys(Key::Tab + "").await;
            steps += 1;
            assert!(steps <= 12, "{width}: {steps}");
        }
    }
    // And the first of them leads to the list at once. Who loads the same page anew would be where they were.
    page.open("about/?ui=fr").await;
    page.open("?ui=fr").await;
    page.lists(20).await;
    page.awake().await;
    page.keys(Key::Tab + "").await;
    page.until("document.activeElement.innerText === 'Aller aux communiqués'").await;
    page.keys(Key::Enter + "").await;
    page.until("document.activeElement.id === 'results'").await;
}

const OPEN: &str = "document.querySelector('#filters').matches(':popover-open')";

/// Opens the sheet as one does without a pointer.
async fn open_the_sheet(page: &Page) {
    page.js("document.querySelector('.k-facets-open').focus()", json!([])).await;
    page.keys(Key::Enter + "").await;
    page.until(OPEN).await;
}

async fn filters_in_a_sheet_by_keyboard(page: &Page) {
    page.viewport(360, 740).await;
    page.open("?ui=fr").await;
    page.lists(20).await;
    page.gone("#filters").await;
    open_the_sheet(page).await;
    page.until("document.activeElement.matches('.k-facets__close')").await;
    page.sees(".k-facets__done", "Afficher 69 communiqués").await;
    for dark in [false, true] {
        page.dark(dark).await;
        page.expect_accessible().await;
    }
    // A box by the keyboard: what is chosen comes first, and keeps the focus.
    page.js("document.querySelector('#language-en').focus()", json!([])).await;
    page.keys(" ").await;
    page.at("?lang=en&ui=fr").await;
    page.until("document.activeElement.id === 'language-en' && document.activeElement.checked")
        .await;
    page.until("!document.querySelector('.k-facets__done').innerText.includes('69')").await;
    let done = page.text(".k-facets__done").await;
    page.keys(Key::Escape + "").await;
    page.until(&format!("!{OPEN} && document.activeElement.matches('.k-facets-open')")).await;
    page.sees(".k-facets-open", "Filtrer (1)").await;
    let count = done.trim_start_matches("Afficher ").to_owned();
    page.sees(".k-results__count", &count).await;
    // The button at its end closes it as well.
    open_the_sheet(page).await;
    page.click(".k-facets__done").await;
    page.until(&format!("!{OPEN}")).await;
}

async fn closes_the_sheet_when_the_focus_leaves(page: &Page) {
    page.viewport(360, 740).await;
    page.open("?ui=fr").await;
    page.lists(20).await;
    open_the_sheet(page).await;
    page.js("document.querySelector('.k-entry__link').focus()", json!([])).await;
    page.until(&format!("!{OPEN} && document.activeElement.matches('.k-entry__link')")).await;
}

async fn finds_a_value_by_its_name(page: &Page) {
    page.viewport(1280, 900).await;
    page.open("?ui=fr").await;
    page.sees("#find-issuer", "").await;
    let boxes = "document.querySelectorAll('.k-facet [id^=issuer-]').length";
    page.until(&format!("{boxes} === 7")).await;
    page.click_on(".k-facet__more", "émetteurs de plus").await;
    page.until(&format!("{boxes} > 7")).await;
    // The focus goes to the first that was not there.
    page.until("document.activeElement.id.startsWith('issuer-')").await;
    page.click_on(".k-facet__more", "Afficher moins").await;
    page.until(&format!("{boxes} === 7")).await;
    page.fill("#find-issuer", "musee").await;
    page.until(&format!("{boxes} < 7 && {boxes} > 0")).await;
    page.js("document.querySelector('.k-facet [id^=issuer-]').click()", json!([])).await;
    page.sees(".k-list-head h1", "Musée").await;
    page.expect_accessible().await;
}

async fn names_what_a_list_is_about(page: &Page) {
    page.open("topic/energy/?ui=fr").await;
    page.sees("h1", "Énergie").await;
    page.counts("h1", 1).await;
    page.open("topic/energy/?ui=en").await;
    page.sees("h1", "Energy").await;
    page.sees(".k-list-head__text", "").await;
    // Who searches in it sees the newsroom's name as before.
    page.fill("#search", "port").await;
    page.sees("h1", "Le Fanal").await;
    page.counts("h1", 1).await;
}

async fn leads_to_the_contacts(page: &Page) {
    page.viewport(360, 740).await;
    page.open("r/2025-02-nouveaux-tarifs-fr/?ui=fr").await;
    page.click_on(".k-dateline__contact a", "Contact presse").await;
    page.until("location.hash === '#contacts' && document.activeElement.id === 'contacts'").await;
    page.until("document.querySelector('#contacts').getBoundingClientRect().top < innerHeight")
        .await;
    page.sees(".k-release__title", "Cinq tarifs").await;
}

async fn fits_a_narrow_screen(page: &Page) {
    if !is_narrow(page) {
        return;
    }
    page.viewport(320, 640).await;
    for address in ["?ui=fr", "?ui=en&q=port&topic=energy", "topic/energy/?ui=fr", "saved/?ui=fr"] {
        page.open(address).await;
        page.sees("h1", "").await;
        page.quiet().await;
        let wide = "document.documentElement.scrollWidth <= innerWidth";
        page.until(wide).await;
        // What is pressed, and what counts, stands in one line.
        let broken = "const range = document.createRange();
            const lines = (e) => {
                const [bottoms, texts] = [new Set(), document.createTreeWalker(e, NodeFilter.SHOW_TEXT)];
                while (texts.nextNode()) {
                    range.selectNodeContents(texts.currentNode);
                    for (const { bottom } of range.getClientRects()) bottoms.add(Math.round(bottom / 8));
                }
                return bottoms.size;
            };
            return [...document.querySelectorAll('.k-button, .k-chip__count, .k-languages a, .k-entry__date *')]
            .filter(e => e.checkVisibility() && !e.matches('.k-theme') && lines(e) > 1)
            .map(e => e.innerText)";
        let broken = page.js(broken, json!([])).await;
        assert_eq!(broken, json!([]), "{address}");
        if page.js("return !!document.querySelector('.k-facets-open')", json!([])).await
            == json!(true)
        {
            open_the_sheet(page).await;
            page.until(wide).await;
            page.until("document.querySelector('#filters').scrollWidth <= innerWidth").await;
            page.keys(Key::Escape + "").await;
        }
    }
}

async fn puts_out_the_marks(page: &Page) {
    page.open("?ui=fr&q=hydrolienne").await;
    page.click_on(".k-entry__link", "hydrolienne").await;
    page.sees(".k-release__title mark", "").await;
    page.click_on(".k-tools__choice", "Surligner").await;
    page.counts("mark", 0).await;
    page.reload().await;
    page.sees(".k-release__title", "").await;
    page.counts("mark", 0).await;
    page.js("localStorage.clear()", json!([])).await;
}
