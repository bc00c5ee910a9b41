//! The page of one release: its fields, what is wrong beside each, and the preview.

use super::{
    form::Sent,
    item::Moves,
    look::{Field, Found, Newsroom},
    moment,
    page::Page,
};
use crate::{ingest::Severity, model::State, publish::Markup};

/// All that it shows.
pub(super) struct Editing<'a> {
    pub(super) sent: &'a Sent,
    pub(super) newsroom: &'a Newsroom,
    pub(super) found: &'a Found,
    /// Whether it is public on the disk, so that a change is told.
    pub(super) corrects: bool,
    /// What is said at the top, and whether as an alarm.
    pub(super) message: Option<(String, bool)>,
    /// The file as it is on the disk, where that is another than the one that was opened.
    pub(super) theirs: Option<&'a str>,
    /// Whether the text was kept and not saved.
    pub(super) kept: bool,
    /// Where the preview is.
    pub(super) preview: Option<String>,
    pub(super) own_zone: String,
    /// Of a release that stands in a file with others.
    pub(super) moves: Option<&'a Moves>,
}

type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Editing<'_> {
    pub(super) fn write(&self, mut page: Page) -> String {
        let (words, sent) = (page.words, self.sent);
        let m = &mut page.markup;
        m.open("p", &[("class", "w-back")]);
        m.leaf("a", &[("href", "/")], words.back);
        m.close("p");
        m.leaf(
            "h1",
            &[],
            if sent.file.is_empty() { words.new_heading } else { words.edit_heading },
        );
        m.open("noscript", &[]);
        m.leaf("p", &[("class", "w-note")], words.no_scripts);
        m.close("noscript");
        if let Some((message, alarm)) = &self.message {
            let (class, role) = if *alarm {
                ("w-message w-message--alarm", "alert")
            } else {
                ("w-message", "status")
            };
            m.leaf("p", &[("class", class), ("role", role)], message);
        }
        if self.kept {
            m.open("form", &[("class", "w-message"), ("method", "post"), ("action", "/discard")]);
            self.release(m);
            m.leaf("p", &[("role", "status")], words.restored);
            m.leaf("button", &[("class", "k-button"), ("data-goes", "")], words.discard);
            m.close("form");
        }
        if let Some(theirs) = self.theirs {
            self.conflict(&mut page, theirs);
        }
        self.moves(&mut page);
        let m = &mut page.markup;
        m.open("div", &[("class", "w-columns")]);
        m.open(
            "form",
            &[
                ("id", "release"),
                ("class", "w-form"),
                ("method", "post"),
                ("action", "/save"),
                ("autocomplete", "off"),
                ("data-leave", words.leave),
                ("data-kept", words.kept),
                ("data-kept-not", words.kept_not),
                ("data-gone", words.server_gone),
                ("data-checking", words.checking),
                ("data-upload-alt", words.upload_alt),
                ("data-uploading", words.uploading),
                ("data-uploaded", words.uploaded),
                ("data-error", words.error),
                ("data-warning", words.warning),
                ("data-detail", words.detail),
                ("data-link", words.link),
                ("data-unsaved", if self.kept || self.theirs.is_some() { "yes" } else { "" }),
            ],
        );
        for (name, value) in sent.known().into_iter().chain([("base", &*sent.base)]) {
            hidden(m, name, value);
        }
        self.fields(&mut page);
        page.markup.close("form");
        self.beside(&mut page);
        page.markup.close("div");
        page.finish()
    }

    fn conflict(&self, page: &mut Page, theirs: &str) {
        let (words, m) = (page.words, &mut page.markup);
        m.open("section", &[("class", "w-message w-message--alarm"), ("role", "alert")]);
        m.leaf("h2", &[], words.conflict);
        m.leaf("p", &[], words.conflict_why);
        m.open("p", &[("class", "w-row")]);
        m.leaf(
            "button",
            &[
                ("class", "k-button"),
                ("form", "release"),
                ("name", "over"),
                ("value", "yes"),
                ("data-goes", ""),
            ],
            words.keep_mine,
        );
        m.close("p");
        m.open("form", &[("method", "post"), ("action", "/discard")]);
        self.release(m);
        m.leaf("button", &[("class", "k-button"), ("data-goes", "")], words.take_theirs);
        m.close("form");
        m.open("details", &[]);
        m.leaf("summary", &[], words.theirs_as_of);
        m.leaf("pre", &[("tabindex", "0")], theirs);
        m.close("details");
        m.close("section");
    }

    fn fields(&self, page: &mut Page) {
        let (words, form) = (page.words, &self.sent.form);
        self.line(page, Field::Title, &form.title, words.title_help, &[("class", "w-large")]);
        self.area(page, Field::Summary, &form.summary, words.summary_help, "2");
        self.area(page, Field::Body, &form.body, words.body_help, "18");
        self.dates(page);
        self.state(page);
        if self.corrects {
            self.change(page);
        }
        self.about(page);
        self.contacts(page);
        self.media(page);
        self.save(page);
    }

    /// What is wrong at a field, or a place for what will be.
    pub(super) fn told(&self, page: &mut Page, field: Field) {
        let words = page.words;
        let id = format!("told-{}", field.as_str());
        page.markup.open("ul", &[("class", "w-told"), ("id", &id)]);
        for (_, problem) in self.found.problems.iter().filter(|(at, _)| *at == field) {
            let (class, label) = match problem.severity {
                Severity::Error => ("w-told__error", words.error),
                Severity::Warning => ("w-told__warning", words.warning),
            };
            page.problem(problem, Some([class, label]));
        }
        page.markup.close("ul");
    }

    pub(super) fn line(
        &self,
        page: &mut Page,
        field: Field,
        value: &str,
        help: &str,
        more: Attributes<'_>,
    ) {
        let (words, name) = (page.words, field.as_str());
        let m = &mut page.markup;
        m.open("div", &[("class", "w-field")]);
        m.leaf("label", &[("for", name)], words.field(field));
        m.leaf("p", &[("class", "w-help"), ("id", &format!("help-{name}"))], help);
        let described = format!("help-{name} told-{name}");
        let own = [
            ("id", name),
            ("name", name),
            ("type", "text"),
            ("value", value),
            ("aria-describedby", &described),
        ];
        m.empty("input", &own.iter().chain(more).copied().collect::<Vec<_>>());
        self.told(page, field);
        page.markup.close("div");
    }

    fn area(&self, page: &mut Page, field: Field, value: &str, help: &str, rows: &str) {
        let (words, name) = (page.words, field.as_str());
        let m = &mut page.markup;
        m.open("div", &[("class", "w-field")]);
        m.leaf("label", &[("for", name)], words.field(field));
        m.leaf("p", &[("class", "w-help"), ("id", &format!("help-{name}"))], help);
        if field == Field::Body {
            // Where the marks are put.
            self.marks(page);
        }
        let described = format!("help-{name} told-{name}");
        let language = self.language();
        let m = &mut page.markup;
        // A line end first: the parser of HTML takes one away.
        m.leaf(
            "textarea",
            &[
                ("id", name),
                ("name", name),
                ("rows", rows),
                ("aria-describedby", &described),
                ("spellcheck", "true"),
                ("lang", &language),
            ],
            &format!("\n{value}"),
        );
        self.told(page, field);
        page.markup.close("div");
    }

    fn language(&self) -> String {
        let own = &self.sent.form.language;
        let main =
            || self.newsroom.loaded.newsroom.languages.first().map(|tag| tag.as_str().to_owned());
        if own.is_empty() { main().unwrap_or_default() } else { own.clone() }
    }

    fn marks(&self, page: &mut Page) {
        let (words, m) = (page.words, &mut page.markup);
        m.open(
            "div",
            &[
                ("class", "w-marks"),
                ("role", "toolbar"),
                ("aria-label", words.toolbar),
                ("aria-controls", "body"),
                ("hidden", "hidden"),
            ],
        );
        for (mark, label, keys) in [
            ("bold", words.bold, "Control+B"),
            ("italic", words.italic, "Control+I"),
            ("link", words.link, "Control+K"),
            ("heading", words.heading, ""),
            ("bullet", words.bullet, ""),
            ("numbered", words.numbered, ""),
            ("quote", words.quote, ""),
        ] {
            let mut own = vec![("type", "button"), ("class", "k-button"), ("data-mark", mark)];
            if !keys.is_empty() {
                own.push(("aria-keyshortcuts", keys));
            }
            m.leaf("button", &own, label);
        }
        m.close("div");
    }

    fn dates(&self, page: &mut Page) {
        let (words, form) = (page.words, &self.sent.form);
        begin(&mut page.markup, words.when, "");
        let m = &mut page.markup;
        m.open("div", &[("class", "w-row")]);
        small(
            m,
            "date",
            words.date,
            "date",
            &form.published.day,
            &[("aria-describedby", "help-date told-date")],
        );
        small(
            m,
            "time",
            words.time,
            "time",
            &form.published.time,
            &[("aria-describedby", "help-date told-date")],
        );
        m.open("div", &[("class", "w-field")]);
        m.leaf("label", &[("for", "zone")], words.zone);
        m.open("select", &[("id", "zone"), ("name", "zone")]);
        let untold = form.zone.is_empty() && !form.published.time.is_empty();
        if untold {
            choice(m, "", words.zone_unsaid, true);
        }
        let chosen = if form.zone.is_empty() && !untold { &self.own_zone } else { &form.zone };
        for zone in moment::zones(&form.zone) {
            choice(m, &zone, &zone.replace('_', " "), zone == *chosen);
        }
        m.close("select");
        m.close("div");
        m.close("div");
        m.leaf("p", &[("class", "w-help"), ("id", "help-date")], words.date_help);
        self.told(page, Field::Date);
        let m = &mut page.markup;
        m.open("div", &[("class", "w-row")]);
        let described = [("aria-describedby", "help-embargo told-embargo")];
        small(m, "embargo_date", words.embargo_date, "date", &form.embargo.day, &described);
        small(m, "embargo_time", words.embargo_time, "time", &form.embargo.time, &described);
        m.close("div");
        m.leaf("p", &[("class", "w-help"), ("id", "help-embargo")], words.embargo_help);
        self.told(page, Field::Embargo);
        page.markup.close("fieldset");
    }

    fn state(&self, page: &mut Page) {
        let (words, ready) = (page.words, self.sent.form.ready);
        begin(&mut page.markup, words.state, "");
        let m = &mut page.markup;
        radio(m, "state", "draft", words.state_draft, words.state_draft_help, !ready);
        radio(m, "state", "ready", words.state_ready, words.state_ready_help, ready);
        self.told(page, Field::State);
        page.markup.close("fieldset");
    }

    fn change(&self, page: &mut Page) {
        let (words, sent) = (page.words, self.sent);
        begin(&mut page.markup, words.change, words.change_help);
        let m = &mut page.markup;
        let chosen = if sent.change.is_empty() { State::Corrected.as_str() } else { &sent.change };
        let all = [
            (State::Corrected.as_str(), words.change_corrected),
            (State::Updated.as_str(), words.change_updated),
            (State::Withdrawn.as_str(), words.change_withdrawn),
            ("slip", words.change_slip),
        ];
        for (value, label) in all {
            radio(m, "change", value, label, "", value == chosen);
        }
        m.open("div", &[("class", "w-field")]);
        m.leaf("label", &[("for", "note")], words.note);
        m.leaf("p", &[("class", "w-help"), ("id", "help-note")], words.note_help);
        m.empty(
            "input",
            &[
                ("id", "note"),
                ("name", "note"),
                ("type", "text"),
                ("value", &sent.note),
                ("aria-describedby", "help-note told-change"),
            ],
        );
        m.close("div");
        self.told(page, Field::Change);
        page.markup.close("fieldset");
    }
}

pub(super) fn hidden(m: &mut Markup, name: &str, value: &str) {
    m.empty("input", &[("type", "hidden"), ("name", name), ("value", value)]);
}

pub(super) fn begin(m: &mut Markup, legend: &str, help: &str) {
    m.open("fieldset", &[("class", "w-set")]);
    m.leaf("legend", &[], legend);
    if !help.is_empty() {
        m.leaf("p", &[("class", "w-help")], help);
    }
}

pub(super) fn small(
    m: &mut Markup,
    name: &str,
    label: &str,
    kind: &str,
    value: &str,
    more: Attributes<'_>,
) {
    m.open("div", &[("class", "w-field")]);
    m.leaf("label", &[("for", name)], label);
    let own = [("id", name), ("name", name), ("type", kind), ("value", value)];
    m.empty("input", &own.iter().chain(more).copied().collect::<Vec<_>>());
    m.close("div");
}

pub(super) fn choice(m: &mut Markup, value: &str, label: &str, chosen: bool) {
    let mut own = vec![("value", value)];
    if chosen {
        own.push(("selected", "selected"));
    }
    m.leaf("option", &own, label);
}

/// A button of which one of its name is chosen, or a box that is ticked or not.
fn tick(
    m: &mut Markup,
    kind: &str,
    name: &str,
    value: &str,
    label: &str,
    help: &str,
    chosen: bool,
) {
    // An identifier has no spaces.
    let id = format!("{name}-{}", value.replace(char::is_whitespace, "_"));
    let about = format!("help-{id}");
    m.open("div", &[("class", "w-tick")]);
    let mut own = vec![("type", kind), ("id", id.as_str()), ("name", name), ("value", value)];
    if chosen {
        own.push(("checked", "checked"));
    }
    if !help.is_empty() {
        own.push(("aria-describedby", about.as_str()));
    }
    m.empty("input", &own);
    m.leaf("label", &[("for", &id)], label);
    if !help.is_empty() {
        m.leaf("p", &[("class", "w-help"), ("id", &about)], help);
    }
    m.close("div");
}

pub(super) fn radio(
    m: &mut Markup,
    name: &str,
    value: &str,
    label: &str,
    help: &str,
    chosen: bool,
) {
    tick(m, "radio", name, value, label, help, chosen);
}

pub(super) fn checkbox(m: &mut Markup, name: &str, value: &str, label: &str, chosen: bool) {
    tick(m, "checkbox", name, value, label, "", chosen);
}
