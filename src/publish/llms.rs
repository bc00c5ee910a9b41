//! `llms.txt` (<https://llmstxt.org/>): what the newsroom is, in a page of Markdown for programs that read for people.
//! Its feeds, the forms of a release, how to cite one. Only what any reader can see.

use super::edition::{Edition, words};
use crate::{
    app::selectors,
    bundle::Feeds,
    i18n::Interface,
    route::{Address, Route, Search},
    search::Facet,
};

struct Words {
    releases: &'static str,
    feeds: &'static str,
    older: &'static str,
    list: &'static str,
    forms: &'static str,
    page: &'static str,
    ninjs: &'static str,
    text: &'static str,
    markdown: &'static str,
    map: &'static str,
    hashes: &'static str,
    cite: &'static str,
    cite_how: &'static str,
    topics: &'static str,
}

const FRENCH: Words = Words {
    releases: "Communiqués",
    feeds: "Fils",
    older: "textes entiers ; `next_url` mène aux plus anciens",
    list: "tous les fils, par sujet, émetteur et langue",
    forms: "Formes d’un communiqué",
    page: "la page, lisible sans script ; JSON-LD `NewsArticle` dans l’en-tête",
    ninjs: "ninjs",
    text: "texte de dépêche",
    markdown: "Markdown avec en-tête",
    map: "toutes les pages",
    hashes: "SHA-256 de chaque fichier",
    cite: "Citer",
    cite_how: "Citez l’émetteur, le titre, la date de publication et l’adresse de la page ; les droits sont ceux que le \
               communiqué indique. Un communiqué corrigé, mis à jour ou retiré le dit dans son texte et sous `status` : \
               ne citez pas comme valable ce qui est retiré. Ce que le communiqué ne dit pas n’est pas indiqué.",
    topics: "Sujets",
};

const ENGLISH: Words = Words {
    releases: "Releases",
    feeds: "Feeds",
    older: "whole texts; `next_url` leads to older ones",
    list: "all feeds, by topic, issuer and language",
    forms: "Forms of a release",
    page: "the page, which reads without scripts; JSON-LD `NewsArticle` in its head",
    ninjs: "ninjs",
    text: "wire text",
    markdown: "Markdown with front matter",
    map: "every page",
    hashes: "SHA-256 of each file",
    cite: "Citing",
    cite_how: "Cite the issuer, the title, the date of publication and the address of the page; rights are those that the \
               release states. A release that was corrected, updated or withdrawn says so in its text and under `status`: \
               do not cite as valid what is withdrawn. What a release does not say is not stated.",
    topics: "Topics",
};

/// The file.
pub(super) fn llms(edition: &Edition<'_>) -> String {
    let interface = edition.interface();
    let own = match interface {
        Interface::French => &FRENCH,
        Interface::English => &ENGLISH,
    };
    let messages = words(edition.language());
    let set = edition.set;
    let mut text = format!("# {}\n", line(edition.name()));
    if let Some(description) = &edition.newsroom.description {
        text.push_str(&format!("\n> {}\n", line(description)));
    }
    let years = [set.months.last(), set.months.first()].map(|month| month.map(|(m, _)| m.year));
    let years = match years {
        [Some(from), Some(to)] if from != to => format!(", {from}–{to}"),
        [Some(year), _] => format!(", {year}"),
        _ => String::new(),
    };
    let count = messages.number(set.documents.into());
    text.push_str(&format!("\n{}: {count}{years}.\n", own.releases));
    if let Some(feeds) = &set.feeds {
        text.push_str(&format!("\n## {}\n\n", own.feeds));
        let files = feeds.files(None);
        for (kind, path) in &files {
            let address = edition.base.address(path, 0);
            let everything = messages.everything;
            text.push_str(&match kind.contains("atom") {
                true => format!("- [Atom]({address}): {everything}\n"),
                false => format!("- [JSON Feed]({address}): {everything}, {}\n", own.older),
            });
        }
        if feeds.opml {
            let address = edition.base.address(Feeds::OPML, 0);
            text.push_str(&format!("- [OPML]({address}): {}\n", own.list));
        }
    }
    let mut forms = vec![("r/…/", own.page)];
    if edition.has_forms {
        forms.push(("r/…/release.json", own.ninjs));
        forms.push(("r/…/release.txt", own.text));
        forms.push(("r/…/release.md", own.markdown));
    }
    if edition.base.is_known() {
        forms.push(("sitemap.xml", own.map));
    }
    forms.push((super::MANIFEST, own.hashes));
    text_of(&mut text, own.forms, &forms);
    text.push_str(&format!("\n## {}\n\n{}\n", own.cite, own.cite_how));
    let topics = selectors::whole(set, Facet::Topic, interface);
    if !topics.is_empty() {
        text.push_str(&format!("\n## {}\n\n", own.topics));
    }
    for (key, label, _, count) in topics {
        let list = Route::Home(Search::default().toggle(Facet::Topic, &key));
        let path = Address { route: list, interface: None }.path();
        let address = edition.base.address(&path, 0);
        let count = messages.results(count);
        text.push_str(&format!(
            "- [{}]({address}): {count}\n",
            line(&label).replace(['[', ']'], "")
        ));
    }
    text
}

/// Paths, each with what stands there.
fn text_of(text: &mut String, title: &str, items: &[(&str, &str)]) {
    text.push_str(&format!("\n## {title}\n\n"));
    for (path, about) in items {
        text.push_str(&format!("- `{path}`: {about}\n"));
    }
}

/// In one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
