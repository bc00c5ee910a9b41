//! Releases as a table in CSV (RFC 4180), a row for each: for spreadsheets.
//!
//! It begins with the mark by which spreadsheets know UTF-8, and its cells are those of the tables that readers take away:
//! who opens a list is not to run what stands in a title.

use super::edition::{Edition, address};
use crate::{
    desk::table::{MARK, field},
    model::{Release, Source, apart, blocks_text},
};

/// The columns.
const COLUMNS: [&str; 24] = [
    "id",
    "address",
    "title",
    "date",
    "modified",
    "language",
    "issuers",
    "topics",
    "kind",
    "place",
    "summary",
    "text",
    "contacts",
    "about",
    "status",
    "status_note",
    "distributor",
    "site",
    "url",
    "group",
    "rights",
    "image",
    "media",
    "attachments",
];

/// The table.
pub(super) fn csv(releases: &[Release], edition: &Edition<'_>) -> String {
    let mut text = String::from(MARK);
    line(&COLUMNS.map(str::to_owned), &mut text);
    for release in releases {
        line(&row(release, edition), &mut text);
    }
    text
}

fn row(release: &Release, edition: &Edition<'_>) -> [String; 24] {
    apart! { release =>
        id, slug, title, summary, language, group, url, site, issuers, distributor, published, modified, kind, place,
        image, body, contacts, about, rights, media, attachments, status;
        by_edition: topics;
        no_part_of_this_form: embargo_until, gathers, revisions
    }
    let several = |names: Vec<String>| names.join("; ");
    let file = |source: &Source| super::edition::file_address(source, edition.base, 0);
    let status_text = status.as_ref().map(|status| status.state.as_str().to_owned());
    let note = status.as_ref().and_then(|status| status.note.clone());
    let people = contacts.iter().map(|contact| {
        let parts =
            [&contact.name, &contact.role, &contact.organisation, &contact.phone, &contact.email];
        parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
    });
    let topics = edition.topics(release).into_iter().map(|(label, _)| label.to_owned());
    [
        id.clone(),
        edition.base.address(&address(slug), 0),
        title.clone().unwrap_or_default(),
        published.as_ref().map(ToString::to_string).unwrap_or_default(),
        modified.as_ref().map(ToString::to_string).unwrap_or_default(),
        language.as_ref().map(ToString::to_string).unwrap_or_default(),
        several(issuers.iter().map(|party| party.name.clone()).collect()),
        several(topics.collect()),
        kind.clone().unwrap_or_default(),
        place.clone().unwrap_or_default(),
        summary.clone().unwrap_or_default(),
        blocks_text(&body.blocks()),
        several(people.collect()),
        blocks_text(about),
        status_text.unwrap_or_default(),
        note.unwrap_or_default(),
        distributor.as_ref().map(|party| party.name.clone()).unwrap_or_default(),
        site.as_ref().map(|party| party.name.clone()).unwrap_or_default(),
        url.as_ref().map(ToString::to_string).unwrap_or_default(),
        group.clone().unwrap_or_default(),
        rights.clone().unwrap_or_default(),
        image.as_ref().map(|image| file(&image.source)).unwrap_or_default(),
        several(media.iter().map(|media| file(&media.image.source)).collect()),
        several(attachments.iter().map(|attachment| file(&attachment.source)).collect()),
    ]
}

fn line(cells: &[String], out: &mut String) {
    let cells: Vec<String> = cells.iter().map(|cell| field(cell)).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}
