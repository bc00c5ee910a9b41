//! Taking a release away, coming back to it, and whether its text is what was published.

use crate::page::Page;
use crate::runner::{Test, tests};
use crate::server::Fault;
use serde_json::{Value, json};
use std::io::Cursor;
use thirtyfour::Key;

pub(crate) const TESTS: &[Test] = tests![
    cites_in_a_dialog,
    takes_a_table_and_a_passage,
    says_that_the_desk_is_not_there,
    proves_what_it_can,
    counts_what_is_new,
    says_once_that_nothing_is_kept,
    ; elsewhere:
    offers_other_forms,
];

const RELEASE: &str = "r/2025-02-nouveaux-tarifs-fr/";

/// What leaves the page goes here instead: the clipboard and the disk.
const CAUGHT: &str = "window.caught = [];
    navigator.clipboard.writeText = async (text) => { window.caught.push(text); };
    let blob;
    URL.createObjectURL = (made) => { blob = made; return 'blob:caught'; };
    HTMLAnchorElement.prototype.click = function () {
        const read = (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
        blob.arrayBuffer().then((bytes) => window.caught.push([this.download, read(bytes)].join('\\n')));
    };";

/// The last thing that left the page.
async fn caught(page: &Page) -> String {
    let text = page.until("window.caught.at(-1)").await;
    page.js("window.caught = []", json!([])).await;
    text.as_str().unwrap_or_default().to_owned()
}

async fn cites_in_a_dialog(page: &Page) {
    page.open(&format!("{RELEASE}?ui=fr")).await;
    page.js(CAUGHT, json!([])).await;
    let find = "const all = [...document.querySelectorAll('.k-tools button')];
        all.find((button) => button.textContent.startsWith('Citer')).focus();";
    page.js(find, json!([])).await;
    page.keys(Key::Enter + "").await;
    page.sees(".k-sheet pre", "Cinq tarifs").await;
    page.sees(".k-sheet h3", "BibTeX").await;
    page.expect_accessible().await;
    let texts = page.texts(".k-sheet pre").await;
    for (text, start) in
        texts.iter().zip(["", "TY  - ELEC", "@misc{2025-02-nouveaux-tarifs-fr,", "["])
    {
        assert!(text.starts_with(start) && text.contains(RELEASE), "{start}: {text}");
    }
    serde_json::from_str::<Value>(&texts[3]).expect("CSL-JSON");
    assert!(
        texts[1].contains("KW  - Transports") && texts[1].contains("T2  - Le Fanal"),
        "{texts:?}"
    );
    page.click_on(".k-sheet section:has(pre) button", "Copier").await;
    let copied = caught(page).await;
    assert!(copied.contains(&page.site.url(RELEASE)) && copied.contains("consulté le"), "{copied}");
    page.sees(".k-sheet .k-copy__outcome", "Copié").await;
    // The whole text, as mail: a file that says what it is.
    page.click_on(".k-sheet button", "Courriel").await;
    let mail = caught(page).await;
    let (name, mail) = mail.split_once('\n').expect("a name and a text");
    assert_eq!(name, "2025-02-nouveaux-tarifs-fr.eml");
    assert!(mail.starts_with("Subject: ") && mail.contains("\r\nMIME-Version: 1.0\r\n"), "{mail}");
    page.keys(Key::Escape + "").await;
    page.gone(".k-sheet").await;
    page.until("document.activeElement.textContent.startsWith('Citer')").await;
    page.open(&format!("{RELEASE}?ui=en")).await;
    page.click_on(".k-tools button", "Cite").await;
    page.sees(".k-sheet h3", "Whole text").await;
    page.click_on(".k-sheet button", "Close").await;
    page.gone(".k-sheet").await;
}

async fn takes_a_table_and_a_passage(page: &Page) {
    page.open(&format!("{RELEASE}?ui=fr")).await;
    page.js(CAUGHT, json!([])).await;
    page.click_on(".k-tools button", "Citer").await;
    page.click_on(".k-sheet section:last-of-type button", "Télécharger").await;
    let file = caught(page).await;
    let (name, text) = file.split_once('\n').expect("a name and a text");
    assert_eq!(name, "2025-02-nouveaux-tarifs-fr-1.csv");
    let rows = page.js("return document.querySelectorAll('.k-prose tr').length", json!([])).await;
    assert_eq!(json!(text.lines().count()), rows, "{text}");
    assert!(text.starts_with('\u{feff}'), "{text}");
    page.click_on(".k-sheet button", "Fermer").await;
    page.keys("c").await;
    page.sees("#quoted", "Sélectionnez d’abord").await;
    let select = "getSelection().selectAllChildren(document.querySelector('.k-prose p'));
        return document.querySelector('.k-prose p').innerText.trim().slice(0, 30);";
    let passage = page.js(select, json!([])).await;
    page.click_on(".k-tools button", "Copier la sélection").await;
    let copied = caught(page).await;
    let start = passage.as_str().unwrap_or_default();
    assert!(
        copied.starts_with(start)
            && copied.contains("— Chemins de fer")
            && copied.contains(" – Cinq tarifs"),
        "{copied}"
    );
    assert!(copied.ends_with(&page.site.url(RELEASE)), "{copied}");
    page.keys("c").await;
    assert_eq!(caught(page).await, copied);
}

/// What cannot be had is said where it was asked for, and asked for again.
async fn says_that_the_desk_is_not_there(page: &Page) {
    page.open(&format!("{RELEASE}?ui=fr")).await;
    let name = "return document.querySelector('meta[name=kiosque-app]').dataset.desk";
    let name = page.js(name, json!([])).await;
    let wasm = name.as_str().unwrap_or_default().replace(".js", ".wasm");
    page.expects_error("404");
    page.expects_error("wasm");
    page.site.fail(&wasm, Fault::Missing);
    page.click_on(".k-tools button", "Citer").await;
    page.sees("#sheet", "n’a pas fonctionné").await;
    page.click_on(".k-provenance button", "Vérifier").await;
    page.sees("#proof", "n’a pas fonctionné").await;
}

/// Made here, of what the page was made of: the site has no files of them.
async fn offers_other_forms(page: &Page) {
    page.open(&format!("{RELEASE}?ui=fr")).await;
    page.js(CAUGHT, json!([])).await;
    page.click_on(".k-tools button", "Citer").await;
    for (label, file) in [
        ("Markdown", "2025-02-nouveaux-tarifs-fr.md"),
        ("ninjs", "2025-02-nouveaux-tarifs-fr.json"),
    ] {
        page.click_on(".k-sheet .k-take__forms button", label).await;
        let made = caught(page).await;
        let (name, text) = made.split_once('\n').expect("a name and a text");
        assert_eq!(name, file);
        // Whoever has it finds the page again, wherever the site is.
        assert!(
            text.contains("2025-02-nouveaux-tarifs-fr") && text.contains("Cinq tarifs"),
            "{text}"
        );
        if label == "ninjs" {
            let form: Value = serde_json::from_str(text).expect("JSON");
            assert_eq!(form["renditions"][0]["href"], page.site.url(RELEASE), "{form}");
        } else {
            assert!(text.starts_with("---\nid: "), "{text}");
        }
        page.sees(".k-sheet .k-take__forms [role=status]", file).await;
    }
    page.expect_accessible().await;
    let asked: Vec<String> = page.site.seen().into_iter().map(|seen| seen.path).collect();
    assert!(!asked.iter().any(|path| path.contains("release.")), "{asked:?}");
}

/// Presses the button, and what is said then.
async fn checked(page: &Page) -> String {
    page.js("document.getElementById('proof').textContent = ''", json!([])).await;
    page.click_on(".k-provenance button", "Check").await;
    page.until("document.getElementById('proof').textContent.length > 20").await;
    page.text("#proof").await
}

async fn proves_what_it_can(page: &Page) {
    page.open(&format!("{RELEASE}?ui=en")).await;
    let said = checked(page).await;
    assert!(said.starts_with("Matches what was published, dated"), "{said}");
    assert!(said.contains("The list is not signed") && said.contains("does not show"), "{said}");
    page.expect_accessible().await;
    // Signed, as `publish --sign` does it.
    let list = std::fs::read_to_string(page.site.root().join("manifest.sha256")).expect("a list");
    let pair = minisign::KeyPair::generate_unencrypted_keypair().expect("a key");
    let key = pair.pk.to_box().expect("a public key").into_string();
    let list = format!("{list}{}  minisign.pub\n", kiosque::desk::proof::sha256(key.as_bytes()));
    let sign = |list: &str| {
        let signature =
            minisign::sign(None, &pair.sk, Cursor::new(list), Some("file:manifest.sha256"), None);
        Fault::Bytes(signature.expect("a signature").into_string().into_bytes())
    };
    page.site.fail("minisign.pub", Fault::Bytes(key.clone().into_bytes()));
    page.site.fail("manifest.sha256", Fault::Bytes(list.clone().into_bytes()));
    page.site.fail("manifest.sha256.minisig", sign(&list));
    let said = checked(page).await;
    assert!(
        said.starts_with("Matches") && said.contains(key.lines().nth(1).unwrap_or("?")),
        "{said}"
    );
    page.site.fail("manifest.sha256.minisig", sign("another list"));
    let said = checked(page).await;
    assert!(
        said.starts_with("Matches") && said.contains("signature of the list is NOT right"),
        "{said}"
    );
    // Another text than the one that is listed.
    let altered: String = list
        .lines()
        .map(|line| match line.contains("set/articles/") {
            true => format!("{}{}\n", "0".repeat(64), &line[64..]),
            false => format!("{line}\n"),
        })
        .collect();
    page.site.fail("manifest.sha256", Fault::Bytes(altered.into_bytes()));
    let said = checked(page).await;
    assert!(said.starts_with("Does NOT match"), "{said}");
    page.site.fail("manifest.sha256", Fault::Bytes(b"another state of the site".to_vec()));
    let said = checked(page).await;
    assert!(said.starts_with("Cannot be told: the list of files is of another state"), "{said}");
    page.expects_error("404");
    page.site.fail("manifest.sha256", Fault::Missing);
    let said = checked(page).await;
    assert!(said.starts_with("Cannot be told now"), "{said}");
}

async fn counts_what_is_new(page: &Page) {
    page.open("?ui=fr&topic=transport").await;
    page.click(".k-save-search").await;
    page.sees(".k-save-search[aria-pressed=true]", "").await;
    page.open("saved/?ui=fr").await;
    page.sees(".k-saved__entry", "rien de nouveau depuis").await;
    page.expect_accessible().await;
    // The same reader, who was here when most of the sample was not there yet.
    let long_ago = "const saved = JSON.parse(localStorage['kiosque.saved']);
        saved.searches[0] = saved.searches[0].split(' ')[0] + ' 2020-01-01T00:00:00Z 3';
        localStorage['kiosque.saved'] = JSON.stringify(saved);
        localStorage['kiosque.visit'] = '2025-01-01T00:00:00Z';";
    page.js(long_ago, json!([])).await;
    page.open("saved/?ui=fr").await;
    page.sees(".k-saved__entry", "nouveaux").await;
    page.sees(".k-saved__entry", "depuis le 1er janvier 2020").await;
    page.click_on(".k-saved__entry a", "Transports").await;
    page.at("topic/transport/?ui=fr").await;
    page.sees(".k-entry .k-new", "Nouveau").await;
    page.expect_accessible().await;
    page.back().await;
    page.sees(".k-saved__entry", "rien de nouveau").await;
    page.click_on(".k-tools__choice", "Signaler").await;
    page.click_on(".k-saved__entry a", "Transports").await;
    page.sees(".k-entry", "").await;
    page.counts(".k-new", 0).await;
    page.click(".k-save-search").await;
    page.sees(".k-save-search[aria-pressed=false]", "").await;
}

async fn says_once_that_nothing_is_kept(page: &Page) {
    page.open(&format!("{RELEASE}?ui=fr")).await;
    page.js("Storage.prototype.setItem = () => { throw new Error('full'); }", json!([])).await;
    page.click(".k-save").await;
    page.sees(".k-update", "ne garde rien").await;
    page.sees(".k-save[aria-pressed=true]", "").await;
    page.click_on(".k-update button", "Fermer").await;
    page.gone(".k-update button").await;
    page.click(".k-save").await;
    page.sees(".k-save[aria-pressed=false]", "").await;
    page.gone(".k-update button").await;
    // What cannot be read is said, and the page works.
    page.js("localStorage.clear()", json!([])).await;
    page.js("document.defaultView.localStorage['kiosque.saved'] = '{'", json!([])).await;
    page.open(&format!("{RELEASE}?ui=fr")).await;
    page.sees(".k-update", "ne peut plus être lu").await;
}
