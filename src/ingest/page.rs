//! A whole HTML page, as a content management system exports it.
//!
//! What is said in `<head>` is read as far as it is said there in the usual way; the text is
//! that of the only `<article>`, else of `<main>`, else of the body.

use super::{
    Draft, File, Origin, Parsed, date,
    fields::Notes,
    html::{self, Page},
    problem::{Kind, Place, quoted},
    release, slug,
};
use crate::model::{Block, Language, Link, Party, Release, inlines_text};
use url::Url;

/// Reads one release.
pub(super) fn read(text: &str, file: &File<'_>) -> Parsed {
    let page = Page::parse(text.trim_start_matches('\u{feff}'));
    let notes = Notes::new(file.source, |_| Place::Whole);
    // Settled once all releases are known.
    let mut release = Release::new(file.stem.to_owned(), slug::from_text("release"));
    let meta = |names: &[&str]| names.iter().find_map(|name| page.meta(name));
    release.title = meta(&["og:title"]).or_else(|| page.title());
    release.summary = meta(&["description", "og:description"]);
    release.language =
        page.language().as_deref().and_then(Language::new).or_else(|| file.language.clone());
    release.url = meta(&["og:url"]).or_else(|| page.canonical()).as_deref().and_then(Link::new);
    release.issuers = meta(&["author"]).into_iter().map(|name| Party { name, url: None }).collect();
    release.site = meta(&["og:site_name"]).map(|name| Party { name, url: None });
    let date = |names| {
        let text = meta(names)?;
        let date = date::lenient(&text);
        if date.is_none() {
            notes.add(
                "",
                Kind::BadDate,
                format!("{} is not a date; write 2024-12-31", quoted(&text)),
            );
        }
        date
    };
    release.published = date(&["article:published_time", "date", "dcterms.created", "DC.date"]);
    release.modified = date(&["article:modified_time", "dcterms.modified"]);
    let around = html::Around {
        base: release.url.as_ref().and_then(|url| Url::parse(url.as_str()).ok()),
        locate: file.locate,
    };
    let mut report = html::Report::default();
    release.body = page.blocks(&around, &mut report);
    release::tell(&notes, "", &report);
    report.attach(&mut release.attachments);
    // The page's own headline is the better title: <title> often names the site as well.
    if let Some(Block::Heading { level: 2, content }) = release.body.first()
        && page.begins_with_h1()
    {
        release.title = Some(html::one_line(&inlines_text(content)));
        release.body.remove(0);
    }
    let tags = page.metas("article:tag").into_iter().map(|tag| (tag, Place::Whole)).collect();
    let origin = Origin { source: file.source.to_owned(), place: Place::Whole };
    let drafts = vec![Draft { release, origin, slug: None, tags, appears: None, held: false }];
    Parsed { drafts, problems: notes.into_problems(), ..Parsed::default() }
}
