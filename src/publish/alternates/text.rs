//! A release as plain text: what it says and, in the words of the viewer, what it does not.
//!
//! Site, topics, title and the last line stand as `ingest` reads wire text, so that these come back; all else is lines
//! of the text to such a reader.

use super::super::edition::{Edition, address, state, title, words};
use crate::{
    desk::plain::{blocks, contact, dateline},
    i18n::Interface,
    model::{Release, apart},
};

/// A release as plain text, a blank line between its parts.
pub(super) fn release(release: &Release, edition: &Edition<'_>) -> String {
    apart! { release =>
        slug, language, summary, distributor, body, contacts, about, rights;
        in_its_lines: title, site, topics, issuers, published, place, status;
        for_systems: id, group, url, modified, embargo_until, kind, gathers, revisions;
        no_text: image, media, attachments
    }
    let messages = words(language.as_ref());
    let wire = Wire::of(release);
    let mut parts = wire.head(release, edition);
    parts.extend([title(release).to_owned(), dateline(release, messages)]);
    parts.extend(state(release));
    parts.extend(summary.clone());
    blocks(&body.blocks(), "", &mut parts);
    if body.is_empty() {
        parts.push(messages.no_text.to_owned());
    }
    if !about.is_empty() {
        parts.push(messages.about_issuer.to_owned());
        blocks(about, "", &mut parts);
    }
    parts.push(messages.contacts.to_owned());
    parts.extend(contacts.iter().map(contact));
    if contacts.is_empty() {
        parts.push(messages.contacts_absent.to_owned());
    }
    let absent = distributor.is_none().then(|| messages.distributor_absent.to_owned());
    let facts = [absent, rights.clone(), edition.base.absolute(&address(slug))];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    parts.extend(Some(facts.join("\n")).filter(|facts| !facts.is_empty()));
    parts.extend(wire.foot(release));
    parts.join("\n\n") + "\n"
}

/// The lines by which wire text is known, in the language of the release.
struct Wire {
    topics: &'static str,
    sent: &'static str,
    on: &'static str,
    by: &'static str,
}

impl Wire {
    fn of(release: &Release) -> Self {
        let language = release.language.as_ref();
        match language.and_then(|l| Interface::new(l.as_str())).unwrap_or_default() {
            Interface::French => Self {
                topics: "Sujets\u{a0}:",
                sent: "Communiqué envoyé",
                on: "le",
                by: "et diffusé par\u{a0}:",
            },
            Interface::English => Self {
                topics: "Topics:",
                sent: "Release sent",
                on: "on",
                by: "and distributed by:",
            },
        }
    }

    /// The site on which it was printed and its topics: the line of topics, even an empty one, tells the site from the title.
    fn head(&self, release: &Release, edition: &Edition<'_>) -> Vec<String> {
        let labels: Vec<&str> =
            edition.topics(release).into_iter().map(|(label, _)| label).collect();
        let site = release.site.as_ref().map(|site| format!("{}\n", site.name));
        if site.is_none() && labels.is_empty() {
            return Vec::new();
        }
        let line = format!("{}{} {}", site.unwrap_or_default(), self.topics, labels.join(", "));
        vec![line.trim_end().to_owned()]
    }

    /// When it was sent, exactly, and by whom; nothing if neither is known.
    fn foot(&self, release: &Release) -> Option<String> {
        let date = release.published.as_ref().map(|date| format!(" {} {date}", self.on));
        let by = release.distributor.as_ref().map(|party| format!(" {}", party.name));
        (date.is_some() || by.is_some()).then(|| {
            let (date, by) = (date.unwrap_or_default(), by.unwrap_or_default());
            format!("{}{date} {}{by}", self.sent, self.by)
        })
    }
}
