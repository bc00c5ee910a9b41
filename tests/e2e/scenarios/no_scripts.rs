//! Without scripts: pages read, lead on and print, in every browser.

use crate::browser::Engine;
use crate::page::Page;
use crate::runner::{Test, tests};
use crate::server::Site;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub(crate) const TESTS: &[Test] = tests![
    ; elsewhere:
    reads,
    reads_in_every_language,
    shows_lists_whose_links_lead_somewhere,
    prints,
    leads_to_every_release,
];

/// Home, a topic, a release.
const PAGES: [&str; 4] = ["", "topic/transport/", "all/2/", "r/2025-02-nouveaux-tarifs-fr/"];

/// The same site where no script runs. WebKit's driver cannot do without: it gets a copy of the pages as a browser without
/// scripts reads them.
async fn without_scripts(page: &Page) -> Page {
    if page.engine == Engine::WebKit {
        return page.elsewhere(Site::start(bare(page.site.root()), page.site.base()));
    }
    page.scripts(false).await;
    page.elsewhere(Site::start(page.site.root(), page.site.base()))
}

/// A copy of a site in which scripts are no elements, and `noscript` is one like any other.
fn bare(root: &Path) -> &'static Path {
    static COPY: OnceLock<PathBuf> = OnceLock::new();
    COPY.get_or_init(|| {
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("without-scripts");
        let _ = std::fs::remove_dir_all(&copy);
        for entry in walkdir::WalkDir::new(root) {
            let entry = entry.expect("a file of the site");
            let to = copy.join(entry.path().strip_prefix(root).expect("a path in the site"));
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(to).expect("a folder for the copy");
            } else if to.extension().is_some_and(|kind| kind == "html") {
                let page = std::fs::read_to_string(entry.path()).expect("a page");
                let mut parts = page.split("<script");
                let mut bare = parts.next().unwrap_or_default().to_owned();
                parts
                    .filter_map(|part| part.split_once("</script>"))
                    .for_each(|(_, rest)| bare.push_str(rest));
                let bare = bare.replace("<noscript", "<div").replace("</noscript", "</div");
                std::fs::write(to, bare).expect("a page of the copy");
            } else if !to.extension().is_some_and(|kind| kind == "js" || kind == "wasm") {
                std::fs::copy(entry.path(), to).expect("a file of the copy");
            }
        }
        copy
    })
}

async fn reads(page: &Page) {
    let page = &without_scripts(page).await;
    page.open_asleep("").await;
    page.sees("h1", "Le Fanal").await;
    page.sees(".k-entry__title", "").await;
    page.sees(".k-note", "Sans JavaScript").await;
    // The copy for WebKit has no scripts, but could run them, and what hides these asks that.
    if page.engine != Engine::WebKit {
        page.gone(".k-search__field, .k-theme, .k-sort").await;
    }
    page.click_on(".k-topics a", "Photo").await;
    page.sees(".k-active-filters", "Photo").await;
    page.click_on(".k-results__older a", "plus anciens").await;
    page.sees("h1", "Photo").await;
    page.sees(".k-rest a", "").await;
    page.click_on("nav a[rel=prev]", "plus récents").await;
    page.sees(".k-active-filters", "Photo").await;
    page.open_asleep("").await;
    page.click_on(".k-topics a", "Transports").await;
    page.sees(".k-active-filters", "Transports").await;
    page.click_on(".k-entry__link", "Cinq tarifs").await;
    page.sees(".k-release__title", "Cinq tarifs").await;
    page.sees(".k-prose", "tarif").await;
    page.sees(".k-contacts a", "").await;
    page.click_on(".k-breadcrumb a", "Retour").await;
    page.sees(".k-facet__links a", "2024").await;
    page.click_on(".k-facet__links a", "2024").await;
    page.sees(".k-active-filters", "2024").await;
    page.click_on(".k-footer a", "Enregistrés").await;
    page.sees("h1", "Enregistrés").await;
    page.click_on(".k-footer a", "À propos").await;
    page.sees("h1", "À propos").await;
    page.expect_no_errors().await;
}

async fn reads_in_every_language(page: &Page) {
    let page = &without_scripts(page).await;
    page.open_asleep("r/2023-02-rame-batteries-fr/").await;
    for (language, way) in [("fr", "Retour"), ("en", "Back"), ("fr", "Retour")] {
        page.sees(&format!("html[lang={language}] .k-prose[lang={language}]"), "").await;
        page.sees(".k-breadcrumb a", way).await;
        page.click(".k-release .k-versions a").await;
    }
    // From right to left, in a release from left to right.
    page.open_asleep("r/2022-03-nuit-poesie-deux-rives-fr/").await;
    page.sees(".k-prose [dir=rtl][lang=ar]", "").await;
    page.expect_no_errors().await;
}

async fn shows_lists_whose_links_lead_somewhere(page: &Page) {
    let page = &without_scripts(page).await;
    for (address, least) in [("", 12), ("topic/transport/", 5), ("year/2024/", 5)] {
        page.open_asleep(address).await;
        let shown = "[...document.querySelectorAll('.k-entry__title')].filter(e => e.getBoundingClientRect().height > 10).length";
        page.until(&format!("{shown} >= {least}")).await;
    }
    for address in PAGES {
        page.open_asleep(address).await;
        let links = "return [...document.querySelectorAll('a[href], link[href]')].map(a => a.href.split(/[?#]/)[0])";
        let links: BTreeSet<String> =
            serde_json::from_value(page.js(links, json!([])).await).expect("addresses");
        let ours: Vec<&str> =
            links.iter().filter_map(|link| link.strip_prefix(&page.site.url(""))).collect();
        assert!(ours.len() > 10, "{address}: {ours:?}");
        for path in ours.iter().filter(|path| !path.ends_with(".wasm") && !path.ends_with(".js")) {
            let file = page.site.root().join(path);
            let file =
                if path.is_empty() || path.ends_with('/') { file.join("index.html") } else { file };
            assert!(file.is_file(), "{address} leads to {path}");
        }
    }
    page.expect_no_errors().await;
}

async fn prints(page: &Page) {
    // Its driver has no command for it.
    if page.engine == Engine::WebKit {
        return;
    }
    let page = &without_scripts(page).await;
    for address in PAGES {
        page.open_asleep(address).await;
        page.sees("h1, h2", "").await;
        let sheets = page.print().await;
        assert!((1..20).contains(&sheets), "{address}: {sheets} sheets");
    }
    page.expect_no_errors().await;
}

/// From the front page, by links alone, to every release: what a reader without scripts and a search engine can do.
async fn leads_to_every_release(page: &Page) {
    let root = page.site.root();
    let mut seen = BTreeSet::from([String::new()]);
    let mut queue = vec![String::new()];
    while let Some(path) = queue.pop() {
        let text = std::fs::read_to_string(root.join(&path).join("index.html"));
        let text = text.unwrap_or_else(|error| panic!("{path}: {error}"));
        for link in text.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.split(['?', '#']).next().unwrap_or_default().trim_start_matches("./");
            let is_page = link.ends_with('/') && !link.contains(':') && !link.starts_with("..");
            if is_page && seen.insert(link.to_owned()) {
                queue.push(link.to_owned());
            }
        }
    }
    let releases = std::fs::read_dir(root.join("r")).expect("releases").flatten();
    let missed: Vec<_> = releases
        .map(|entry| format!("r/{}/", entry.file_name().display()))
        .filter(|path| !seen.contains(path))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
    assert!(Path::new(root).join("404.html").is_file());
}
