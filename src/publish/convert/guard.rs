//! Texts of fields that are plain text, written so that they are read as they are: what looks as if a program had left it
//! there (`&amp;`, `<b>`) would be put right.

use crate::{
    ingest::in_field,
    model::{Attachment, Contact, Image, Media, Party, Release, Status, apart},
};
use std::borrow::Cow;

/// The release with such texts written otherwise, if it has any.
pub(super) fn guarded(release: &Release) -> Cow<'_, Release> {
    let mut other = release.clone();
    let mut is_other = false;
    for text in texts(&mut other) {
        if let Cow::Owned(written) = in_field(text) {
            *text = written;
            is_other = true;
        }
    }
    if is_other { Cow::Owned(other) } else { Cow::Borrowed(release) }
}

fn texts(release: &mut Release) -> Vec<&mut String> {
    apart! { release =>
        title, summary, site, issuers, distributor, kind, place, image, contacts, rights, media, attachments, status;
        read_as_they_stand: id, slug, language, group, url, published, modified, embargo_until, topics, gathers;
        texts_of_their_own: body, about, revisions
    }
    let mut texts: Vec<&mut String> = Vec::new();
    texts.extend([title, summary, kind, place, rights].into_iter().flatten());
    for Party { name, url: _ } in issuers.iter_mut().chain(site).chain(distributor) {
        texts.push(name);
    }
    for Contact { name, role, organisation, email, phone: _ } in contacts {
        texts.extend([name, role, organisation, email].into_iter().flatten());
    }
    texts.extend(image.as_mut().and_then(|Image { alt, .. }| alt.as_mut()));
    for Media { image: _, caption, credit, licence, mime_type, captions: _, transcript: _ } in media
    {
        texts.extend([caption, credit, licence, mime_type].into_iter().flatten());
    }
    for Attachment { source: _, title, mime_type, size: _ } in attachments {
        texts.extend([title, mime_type].into_iter().flatten());
    }
    texts.extend(status.as_mut().and_then(|Status { note, .. }| note.as_mut()));
    texts
}
