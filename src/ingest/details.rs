//! The parts of a release that are objects of their own: who speaks, whom to reach, what became of
//! it, what comes with it.

use super::{
    fields::{Field, Fields},
    html::{self, Around, NoFile},
    names::{self, part},
    problem::{Kind, quoted},
};
use crate::model::{Attachment, Contact, Image, Media, Party, Source, State, Status};
use serde_json::Value;

/// A name, or an object with a name and an address.
pub(super) fn party(field: &Field<'_>) -> Option<Party> {
    match field.value {
        Value::Object(_) => {
            let fields = field.object()?;
            let url = fields.link(part::URL);
            let name = full_name(&fields);
            // An author of a feed may be known by address only; its host is what can be shown.
            let name = name.or_else(|| url.as_ref()?.host().map(str::to_owned))?;
            Some(Party { name, url })
        }
        _ => Some(Party { name: field.text()?, url: None }),
    }
}

/// A name, in one field or two.
fn full_name(fields: &Fields<'_>) -> Option<String> {
    let (name, first) = (fields.text(part::NAME), fields.text(part::FIRST_NAME));
    match (first, name) {
        (Some(first), Some(name)) if !name.starts_with(&first) => Some(format!("{first} {name}")),
        (first, name) => name.or(first),
    }
}

/// One of corrected, updated, withdrawn, alone or with a date and a note.
pub(super) fn status(field: &Field<'_>) -> Option<Status> {
    let fields = match field.value {
        Value::Object(_) => field.object(),
        _ => None,
    };
    let word = match &fields {
        Some(fields) => fields.text(part::STATE),
        None => field.text(),
    };
    let state = word.as_deref().and_then(state_named);
    let Some(state) = state else {
        // What is no state at all was told of, and withheld the release, where names are judged.
        if let Some(fields) = &fields {
            let at = fields.get(part::STATE);
            let found = word.as_deref().map_or_else(|| "nothing".to_owned(), quoted);
            let message = format!("{found} is no state; write corrected, updated or withdrawn");
            at.as_ref().unwrap_or(field).add(Kind::BadStatus, message);
        }
        return None;
    };
    let date = fields.as_ref().and_then(|fields| fields.date(part::DATE));
    let note = fields.as_ref().and_then(|fields| fields.text(part::NOTE));
    Some(complete(Status { state, date, note }, field))
}

/// A status that is said by the name of a field: its value is yes, or when, or why.
pub(super) fn said_status(field: &Field<'_>, state: State) -> Option<Status> {
    let status = Status { state, date: None, note: None };
    let status = match field.value {
        Value::Bool(false) | Value::Null | Value::Array(_) => return None,
        Value::Bool(true) | Value::Number(_) => status,
        Value::Object(_) => {
            let fields = field.object()?;
            Status { date: fields.date(part::DATE), note: fields.text(part::NOTE), ..status }
        }
        Value::String(text) => match text.trim().to_lowercase().as_str() {
            "" | "false" | "no" | "non" | "0" | "off" | "none" | "aucun" | "aucune" => return None,
            "true" | "yes" | "oui" | "1" | "on" | "x" => status,
            _ => match field.quiet_date() {
                Some(date) => Status { date: Some(date), ..status },
                None => Status { note: field.text(), ..status },
            },
        },
    };
    Some(complete(status, field))
}

/// Asks for what readers want to know of a correction or withdrawal.
fn complete(status: Status, field: &Field<'_>) -> Status {
    let missing = match (status.date.is_none(), status.note.is_none()) {
        (true, true) => "neither when nor why: add date and note",
        (true, false) => "not when: add its date",
        (false, true) => "not why: add a note",
        (false, false) => return status,
    };
    let advice = format!("{} says {missing}, readers look for both", status.state.as_str());
    field.add(Kind::IncompleteStatus, advice);
    status
}

/// The state of that name, or of another one in either language.
pub(super) fn state_named(text: &str) -> Option<State> {
    const NAMES: [(State, &[&str]); 3] = [
        (
            State::Corrected,
            &[
                "correction",
                "corrige",
                "corrigee",
                "rectifie",
                "rectifiee",
                "rectificatif",
                "erratum",
                "amended",
            ],
        ),
        (
            State::Updated,
            &[
                "update",
                "misajour",
                "miseajour",
                "modifie",
                "modifiee",
                "actualise",
                "actualisee",
                "revised",
            ],
        ),
        (
            State::Withdrawn,
            &[
                "retracted",
                "retraction",
                "retired",
                "canceled",
                "cancelled",
                "killed",
                "retire",
                "retiree",
                "retrait",
                "annule",
                "annulee",
                "caduc",
                "caduque",
            ],
        ),
    ];
    let plain = names::plain(text);
    let other =
        || NAMES.iter().find(|(_, names)| names.contains(&&*plain)).map(|(state, _)| *state);
    State::named(&plain).or_else(other)
}

/// Whom to reach: an object, or a line of text such as `Ana Le Goff <presse@example.org>`.
pub(super) fn contact(field: &Field<'_>) -> Option<Contact> {
    let contact = match field.value {
        Value::Object(_) => {
            let fields = field.object()?;
            Contact {
                name: full_name(&fields),
                role: fields.text(part::ROLE),
                organisation: fields.text(part::ORGANISATION),
                email: fields.text(part::EMAIL),
                phone: fields.get(part::PHONE).and_then(|f| f.identifier()),
            }
        }
        Value::String(_) => field.text().map(|line| contact_of(&line)).unwrap_or_default(),
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

/// The parts of a line: what is an address of e-mail, what is a number, and the rest, which is the
/// name.
fn contact_of(line: &str) -> Contact {
    let mut contact = Contact::default();
    let mut rest = Vec::new();
    for piece in
        line.split(['<', '>', ',', ';', '|']).map(str::trim).filter(|piece| !piece.is_empty())
    {
        let mail = piece.strip_prefix("mailto:").unwrap_or(piece);
        let digits = piece.chars().filter(char::is_ascii_digit).count();
        let is_phone = digits >= 6
            && piece.chars().all(|c| c.is_ascii_digit() || " +.-()/\u{a0}\u{202f}".contains(c));
        if contact.email.is_none() && mail.contains('@') && !mail.contains(' ') {
            contact.email = Some(mail.to_owned());
        } else if contact.phone.is_none() && is_phone {
            contact.phone = Some(piece.to_owned());
        } else {
            rest.push(piece);
        }
    }
    contact.name = Some(rest.join(", ")).filter(|name| !name.is_empty());
    contact
}

pub(super) fn media(field: &Field<'_>, around: &Around<'_>) -> Option<Media> {
    let empty = |source| Media::new(Image { source, alt: None, width: None, height: None });
    let media = match field.value {
        Value::Object(_) => {
            let fields = field.object()?;
            let Some(address) = fields.get(part::ADDRESS) else {
                field.add(Kind::BadUrl, "no url: say where the file is, or remove the entry");
                return None;
            };
            // An empty alt is a statement: the picture only decorates.
            let alt = fields.get(part::ALT).and_then(|field| match field.value {
                Value::String(text) => Some(html::one_line(text)),
                _ => field.text(),
            });
            let pixels = |names| fields.number(names).and_then(|n| u32::try_from(n).ok());
            let (width, height) = (pixels(part::WIDTH), pixels(part::HEIGHT));
            let (caption, credit) = (fields.text(part::CAPTION), fields.text(part::CREDIT));
            let (licence, mime_type) = (fields.text(part::LICENCE), fields.text(part::MIME));
            let image = Image { alt, width, height, source: file(&address, around)? };
            let captions = fields.get(part::CAPTIONS).and_then(|field| file(&field, around));
            let transcript = fields.get(part::TRANSCRIPT).and_then(|field| field.raw_text());
            let transcript = transcript.map(|text| text.trim().to_owned());
            let transcript = transcript.filter(|text| !text.is_empty());
            Media { image, caption, credit, licence, mime_type, captions, transcript }
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
    let Some(address) = fields.get(part::ADDRESS) else {
        field.add(Kind::BadUrl, "no url: say where the file is, or remove the entry");
        return None;
    };
    let (title, mime_type) = (fields.text(part::LABEL), fields.text(part::MIME));
    let size = fields.number(part::SIZE);
    Some(Attachment { source: file(&address, around)?, title, mime_type, size })
}

/// A file beside the release or on the web.
pub(super) fn file(field: &Field<'_>, around: &Around<'_>) -> Option<Source> {
    let text = field.line()?;
    match around.file(&text) {
        Ok(source) => Some(source),
        Err(NoFile::Told) => None,
        Err(NoFile::Missing) => {
            let message = format!(
                "{} is not there; put the file beside the release or correct its name",
                quoted(&text)
            );
            field.add(Kind::MissingFile, message);
            None
        }
        Err(NoFile::NoAddress) => {
            let message = format!(
                "{} is neither a file nor a web address; write media/photo.jpg or https://…",
                quoted(&text)
            );
            field.add(Kind::BadUrl, message);
            None
        }
    }
}
