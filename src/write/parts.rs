//! The rest of the page of a release: what it is about, whom to reach, its files, and what stands beside the form.

use super::{
    edit::{Editing, begin, checkbox, choice, hidden, small},
    form::{MEDIUM, Medium, PERSON, Person},
    look::Field,
    page::{Page, fate_name},
};
use crate::{i18n::Interface, ingest::plain_name, publish::Markup};
use std::collections::BTreeSet;

/// How many issuers of other releases are offered.
const MOST: usize = 12;

impl Editing<'_> {
    /// Which release a form throws the text away of.
    pub(super) fn release(&self, m: &mut Markup) {
        hidden(m, "key", &self.sent.key());
        hidden(m, "file", &self.sent.file);
        hidden(m, "item", &self.sent.item);
    }

    /// What saving does with a release that stands in a file with others.
    pub(super) fn moves(&self, page: &mut Page) {
        let Some(moves) = self.moves else { return };
        let said = page.words.moves.replacen("{}", &moves.from, 1).replacen("{}", &moves.to, 1);
        page.markup.leaf("p", &[("class", "w-message"), ("id", "moves")], &said);
    }

    pub(super) fn save(&self, page: &mut Page) {
        let (words, m) = (page.words, &mut page.markup);
        m.open("div", &[("class", "w-save")]);
        let mut own =
            vec![("class", "k-button k-button--strong"), ("id", "save"), ("data-goes", "")];
        own.extend(self.moves.map(|_| ("aria-describedby", "own-file")));
        m.leaf("button", &own, words.save);
        if self.moves.is_some() {
            m.leaf("p", &[("id", "own-file")], words.moves_save);
        }
        m.leaf("p", &[("id", "status"), ("role", "status")], "");
        m.close("div");
    }

    pub(super) fn about(&self, page: &mut Page) {
        let (words, form) = (page.words, &self.sent.form);
        begin(&mut page.markup, words.about_it, "");
        let m = &mut page.markup;
        m.open("div", &[("class", "w-field")]);
        m.leaf("label", &[("for", "language")], words.language);
        m.open(
            "select",
            &[("id", "language"), ("name", "language"), ("aria-describedby", "told-language")],
        );
        choice(m, "", words.language_own, form.language.is_empty());
        let mut tags: Vec<&str> =
            self.newsroom.loaded.newsroom.languages.iter().map(|tag| tag.as_str()).collect();
        tags.extend(["fr", "en"]);
        tags.push(&form.language);
        let mut known: BTreeSet<&str> = BTreeSet::from([""]);
        for tag in tags.into_iter().filter(|tag| known.insert(tag)) {
            let name = match Interface::new(tag) {
                Some(interface) if interface.tag() == tag => interface.endonym(),
                _ => tag,
            };
            choice(m, tag, name, tag == form.language);
        }
        m.close("select");
        m.close("div");
        self.told(page, Field::Language);
        self.issuers(page);
        self.topics(page);
        self.line(page, Field::Place, &form.place, words.place_help, &[]);
        page.markup.close("fieldset");
    }

    fn issuers(&self, page: &mut Page) {
        let (words, chosen) = (page.words, &self.sent.form.issuers);
        let loaded = &self.newsroom.loaded;
        let declared =
            loaded.issuers.iter().filter_map(|names| names.first()).map(|(_, name)| name.as_str());
        let named = self
            .newsroom
            .releases()
            .flat_map(|(one, _)| &one.release.issuers)
            .map(|party| party.name.as_str());
        let mut known = BTreeSet::new();
        // A name that would come back as two is not put into the field for several.
        let whole = chosen.iter().map(String::as_str).filter(|name| name.contains(';'));
        let offered: Vec<&str> = whole
            .chain(declared)
            .chain(named)
            .filter(|name| known.insert(*name))
            .take(MOST)
            .collect();
        begin(&mut page.markup, words.issuers, "");
        self.ticks(page, "issuer", &offered, chosen);
        let others: Vec<&str> =
            chosen.iter().map(String::as_str).filter(|name| !offered.contains(name)).collect();
        let described = [("aria-describedby", "help-issuers told-issuers")];
        small(
            &mut page.markup,
            "more_issuers",
            words.issuers_other,
            "text",
            &others.join("; "),
            &described,
        );
        page.markup.leaf("p", &[("class", "w-help"), ("id", "help-issuers")], words.issuers_help);
        self.told(page, Field::Issuers);
        page.markup.close("fieldset");
    }

    fn topics(&self, page: &mut Page) {
        let (words, chosen) = (page.words, &self.sent.form.topics);
        let file = self.moves.map_or(self.sent.file.as_str(), |moves| &moves.to);
        let release = self.newsroom.release(file);
        let own = release.and_then(|(one, _)| one.release.language.as_ref());
        let main = self.newsroom.loaded.newsroom.languages.first();
        let language = own.or(main).map_or("", |tag| tag.primary());
        let topics = &self.newsroom.loaded.newsroom.topics;
        let mut offered: Vec<&str> = topics.iter().map(|topic| topic.label(language).0).collect();
        let whole = chosen.iter().map(String::as_str).filter(|name| name.contains(','));
        offered.extend(whole.filter(|name| !offered.contains(name)).collect::<Vec<_>>());
        // One that is named in another language is the same.
        let same = |name: &str| {
            let of = |label: &str| plain_name(label) == plain_name(name);
            let topic = topics.iter().find(|topic| {
                topic.slug.as_str() == name || topic.labels.iter().any(|(_, label)| of(label))
            });
            topic.map(|topic| topic.label(language).0)
        };
        let ticked: Vec<String> =
            chosen.iter().map(|name| same(name).unwrap_or(name).to_owned()).collect();
        begin(&mut page.markup, words.topics, "");
        self.ticks(page, "topic", &offered, &ticked);
        let others: Vec<&str> =
            ticked.iter().map(String::as_str).filter(|name| !offered.contains(name)).collect();
        let described = [("aria-describedby", "help-topics told-topics")];
        small(
            &mut page.markup,
            "more_topics",
            words.topics_other,
            "text",
            &others.join(", "),
            &described,
        );
        page.markup.leaf("p", &[("class", "w-help"), ("id", "help-topics")], words.topics_help);
        self.told(page, Field::Topics);
        page.markup.close("fieldset");
    }

    fn ticks(&self, page: &mut Page, name: &str, offered: &[&str], chosen: &[String]) {
        page.markup.open("div", &[("class", "w-ticks")]);
        for label in offered {
            checkbox(
                &mut page.markup,
                name,
                label,
                label,
                chosen.iter().any(|known| known == label),
            );
        }
        page.markup.close("div");
    }

    pub(super) fn contacts(&self, page: &mut Page) {
        let (words, contacts) = (page.words, &self.sent.form.contacts);
        begin(&mut page.markup, words.contacts, words.contacts_help);
        page.markup.open("div", &[("id", "contacts")]);
        let none = Person::default();
        // One that is empty, to be filled in where there is no script that adds one.
        for (row, person) in contacts.iter().chain(contacts.is_empty().then_some(&none)).enumerate()
        {
            self.contact(page, &row.to_string(), person);
        }
        page.markup.close("div");
        page.markup.open("template", &[("id", "contact")]);
        self.contact(page, "NUMBER", &none);
        page.markup.close("template");
        page.markup.leaf(
            "button",
            &[
                ("type", "button"),
                ("class", "k-button"),
                ("data-add", "contact"),
                ("hidden", "hidden"),
            ],
            words.contact_add,
        );
        self.told(page, Field::Contacts);
        page.markup.close("fieldset");
    }

    fn contact(&self, page: &mut Page, row: &str, person: &Person) {
        let (words, m) = (page.words, &mut page.markup);
        let number =
            row.parse::<usize>().map_or_else(|_| row.to_owned(), |row| (row + 1).to_string());
        m.open("fieldset", &[("class", "w-part")]);
        m.leaf("legend", &[], &words.contact.replace("{}", &number));
        if let Some(from) = person.from {
            hidden(m, &format!("contact-{row}-from"), &from.to_string());
        }
        let labels = [
            words.contact_name,
            words.contact_role,
            words.contact_organisation,
            words.contact_email,
            words.contact_phone,
        ];
        m.open("div", &[("class", "w-row")]);
        for (((_, part), value), label) in PERSON.iter().zip(&person.says).zip(labels) {
            let kind = if *part == "phone" { "tel" } else { "text" };
            small(m, &format!("contact-{row}-{part}"), label, kind, value, &[]);
        }
        m.close("div");
        m.close("fieldset");
    }

    pub(super) fn media(&self, page: &mut Page) {
        let (words, form) = (page.words, &self.sent.form);
        begin(&mut page.markup, words.media, words.media_help);
        page.markup.open("div", &[("id", "media-rows")]);
        for (row, medium) in form.media.iter().enumerate() {
            self.medium(page, &row.to_string(), medium);
        }
        page.markup.close("div");
        page.markup.open("div", &[("id", "paper-rows")]);
        for (row, paper) in form.papers.iter().enumerate() {
            self.paper(page, &row.to_string(), paper.from, &paper.file, &paper.title);
        }
        page.markup.close("div");
        page.markup.open("template", &[("id", "medium")]);
        self.medium(page, "NUMBER", &Medium::default());
        page.markup.close("template");
        page.markup.open("template", &[("id", "paper")]);
        self.paper(page, "NUMBER", None, "", "");
        page.markup.close("template");
        let m = &mut page.markup;
        m.open("div", &[("class", "w-upload"), ("hidden", "hidden"), ("id", "uploads")]);
        m.leaf("label", &[("for", "upload")], words.upload);
        m.leaf("p", &[("class", "w-help"), ("id", "help-upload")], words.upload_needs);
        m.empty(
            "input",
            &[("type", "file"), ("id", "upload"), ("aria-describedby", "help-upload uploaded")],
        );
        m.leaf("p", &[("id", "uploaded"), ("role", "status")], "");
        m.close("div");
        self.told(page, Field::Media);
        self.told(page, Field::Papers);
        self.first(page);
        page.markup.close("fieldset");
    }

    fn medium(&self, page: &mut Page, row: &str, medium: &Medium) {
        let (words, m) = (page.words, &mut page.markup);
        let number =
            row.parse::<usize>().map_or_else(|_| row.to_owned(), |row| (row + 1).to_string());
        m.open("fieldset", &[("class", "w-part w-medium"), ("data-file", &medium.file)]);
        m.leaf("legend", &[], &words.medium.replace("{}", &number));
        if let Some(from) = medium.from {
            hidden(m, &format!("media-{row}-from"), &from.to_string());
        }
        let shown = is_picture(&medium.file).then(|| thumbnail(&self.sent.file, &medium.file));
        if row == "NUMBER" || shown.is_some() {
            m.empty(
                "img",
                &[
                    ("class", "w-medium__picture"),
                    ("alt", ""),
                    ("src", shown.as_deref().unwrap_or("data:,")),
                ],
            );
        }
        m.leaf("p", &[("class", "w-medium__file")], &medium.file);
        hidden(m, &format!("media-{row}-file"), &medium.file);
        let labels =
            [words.medium_alt, words.medium_caption, words.medium_credit, words.medium_licence];
        m.open("div", &[("class", "w-row")]);
        for (((_, part), value), label) in MEDIUM.iter().zip(&medium.says).zip(labels) {
            let alt = [("aria-describedby", "told-media"), ("data-alt", "")];
            small(
                m,
                &format!("media-{row}-{part}"),
                label,
                "text",
                value,
                if *part == "alt" { &alt } else { &[] },
            );
        }
        m.close("div");
        m.open("div", &[("class", "w-row")]);
        m.leaf(
            "button",
            &[
                ("type", "button"),
                ("class", "k-button"),
                ("data-insert", row),
                ("hidden", "hidden"),
            ],
            words.medium_insert,
        );
        checkbox(m, &format!("media-{row}-drop"), "yes", words.medium_drop, false);
        m.close("div");
        m.close("fieldset");
    }

    fn paper(&self, page: &mut Page, row: &str, from: Option<usize>, file: &str, title: &str) {
        let (words, m) = (page.words, &mut page.markup);
        let number =
            row.parse::<usize>().map_or_else(|_| row.to_owned(), |row| (row + 1).to_string());
        m.open("fieldset", &[("class", "w-part"), ("data-file", file)]);
        m.leaf("legend", &[], &words.paper.replace("{}", &number));
        if let Some(from) = from {
            hidden(m, &format!("paper-{row}-from"), &from.to_string());
        }
        m.leaf("p", &[("class", "w-medium__file")], file);
        hidden(m, &format!("paper-{row}-file"), file);
        small(m, &format!("paper-{row}-title"), words.paper_title, "text", title, &[]);
        checkbox(m, &format!("paper-{row}-drop"), "yes", words.paper_drop, false);
        m.close("fieldset");
    }

    fn first(&self, page: &mut Page) {
        let (words, form) = (page.words, &self.sent.form);
        let m = &mut page.markup;
        m.open("div", &[("class", "w-row")]);
        m.open("div", &[("class", "w-field")]);
        m.leaf("label", &[("for", "image")], words.image);
        m.open("select", &[("id", "image"), ("name", "image"), ("aria-describedby", "told-image")]);
        choice(m, "", words.image_none, form.image.is_empty());
        let mut known = BTreeSet::from([""]);
        let files =
            form.media.iter().map(|medium| medium.file.as_str()).filter(|file| is_picture(file));
        for file in files.chain([form.image.as_str()]) {
            if known.insert(file) {
                choice(m, file, file, file == form.image);
            }
        }
        m.close("select");
        m.close("div");
        small(
            m,
            "image_alt",
            words.image_alt,
            "text",
            &form.image_alt,
            &[("aria-describedby", "help-image-alt")],
        );
        m.close("div");
        m.leaf("p", &[("class", "w-help"), ("id", "help-image-alt")], words.image_alt_help);
        self.told(page, Field::Image);
    }

    /// What would become of it, how complete it is, and the page itself.
    pub(super) fn beside(&self, page: &mut Page) {
        let (words, interface) = (page.words, page.interface);
        let m = &mut page.markup;
        m.open("aside", &[("class", "w-beside"), ("aria-label", words.preview)]);
        let class = format!("w-fate w-fate--{}", fate_name(&self.found.fate));
        m.open("p", &[("class", "w-beside__line")]);
        m.leaf(
            "span",
            &[("class", &class), ("id", "fate")],
            &words.fate(&self.found.fate, interface),
        );
        m.leaf(
            "span",
            &[("id", "complete")],
            &words.complete.replace("{}", &self.found.percent.to_string()),
        );
        m.close("p");
        let lacks: Vec<&str> =
            self.found.lacks.iter().map(|wanted| words.wanted(*wanted, interface)).collect();
        m.open("p", &[("class", "w-missing")]);
        m.leaf("strong", &[], words.missing);
        m.leaf(
            "span",
            &[("id", "missing")],
            if lacks.is_empty() { words.missing_none.to_owned() } else { lacks.join(", ") }
                .as_str(),
        );
        m.close("p");
        self.told(page, Field::Whole);
        let m = &mut page.markup;
        m.leaf("h2", &[], words.preview);
        m.leaf("p", &[("class", "w-help")], words.preview_help);
        let none = self.preview.is_none();
        let mut own =
            vec![("id", "preview"), ("title", words.preview), ("sandbox", "allow-same-origin")];
        own.extend(self.preview.as_deref().map(|at| ("src", at)));
        if none {
            own.push(("hidden", "hidden"));
        }
        m.leaf("iframe", &own, "");
        let mut own = vec![("id", "no-preview"), ("class", "w-note")];
        if !none {
            own.push(("hidden", "hidden"));
        }
        m.leaf("p", &own, words.preview_none);
        m.close("aside");
    }
}

/// Where a picture of the folder can be seen that a release in it names.
fn thumbnail(of: &str, file: &str) -> String {
    let beside = of.rsplit_once('/').map(|(folder, _)| format!("{folder}/{file}"));
    let own = if file.starts_with('/') { None } else { beside };
    let file = own.as_deref().unwrap_or(file);
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("name", file).finish();
    format!("/file?{query}")
}

/// Whether a file of that name can be shown in the form.
pub(super) fn is_picture(file: &str) -> bool {
    let ending = file.rsplit('.').next().unwrap_or_default().to_lowercase();
    !file.contains("://")
        && matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg")
}
