//! The fields of a release, whether they stand in a JSON Feed or in front matter.

use super::{
    Draft, File, Origin, UNDETERMINED, alias,
    details::{attachment, contact, file, media, party, said_status, status},
    fields::{Field, Fields, Notes},
    html::{self, Around, Report},
    items, names,
    problem::{Kind, Place, count, quoted},
    slug,
    withhold::{self, Verdict},
};
use crate::model::{
    Attachment, Block, Date, Image, Language, Release, Revision, Slug, State, Status,
};
use serde_json::Value;
use url::Url;

/// The objects that a release's fields stand in: an item of a feed or front matter, then those
/// nested in it (`_release` and its like). What the first says counts before what others say.
pub(super) struct Entry<'a> {
    scopes: Vec<Fields<'a>>,
    pub(super) file: &'a File<'a>,
}

impl<'a> Entry<'a> {
    pub(super) fn new(item: Fields<'a>, file: &'a File<'a>) -> Self {
        let mut scopes = item.nested(names::NESTED);
        scopes.insert(0, item);
        Self { scopes, file }
    }

    fn notes(&self) -> &'a Notes<'a> {
        self.item().notes
    }

    fn item(&self) -> &Fields<'a> {
        // There is always a first: see `new`.
        &self.scopes[0]
    }

    /// Every field of one of these names that holds something.
    fn all(&self, names: &[&str]) -> impl Iterator<Item = Field<'a>> + use<'a> {
        let found: Vec<Field<'a>> = self.scopes.iter().flat_map(|scope| scope.all(names)).collect();
        found.into_iter()
    }

    /// The first of them.
    pub(super) fn get(&self, names: &[&str]) -> Option<Field<'a>> {
        self.all(names).next()
    }

    /// The first of them that is a line of text.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        self.all(names).find_map(|field| field.text())
    }

    pub(super) fn identifier(&self) -> Option<String> {
        self.all(names::ID).find_map(|field| field.identifier())
    }

    /// Everything but the body. `language` is what applies if the release says none; `body` is the
    /// text as it is written, for what it says of an embargo.
    pub(super) fn read(&self, id: String, language: Option<Language>, body: &str) -> Draft {
        // Settled once all releases are known.
        let mut release = Release::new(id, slug::from_text("release"));
        release.title = self.text(names::TITLE);
        release.summary = self.text(names::SUMMARY);
        release.language = match self.get(names::LANGUAGE).filter(|field| !field.is_blank()) {
            // A language that is none is not replaced by a guess.
            Some(field) => field.language().filter(|known| known.as_str() != UNDETERMINED),
            None => language,
        };
        self.notes().speak(release.language.as_ref());
        let mut verdict = withhold::judge(self.item().map(), &self.item().pointer, self.notes());
        for (name, kind) in [(items::HELD, Kind::Draft), (items::UNCLEAR, Kind::UnclearHold)] {
            if let Some(field) = self.get(&[name]) {
                field.add(kind, format!("{}; withheld", field.raw_text().unwrap_or_default()));
                verdict.held = true;
            }
        }
        release.url = self.all(names::URL).find_map(|field| field.link());
        release.published = self.published();
        release.modified = self.all(names::MODIFIED).find_map(|field| changed(&field));
        release.group = self.get(names::GROUP).and_then(|field| field.identifier());
        release.kind = self.text(names::KIND);
        release.place = self.text(names::PLACE);
        release.rights = self.text(names::RIGHTS);
        release.issuers = self
            .all(names::ISSUERS)
            .flat_map(|field| field.each())
            .filter_map(|field| party(&field))
            .collect();
        release.distributor = self.get(names::DISTRIBUTOR).and_then(|field| party(&field));
        release.site = self.get(names::SITE).and_then(|field| party(&field));
        release.embargo_until = verdict.embargo;
        release.status = self.status();
        let around = self.around(&release);
        release.contacts = self
            .all(names::CONTACTS)
            .flat_map(|field| field.each())
            .filter_map(|field| contact(&field))
            .collect();
        let mut attachments: Vec<Attachment> = self
            .get(names::ATTACHMENTS)
            .map(|field| field.each().iter().filter_map(|f| attachment(f, &around)).collect())
            .unwrap_or_default();
        release.about = self
            .get(names::ABOUT)
            .map(|field| self.markdown(&field, &around, &mut attachments))
            .unwrap_or_default();
        let revisions = self.get(names::REVISIONS).map(|field| field.list());
        release.revisions = revisions
            .unwrap_or_default()
            .iter()
            .filter_map(|field| self.revision(field, &around, &mut attachments))
            .collect();
        release.attachments = attachments;
        release.media = self
            .get(names::MEDIA)
            .map(|field| field.each().iter().filter_map(|field| media(field, &around)).collect())
            .unwrap_or_default();
        release.image = self.image(&release, &around);
        release.gathers = self
            .all(names::GATHERS)
            .flat_map(|field| field.each())
            .filter_map(|field| field.identifier())
            .collect();
        let tags: Vec<(String, Place)> =
            self.all(names::TAGS).flat_map(|field| self.labels(&field)).collect();
        let slug = self
            .text(names::SLUG)
            .map(|text| Slug::new(&text).unwrap_or_else(|| slug::from_text(&text)));
        let own = [&release.title, &release.summary, &release.kind];
        let parts: Vec<&str> =
            own.into_iter().flatten().map(String::as_str).chain([body]).collect();
        let pointer = &self.item().pointer;
        withhold::text(&parts, pointer, withhold::IN_FIELDS, self.notes(), &mut verdict);
        withhold::file_name(self.file.stem, self.notes(), &mut verdict);
        let labels = tags.iter().map(|(tag, _)| tag.as_str());
        withhold::tags(labels, pointer, self.notes(), &mut verdict);
        let origin =
            Origin { source: self.file.source.to_owned(), place: self.notes().place(pointer) };
        let Verdict { appears, held, .. } = verdict;
        Draft { release, origin, slug, aliases: self.aliases(), tags, appears, held }
    }

    /// Former addresses, which lead here; those that no file can have are told.
    fn aliases(&self) -> Vec<(String, Place)> {
        let mut aliases: Vec<(String, Place)> = Vec::new();
        for field in self.all(names::ALIASES).flat_map(|field| field.each()) {
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

    /// Tells what was written and nobody has read. After everything else.
    pub(super) fn tell_unread(&self) {
        self.notes().tell_unread(self.item().map(), &self.item().pointer);
    }

    /// The first date of publication that is one. `published` may also be the `true` of programs
    /// that publish drafts by it.
    fn published(&self) -> Option<Date> {
        let is_switch = |field: &Field<'_>| match field.value {
            Value::Bool(_) => true,
            Value::String(text) => {
                let text = text.trim().to_lowercase();
                matches!(
                    text.as_str(),
                    "true" | "false" | "yes" | "no" | "oui" | "non" | "on" | "off"
                )
            }
            _ => false,
        };
        let mut fields = self.all(names::PUBLISHED).filter(|field| !is_switch(field));
        fields.find_map(|field| field.date())
    }

    /// What became of it: a status, or a name that says it (`withdrawn: 2024-05-04`).
    fn status(&self) -> Option<Status> {
        let own = self.all(names::STATUS).find_map(|field| status(&field));
        own.or_else(|| {
            let said = [(names::WITHDRAWN, State::Withdrawn), (names::CORRECTED, State::Corrected)];
            said.into_iter().find_map(|(names, state)| {
                self.all(names).find_map(|field| said_status(&field, state))
            })
        })
    }

    /// The labels of a list, or of one line with commas between them.
    fn labels(&self, field: &Field<'_>) -> Vec<(String, Place)> {
        let place = |field: &Field<'_>| self.notes().place(&field.pointer);
        match field.value {
            Value::String(_) => {
                let line = field.text().unwrap_or_default();
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
        let own = self.get(&[items::BASE]).and_then(|field| Url::parse(field.raw_text()?).ok());
        let from_site = own.is_some();
        let base = own.or_else(|| Url::parse(release.url.as_ref()?.as_str()).ok());
        let File { locate, make, templates, .. } = *self.file;
        Around { base, from_site, locate, make, templates }
    }

    /// Tells what a conversion had to leave out, each sort once.
    pub(super) fn tell(&self, pointer: &str, report: &Report) {
        tell(self.notes(), pointer, report);
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

    /// The text of a body as it is written, whatever its form.
    pub(super) fn written(&self) -> &'a str {
        if let Some(words) = self.get(&[items::WORDS]) {
            return words.value.as_str().unwrap_or_default();
        }
        let all = [names::MARKUP, names::MARKDOWN, names::TEXT, names::CONTENT].concat();
        self.all(&all).find_map(|field| field.value.as_str()).unwrap_or_default()
    }

    /// The body: HTML if there is any, else Markdown, else plain text, of the first of `scopes`
    /// that has one. Files that it links to are added to the attachments.
    fn body_of(
        &self,
        scopes: &[&Fields<'a>],
        around: &Around<'_>,
        attachments: &mut Vec<Attachment>,
    ) -> Vec<Block> {
        let all = |names: &[&str]| -> Vec<Field<'a>> {
            scopes.iter().flat_map(|scope| scope.all(names)).collect()
        };
        // One that has another name: markup if it looks so.
        let content = all(names::CONTENT);
        let tagged = |field: &Field<'_>| field.value.as_str().is_some_and(looks_like_markup);
        let (markup, plain): (Vec<_>, Vec<_>) = content.into_iter().partition(tagged);
        let bodies = [
            (Form::Markup, [all(names::MARKUP), markup].concat()),
            (Form::Markdown, all(names::MARKDOWN)),
            (Form::Text, [all(names::TEXT), plain].concat()),
        ];
        let mut bodies = bodies.into_iter().flat_map(|(form, fields)| {
            fields.into_iter().filter(|field| !field.is_blank()).map(move |field| (form, field))
        });
        let Some((form, field)) = bodies.next() else { return Vec::new() };
        // JSON Feed 1.1 has a text beside the markup, which says the same.
        let others = bodies.filter(|(_, other)| {
            let name = other.pointer.rsplit('/').next().unwrap_or_default();
            names::CONTENT.contains(&name) && other.value != field.value
        });
        for (_, other) in others {
            let used = field.pointer.rsplit('/').next().unwrap_or_default();
            other.add(
                Kind::UnknownKey,
                format!("a second text; {used} is used, and this one is read by nobody"),
            );
        }
        let Some(text) = field.raw_text() else { return Vec::new() };
        let mut report = Report::default();
        let blocks = match form {
            Form::Markup => html::content(text, around, &mut report),
            Form::Markdown => super::markdown::blocks(text, around, &mut report),
            Form::Text => html::plain_content(text, &mut report),
        };
        self.tell(&field.pointer, &report);
        report.attach(attachments);
        blocks
    }

    /// The body of the release.
    pub(super) fn body(
        &self,
        around: &Around<'_>,
        attachments: &mut Vec<Attachment>,
    ) -> Vec<Block> {
        self.body_of(&self.scopes.iter().collect::<Vec<_>>(), around, attachments)
    }

    fn revision(
        &self,
        field: &Field<'_>,
        around: &Around<'_>,
        attachments: &mut Vec<Attachment>,
    ) -> Option<Revision> {
        let fields = field.object()?;
        let date = fields.date(&["date", "date_published"]);
        let body = self.body_of(&[&fields], around, attachments);
        (!body.is_empty() || date.is_some()).then_some(Revision { date, body })
    }

    fn image(&self, release: &Release, around: &Around<'_>) -> Option<Image> {
        let field = self.get(names::IMAGE)?;
        let (given, inner) = match field.value {
            Value::Object(_) => {
                let fields = field.object()?;
                (fields.get(names::part::ADDRESS)?, Some(fields))
            }
            _ => (field, None),
        };
        let alt = self.text(names::IMAGE_ALT);
        let alt = alt.or_else(|| inner.as_ref().and_then(|fields| fields.text(names::part::ALT)));
        let source = file(&given, around)?;
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
        const MOST: usize = 12;
        let mut each: Vec<String> = counts
            .iter()
            .take(MOST)
            .map(|(what, n)| if *n == 1 { what.clone() } else { format!("{what} ({n} times)") })
            .collect();
        if counts.len() > MOST {
            each.push(format!("{} more", counts.len() - MOST));
        }
        each.join(", ")
    };
    if !report.dropped.is_empty() {
        let message = format!("left out what a page may not contain: {}", listed(&report.dropped));
        notes.add(pointer, Kind::DroppedMarkup, message);
    }
    if !report.repaired.is_empty() {
        let each: Vec<&str> = report.repaired.keys().copied().collect();
        let message = format!("put right in the text: {}; mend it at its source", each.join(", "));
        notes.add(pointer, Kind::Repaired, message);
    }
    if report.too_deep {
        let message = "its markup is nested deeper than can be read; the text is kept without it; \
                       simplify the markup";
        notes.add(pointer, Kind::TooDeep, message);
    }
    if !report.leftovers.is_empty() {
        let total = report.leftovers.values().sum();
        let message = format!(
            "{} of a template language left in the text: {}; publish from the finished page, or say \
             --templates wml or --templates hugo if the sources are written in one of these",
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
    if let Some(first) = report.schemeless.first() {
        let message = format!(
            "{} without https://, such as {}; it is put before, as that is surely meant; write the \
             whole address",
            count(report.schemeless.len(), "link"),
            quoted(first)
        );
        notes.add(pointer, Kind::Repaired, message);
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

/// In which form a body is written.
#[derive(Clone, Copy)]
enum Form {
    Markup,
    Markdown,
    Text,
}

/// Whether a text has elements in it, as a name that says neither leaves open.
fn looks_like_markup(text: &str) -> bool {
    [
        "<p", "<br", "<div", "<h1", "<h2", "<h3", "<ul", "<ol", "<table", "<figure", "<img", "<a ",
        "<strong", "<em>",
    ]
    .iter()
    .any(|tag| text.to_ascii_lowercase().contains(tag))
}

/// When it was last changed; `updated: true` says no date.
fn changed(field: &Field<'_>) -> Option<Date> {
    if field.value.is_boolean() { None } else { field.date() }
}
