//! What a screen reader is given of each page, as Chromium's accessibility tree has it: no other browser's driver tells.

use super::tools::{FEED, drop_files};
use crate::page::Page;
use crate::runner::{Test, tests};
use crate::server::Fault;
use crate::tree::Tree;
use kiosque::bundle::paths::ARTICLES;
use serde_json::json;
use thirtyfour::Key;

pub(crate) const TESTS: &[Test] = tests![
    ; chromium:
    notices_faults,
    holds_on_every_page,
    holds_in_dialogues,
    tells_states,
    says_what_has_changed,
    says_what_went_wrong,
];

const RELEASE: &str = "r/2025-02-nouveaux-tarifs-fr/";
const KIT: &str = "r/2024-03-kit-port-sans-fumee-fr/";

/// A page of each kind: lists, of a topic, of an issuer, of nothing; a kit, releases in both languages with a table,
/// quotations, gaps; and all that stand by themselves.
const PAGES: [&str; 18] = [
    "?",
    "?page=2&",
    "?q=port&topic=energy&",
    "?q=xyzzyxyzzy&",
    "topic/energy/?",
    "issuer/chu-de-valmeuse/?",
    "r/2024-03-kit-port-sans-fumee-fr/?",
    "r/2025-02-nouveaux-tarifs-fr/?q=tarifs&",
    "r/2023-11-conference-littoral-2050-fr/?",
    "r/2023-11-conference-littoral-2050-en/?",
    "r/forum-chine-asie-centrale/?",
    "media/?",
    "people/?",
    "follow/?",
    "saved/?",
    "about/?",
    "?device=1&",
    "nowhere/?",
];

/// The checks themselves: what they must notice they do notice.
async fn notices_faults(page: &Page) {
    page.expects_error("404");
    for (body, fault) in [
        ("", "nothing"),
        ("<main></main>", "2 × main"),
        ("<h1>Deux</h1>", "2 × heading 1"),
        ("<nav></nav><nav></nav>", "navigation cannot be told from another: [\"\", \"\"]"),
        ("<nav aria-label=a></nav><nav aria-label=a></nav>", "navigation cannot be told"),
        ("<h2><img src=x.png></h2>", "heading \"\" (h2): has no name"),
        ("<img src=x.png>", "image \"\" (img): has no name"),
        ("<button>·</button>", "button \"·\" (button): has no name"),
        ("<input type=checkbox>", "(input): has no name"),
        ("<div tabindex=0></div>", "(div): has no name"),
        ("<a href=x>· Oui</a>", "its name begins with a sign"),
        ("<details><summary>Oui ▾</summary></details>", "an icon is in its name"),
        (
            "<button aria-label=Fermer>Annuler</button>",
            "its name has not what is seen: \"Annuler\"",
        ),
        ("<label>Lieu <input aria-label=Ville></label>", "its name has not what is seen: \"Lieu "),
        ("<p>Un<span>· deux</span></p>", "a dot is read"),
        ("<h2>Titre <a href=x>Lien</a></h2>", "the name of a link is in its own: \"Lien\""),
        ("<dialog open aria-label=a></dialog>", "dialog \"a\" (dialog): is not modal"),
        ("<p>The end of the quay</p>", "(p): is en, and said to be \"fr\""),
        ("<p lang=en>La fin de la jetée</p>", "(p): is fr, and said to be \"en\""),
        ("<p role=status>a</p><p aria-live=polite>a</p>", "said twice: [\"a\", \"a\"]"),
    ] {
        let html = format!(
            "<!doctype html><html lang=fr><title>Essai</title><link rel=icon href=data:,>
            <header></header><main><h1>Essai</h1></main><footer></footer>{body}"
        );
        page.site.fail("essai.html", Fault::Bytes(html.into()));
        page.open("essai.html").await;
        let (faults, _) = page.faults().await;
        let noticed = faults.iter().any(|found| found.contains(fault));
        assert!(noticed || (body.is_empty() && faults.is_empty()), "{body}: {faults:?}");
    }
    page.site.mend();
}

async fn holds_on_every_page(page: &Page) {
    // So that there is something on the page of what is saved.
    page.open(&format!("{RELEASE}?ui=fr")).await;
    page.click(".k-save").await;
    page.open("topic/energy/?ui=fr").await;
    page.click(".k-save-search").await;
    page.expects_error("404");
    let mut faults = Vec::new();
    for address in PAGES {
        for language in ["fr", "en"] {
            page.open(&format!("{address}ui={language}")).await;
            page.sees("h1", "").await;
            page.quiet().await;
            let (found, tree) = page.faults().await;
            faults.extend(found);
            let root = tree.all("RootWebArea")[0];
            assert_eq!((tree.language(root), &root.name), (language, &page.title().await));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    page.js("localStorage.clear()", json!([])).await;
}

/// Notes what is wrong while one dialogue is open, and that it is called so and has all else out of the tree.
async fn dialogue(page: &Page, name: &str, faults: &mut Vec<String>) {
    let (found, tree) = page.faults().await;
    faults.extend(found);
    tree.one("dialog", name);
}

async fn holds_in_dialogues(page: &Page) {
    let mut faults = Vec::new();
    for (language, help, keys, cite, media) in [
        (
            "fr",
            "Comment chercher",
            "Raccourcis clavier",
            "Citer, télécharger, partager",
            "Photos et médias",
        ),
        (
            "en",
            "How to search",
            "Keyboard shortcuts",
            "Cite, download, share",
            "Pictures and media",
        ),
    ] {
        page.viewport(1280, 900).await;
        page.open(&format!("?ui={language}")).await;
        page.lists(20).await;
        page.click(".k-search__help").await;
        dialogue(page, help, &mut faults).await;
        page.keys(Key::Escape + "").await;
        page.gone("#search-help").await;
        page.keys("?").await;
        page.sees("#shortcuts", "").await;
        dialogue(page, keys, &mut faults).await;
        page.keys(Key::Escape + "").await;
        page.gone("#shortcuts").await;
        // What is folded, and on a telephone; then the sheet of filters, which is none: the page stays at hand.
        for summary in [".k-take summary", ".k-timeline summary"] {
            page.click(summary).await;
        }
        faults.extend(page.faults().await.0);
        page.viewport(360, 740).await;
        faults.extend(page.faults().await.0);
        page.click(".k-facets-open").await;
        page.sees("#filters", "").await;
        faults.extend(page.faults().await.0);
        page.open(&format!("{RELEASE}?ui={language}")).await;
        page.click(".k-differences summary").await;
        faults.extend(page.faults().await.0);
        page.click_on(".k-tools button", "…").await;
        page.sees(".k-sheet pre", "").await;
        dialogue(page, cite, &mut faults).await;
        page.open(&format!("{KIT}?ui={language}")).await;
        page.click(".k-exhibit__picture").await;
        page.sees(".k-viewer[open] dl", "").await;
        dialogue(page, media, &mut faults).await;
        // A file of the reader's own.
        page.open(&format!("?ui={language}")).await;
        drop_files(page, json!([["fil.json", FEED], ["port.md", "# La digue\n\nElle tient."]]))
            .await;
        page.counts(".k-entry", 3).await;
        faults.extend(page.faults().await.0);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A state of the one node with that role and name.
async fn state(page: &Page, role: &str, name: &str, state: &str) -> String {
    page.tree().await.one(role, name).state(state)
}

async fn tells_states(page: &Page) {
    page.open("?ui=fr").await;
    page.lists(20).await;
    assert_eq!(page.tree().await.current(), ["link Français"]);
    assert_eq!(state(page, "button", "Comment chercher", "hasPopup").await, "dialog");
    assert_eq!(
        state(page, "searchbox", "Rechercher dans les communiqués", "keyshortcuts").await,
        "/"
    );
    let summary = ("DisclosureTriangle", "Période et chiffres");
    assert_eq!(state(page, summary.0, summary.1, "expanded").await, "false");
    page.click(".k-timeline summary").await;
    assert_eq!(state(page, summary.0, summary.1, "expanded").await, "true");
    page.click(".k-theme").await;
    page.sees(".k-theme", "Clair").await;
    state(page, "button", "Thème Clair", "").await;
    page.js("localStorage.clear()", json!([])).await;
    // What is chosen is said to be.
    page.click(".k-facet label[for=language-en]").await;
    page.at("?lang=en&ui=fr").await;
    page.lists(20).await;
    let ticked = |tree: &Tree| -> Vec<String> {
        let boxes = tree.all("checkbox").into_iter().filter(|one| one.state("checked") == "true");
        boxes.map(|one| one.name.clone()).collect()
    };
    assert_eq!(ticked(&page.tree().await), ["Images dans la liste", "Anglais 21"]);
    page.open("topic/energy/?ui=fr&sort=oldest").await;
    page.sees("h1", "Énergie").await;
    let tree = page.tree().await;
    assert_eq!(tree.current(), ["link Français", "link Énergie 11"]);
    assert_eq!(tree.one("option", "Plus anciens").state("selected"), "true");
    page.viewport(360, 740).await;
    assert_eq!(state(page, "button", "Filtrer (1)", "expanded").await, "false");
    page.click(".k-facets-open").await;
    assert_eq!(state(page, "button", "Filtrer (1)", "expanded").await, "true");
    // A button that stays pressed is called as before.
    page.open(&format!("{RELEASE}?ui=fr")).await;
    assert_eq!(state(page, "button", "Enregistrer", "pressed").await, "false");
    page.click(".k-save").await;
    page.sees(".k-save[aria-pressed=true]", "").await;
    assert_eq!(state(page, "button", "Enregistrer", "pressed").await, "true");
    page.js("localStorage.clear()", json!([])).await;
}

/// Keeps what is said from now on: what comes into a place that tells of its changes, or with one.
const LISTEN: &str = "const places = '[role=status], [role=alert], [aria-live]';
    window.heard = [];
    const listen = (records) => {
        const said = new Set();
        for (const { target, addedNodes } of records) {
            said.add((target.parentElement ?? target).closest(places));
            said.add(target.nodeType === Node.ELEMENT_NODE && target.closest(places));
            for (const node of addedNodes) {
                if (node.nodeType !== Node.ELEMENT_NODE) continue;
                for (const place of [node, ...node.querySelectorAll('*')]) if (place.matches(places)) said.add(place);
            }
        }
        const texts = Array.from(said, (place) => place ? place.innerText.replace(/\\s+/g, ' ').trim() : '');
        window.heard.push(...texts.filter(Boolean));
    };
    new MutationObserver(listen).observe(document, { subtree: true, childList: true, characterData: true });";

/// What a screen reader says after something was done: each of `expected` once, nothing else. It stands in one place, which
/// was there before, as most of them do not notice one that comes with its words; an alert they do.
async fn hears(page: &Page, act: impl AsyncFnOnce(), expected: &[&str]) {
    let before = page.tree().await;
    if page.js("return !window.heard", json!([])).await == json!(true) {
        page.js(LISTEN, json!([])).await;
    }
    act().await;
    let last = json!(expected.last());
    let heard =
        format!("window.heard.some((text) => text.includes({last})) && window.heard.splice(0)");
    let heard: Vec<String> = serde_json::from_value(page.until(&heard).await).expect("texts");
    let as_expected = heard.len() == expected.len()
        && heard.iter().zip(expected).all(|(text, part)| text.contains(part));
    assert!(as_expected, "heard {heard:?}, not {expected:?}");
    let (faults, after) = page.faults().await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let places: Vec<u64> = before.live().into_iter().map(|(place, _)| place.number).collect();
    for (place, text) in
        after.live().into_iter().filter(|(_, text)| text.contains(expected[expected.len() - 1]))
    {
        // Or it came with the words before the last.
        let there = places.contains(&place.number) || expected.len() > 1;
        let noticed = there || place.role == "alert";
        assert!(noticed, "{text:?} came with its place");
    }
}

/// Opens the front page and waits until it has said how many releases there are.
async fn listen_at_home(page: &Page, language: &str) {
    page.open(&format!("?ui={language}")).await;
    page.until("document.getElementById('said').textContent").await;
}

async fn says_what_has_changed(page: &Page) {
    listen_at_home(page, "fr").await;
    hears(
        page,
        async || page.fill("#search", "port").await,
        &["44 communiqués, versions et reprises comprises"],
    )
    .await;
    let choose = async || page.click_on(".k-topics .k-chip", "Culture").await;
    hears(page, choose, &["communiqués"]).await;
    hears(page, async || page.fill("#search", "xyzzyxyzzy").await, &["0 communiqué"]).await;
    hears(page, async || page.click(".k-search__clear").await, &["15 communiqués, 18 avec"]).await;
    hears(
        page,
        async || page.click_on(".k-active-filters button", "Tout effacer").await,
        &["52 communiqués, 69 avec"],
    )
    .await;
    for count in ["40", "60", "69"] {
        hears(page, async || page.click("#more").await, &[&format!("{count} sur 69 affichés")])
            .await;
    }
    hears(page, async || page.fill("#find-issuer", "m").await, &["7 sur 12 affichés"]).await;
    page.open("media/?ui=en").await;
    hears(page, async || page.click_on(".k-chip", "Films").await, &["Files: 1"]).await;
    page.open(&format!("{RELEASE}?ui=en")).await;
    page.js("navigator.clipboard.writeText = async () => {}", json!([])).await;
    hears(page, async || page.click_on(".k-tools button", "Copy link").await, &["Copied"]).await;
    hears(page, async || page.keys("c").await, &["Select a passage"]).await;
    hears(
        page,
        async || page.click_on(".k-provenance button", "Check").await,
        &["Loading", "Matches what was published"],
    )
    .await;
    // That a release is saved, its button says: no words beside it.
    page.click(".k-save").await;
    page.sees(".k-save[aria-pressed=true]", "").await;
    assert_eq!(page.js("return window.heard", json!([])).await, json!([]));
    page.open(&format!("{KIT}?ui=en")).await;
    page.click(".k-exhibit__picture").await;
    page.sees(".k-viewer[open] [role=status]", "1 of").await;
    hears(page, async || page.keys(Key::Right + "").await, &["2 of"]).await;
    listen_at_home(page, "en").await;
    let drop = async || drop_files(page, json!([["fil.json", FEED]])).await;
    hears(page, drop, &["Reading", "2 releases in 1 file"]).await;
    page.js("localStorage.clear()", json!([])).await;
}

async fn says_what_went_wrong(page: &Page) {
    page.expects_error("404");
    page.site.fail(&page.site.named("words-fr-", ".txt"), Fault::Missing);
    page.open(&format!("{RELEASE}?ui=en")).await;
    let refuse = "navigator.clipboard.writeText = async () => { throw new Error('no'); };
        Storage.prototype.setItem = () => { throw new Error('full'); };";
    page.js(refuse, json!([])).await;
    hears(
        page,
        async || page.click_on(".k-tools button", "Copy link").await,
        &["Copying did not work"],
    )
    .await;
    hears(page, async || page.click(".k-save").await, &["keeps nothing"]).await;
    hears(
        page,
        async || page.click_on(".k-languages a", "Français").await,
        &["could not be loaded"],
    )
    .await;
    page.open("saved/?ui=en").await;
    let bring = async || {
        let choose =
            "const input = document.querySelector('.k-saved input'), data = new DataTransfer();
            data.items.add(new File(['nothing'], 'kiosque.json'));
            input.files = data.files; input.dispatchEvent(new Event('change', { bubbles: true }));";
        page.js(choose, json!([])).await;
    };
    hears(page, bring, &["not a list of saved"]).await;
    listen_at_home(page, "en").await;
    for file in page.site.files(ARTICLES) {
        page.site.fail(&file, Fault::Missing);
    }
    let read = async || page.click(".k-entry__link").await;
    hears(page, read, &["Loading", "The text of this release is not here"]).await;
    page.site.mend();
}
