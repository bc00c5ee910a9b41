//! When something is missing or damaged: the page that can be read stays; where there is none, a message and a way on, never
//! a blank page.

use crate::page::Page;
use crate::runner::{Test, tests};
use crate::server::Fault;
use kiosque::bundle::paths::{ARTICLES, CARDS, INDEX, SET};

pub(crate) const TESTS: &[Test] = tests![
    no_set,
    a_damaged_set,
    a_set_of_another_version,
    a_part_that_is_missing,
    stays_without_its_set,
    stays_without_its_text,
    stays_without_its_list,
    stays_without_its_index,
    what_came_damaged_is_asked_for_anew,
    ; elsewhere:
    a_release_that_is_not_there,
    stays_without_its_viewer,
];

async fn no_set(page: &Page) {
    page.expects_error("404");
    page.site.fail(SET, Fault::Missing);
    page.open("?q=port&ui=fr").await;
    page.sees("h1", "introuvables").await;
    page.expect_accessible().await;
    // While it is asked for again, there is a page.
    page.site.fail(SET, Fault::Held);
    page.click_on("button", "Réessayer").await;
    page.until("!document.body.innerText.includes('introuvables')").await;
    page.sees(".k-masthead", "").await;
    page.site.mend();
    page.sees(".k-entry", "").await;
}

async fn a_damaged_set(page: &Page) {
    page.site.fail(SET, Fault::Bytes(b"{\"format\":2,\"bu".to_vec()));
    page.open("?q=port&ui=en").await;
    page.sees("h1", "cannot be read").await;
    page.site.mend();
    page.click_on("button", "Try again").await;
    page.sees(".k-entry", "").await;
}

async fn a_set_of_another_version(page: &Page) {
    page.site.fail(SET, Fault::Bytes(b"{\"format\":999}".to_vec()));
    page.open("?q=port&ui=fr").await;
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
    let cards = page.site.files(CARDS).into_iter().max_by_key(number).expect("cards");
    page.site.fail(&cards, Fault::Missing);
    page.open("saved/?ui=fr").await;
    page.click_on(".k-masthead a", "Fanal").await;
    page.sees("[role=alert]", "Une partie").await;
    page.site.mend();
    page.click_on("button", "Réessayer").await;
    page.lists(20).await;
    page.gone("[role=alert]").await;
}

async fn a_release_that_is_not_there(page: &Page) {
    page.open("?ui=fr").await;
    page.lists(20).await;
    // As a stale link within the app would.
    page.js("history.pushState(null, '', 'r/no-such-release/'); dispatchEvent(new PopStateEvent('popstate'))", serde_json::json!([])).await;
    page.sees("h1", "n’existe pas").await;
    page.click_on("a", "tous les communiqués").await;
    page.lists(20).await;
}

const RELEASE: &str = "r/2025-02-nouveaux-tarifs-fr/";

/// How a file can fail to be the one that was published: `altered` is it with something else in it.
fn faults(page: &Page, file: &str, altered: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<Fault> {
    let bytes = std::fs::read(page.site.root().join(file)).expect("a file of the site");
    let cut = bytes[..bytes.len() / 2].to_vec();
    let altered = altered(bytes);
    vec![
        Fault::Missing,
        Fault::Status(500),
        Fault::Html,
        Fault::Bytes(Vec::new()),
        Fault::Bytes(cut),
        Fault::Bytes(altered),
    ]
}

/// JSON with another letter in it, which is JSON all the same.
fn reworded(bytes: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(bytes).expect("JSON");
    let place = text.find("e ").expect("a letter before a space");
    format!("{}a{}", &text[..place], &text[place + 1..]).into_bytes()
}

/// Opens an address while something fails: what was published there is read, and that search does not work is said below.
async fn stays(page: &Page, address: &str, selector: &str, words: &str) {
    page.open_asleep(address).await;
    page.until("!document.getElementById('asleep').hidden").await;
    page.sees(selector, words).await;
    page.sees("#asleep", "recherche").await;
    page.until("!document.querySelector('.k-message, .k-main [role=alert]')").await;
}

/// The way to try again, once all is well.
async fn wakes(page: &Page) {
    page.site.mend();
    page.click("#asleep button").await;
    page.until("'awake' in document.documentElement.dataset").await;
    page.gone("#asleep").await;
}

async fn stays_without_its_viewer(page: &Page) {
    page.expects_error("");
    for (start, end) in [("web-", ".js"), ("web-", ".wasm")] {
        let file = page.site.named(start, end);
        // Neither is a program any more.
        let altered = |bytes: Vec<u8>| [b"}{)", &bytes[3..]].concat();
        for fault in faults(page, &file, altered) {
            page.site.fail(&file, fault);
            stays(page, RELEASE, ".k-release__title", "Cinq tarifs").await;
            stays(page, "", ".k-entry__title", "").await;
        }
        page.site.mend();
    }
    page.expect_accessible().await;
    wakes(page).await;
}

async fn stays_without_its_set(page: &Page) {
    page.expects_error("");
    let mut faults = faults(page, SET, reworded);
    faults.push(Fault::Bytes(b"{\"format\":999}".to_vec()));
    for fault in faults {
        page.site.fail(SET, fault);
        stays(page, "", ".k-entry__title", "").await;
        stays(page, RELEASE, ".k-release__title", "Cinq tarifs").await;
        // From whatever list it was opened.
        stays(page, &format!("{RELEASE}?q=tarifs"), ".k-release__title", "Cinq tarifs").await;
    }
    wakes(page).await;
    page.sees(".k-release__title", "Cinq tarifs").await;
}

async fn stays_without_its_text(page: &Page) {
    page.expects_error("");
    let packs = page.site.files(ARTICLES);
    for number in 0..6 {
        for pack in &packs {
            page.site.fail(pack, faults(page, pack, reworded).swap_remove(number));
        }
        stays(page, RELEASE, ".k-release__title", "Cinq tarifs").await;
    }
    wakes(page).await;
    page.sees(".k-release__title", "Cinq tarifs").await;
}

async fn stays_without_its_list(page: &Page) {
    page.expects_error("");
    let cards = page.site.files(CARDS);
    for number in 0..6 {
        for file in &cards {
            page.site.fail(file, faults(page, file, reworded).swap_remove(number));
        }
        stays(page, "year/2024/", ".k-entry__title", "").await;
    }
    wakes(page).await;
}

async fn stays_without_its_index(page: &Page) {
    page.expects_error("");
    let files = page.site.files(INDEX);
    let altered = |mut bytes: Vec<u8>| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        bytes
    };
    for number in 0..6 {
        for file in &files {
            page.site.fail(file, faults(page, file, altered).swap_remove(number));
        }
        stays(page, "year/2024/", ".k-entry__title", "").await;
    }
    wakes(page).await;
}

/// Within the app there is no page to stay: damage is said, and is not what is shown or kept when it is asked for again.
async fn what_came_damaged_is_asked_for_anew(page: &Page) {
    page.expects_error("404");
    page.open("?ui=fr").await;
    page.lists(20).await;
    for pack in page.site.files(ARTICLES) {
        page.site.fail(&pack, faults(page, &pack, reworded).swap_remove(5));
    }
    page.click(".k-entry__link").await;
    page.sees("h1", "illisibles").await;
    page.site.mend();
    page.click_on("button", "Réessayer").await;
    page.sees(".k-release__title", "").await;
}
