//! What a page says of itself to programs: its other languages and forms, what search engines
//! and social networks ask for. Only what is stated: absent is not empty.

use super::{
    alternates::FORMS,
    edition::{self, Edition, changed, day_or_moment, title},
    feeds, json_ld, share, sitemap,
    xml::Markup,
};
use crate::{
    app::{self, Among, selectors},
    bundle::Contents,
    model::{Language, Release, Source},
    route::{Address, Route, Search},
};

/// The end of the head of a page. `made` has each file that was made, by its path.
pub(super) fn head(
    address: &Address,
    among: &Among,
    edition: &Edition<'_>,
    pages: &[Release],
    made: &Contents,
) -> String {
    let mut markup = Markup::default();
    let interface = edition.interface();
    // Those of the list first; the viewer puts those of the next list in their place (`app/browser/document.rs`).
    for (kind, title, path) in app::feeds::named(edition.set, &address.route, interface) {
        let more = [("type", kind), ("title", title.as_str()), ("data-list", "")];
        link(&mut markup, "alternate", &more, &edition.base.address(&path, 0));
    }
    for (title, kind, path) in feeds::named(None, edition) {
        let more = [("type", kind), ("title", title.as_str())];
        link(&mut markup, "alternate", &more, &edition.base.address(&path, 0));
    }
    match &address.route {
        Route::Release { slug, .. } => {
            if let Some(release) = edition.release(slug) {
                of_release(&mut markup, release, edition, made);
            }
        }
        Route::Own(slug) => {
            if let Some(page) = pages.iter().find(|page| page.slug == *slug) {
                of_own(&mut markup, page, pages, edition);
            }
        }
        Route::Home(_) | Route::Media(_) | Route::Follow | Route::People | Route::About => {
            of_page(&mut markup, address, among, edition)
        }
        Route::Saved | Route::NotFound => {}
    }
    markup.finish()
}

fn link(markup: &mut Markup, relation: &str, more: &[(&str, &str)], address: &str) {
    let mut attributes = vec![("rel", relation)];
    attributes.extend(more);
    attributes.push(("href", address));
    markup.empty("link", &attributes);
    markup.line();
}

/// The front page, a list, or what is said of the newsroom.
fn of_page(markup: &mut Markup, address: &Address, among: &Among, edition: &Edition<'_>) {
    let interface = edition.interface();
    let canonical = edition.base.absolute(&among.path);
    // The parts beside it are named by links in the page: Firefox fetches what a head calls `next`, before anybody wants it.
    if let Some(canonical) = &canonical {
        link(markup, "canonical", &[], canonical);
    }
    let messages = interface.messages();
    let titled = |title: &str| selectors::page_title(Some(edition.set), title, interface);
    let title = match &address.route {
        Route::Home(search) => selectors::list_title(edition.set, search, interface),
        Route::Follow => titled(messages.follow),
        Route::Media(_) => titled(messages.media),
        Route::People => titled(messages.people),
        _ => titled(messages.about),
    };
    let title = among.title(title);
    let locale = edition.language().and_then(locale);
    let facts = [
        ("og:type", Some("website")),
        ("og:title", Some(title.as_str())),
        ("og:site_name", edition.newsroom.title.as_deref()),
        ("og:url", canonical.as_deref()),
        ("og:locale", locale.as_deref()),
    ];
    say(markup, &facts);
    if among.number.is_some() {
        return;
    }
    let of_all = Route::Home(Search::default());
    let data = match &address.route {
        route if *route == of_all => json_ld::newsroom(edition),
        Route::Home(_) => json_ld::collection(&title, canonical, edition),
        _ => return,
    };
    json_data(markup, &data);
}

/// A page of the newsroom's own, with its other languages.
fn of_own(markup: &mut Markup, page: &Release, pages: &[Release], edition: &Edition<'_>) {
    let address = |page: &Release| {
        let address = Address { route: Route::Own(page.slug.clone()), interface: None };
        edition.base.absolute(&address.href())
    };
    let canonical = address(page);
    if let Some(canonical) = &canonical {
        link(markup, "canonical", &[], canonical);
    }
    let same = pages.iter().filter(|other| page.group.is_some() && other.group == page.group);
    let same: Vec<&Release> = same.collect();
    for other in same.iter().filter(|_| same.len() > 1) {
        if let (Some(language), Some(address)) = (&other.language, address(other)) {
            link(markup, "alternate", &[("hreflang", language.as_str())], &address);
        }
    }
    let locale = page.language.as_ref().and_then(locale);
    let facts = [
        ("og:type", Some("website")),
        ("og:title", Some(title(page))),
        ("og:site_name", edition.newsroom.title.as_deref()),
        ("og:url", canonical.as_deref()),
        ("og:locale", locale.as_deref()),
    ];
    say(markup, &facts);
}

fn say(markup: &mut Markup, facts: &[(&str, Option<&str>)]) {
    for (property, content) in facts {
        if let Some(content) = content {
            markup.empty("meta", &[("property", property), ("content", content)]);
            markup.line();
        }
    }
}

fn json_data(markup: &mut Markup, data: &serde_json::Value) {
    markup.open("script", &[("type", "application/ld+json")]);
    markup.data(data);
    markup.close("script");
    markup.line();
}

fn of_release(markup: &mut Markup, release: &Release, edition: &Edition<'_>, made: &Contents) {
    let base = edition.base;
    if let Some(canonical) = base.absolute(&edition::address(&release.slug)) {
        link(markup, "canonical", &[], &canonical);
    }
    for (language, address) in sitemap::versions(release, edition) {
        link(markup, "alternate", &[("hreflang", language.as_str())], &address);
    }
    for form in FORMS.iter().filter(|form| made.contains_key(&form.path(release))) {
        let address = base.address(&form.path(release), 0);
        link(markup, "alternate", &[("type", form.media_type)], &address);
    }
    open_graph(markup, release, edition, made);
    json_data(markup, &json_ld::news_article(release, edition, made));
}

/// The Open Graph protocol (<https://ogp.me/>). Its description is the page's, in one element with it (`prerender`).
fn open_graph(markup: &mut Markup, release: &Release, edition: &Edition<'_>, made: &Contents) {
    let mut meta = |property: &str, content: &str| {
        markup.empty("meta", &[("property", property), ("content", content)]);
        markup.line();
    };
    meta("og:type", "article");
    meta("og:title", title(release));
    if let Some(name) = &edition.newsroom.title {
        meta("og:site_name", name);
    }
    if let Some(address) = edition.base.absolute(&edition::address(&release.slug)) {
        meta("og:url", &address);
    }
    if let Some(locale) = release.language.as_ref().and_then(locale) {
        meta("og:locale", &locale);
    }
    if let Some(date) = &release.published {
        meta("article:published_time", &day_or_moment(date));
    }
    if let Some(date) = changed(release).filter(|date| Some(*date) != release.published) {
        meta("article:modified_time", &day_or_moment(&date));
    }
    for (label, _) in edition.topics(release) {
        meta("article:tag", label);
    }
    if let Some(image) = own_image(release, edition) {
        meta("og:image", &image.0);
        if let Some(alt) = image.1 {
            meta("og:image:alt", alt);
        }
    } else if let Some((path, words)) = share::of(release, edition, made)
        && let Some(address) = edition.base.absolute(&path)
    {
        meta("og:image", &address);
        meta("og:image:width", &share::WIDTH.to_string());
        meta("og:image:height", &share::HEIGHT.to_string());
        meta("og:image:alt", words);
        markup.empty("meta", &[("name", "twitter:card"), ("content", "summary_large_image")]);
        markup.line();
    }
}

/// The address and the words of the release's own picture. Networks show no SVG.
pub(super) fn own_image<'a>(
    release: &'a Release,
    edition: &Edition<'_>,
) -> Option<(String, Option<&'a str>)> {
    let image = release.image.as_ref()?;
    let address = match &image.source {
        Source::Local(path) => edition.base.absolute(path.as_str())?,
        Source::Remote(link) => link.to_string(),
    };
    let drawn = address.to_ascii_lowercase().ends_with(".svg");
    (!drawn).then_some((address, image.alt.as_deref()))
}

/// `fr_CA`: Open Graph wants a country too, so a language alone says nothing.
fn locale(language: &Language) -> Option<String> {
    let (language, region) = language.as_str().split_once('-')?;
    let is_country = region.len() == 2 && region.bytes().all(|b| b.is_ascii_alphabetic());
    is_country.then(|| format!("{language}_{}", region.to_ascii_uppercase()))
}
