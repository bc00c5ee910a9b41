//! A whole HTML page, as a content management system exports it.
//!
//! What is said more than once is taken from where it is said best, in this order:
//!
//! | | |
//! |---|---|
//! | title | the headline of the text; JSON-LD; OpenGraph; `<title>`; each without the site's name |
//! | date | JSON-LD; microdata; `article:published_time`; Dublin Core and the like; `<time>` in the text |
//! | language | `<html lang>`; JSON-LD; `og:locale`; other `<meta>`; the file's name; the newsroom |
//! | issuer | the authors of JSON-LD, of microdata, of `<meta>`; else who JSON-LD says publishes it |
//! | topics | JSON-LD; `article:tag`; else the keywords of `<meta>` |
//! | address | `og:url`; `<link rel=canonical>`; JSON-LD |
//!
//! The text is what [`Page`] finds it to be. A line of it that is nothing but the day of publication
//! is not repeated there.

mod json_ld;
mod marks;
mod title;

use super::{
    Draft, File, Origin, Parsed,
    date::{self, Reading},
    fields::Notes,
    html::{self, Page},
    language::language,
    problem::{Kind, Place, quoted},
    release, slug, withhold,
};
use crate::model::{Block, Date, Image, Language, Link, Party, Release, inlines_text};
use serde_json::Value;
use url::Url;

/// Names of `<meta>` for one thing, the best first.
mod names {
    pub(super) const TITLE: &[&str] = &["og:title", "twitter:title", "dc.title", "dcterms.title"];
    pub(super) const SUMMARY: &[&str] =
        &["description", "og:description", "twitter:description", "dc.description"];
    pub(super) const PUBLISHED: &[&str] = &[
        "article:published_time",
        "og:published_time",
        "article:published",
        "date",
        "dcterms.created",
        "dcterms.issued",
        "dcterms.date",
        "dc.date",
        "dc.date.issued",
        "dc.date.created",
        "pubdate",
        "publish_date",
        "publish-date",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
    ];
    pub(super) const MODIFIED: &[&str] = &[
        "article:modified_time",
        "og:updated_time",
        "dcterms.modified",
        "dc.date.modified",
        "last-modified",
    ];
    pub(super) const LANGUAGE: &[&str] =
        &["og:locale", "content-language", "language", "dc.language", "dcterms.language"];
    pub(super) const ISSUERS: &[&str] = &[
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
    ];
    pub(super) const SITE: &[&str] = &["og:site_name", "application-name"];
    pub(super) const TAGS: &[&str] = &[
        "article:tag",
        "parsely-tags",
        "sailthru.tags",
        "dc.subject",
        "dcterms.subject",
        "news_keywords",
        "keywords",
    ];
    pub(super) const IMAGE: &[&str] =
        &["og:image", "og:image:url", "og:image:secure_url", "twitter:image"];
    pub(super) const IMAGE_ALT: &[&str] = &["og:image:alt", "twitter:image:alt"];
}

/// Reads one release.
pub(super) fn read(text: &str, file: &File<'_>) -> Parsed {
    let page = Page::parse(text.trim_start_matches('\u{feff}'));
    let metas = page.all_metas();
    let source = Source { page: &page, metas: &metas, said: said(&page, &metas) };
    let notes = Notes::new(file.source, |_| Place::Whole);
    if source.said.is_broken {
        let message = "its JSON-LD is not well formed, so nothing of it is read; check it with a \
                       validator, or say the date in <meta property=\"article:published_time\">";
        notes.add("", Kind::PassedOver, message);
    }
    // Settled once all releases are known.
    let mut release = Release::new(file.stem.to_owned(), slug::from_text("release"));
    release.summary = source.meta(names::SUMMARY).or_else(|| source.said.summary.clone());
    release.language = source.language(&notes).or_else(|| file.language.clone());
    let address = source.meta(&["og:url"]).or_else(|| page.canonical());
    let address = address.as_deref().and_then(Link::new);
    release.url = address.or_else(|| source.said.url.as_deref().and_then(Link::new).filter(is_web));
    release.issuers = source.issuers();
    release.site = source.meta(names::SITE).map(|name| Party { name, url: None });
    source.dates(&mut release, &notes);

    let base = release.url.as_ref().and_then(|url| Url::parse(url.as_str()).ok());
    let own = page.base().and_then(|own| match &base {
        Some(base) => base.join(&own).ok(),
        None => Url::parse(&own).ok(),
    });
    let around = html::Around {
        base: own.clone().or(base),
        from_site: false,
        locate: file.locate,
        make: file.make,
        templates: file.templates,
    };
    if let Some(own) = &own {
        page.place_pictures(own, &around);
    }
    release.image = source.image(&around);
    let sites = source.sites(&release);
    let is_site = |text: &str| sites.iter().any(|site| title::folded(site) == title::folded(text));
    let begins = page.begins_with_h1();
    let headline = (!begins).then(|| page.take_headline(|text| !is_site(text))).flatten();
    let mut report = html::Report::default();
    let mut body = page.blocks(&around, &mut report);
    release::tell(&notes, "", &report);
    report.attach(&mut release.attachments);
    // The page's own headline is the better title: <title> often names the site as well.
    release.title = headline.or_else(|| source.title(&sites));
    if let Some(Block::Heading { level: 2, content }) = body.first() {
        let first = html::one_line(&inlines_text(content));
        let repeats = release.title.as_deref().map(title::folded) == Some(title::folded(&first));
        if repeats || (begins && !is_site(&first)) {
            release.title = Some(first);
            body.remove(0);
        }
    }
    release.body = body.into();
    let mut verdict = withheld(&release, &metas, file, &notes);
    let topics = source.topics();
    marks::read(&page, &metas, &source.said, &release, &notes, &mut verdict);
    withhold::tags(topics.iter().map(String::as_str), "", &notes, &mut verdict);
    release.embargo_until = verdict.embargo;
    let tags = topics.into_iter().map(|tag| (tag, Place::Whole)).collect();
    let origin = Origin { source: file.source.to_owned(), place: Place::Whole };
    let drafts = vec![Draft {
        release,
        origin,
        slug: None,
        aliases: Vec::new(),
        tags,
        appears: verdict.appears,
        held: verdict.held,
    }];
    Parsed { drafts, problems: notes.into_problems(), ..Parsed::default() }
}

/// What the page's `<meta>` elements, its first lines and its name say of whether it may be shown.
fn withheld(
    release: &Release,
    metas: &[(String, String)],
    file: &File<'_>,
    notes: &Notes<'_>,
) -> withhold::Verdict {
    let mut object = serde_json::Map::new();
    for (name, content) in metas {
        // What is said twice is a list, and no embargo that could be understood.
        match object.get_mut(name) {
            None => {
                object.insert(name.clone(), content.as_str().into());
            }
            Some(Value::Array(list)) => list.push(content.as_str().into()),
            Some(known) => *known = Value::Array(vec![known.take(), content.as_str().into()]),
        }
    }
    let mut verdict = withhold::judge(&object, "", notes);
    let text = release.text();
    let parts = [release.title.as_deref(), release.summary.as_deref(), Some(text.as_str())];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    withhold::text(&parts, "", withhold::IN_A_PAGE, notes, &mut verdict);
    withhold::file_name(file.stem, notes, &mut verdict);
    verdict
}

fn is_web(link: &Link) -> bool {
    link.host().is_some()
}

fn said(page: &Page, metas: &[(String, String)]) -> json_ld::Said {
    let is_of_title = |name: &str| names::TITLE.contains(&name.to_lowercase().as_str());
    let mut own = page.headlines();
    own.extend(page.title());
    own.extend(page.canonical());
    own.extend(metas.iter().filter(|(name, _)| is_of_title(name)).map(|(_, text)| text.clone()));
    json_ld::read(&page.scripts("application/ld+json"), &|text| own.iter().any(|own| own == text))
}

/// Where a page says something of itself.
struct Source<'a> {
    page: &'a Page,
    metas: &'a [(String, String)],
    said: json_ld::Said,
}

impl Source<'_> {
    /// What `<meta>` elements of this name say.
    fn metas(&self, name: &str) -> Vec<String> {
        let named = self.metas.iter().filter(|(found, _)| found.eq_ignore_ascii_case(name));
        named.map(|(_, content)| content.clone()).collect()
    }

    /// What the first of them says.
    fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.metas(name).into_iter().next())
    }

    fn language(&self, notes: &Notes<'_>) -> Option<Language> {
        let said = [
            self.page.language(),
            self.said.language.clone(),
            self.page.properties("inLanguage").into_iter().next(),
        ];
        let metas = names::LANGUAGE.iter().flat_map(|name| self.metas(name));
        said.into_iter().flatten().chain(metas).find_map(|text| {
            let found = language(&text);
            if found.is_none() {
                let message = format!("{} is not a language; write fr, en or pt-BR", quoted(&text));
                notes.add("", Kind::BadLanguage, message);
            }
            found
        })
    }

    fn issuers(&self) -> Vec<Party> {
        let named = |names: Vec<String>| -> Vec<Party> {
            let names = names.into_iter().filter(|name| Link::new(name).is_none());
            names.map(|name| Party { name, url: None }).collect()
        };
        let microdata = || named(self.page.properties("author"));
        let metas = || {
            let found = names::ISSUERS.iter().map(|name| named(self.metas(name)));
            found.into_iter().find(|parties| !parties.is_empty()).unwrap_or_default()
        };
        let publisher = || self.said.publisher.clone().into_iter().collect();
        let mut tried = [
            Box::new(|| self.said.authors.clone()) as Box<dyn Fn() -> Vec<Party>>,
            Box::new(microdata),
            Box::new(metas),
            Box::new(publisher),
        ]
        .into_iter();
        tried
            .find_map(|try_it| Some(try_it()).filter(|found| !found.is_empty()))
            .unwrap_or_default()
    }

    fn topics(&self) -> Vec<String> {
        let tags = self.metas("article:tag");
        let mut topics = if self.said.topics.is_empty() { tags } else { self.said.topics.clone() };
        if topics.is_empty() {
            let lists = names::TAGS.iter().map(|name| self.metas(name));
            let list = lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default();
            let labels = list.iter().flat_map(|line| line.split([',', ';'])).map(html::one_line);
            topics = labels.filter(|label| !label.is_empty()).collect();
        }
        let mut seen = std::collections::BTreeSet::new();
        topics.retain(|topic| seen.insert(topic.clone()));
        topics
    }

    /// The names under which the site may stand in a title.
    fn sites(&self, release: &Release) -> Vec<String> {
        let mut sites: Vec<String> = names::SITE.iter().flat_map(|name| self.metas(name)).collect();
        sites.extend(self.said.site.clone());
        sites.extend(self.said.publisher.iter().map(|party| party.name.clone()));
        sites.extend(release.issuers.iter().map(|party| party.name.clone()));
        sites
    }

    fn title(&self, sites: &[String]) -> Option<String> {
        let title = self.said.title.clone();
        let title = title.or_else(|| self.meta(names::TITLE)).or_else(|| self.page.title())?;
        let mut headlines = self.page.headlines();
        headlines.retain(|text| !sites.iter().any(|s| title::folded(s) == title::folded(text)));
        let headline = title::as_headline(&title, &headlines).cloned();
        Some(headline.unwrap_or_else(|| title::without_site(&title, sites)))
    }

    /// The dates, and the text without the line that only repeats one.
    fn dates(&self, release: &mut Release, notes: &Notes<'_>) {
        let language = release.language.clone();
        let read = |text: &str| date::read(text, language.as_ref());
        let is_date = |text: &str| read(text).is_sure();
        let first = |texts: Vec<String>| -> Option<Date> {
            // What is no date is told only if nothing else is one.
            let readings: Vec<Reading> = texts.iter().map(|text| read(text)).collect();
            let reading = readings.iter().find(|reading| reading.date.is_some());
            let reading = reading.or(readings.first())?;
            reading.tell(date::FIELD, |kind, message| notes.add("", kind, message))
        };
        let metas = |names: &[&str]| names.iter().flat_map(|name| self.metas(name)).collect();
        let gather = |said: &Option<String>, property: &str, metas: Vec<String>| {
            let mut texts: Vec<String> = said.iter().cloned().collect();
            texts.extend(self.page.properties(property));
            texts.extend(metas);
            texts
        };
        let mut texts = gather(&self.said.published, "datePublished", metas(names::PUBLISHED));
        texts.extend(self.page.dates(&is_date).into_iter().next());
        release.published = first(texts);
        release.modified =
            first(gather(&self.said.modified, "dateModified", metas(names::MODIFIED)));
        let Some(published) = release.published else { return };
        self.page.drop_date(&|text| {
            let found = read(text);
            let same = |date: Date| {
                let day = Date { time: None, ..date } == Date { time: None, ..published };
                let hands = |date: Date| date.time.map(|time| (time.hour, time.minute));
                day && (date.time.is_none() || hands(date) == hands(published))
            };
            found.is_sure() && found.date.is_some_and(same)
        });
    }

    fn image(&self, around: &html::Around<'_>) -> Option<Image> {
        let address = self.meta(names::IMAGE).or_else(|| self.said.image.clone())?;
        let source = around.file(&address).ok()?;
        let alt = self.meta(names::IMAGE_ALT);
        Some(Image { source, alt, width: None, height: None })
    }
}
