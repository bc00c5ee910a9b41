//! The parts of a release that are objects of their own: who speaks, whom to reach, what became of
//! it, what comes with it.

use super::{
    fields::Field,
    html::{self, Around},
    problem::{Kind, quoted},
};
use crate::model::{Attachment, Contact, Image, Media, Party, Source, State, Status};
use serde_json::Value;

/// A name, or an object with a name and an address.
pub(super) fn party(field: &Field<'_>) -> Option<Party> {
    match field.value {
        Value::Object(_) => {
            let fields = field.object()?;
            let url = fields.link(&["url"]);
            let name = fields.text(&["name"]);
            // An author of a feed may be known by address only; its host is what can be shown.
            let name = name.or_else(|| url.as_ref()?.host().map(str::to_owned))?;
            Some(Party { name, url })
        }
        _ => Some(Party { name: field.text()?, url: None }),
    }
}

/// One of corrected, updated, withdrawn, alone or with a date and a note.
pub(super) fn status(field: &Field<'_>) -> Option<Status> {
    let (word, date, note, at) = match field.value {
        Value::Object(_) => {
            let fields = field.object()?;
            let date = fields.date(&["date"]);
            (fields.text(&["state"]), date, fields.text(&["note"]), fields.get(&["state"]))
        }
        _ => (field.text(), None, None, None),
    };
    let state = match word.as_deref().map(str::to_lowercase).as_deref() {
        Some("corrected") => State::Corrected,
        Some("updated") => State::Updated,
        Some("withdrawn") => State::Withdrawn,
        _ => {
            let found = word.as_deref().map_or_else(|| "nothing".to_owned(), quoted);
            let message = format!("{found} is no state; write corrected, updated or withdrawn");
            at.as_ref().unwrap_or(field).add(Kind::BadStatus, message);
            return None;
        }
    };
    Some(Status { state, date, note })
}

/// Whom to reach: an object, or a line of text that is taken for the name.
pub(super) fn contact(field: &Field<'_>) -> Option<Contact> {
    let contact = match field.value {
        Value::Object(_) => {
            let fields = field.object()?;
            Contact {
                name: fields.text(&["name"]),
                role: fields.text(&["role", "title"]),
                organisation: fields.text(&["organisation", "organization"]),
                email: fields.text(&["email"]),
                phone: fields.get(&["phone", "telephone", "tel"]).and_then(|f| f.identifier()),
            }
        }
        Value::String(_) => Contact { name: field.text(), ..Contact::default() },
        _ => {
            field.wrong_type("an object with name, role, organisation, email, phone");
            return None;
        }
    };
    if contact.is_empty() {
        let advice = "this contact says nothing; give a name, an email or a phone";
        field.add(Kind::BadContact, advice);
        return None;
    }
    if let Some(email) = &contact.email
        && contact.mailto().is_none()
    {
        let message = format!("{} is not an e-mail address; shown as text", quoted(email));
        field.add(Kind::BadContact, message);
    }
    Some(contact)
}

pub(super) fn media(field: &Field<'_>, around: &Around<'_>) -> Option<Media> {
    let empty = |source| Media {
        image: Image { source, alt: None, width: None, height: None },
        caption: None,
        credit: None,
        licence: None,
        mime_type: None,
    };
    let media = match field.value {
        Value::Object(_) => {
            let fields = field.object()?;
            let Some(address) = fields.get(&["url", "src"]) else {
                field.add(Kind::BadUrl, "no url: say where the file is, or remove the entry");
                return None;
            };
            let mut media = empty(file(&address, around)?);
            // An empty alt is a statement: the picture only decorates.
            media.image.alt = fields.get(&["alt"]).and_then(|field| match field.value {
                Value::String(text) => Some(html::one_line(text)),
                _ => field.text(),
            });
            let pixels = |names| fields.number(names).and_then(|n| u32::try_from(n).ok());
            (media.image.width, media.image.height) = (pixels(&["width"]), pixels(&["height"]));
            media.caption = fields.text(&["caption", "title"]);
            media.credit = fields.text(&["credit"]);
            media.licence = fields.text(&["licence", "license"]);
            media.mime_type = fields.text(&["mime_type", "type"]);
            media
        }
        _ => empty(file(field, around)?),
    };
    if media.is_image() && media.image.alt.is_none() {
        field.add(Kind::MissingAlt, "no alt: say what is to be seen, for those who cannot see it");
    }
    Some(media)
}

pub(super) fn attachment(field: &Field<'_>, around: &Around<'_>) -> Option<Attachment> {
    let Value::Object(_) = field.value else {
        let source = file(field, around)?;
        return Some(Attachment { source, title: None, mime_type: None, size: None });
    };
    let fields = field.object()?;
    let Some(address) = fields.get(&["url", "src", "file"]) else {
        field.add(Kind::BadUrl, "no url: say where the file is, or remove the entry");
        return None;
    };
    Some(Attachment {
        source: file(&address, around)?,
        title: fields.text(&["title", "name"]),
        mime_type: fields.text(&["mime_type", "type"]),
        size: fields.number(&["size_in_bytes", "size"]),
    })
}

/// A file beside the release or on the web.
pub(super) fn file(field: &Field<'_>, around: &Around<'_>) -> Option<Source> {
    let text = field.line()?;
    match around.file(&text) {
        Ok(source) => Some(source),
        Err(true) => {
            let message = format!(
                "{} is not there; put the file beside the release or correct its name",
                quoted(&text)
            );
            field.add(Kind::MissingFile, message);
            None
        }
        Err(false) => {
            let message = format!(
                "{} is neither a file nor a web address; write media/photo.jpg or https://…",
                quoted(&text)
            );
            field.add(Kind::BadUrl, message);
            None
        }
    }
}
