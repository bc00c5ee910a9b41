//! What all pages have around them, and the list of releases.

use super::{
    form::Sent,
    look::{Fate, Newsroom, item_of},
    words::{Words, said, words},
};
use crate::{
    i18n::Interface,
    ingest::{Items, Outline, Problem, completeness},
    publish::Markup,
};
use std::collections::BTreeMap;

/// What the pages look like: the site's own tokens, and what only these have.
pub(super) const STYLE: &str = concat!(
    include_str!("../../static/css/tokens.css"),
    include_str!("../../static/css/base.css"),
    include_str!("../../static/css/components/button.css"),
    include_str!("page.css"),
);
pub(super) const SCRIPT: &str = include_str!("page.js");

/// A page in a language.
pub(super) struct Page {
    pub(super) interface: Interface,
    pub(super) words: &'static Words,
    pub(super) markup: Markup,
}

/// The address of the page of a release, by what is known of it.
pub(super) fn edit(known: &[(&str, &str)]) -> String {
    let known = known.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(known).finish();
    format!("/edit?{query}")
}

impl Page {
    /// Begins one; `here` is its address, for the switch of languages.
    pub(super) fn new(
        interface: Interface,
        title: &str,
        here: &str,
        newsroom: Option<&str>,
    ) -> Self {
        let mut page = Self { interface, words: words(interface), markup: Markup::default() };
        let (words, m) = (page.words, &mut page.markup);
        m.open("html", &[("lang", interface.tag())]);
        m.open("head", &[]);
        m.empty("meta", &[("charset", "utf-8")]);
        m.empty(
            "meta",
            &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")],
        );
        m.leaf("title", &[], &format!("{title} · {}", words.program));
        m.empty("link", &[("rel", "icon"), ("href", "data:,")]);
        m.empty("link", &[("rel", "stylesheet"), ("href", "/page.css")]);
        m.leaf("script", &[("src", "/page.js"), ("defer", "defer")], "");
        m.close("head");
        m.open("body", &[]);
        m.leaf("a", &[("class", "w-skip"), ("href", "#main")], words.skip);
        m.open("header", &[("class", "w-head")]);
        m.open("p", &[("class", "w-head__name")]);
        m.leaf("a", &[("href", "/")], newsroom.unwrap_or(words.releases));
        m.close("p");
        m.open("form", &[("method", "post"), ("action", "/language")]);
        let other = match interface {
            Interface::French => Interface::English,
            Interface::English => Interface::French,
        };
        m.empty("input", &[("type", "hidden"), ("name", "to"), ("value", other.tag())]);
        m.empty("input", &[("type", "hidden"), ("name", "back"), ("value", here)]);
        m.leaf(
            "button",
            &[("class", "k-button k-button--plain"), ("lang", other.tag()), ("data-goes", "")],
            words.other_language,
        );
        m.close("form");
        m.close("header");
        m.open("main", &[("id", "main"), ("tabindex", "-1")]);
        page
    }

    /// A problem in a list of such; with the class and the word for how bad it is, where that is said.
    pub(super) fn problem(&mut self, problem: &Problem, alarm: Option<[&str; 2]>) {
        let (text, detail) = said(problem, self.interface);
        let m = &mut self.markup;
        match alarm {
            Some([class, label]) => {
                m.open("li", &[("class", class)]);
                m.leaf("strong", &[], label);
                m.text(" ");
            }
            None => m.open("li", &[]),
        }
        m.text(&text);
        if let Some(detail) = detail {
            m.open("details", &[]);
            m.leaf("summary", &[], self.words.detail);
            m.leaf("p", &[("lang", "en")], detail);
            m.close("details");
        }
        m.close("li");
    }

    /// Ends it.
    pub(super) fn finish(mut self) -> String {
        self.markup.close("main");
        self.markup.open("footer", &[("class", "w-foot")]);
        self.markup.leaf("p", &[], self.words.only_here);
        self.markup.close("footer");
        self.markup.close("body");
        self.markup.close("html");
        format!("<!doctype html>\n{}\n", self.markup.finish())
    }
}

/// Leads on to an address. A redirect would not do: of a link that somebody followed from another page, a browser sends no
/// cookie along, and does of one that is followed from ours.
pub(super) fn enter(interface: Interface, to: &str) -> String {
    let (words, mut m) = (words(interface), Markup::default());
    m.open("html", &[("lang", interface.tag())]);
    m.open("head", &[]);
    m.empty("meta", &[("charset", "utf-8")]);
    m.leaf("title", &[], words.program);
    // Or browsers ask for one.
    m.empty("link", &[("rel", "icon"), ("href", "data:,")]);
    m.empty("meta", &[("http-equiv", "refresh"), ("content", &format!("0;url={to}"))]);
    m.close("head");
    m.open("body", &[]);
    m.leaf("a", &[("href", to)], words.releases);
    m.close("body");
    m.close("html");
    format!("<!doctype html>\n{}\n", m.finish())
}

/// A page that says why it is none.
pub(super) fn refusal(interface: Interface, why: &str) -> String {
    let mut page = Page::new(interface, words(interface).not_written, "/", None);
    page.markup.leaf("h1", &[], why);
    page.markup.open("p", &[]);
    page.markup.leaf("a", &[("href", "/")], page.words.back);
    page.markup.close("p");
    page.finish()
}

/// The front page: what is not saved yet, and all releases, the newest first.
pub(super) fn list(
    interface: Interface,
    newsroom: &Newsroom,
    kept: &[Sent],
    ours: &BTreeMap<&str, Ours>,
) -> String {
    let title = newsroom.loaded.newsroom.title.as_deref();
    let mut page = Page::new(interface, words(interface).releases, "/", title);
    let (words, m) = (page.words, &mut page.markup);
    m.open("div", &[("class", "w-list__head")]);
    m.leaf("h1", &[], words.releases);
    m.leaf(
        "a",
        &[("class", "k-button k-button--strong"), ("href", "/new"), ("id", "new")],
        words.new_release,
    );
    m.close("div");
    if !kept.is_empty() {
        m.open("section", &[("class", "w-kept"), ("aria-labelledby", "kept")]);
        m.leaf("h2", &[("id", "kept")], words.not_saved);
        m.open("ul", &[]);
        for sent in kept {
            let title = if sent.form.title.is_empty() { words.untitled } else { &sent.form.title };
            m.open("li", &[]);
            m.leaf("a", &[("href", &edit(&sent.known()))], title);
            m.close("li");
        }
        m.close("ul");
        m.close("section");
    }
    let percents: BTreeMap<(&str, &str), usize> = completeness::completeness(&newsroom.loaded)
        .iter()
        .map(|one| ((one.source, one.release.id.as_str()), one.percent()))
        .collect();
    let mut all: Vec<_> = newsroom.releases().collect();
    all.sort_by_key(|(one, _)| {
        std::cmp::Reverse(one.release.published.map(|date| date.unix_seconds()).unwrap_or(i64::MAX))
    });
    if all.is_empty() {
        m.leaf("p", &[("class", "w-none")], words.none_yet);
        return page.finish();
    }
    m.open(
        "div",
        &[
            ("class", "w-table"),
            ("tabindex", "0"),
            ("role", "region"),
            ("aria-label", words.releases),
        ],
    );
    m.open("table", &[]);
    m.open("thead", &[]);
    m.open("tr", &[]);
    for column in [
        words.column_title,
        words.column_date,
        words.column_state,
        words.column_complete,
        words.column_file,
    ] {
        m.leaf("th", &[("scope", "col")], column);
    }
    m.close("tr");
    m.close("thead");
    m.open("tbody", &[]);
    let errors = newsroom.errors();
    let mut elsewhere = false;
    for (one, fate) in all {
        let (release, source) = (&one.release, one.origin.source.as_str());
        let title = release.title.as_deref().unwrap_or(words.untitled);
        let ours = ours.get(source);
        elsewhere |= ours.is_none();
        m.open("tr", &[]);
        m.open("th", &[("scope", "row")]);
        let language = release.language.as_ref().map_or("", |tag| tag.as_str());
        let item = if ours == Some(&Ours::Items) { release.id.as_str() } else { "" };
        let page = edit(&[("file", source), ("item", item)]);
        match ours {
            Some(_) => m.leaf("a", &[("href", &page), ("lang", language)], title),
            None => m.leaf("span", &[("lang", language)], title),
        }
        m.close("th");
        let date = release
            .published
            .map_or_else(|| words.no_date.to_owned(), |date| interface.messages().date(&date));
        m.leaf("td", &[("class", "w-table__date")], &date);
        m.open("td", &[]);
        state(m, words, fate, interface);
        let place = if item.is_empty() { "" } else { item_of(&one.origin.place) };
        if let Some(errors) = errors.get(&(source, place)).filter(|_| ours.is_some()) {
            m.text(" ");
            m.leaf(
                "span",
                &[("class", "w-errors")],
                &words.page_of_problems.replace("{}", &errors.to_string()),
            );
        }
        m.close("td");
        let percent = percents.get(&(source, release.id.as_str()));
        m.leaf(
            "td",
            &[("class", "w-table__number")],
            &percent.map_or_else(String::new, |percent| format!("{percent}\u{a0}%")),
        );
        let file = match ours {
            Some(_) => source.to_owned(),
            None => format!("{source} ({})", words.elsewhere),
        };
        m.leaf("td", &[("class", "w-table__file")], &file);
        m.close("tr");
    }
    m.close("tbody");
    m.close("table");
    m.close("div");
    if elsewhere {
        m.leaf("p", &[("class", "w-note")], words.elsewhere_why);
    }
    page.finish()
}

/// What would become of it, as a mark.
pub(super) fn state(m: &mut Markup, words: &Words, fate: &Fate, interface: Interface) {
    let class = format!("w-fate w-fate--{}", fate_name(fate));
    m.leaf("span", &[("class", &class)], &words.fate(fate, interface));
}

/// The name of a fate, for the style.
pub(super) fn fate_name(fate: &Fate) -> &'static str {
    match fate {
        Fate::Public => "public",
        Fate::Waits(_) | Fate::WaitsForOthers => "waits",
        Fate::Draft | Fate::Nothing => "draft",
        Fate::Held => "held",
    }
}

/// What the page can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ours {
    /// A release in Markdown, of which it can tell where everything stands.
    Release,
    /// Releases in a JSON Feed, each of which can get a file of its own.
    Items,
}

/// Whether a file of that name may be one that the page can change.
pub(super) fn may_be_ours(name: &str) -> bool {
    matches!(ending(name).as_str(), "md" | "markdown" | "json")
}

/// How the page can change a file, if it can.
pub(super) fn ours(name: &str, bytes: &[u8]) -> Option<Ours> {
    let text = std::str::from_utf8(bytes).ok()?;
    match ending(name).as_str() {
        "md" | "markdown" => Outline::new(text).map(|_| Ours::Release),
        "json" => Items::new(text).map(|_| Ours::Items),
        _ => None,
    }
}

fn ending(name: &str) -> String {
    name.rsplit('.').next().unwrap_or_default().to_lowercase()
}
