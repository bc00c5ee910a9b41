//! A reader's own files, opened on this device, and lists taken away.

use crate::page::Page;
use crate::runner::{Test, tests};
use kiosque::ingest::{Kind, Loaded, Options, load_given};
use serde_json::{Value, json};

pub(crate) const TESTS: &[Test] = tests![
    opens_files,
    ; elsewhere:
    says_what_is_wrong_with_a_file,
    keeps_files,
    takes_lists_away,
];

pub(super) const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [
    {"id": "quai-prive", "title": "Le quai privé rouvre", "content_text": "La capitainerie l’annonce.", "date_published": "2025-03-01T09:00:00+01:00"},
    {"id": "train", "title": "Un train de nuit", "content_text": "Il part lundi.", "date_published": "2025-02-01T09:00:00+01:00"}]}"#;

/// Drops files on the page, as `[name, text]` or `[name, [bytes]]`.
pub(super) async fn drop_files(page: &Page, files: Value) {
    let script = "const dataTransfer = new DataTransfer();
        for (const [name, content] of arguments[0])
            dataTransfer.items.add(new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
        const target = document.querySelector('main');
        for (const type of ['dragover', 'drop'])
            target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));";
    page.js(script, json!([files])).await;
}

async fn opens_files(page: &Page) {
    page.open("?ui=fr").await;
    drop_files(page, json!([["fil-prive.json", FEED]])).await;
    page.sees(".k-device", "Sur cet appareil seulement").await;
    page.sees(".k-device [role=status]", "2 communiqués dans 1 fichier").await;
    page.counts(".k-entry", 2).await;
    page.at("?device=1&ui=fr").await;
    page.expect_accessible().await;
    // The same search as in the newsroom.
    page.fill("#search", "capitaineries").await;
    page.counts(".k-entry", 1).await;
    page.sees(".k-entry__title", "Le quai privé").await;
    page.click(".k-entry__link").await;
    page.sees(".k-release__title", "Le quai privé rouvre").await;
    page.sees(".k-device", "envoyés nulle part").await;
    page.expect_accessible().await;
    page.back().await;
    page.counts(".k-entry", 1).await;
    // A second file joins the first.
    drop_files(page, json!([["port.fr.md", "# La digue\n\nElle tient."]])).await;
    page.counts(".k-entry", 3).await;
    page.click(".k-masthead__home").await;
    page.at("?ui=fr").await;
    page.gone(".k-device").await;
    page.back().await;
    page.counts(".k-entry", 3).await;
    let told: Vec<String> = page.site.seen().into_iter().map(|seen| seen.path).collect();
    for word in ["fil-prive", "quai-prive", "port.fr", "on-device"] {
        assert!(!told.iter().any(|path| path.contains(word)), "{word} was asked for: {told:?}");
    }
    page.reload().await;
    page.sees(".k-device [role=status]", "JSON Feed").await;
    page.counts(".k-entry", 0).await;
}

async fn says_what_is_wrong_with_a_file(page: &Page) {
    page.open("?ui=en").await;
    page.click_on(".k-footer a", "Open a file").await;
    page.at("?device=1&ui=en").await;
    page.sees(".k-device [role=status]", "16 MB at most").await;
    page.expect_accessible().await;
    let choose = "const input = document.querySelector('#open-files'), data = new DataTransfer();
        data.items.add(new File(['{\"items\": ['], 'cut.json'));
        data.items.add(new File([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])], 'photo.png'));
        data.items.add(new File(['---\\ndate: 2026-13-40\\n---\\n# The quay\\n\\nMonday.'], 'quay.en.md'));
        input.files = data.files; input.dispatchEvent(new Event('change', { bubbles: true }));";
    page.js(choose, json!([])).await;
    page.sees(".k-device li", "cut.json:1: error[syntax]: not JSON").await;
    page.sees(".k-device li", "photo.png: error[unknown-format]").await;
    page.sees(".k-device li", "quay.en.md:2: error[bad-date]").await;
    page.counts(".k-entry", 1).await;
    // Larger than can be opened: what is open stays.
    let large = "const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(17 << 20)], 'large.json'));
        const drop = { bubbles: true, cancelable: true, dataTransfer: data };
        document.body.dispatchEvent(new DragEvent('drop', drop));";
    page.js(large, json!([])).await;
    page.sees(".k-device [role=status]", "More than 16 MB").await;
    page.counts(".k-entry", 1).await;
}

async fn keeps_files(page: &Page) {
    page.open("?ui=en").await;
    drop_files(page, json!([["feed.json", FEED]])).await;
    page.counts(".k-entry", 2).await;
    page.click_on(".k-device button", "Keep on this device").await;
    page.sees(".k-device [role=status]", "Kept").await;
    page.open("?device=1&r=train&ui=en").await;
    page.sees(".k-release__title", "Un train de nuit").await;
    page.open("?device=1&ui=en").await;
    page.click_on(".k-device button", "No longer keep").await;
    page.sees(".k-device [role=status]", "No longer kept").await;
    page.reload().await;
    page.sees(".k-device [role=status]", "at most").await;
    page.counts(".k-entry", 0).await;
}

/// Takes the list on the page away in a form: the file's name and what is in it.
async fn taken(page: &Page, form: &str) -> (String, Vec<u8>) {
    let catch = "window.taken = undefined;
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => { URL.createObjectURL = create; window.blob = blob; return create.call(URL, blob); };
        HTMLAnchorElement.prototype.click = function () {
            delete HTMLAnchorElement.prototype.click;
            const name = this.download;
            window.blob.arrayBuffer().then((buffer) => { window.taken = [name, Array.from(new Uint8Array(buffer))]; });
        };";
    page.js(catch, json!([])).await;
    page.click_on(".k-take button", form).await;
    let taken = page.until("window.taken").await;
    page.sees(".k-take [role=status]", taken[0].as_str().unwrap_or("a name")).await;
    serde_json::from_value(taken).expect("a name and bytes")
}

fn read(name: &str, bytes: &[u8]) -> Loaded {
    load_given(&[(name.to_owned(), bytes.to_vec())], &Options::default())
}

async fn takes_lists_away(page: &Page) {
    page.open("?ui=fr&q=port&lang=fr").await;
    page.sees(".k-results__count", "communiqués").await;
    let count = page.text(".k-results__count").await;
    let count: usize =
        count.split(['\u{a0}', ' ']).next().and_then(|n| n.parse().ok()).expect("a count");
    page.click(".k-take summary").await;
    page.sees(".k-take", "≈").await;
    page.expect_accessible().await;
    let (name, feed) = taken(page, "JSON Feed").await;
    assert!(name.ends_with(".json"), "{name}");
    let loaded = read(&name, &feed);
    assert_eq!(loaded.releases.len(), count, "{:?}", loaded.problems);
    let serious = [Kind::Syntax, Kind::NoFormatVersion, Kind::BadDate, Kind::WrongType];
    assert!(
        !loaded.problems.iter().any(|known| serious.contains(&known.kind)),
        "{:?}",
        loaded.problems
    );
    let titles: Vec<&str> =
        loaded.releases.iter().filter_map(|found| found.release.title.as_deref()).collect();
    let (_, ninjs) = taken(page, "ninjs").await;
    let ninjs: Value = serde_json::from_slice(&ninjs).expect("JSON");
    assert_eq!(ninjs.as_array().map(Vec::len), Some(count));
    let (name, table) = taken(page, "CSV").await;
    assert!(name.ends_with(".csv"), "{name}");
    let table = String::from_utf8(table).expect("text");
    assert!(table.starts_with("\u{feff}id,address,title,"), "{table:.80}");
    assert!(titles.iter().all(|title| table.contains(&title.replace('"', "\"\""))), "{titles:?}");
    let (name, text) = taken(page, "Markdown").await;
    let loaded = read(&name, &text);
    assert_eq!(loaded.releases.len(), 1, "{name}");
    let all = loaded.releases[0].release.text();
    assert!(titles.iter().all(|title| all.contains(title)), "{titles:?}");
    let (name, archive) = taken(page, "ZIP").await;
    assert!(name.ends_with(".zip"), "{name}");
    let files = stored(&archive);
    let loaded = load_given(&files, &Options::default());
    let mut read: Vec<&str> =
        loaded.releases.iter().filter_map(|found| found.release.title.as_deref()).collect();
    let mut titles = titles;
    read.sort_unstable();
    titles.sort_unstable();
    assert_eq!(read, titles, "{:?}", loaded.problems);
}

/// The files of an archive that compresses none.
fn stored(mut archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    while archive.starts_with(b"PK\x03\x04") {
        let (head, rest) = archive.split_at(30);
        let number = |at: usize| usize::from(u16::from_le_bytes([head[at], head[at + 1]]));
        let size = number(18) | number(20) << 16;
        let (name, rest) = rest.split_at(number(26));
        let (bytes, after) = rest.split_at(size);
        files.push((String::from_utf8_lossy(name).into_owned(), bytes.to_vec()));
        archive = after;
    }
    files
}
