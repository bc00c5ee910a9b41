//! Finding: the timeline, how a query was understood, help for the query language, excerpts.

use kiosque::bundle::paths::{ARTICLES, INDEX};
use serde_json::json;
use thirtyfour::Key;

use crate::browser::Engine;
use crate::page::Page;
use crate::runner::{Test, tests};
use crate::server::Fault;

pub(crate) const TESTS: &[Test] = tests![
    narrows_to_months_by_keyboard,
    narrows_to_months_by_pointer,
    reads_the_timeline_as_a_table,
    follows_the_query_on_the_timeline,
    says_how_a_query_was_understood,
    says_what_was_searched_instead,
    names_what_could_not_be_looked_up,
    helps_with_the_query_language,
    gives_up_a_part_of_the_query,
    brings_more_where_the_reader_comes,
    shows_excerpts_once_the_reader_pauses,
    does_without_excerpts_that_cannot_be_had,
    marks_the_words_in_the_release,
    marks_words_late_and_goes_there,
    does_without_marks_that_cannot_be_had,
    shows_no_stale_answer,
    recovers_from_a_search_that_does_not_start,
    finds_accessibly,
];

/// The bars of the timeline that are not chosen, and those that are.
const BARS: &str = ".k-timeline__bars:not(.k-timeline__bars--chosen)";
const CHOSEN: &str = ".k-timeline__bars--chosen";

async fn narrows_to_months_by_keyboard(page: &Page) {
    page.open("?ui=fr").await;
    page.sees(".k-results__count", "avec versions et reprises").await;
    let select = "document.querySelectorAll('.k-timeline select')";
    page.js("document.querySelector('.k-timeline summary').focus()", json!([])).await;
    page.keys(" ").await;
    page.until(&format!("{select}.length === 2")).await;
    page.js(&format!("{select}[0].focus()"), json!([])).await;
    // From the oldest month to the newest of the list.
    page.keys(Key::Home + "").await;
    page.at("?from=2026-11&to=2026-11&ui=fr").await;
    page.sees(".k-results__count", "1 communiqué").await;
    page.sees(".k-active-filters .k-chip", "novembre 2026").await;
    page.until(&format!("document.querySelector('{CHOSEN}').getAttribute('d') !== ''")).await;
    // An end that moves is no new step for Back.
    page.keys(Key::Down + "").await;
    page.at("?from=2026-10&to=2026-11&ui=fr").await;
    page.sees(".k-results__count", "2 communiqués").await;
    page.back().await;
    page.at("?ui=fr").await;
    page.sees(".k-results__count", "avec versions et reprises").await;
    page.until(&format!("{select}[0].value === '2019-01'")).await;
    page.forward().await;
    page.sees(".k-results__count", "2 communiqués").await;
    page.click(".k-active-filters .k-chip").await;
    page.at("?ui=fr").await;
    page.sees(".k-results__count", "avec versions et reprises").await;
}

/// Moves a pointer over the timeline: from one share of its width to another.
async fn drag(page: &Page, from: f64, to: f64) {
    let script = "const strip = document.querySelector('.k-timeline__strip');
        const { left, top, width, height } = strip.getBoundingClientRect();
        const at = (type, share) => strip.dispatchEvent(new PointerEvent(type, {
            bubbles: true, pointerId: 1, button: 0,
            clientX: left + share * width, clientY: top + height / 2,
        }));
        const frame = () => new Promise(requestAnimationFrame);
        const [from, to, done] = arguments;
        at('pointermove', from);
        frame().then(frame)
            .then(() => at('pointerdown', from)).then(frame).then(frame)
            .then(() => at('pointermove', to)).then(frame).then(frame)
            .then(() => at('pointerup', to)).then(frame).then(done);";
    page.js_async(script, json!([from, to])).await;
}

async fn narrows_to_months_by_pointer(page: &Page) {
    page.open("?ui=en").await;
    page.sees(".k-results__count", "with versions and copies").await;
    // 95 months: to the right end in both directions.
    drag(page, 1.2, 0.972).await;
    page.at("?from=2026-09&to=2026-11&ui=en").await;
    page.sees(".k-results__count", "3 releases").await;
    drag(page, 0.5, 0.999).await;
    page.until("location.search.includes('to=2026-11') && !location.search.includes('from=2026')")
        .await;
    // The one span replaced the other in the history. WebKit's driver goes back to before the page here, though not
    // after a click: it takes the drag for no gesture of a reader's.
    if page.engine == Engine::WebKit {
        page.open("?ui=en").await;
    } else {
        page.back().await;
    }
    page.at("?ui=en").await;
    // A click chooses the month, or the year where bars are narrow.
    drag(page, 0.9999, 0.9999).await;
    page.at("?from=2026-01&to=2026-11&ui=en").await;
    page.sees(".k-results__count", "8 releases").await;
    drag(page, 0.9999, 0.9999).await;
    page.at("?ui=en").await;
}

async fn reads_the_timeline_as_a_table(page: &Page) {
    page.open("?ui=fr").await;
    let label = page.attribute(".k-timeline__strip", "aria-label").await.expect("a label");
    assert!(label.contains("de janvier 2019 à novembre 2026"), "{label}");
    page.click(".k-timeline summary").await;
    page.sees(".k-timeline tbody th", "2026").await;
    page.counts(".k-timeline tbody tr", 8).await;
    let cells = page.texts(".k-timeline tbody tr:first-child td").await;
    assert_eq!(cells.len(), 13, "{cells:?}");
    assert_eq!((cells[10].as_str(), cells[11].as_str(), cells[12].as_str()), ("1", "0", "11"));
    page.expect_accessible().await;
}

async fn follows_the_query_on_the_timeline(page: &Page) {
    page.open("?ui=fr").await;
    page.sees(".k-results__count", "avec versions et reprises").await;
    let bars = format!("document.querySelector('{BARS}').getAttribute('d')");
    let all = page.until(&bars).await;
    page.fill("#search", "hydrolienne").await;
    page.sees(".k-entry__title", "hydrolienne").await;
    page.until(&format!("{bars} !== {all}")).await;
    page.click(".k-search__clear").await;
    page.until(&format!("{bars} === {all}")).await;
    page.click(".k-topics .k-chip").await;
    page.until(&format!("{bars} !== {all}")).await;
}

async fn says_how_a_query_was_understood(page: &Page) {
    for (query, parts) in [
        ("port -nuit", vec!["sans « nuit »"]),
        ("\"trente jours\" le", vec!["exactement « trente jours »"]),
        ("port sujet:énergie date:2024", vec!["Sujet : ", "2024"]),
        ("titre:port après:2023-06", vec!["« port » dans le titre", "depuis juin 2023"]),
        ("gare OU port", vec!["« gare » ou « port »"]),
        ("hydrol", vec!["mots commençant par « hydrol »"]),
    ] {
        page.open("?ui=fr").await;
        page.fill("#search", query).await;
        for part in parts {
            // WebDriver makes plain spaces of no-break ones.
            page.sees(".k-understood", &part.replace('\u{a0}', " ")).await;
        }
    }
    page.open("?ui=fr&q=hydrolienne").await;
    page.sees(".k-entry__title", "hydrolienne").await;
    page.gone(".k-understood p").await;
}

async fn says_what_was_searched_instead(page: &Page) {
    page.open("?ui=fr&q=hydrolinne").await;
    page.sees(".k-understood", "Aucun communiqué n’a « hydrolinne »").await;
    page.sees(".k-entry__title mark", "hydrolienne").await;
    page.click_on(".k-understood a", "hydrolienne").await;
    page.at("?q=hydrolienne&ui=fr").await;
    page.until("document.querySelector('#search').value === 'hydrolienne'").await;
    page.gone(".k-understood p").await;
}

async fn names_what_could_not_be_looked_up(page: &Page) {
    page.expects_error("404");
    for file in page.site.files(INDEX) {
        if file.contains("/terms-") {
            page.site.fail(&file, Fault::Missing);
        }
    }
    page.open("?ui=fr&q=hydrolienne").await;
    page.sees(".k-understood", "Impossible de chercher : « hydrolienne »").await;
    page.site.mend();
}

async fn helps_with_the_query_language(page: &Page) {
    page.open("?ui=fr").await;
    page.lists(20).await;
    page.js("document.querySelector('.k-search__help').focus()", json!([])).await;
    page.keys(Key::Enter + "").await;
    page.sees("#search-help", "sujet:").await;
    page.until("document.activeElement.id === 'search-help-title'").await;
    page.expect_accessible().await;
    page.keys(Key::Escape + "").await;
    page.gone("#search-help").await;
    page.until("document.activeElement.matches('.k-search__help')").await;
    page.click(".k-search__help").await;
    page.click_on("#search-help button", "Fermer").await;
    page.gone("#search-help").await;
}

async fn gives_up_a_part_of_the_query(page: &Page) {
    page.open("?ui=fr&q=hydrolienne%20date:2018").await;
    page.sees(".k-nothing", "Sans « date:2018 »").await;
    page.click_on(".k-nothing a", "date:2018").await;
    page.at("?q=hydrolienne&ui=fr").await;
    page.sees(".k-entry__title", "hydrolienne").await;
}

/// A word that stands in the text of a release alone, not in its title or summary.
const DEEP: &str = "amarrage";

async fn shows_excerpts_once_the_reader_pauses(page: &Page) {
    page.open("?ui=fr").await;
    page.lists(20).await;
    page.quiet().await;
    page.site.forget();
    page.fill("#search", DEEP).await;
    page.sees(".k-entry__summary mark", DEEP).await;
    page.quiet().await;
    let packs = page.site.seen().into_iter().filter(|seen| seen.path.contains("/articles/"));
    assert!(packs.count() <= 3, "{:?}", page.site.seen());
}

/// The best ten, and what comes after them once somebody goes there.
async fn brings_more_where_the_reader_comes(page: &Page) {
    page.open("?ui=fr&q=port").await;
    page.lists(10).await;
    page.quiet().await;
    let first = page.texts(".k-entry__title").await;
    page.js("scrollTo(0, 200)", json!([])).await;
    page.lists(20).await;
    assert_eq!(page.texts(".k-entry__title").await.get(..first.len()), Some(&first[..]));
    page.until("history.state?.[1] > 0").await;
    page.reload().await;
    page.lists(20).await;
    // Another page begins at its beginning, and its button says what it does.
    page.open("?ui=fr&q=le").await;
    page.lists(10).await;
    page.click_on("#more", "30 de plus").await;
    page.lists(40).await;
}

async fn does_without_excerpts_that_cannot_be_had(page: &Page) {
    page.expects_error("404");
    for file in page.site.files(ARTICLES) {
        page.site.fail(&file, Fault::Missing);
    }
    page.open(&format!("?ui=fr&q={DEEP}")).await;
    page.sees(".k-entry", "").await;
    page.until("performance.getEntriesByType('resource').some(e => e.name.includes('/articles/'))")
        .await;
    page.quiet().await;
    page.gone("[role=alert]").await;
    page.counts(".k-entry__summary mark", 0).await;
    // Who opens the release is told.
    page.click(".k-entry__link").await;
    page.sees("[role=alert]", "n’a pas pu être reçu").await;
    page.site.mend();
}

async fn marks_the_words_in_the_release(page: &Page) {
    for (query, title, text) in [
        ("hydrol", "hydrolienne", "hydrolienne"),
        ("hydroliennes", "hydrolienne", "hydrolienne"),
        ("hydrolinne", "hydrolienne", "hydrolienne"),
        ("\"trente jours\" pêcheurs", "trente jours", "pêcheurs"),
    ] {
        page.open("?ui=fr").await;
        page.fill("#search", query).await;
        page.click_on(".k-entry__link", "goulet d’Aurigane").await;
        page.sees(".k-release__title mark", title).await;
        page.until(&format!(
            "[...document.querySelectorAll('.k-prose mark')].some(mark => mark.innerText.toLowerCase().includes({}))",
            json!(text)
        ))
        .await;
    }
}

/// What finds the words in texts, which comes when somebody looks for some.
fn marker(page: &Page) -> Vec<String> {
    let files = page.site.files("").into_iter();
    files.filter(|file| file.starts_with("marks-") && file.ends_with(".js")).collect()
}

/// Who opens a release before words can be marked is taken to them all the same.
async fn marks_words_late_and_goes_there(page: &Page) {
    for file in marker(page) {
        page.site.fail(&file, Fault::Held);
    }
    page.open("?ui=fr&q=truelle").await;
    page.click_on(".k-entry__link", "").await;
    page.sees(".k-release__title", "").await;
    page.counts("mark", 0).await;
    page.site.mend();
    page.sees(".k-prose mark", "truelle").await;
    let seen = page.js("const { top, bottom } = document.querySelector('.k-prose mark').getBoundingClientRect(); return top >= 0 && bottom <= innerHeight", json!([])).await;
    assert_eq!(seen, json!(true));
}

async fn does_without_marks_that_cannot_be_had(page: &Page) {
    page.expects_error("404");
    // Firefox's words for it.
    page.expects_error("MIMEMISMATCH");
    for file in marker(page) {
        page.site.fail(&file, Fault::Missing);
    }
    page.open("?ui=fr&q=hydrolinne").await;
    page.sees(".k-understood", "Vouliez-vous dire hydrolienne").await;
    page.click_on(".k-entry__link", "hydrolienne").await;
    page.sees(".k-release__title", "hydrolienne").await;
    page.quiet().await;
    page.counts("mark", 0).await;
    page.gone("[role=alert]").await;
    page.site.mend();
}

/// However fast one types, what is listed in the end is what the field says.
async fn shows_no_stale_answer(page: &Page) {
    page.open("?ui=fr").await;
    page.lists(20).await;
    for query in ["port", "musée", "hydrolienne", "énergie"] {
        page.fill("#search", query).await;
    }
    page.keys(Key::Enter + "").await;
    page.until("document.querySelector('.k-results')?.ariaBusy === 'false'").await;
    let fast = page.texts(".k-entry__title").await;
    page.open("?ui=fr&q=%C3%A9nergie").await;
    page.sees(".k-entry", "").await;
    page.until("document.querySelector('.k-results')?.ariaBusy === 'false'").await;
    assert_eq!(fast, page.texts(".k-entry__title").await);
}

/// The search fails to start before anything is asked: that is said, and asking again helps.
async fn recovers_from_a_search_that_does_not_start(page: &Page) {
    page.expects_error("404");
    // Firefox's words for it.
    page.expects_error("MIMEMISMATCH");
    for file in page.site.files("").into_iter().filter(|file| file.starts_with("search-")) {
        page.site.fail(&file, Fault::Missing);
    }
    page.open("?ui=fr&q=hydrolienne").await;
    page.sees("[role=alert]", "Une partie").await;
    page.site.mend();
    page.click_on("button", "Réessayer").await;
    page.sees(".k-entry__title", "hydrolienne").await;
}

async fn finds_accessibly(page: &Page) {
    for address in [
        "?ui=fr&from=2024-01&to=2025-06",
        "?ui=en&q=hydrolinne%20-port",
        "?ui=fr&q=hydrolienne%20date:2018",
    ] {
        page.open(address).await;
        page.sees("h1", "").await;
        page.quiet().await;
        for dark in [false, true] {
            page.dark(dark).await;
            page.expect_accessible().await;
        }
    }
}
