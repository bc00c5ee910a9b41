//! The text that goes with the files of a release where they are taken away without it: what each is, whose it is, and on what
//! terms it may be used.

use crate::{
    bundle::{Article, Exhibit},
    i18n::{Interface, fill},
    model::{MediaKind, Source},
};

/// The name of that text, and the text: a paragraph for each file, in lines.
#[must_use]
pub fn captions(article: &Article, interface: Interface) -> (&'static str, String) {
    let messages = interface.messages();
    let title = article.release.title.as_deref().unwrap_or(messages.untitled);
    let mut lines = vec![title.to_owned()];
    let line = |name: &str, value: Option<&str>| {
        let value = value.map(str::trim).filter(|value| !value.is_empty());
        let value = value.unwrap_or(messages.not_stated).replace('\n', " ");
        fill(messages.named, &[name, &value])
    };
    for Exhibit { media, .. } in &article.gallery {
        let Source::Local(_) = media.image.source else { continue };
        lines.push(String::new());
        lines.push(line(messages.file, Some(media.image.source.file_name())));
        lines.extend(media.caption.clone());
        if media.kind() == MediaKind::Picture {
            lines.push(line(messages.alt, media.image.alt.as_deref()));
        }
        lines.push(line(messages.credit, media.credit.as_deref()));
        lines.push(line(messages.licence, media.licence.as_deref()));
    }
    lines.push(String::new());
    ("captions.txt", lines.join("\r\n"))
}
