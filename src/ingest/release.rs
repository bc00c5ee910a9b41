//! The fields of a release, whether they stand in a JSON Feed or in front matter.

use super::{
    Draft, File, Origin, alias,
    details::{attachment, contact, file, media, party, status},
    fields::{Field, Fields, Notes},
    html::{self, Around, Report},
    problem::{Kind, Place, count, quoted},
    slug,
};
use crate::model::{Attachment, Block, Clock, Date, Image, Language, Release, Revision, Slug};
use serde_json::Value;
use url::Url;

/// The two objects that a release's fields stand in: an item of a feed and its `_release`, or
/// front matter twice.
pub(super) struct Entry<'a> {
    pub(super) item: Fields<'a>,
    pub(super) extension: Fields<'a>,
    pub(super) file: &'a File<'a>,
}

/// Names under which other programs know our fields.
mod names {
    pub(super) const SUMMARY: &[&str] = &["summary", "description", "deck", "excerpt"];
    pub(super) const LANGUAGE: &[&str] = &["language", "lang", "locale"];
    pub(super) const URL: &[&str] = &["url", "external_url", "source_url", "canonical_url"];
    pub(super) const PUBLISHED: &[&str] =
        &["date_published", "published", "date", "published_at", "publishDate", "publish_date"];
    pub(super) const MODIFIED: &[&str] =
        &["date_modified", "modified", "updated", "lastmod", "updated_at", "last_modified"];
    pub(super) const TAGS: &[&str] = &["tags", "topics", "categories", "subjects"];
    pub(super) const ISSUERS: &[&str] = &["authors", "author", "issuers", "issuer"];
    pub(super) const GROUP: &[&str] = &["group", "translationKey", "translation_key"];
    pub(super) const PLACE: &[&str] = &["place", "location", "dateline"];
    pub(super) const CONTACTS: &[&str] = &["contacts", "contact"];
    pub(super) const ABOUT: &[&str] = &["about", "boilerplate"];
    pub(super) const RIGHTS: &[&str] = &["rights", "copyright"];
    pub(super) const IMAGE: &[&str] = &["image", "banner_image", "featured_image"];
    pub(super) const IMAGE_ALT: &[&str] = &["image_alt", "image-alt", "imageAlt", "alt"];
    pub(super) const SITE: &[&str] = &["site", "source"];
    pub(super) const ALIASES: &[&str] = &["aliases", "alias", "redirect_from", "redirectFrom"];
}

impl Entry<'_> {
    fn notes(&self) -> &Notes<'_> {
        self.item.notes
    }

    /// Whether the author says that it is not finished.
    pub(super) fn is_draft(&self) -> bool {
        let says = |name: &str, word: &str, value: bool| {
            self.item.get(&[name]).is_some_and(|field| match field.value {
                Value::Bool(found) => *found == value,
                Value::String(text) => text.trim().eq_ignore_ascii_case(word),
                _ => false,
            })
        };
        says("draft", "true", true) || says("published", "false", false)
    }

    /// Everything but the body. `language` is what applies if the release says none.
    pub(super) fn read(&self, id: String, language: Option<Language>) -> Draft {
        let (item, extension) = (&self.item, &self.extension);
        // Settled once all releases are known.
        let mut release = Release::new(id, slug::from_text("release"));
        release.title = item.text(&["title"]);
        release.summary = item.text(names::SUMMARY);
        release.language = match item.get(names::LANGUAGE).filter(|field| !field.is_blank()) {
            // A language that is none is not replaced by a guess.
            Some(field) => field.language(),
            None => language,
        };
        release.url = item.link(names::URL);
        release.published = published(item);
        release.modified = item.date(names::MODIFIED);
        release.group = extension.get(names::GROUP).and_then(|field| field.identifier());
        release.kind = extension.text(&["kind"]);
        release.place = extension.text(names::PLACE);
        release.rights = extension.text(names::RIGHTS);
        release.issuers = item
            .all(names::ISSUERS)
            .flat_map(|field| field.each())
            .filter_map(|f| party(&f))
            .collect();
        release.distributor = extension.get(&["distributor"]).and_then(|field| party(&field));
        release.site = extension.get(names::SITE).and_then(|field| party(&field));
        release.embargo_until = self.embargo();
        release.status = extension.get(&["status"]).and_then(|field| status(&field));
        let around = self.around(&release);
        release.contacts = extension
            .all(names::CONTACTS)
            .flat_map(|field| field.each())
            .filter_map(|field| contact(&field))
            .collect();
        let mut attachments: Vec<Attachment> = item
            .get(&["attachments"])
            .map(|field| field.each().iter().filter_map(|f| attachment(f, &around)).collect())
            .unwrap_or_default();
        release.about = extension
            .get(names::ABOUT)
            .map(|field| self.markdown(&field, &around, &mut attachments))
            .unwrap_or_default();
        let revisions = extension.get(&["revisions"]).map(|field| field.list());
        release.revisions = revisions
            .unwrap_or_default()
            .iter()
            .filter_map(|field| self.revision(field, &around, &mut attachments))
            .collect();
        release.attachments = attachments;
        release.media = extension
            .get(&["media"])
            .map(|field| field.each().iter().filter_map(|field| media(field, &around)).collect())
            .unwrap_or_default();
        release.image = self.image(&release, &around);
        let tags = item.all(names::TAGS).flat_map(|field| self.labels(&field)).collect();
        let slug = extension
            .text(&["slug"])
            .map(|text| Slug::new(&text).unwrap_or_else(|| slug::from_text(&text)));
        let aliases = self.aliases();
        let place = self.notes().place(&item.pointer);
        let origin = Origin { source: self.file.source.to_owned(), place };
        Draft { release, origin, slug, aliases, tags, held: false }
    }

    /// Former addresses, which lead here; those that no file can have are told.
    fn aliases(&self) -> Vec<(String, Place)> {
        // Front matter is both the item and its extension.
        let apart = self.item.pointer != self.extension.pointer;
        let extension = self.extension.all(names::ALIASES).filter(|_| apart);
        let fields = self.item.all(names::ALIASES).chain(extension).flat_map(|field| field.each());
        let mut aliases: Vec<(String, Place)> = Vec::new();
        for field in fields {
            let Some(text) = field.identifier() else { continue };
            match alias::file(&text) {
                Ok(file) if aliases.iter().any(|(known, _)| *known == file) => {}
                Ok(file) => aliases.push((file, self.notes().place(&field.pointer))),
                Err(reason) => field.add(
                    Kind::BadAlias,
                    format!(
                        "{} cannot lead here: {reason}; write the address below the newsroom's, such \
                         as /2019/quai.html, or a former slug",
                        quoted(&text)
                    ),
                ),
            }
        }
        aliases
    }

    /// The labels of a list, or of one line with commas between them.
    fn labels(&self, field: &Field<'_>) -> Vec<(String, Place)> {
        let place = |field: &Field<'_>| self.notes().place(&field.pointer);
        match field.value {
            Value::String(line) => {
                let labels = line.split(',').map(html::one_line).filter(|label| !label.is_empty());
                labels.map(|label| (label, place(field))).collect()
            }
            _ => {
                let each = field.each();
                each.iter().filter_map(|field| Some((field.text()?, place(field)))).collect()
            }
        }
    }

    /// What addresses in the text are relative to.
    pub(super) fn around(&self, release: &Release) -> Around<'_> {
        let base = release.url.as_ref().and_then(|url| Url::parse(url.as_str()).ok());
        Around { base, locate: self.file.locate }
    }

    /// Tells what a conversion had to leave out, each sort once.
    pub(super) fn tell(&self, pointer: &str, report: &Report) {
        tell(self.notes(), pointer, report);
    }

    /// An embargo that cannot be understood never ends: better withheld than let out early.
    fn embargo(&self) -> Option<Date> {
        let mut fields: Vec<Field<'_>> = self.extension.beginning("embargo").collect();
        if self.item.pointer != self.extension.pointer {
            fields.extend(self.item.beginning("embargo"));
        }
        let fields = fields.iter().filter(|field| match field.value {
            Value::Bool(on) => *on,
            Value::String(text) => {
                !text.trim().is_empty() && !text.trim().eq_ignore_ascii_case("false")
            }
            _ => true,
        });
        let ends = fields.map(|field| {
            let date = match field.value {
                Value::String(_) => field.date(),
                _ => {
                    field.wrong_type("a date with a time and a zone");
                    None
                }
            };
            let zoned = date.is_some_and(|date| date.time.is_some_and(|t| t.offset.is_some()));
            if date.is_some() && !zoned {
                field.add(
                    Kind::EmbargoWithoutZone,
                    "without a time and a zone nobody can tell when the embargo ends, so the \
                     release is withheld; write 2024-12-31T14:30:00+01:00",
                );
            }
            date.filter(|_| zoned).or(forever())
        });
        ends.flatten().max_by_key(Date::unix_seconds)
    }

    fn markdown(
        &self,
        field: &Field<'_>,
        around: &Around<'_>,
        attachments: &mut Vec<Attachment>,
    ) -> Vec<Block> {
        let mut report = Report::default();
        let blocks = field
            .raw_text()
            .map(|text| super::markdown::blocks(text, around, &mut report))
            .unwrap_or_default();
        self.tell(&field.pointer, &report);
        report.attach(attachments);
        blocks
    }

    /// The body: HTML if there is any, else Markdown, else plain text. Files that it links to are
    /// added to the attachments.
    pub(super) fn body(
        &self,
        item: &Fields<'_>,
        extension: &Fields<'_>,
        around: &Around<'_>,
        attachments: &mut Vec<Attachment>,
    ) -> Vec<Block> {
        if let Some(field) = item.get(&["content_html"])
            && let Some(text) = field.raw_text()
        {
            let mut report = Report::default();
            let blocks = html::blocks(text, around, &mut report);
            self.tell(&field.pointer, &report);
            report.attach(attachments);
            return blocks;
        }
        if let Some(field) = extension.get(&["content_markdown"]) {
            return self.markdown(&field, around, attachments);
        }
        let text = item.get(&["content_text"]);
        text.and_then(|field| field.raw_text().map(html::plain_text)).unwrap_or_default()
    }

    fn revision(
        &self,
        field: &Field<'_>,
        around: &Around<'_>,
        attachments: &mut Vec<Attachment>,
    ) -> Option<Revision> {
        let fields = field.object()?;
        let date = fields.date(&["date", "date_published"]);
        let body = self.body(&fields, &fields, around, attachments);
        (!body.is_empty() || date.is_some()).then_some(Revision { date, body })
    }

    fn image(&self, release: &Release, around: &Around<'_>) -> Option<Image> {
        let field = self.item.get(names::IMAGE).or_else(|| self.extension.get(names::IMAGE))?;
        let (given, inner) = match field.value {
            Value::Object(_) => {
                let fields = field.object()?;
                (fields.get(&["url", "src"])?, Some(fields))
            }
            _ => (field, None),
        };
        let source = file(&given, around)?;
        let alt = self.extension.text(names::IMAGE_ALT);
        let alt = alt.or_else(|| inner.as_ref().and_then(|fields| fields.text(names::IMAGE_ALT)));
        // The same file may be described among the media.
        let same = release.media.iter().map(|media| &media.image).find(|i| i.source == source);
        Some(Image {
            alt: alt.or_else(|| same.and_then(|image| image.alt.clone())),
            width: same.and_then(|image| image.width),
            height: same.and_then(|image| image.height),
            source,
        })
    }
}

/// Tells what a conversion had to leave out, each sort once for the whole text.
pub(super) fn tell(notes: &Notes<'_>, pointer: &str, report: &Report) {
    let listed = |counts: &std::collections::BTreeMap<String, usize>| {
        let each: Vec<String> = counts
            .iter()
            .map(|(what, n)| if *n == 1 { what.clone() } else { format!("{what} ({n} times)") })
            .collect();
        each.join(", ")
    };
    if !report.dropped.is_empty() {
        let message = format!("left out what a page may not contain: {}", listed(&report.dropped));
        notes.add(pointer, Kind::DroppedMarkup, message);
    }
    if !report.leftovers.is_empty() {
        let total = report.leftovers.values().sum();
        let message = format!(
            "{} of a template language left in the text: {}; publish from the finished page",
            count(total, "mark"),
            listed(&report.leftovers)
        );
        notes.add(pointer, Kind::TemplateLeftover, message);
    }
    if let Some(first) = report.relative.first() {
        let message = format!(
            "{} without a whole address, such as {}, kept as text only; write https://… or give \
             the release its url",
            count(report.relative.len(), "link"),
            quoted(first)
        );
        notes.add(pointer, Kind::RelativeLink, message);
    }
    if let Some(first) = report.missing.first() {
        let message = format!(
            "{} in the text not found, such as {}; put the files beside the release or correct \
             their names",
            count(report.missing.len(), "picture"),
            quoted(first)
        );
        notes.add(pointer, Kind::MissingFile, message);
    }
    if report.without_alt > 0 {
        let message = format!(
            "{} in the text without alternative text; say in alt what is to be seen, for those \
             who cannot see it",
            count(report.without_alt, "picture")
        );
        notes.add(pointer, Kind::MissingAlt, message);
    }
}

/// `published` may also be the `true` of programs that publish drafts by it.
fn published(item: &Fields<'_>) -> Option<Date> {
    let is_switch = |field: &Field<'_>| match field.value {
        Value::Bool(_) => true,
        Value::String(text) => matches!(text.trim(), "true" | "false"),
        _ => false,
    };
    item.all(names::PUBLISHED).filter(|field| !is_switch(field)).find_map(|field| field.date())
}

fn forever() -> Option<Date> {
    let clock = Clock { hour: 23, minute: 59, second: 59, offset: Some(0) };
    Date::new(9999, 12, 31, Some(clock))
}
