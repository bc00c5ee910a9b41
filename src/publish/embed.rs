//! The latest releases as small pages for frames on other sites: of everything, of each topic, issuer and language. Made only
//! where somebody may show them (`_newsroom.frame_ancestors`); they are the only pages of the site that others may frame.
//!
//! | page | what |
//! |---|---|
//! | `embed/` | the latest of everything, in the newsroom's first language where there are several |
//! | `embed/topic/SLUG/`, `embed/issuer/SLUG/`, `embed/lang/TAG/` | the latest of one list |
//!
//! No script, nothing to click but links, which open beside the page that has the frame. What was withdrawn is not in them: on
//! somebody else's page a title would stand without the notice.

use super::{
    base::Base,
    edition::{Edition, address, day_or_moment, state, title},
    feeds::{Feed, feeds},
    xml::Markup,
};
use crate::{
    i18n::Interface,
    model::{Accent, Language, Release},
    search::Facet,
};
use std::collections::BTreeSet;

/// The folder of these pages.
pub(super) const FOLDER: &str = "embed/";

/// Their style sheet.
const SHEET: &str = "embed/embed.css";

/// As `--k-accent` in `static/css/tokens.css`; a test compares.
const ACCENT: &str = "#0b5563";

/// How many releases a page has.
const LATEST: usize = 5;

/// What such a page may do: hardly anything. In a sandbox it has no origin that `'self'` could mean, so its own is named too.
fn policy(base: &Base) -> String {
    let home = base.absolute("");
    let own = home.as_deref().zip(base.path()).and_then(|(home, path)| home.strip_suffix(path));
    let own = own.map(|own| format!(" {own}")).unwrap_or_default();
    format!("default-src 'none'; style-src 'self'{own}; base-uri 'none'; form-action 'none'")
}

/// All of these pages, and their style sheet.
pub(super) fn files(edition: &Edition<'_>) -> Vec<(String, String)> {
    let accent = edition.newsroom.accent.as_ref().map_or(ACCENT, Accent::as_str);
    let sheet = format!(":root {{ --k-accent: {accent}; }}\n{}", include_str!("embed.css"));
    let pages = feeds(edition).into_iter().map(|feed| {
        let place = feed.path.strip_prefix("feeds/").unwrap_or(&feed.path);
        let place = if place == "all" { String::new() } else { format!("{place}/") };
        let path = format!("{FOLDER}{place}index.html");
        let text = page(&feed, path.matches('/').count(), edition);
        (path, text)
    });
    pages.chain([(SHEET.to_owned(), sheet)]).collect()
}

/// What to paste into a page that is to show the latest releases; none where nobody may, or the site's address is not known.
#[must_use]
pub(super) fn snippet(edition: &Edition<'_>) -> Option<String> {
    let mut markup = Markup::default();
    let address = edition.base.absolute(FOLDER)?;
    let attributes = [
        ("src", address.as_str()),
        ("title", edition.name()),
        ("width", "100%"),
        ("height", "480"),
        ("loading", "lazy"),
        ("sandbox", "allow-popups allow-popups-to-escape-sandbox"),
    ];
    markup.open("iframe", &attributes);
    markup.close("iframe");
    Some(markup.finish())
}

fn page(feed: &Feed<'_>, depth: usize, edition: &Edition<'_>) -> String {
    let base = edition.base;
    let own = match feed.choice {
        Some((Facet::Language, tag)) => Interface::new(tag),
        _ => None,
    };
    let interface = own.unwrap_or(edition.interface());
    // The name of a list of one language is in the newsroom's.
    let title = if own.is_some() { edition.name() } else { &feed.title };
    let mut markup = Markup::default();
    markup.open("html", &[("lang", interface.tag())]);
    markup.open("head", &[]);
    markup.empty("meta", &[("charset", "utf-8")]);
    let policy = policy(base);
    markup.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
    for (name, content) in [
        ("viewport", "width=device-width, initial-scale=1"),
        ("referrer", "no-referrer"),
        ("robots", "noindex"),
    ] {
        markup.empty("meta", &[("name", name), ("content", content)]);
    }
    markup.leaf("title", &[], title);
    let list = base.address(&feed.list(), depth);
    markup.empty("link", &[("rel", "canonical"), ("href", &list)]);
    let sheet = format!("{}{SHEET}", "../".repeat(depth));
    markup.empty("link", &[("rel", "stylesheet"), ("href", &sheet)]);
    markup.close("head");
    markup.line();
    markup.open("body", &[]);
    markup.open("h1", &[]);
    link(&mut markup, &list, None, title);
    markup.close("h1");
    let latest = latest(feed, interface, edition);
    if !latest.is_empty() {
        markup.open("ol", &[]);
        for release in latest {
            markup.line();
            entry(&mut markup, release, interface, depth, edition);
        }
        markup.line();
        markup.close("ol");
    }
    markup.close("body");
    markup.close("html");
    markup.line();
    format!("<!doctype html>\n{}", markup.finish())
}

/// A link that opens beside the page with the frame, whatever that is.
fn link(markup: &mut Markup, to: &str, language: Option<&Language>, text: &str) {
    let mut attributes =
        vec![("href", to), ("target", "_blank"), ("rel", "noopener"), ("dir", "auto")];
    attributes.extend(language.map(|language| ("lang", language.as_str())));
    markup.leaf("a", &attributes, text);
}

fn entry(
    markup: &mut Markup,
    release: &Release,
    interface: Interface,
    depth: usize,
    edition: &Edition<'_>,
) {
    markup.open("li", &[]);
    let other = release.language.as_ref().filter(|tag| tag.primary() != interface.tag());
    let other = other.filter(|_| release.title.is_some());
    let to = edition.base.address(&address(&release.slug), depth);
    link(markup, &to, other, title(release));
    let issuers: Vec<&str> = release.issuers.iter().map(|issuer| issuer.name.as_str()).collect();
    let facts = [Some(issuers.join(", ")).filter(|names| !names.is_empty()), state(release)];
    let mut between = "";
    markup.open("p", &[]);
    if let Some(date) = &release.published {
        let machine = day_or_moment(date);
        markup.leaf("time", &[("datetime", &machine)], &interface.messages().date(date));
        between = " · ";
    }
    for fact in facts.into_iter().flatten() {
        markup.text(between);
        markup.text(&fact);
        between = " · ";
    }
    markup.close("p");
    markup.close("li");
}

/// The newest of a list, each story once: in the language of the page, else in that of the newest.
fn latest<'a>(feed: &Feed<'a>, interface: Interface, edition: &Edition<'a>) -> Vec<&'a Release> {
    let shown: Vec<&Release> =
        feed.releases.iter().copied().filter(|release| !release.is_withdrawn()).collect();
    let inside: BTreeSet<&str> = shown.iter().map(|release| release.slug.as_str()).collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut latest = Vec::new();
    for release in shown {
        if let Some(group) = release.group.as_deref()
            && !told.insert(group)
        {
            continue;
        }
        let is_own = |version: &&&'a Release| {
            inside.contains(version.slug.as_str())
                && version.language.as_ref().is_some_and(|tag| tag.primary() == interface.tag())
        };
        let version = edition.versions(release).iter().find(is_own).copied().unwrap_or(release);
        latest.push(version);
        if latest.len() == LATEST {
            break;
        }
    }
    latest
}

#[cfg(test)]
mod tests {
    use super::ACCENT;

    #[test]
    fn the_colour_is_that_of_the_viewer() {
        let tokens = include_str!("../../static/css/tokens.css");
        assert!(tokens.contains(&format!("--k-accent: {ACCENT};")));
    }
}
