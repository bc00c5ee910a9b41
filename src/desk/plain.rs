//! A release as plain text, for the clipboard and for mail: what it says and, in the words of the viewer, what it does not.
//! `publish` writes its text form of the same parts.

use crate::{
    i18n::{Interface, Messages},
    model::{Block, Contact, Language, Release, Status, blocks_text, inlines_text},
};

/// The whole text, a blank line between its parts; its address at the end.
#[must_use]
pub fn whole(release: &Release, address: &str) -> String {
    let messages = words(release.language.as_ref());
    let mut parts = vec![title(release).to_owned(), dateline(release, messages)];
    parts.extend(state(release));
    parts.extend(release.summary.clone());
    blocks(&release.body.blocks(), "", &mut parts);
    if release.body.is_empty() {
        parts.push(messages.no_text.to_owned());
    }
    if !release.about.is_empty() {
        parts.push(messages.about_issuer.to_owned());
        blocks(&release.about, "", &mut parts);
    }
    parts.push(messages.contacts.to_owned());
    parts.extend(release.contacts.iter().map(contact));
    if release.contacts.is_empty() {
        parts.push(messages.contacts_absent.to_owned());
    }
    parts.extend(release.rights.clone());
    parts.push(address.to_owned());
    parts.join("\n\n") + "\n"
}

/// The words in which something in `language` is spoken of.
#[must_use]
pub(crate) fn words(language: Option<&Language>) -> &'static Messages {
    let interface = language.and_then(|language| Interface::new(language.as_str()));
    interface.unwrap_or_default().messages()
}

/// The title, else what the interface says in its place.
#[must_use]
pub(crate) fn title(release: &Release) -> &str {
    release.title.as_deref().unwrap_or(words(release.language.as_ref()).untitled)
}

/// What became of the release, in a line, if anything did.
#[must_use]
pub(crate) fn state(release: &Release) -> Option<String> {
    let Status { state, date, note } = release.status.as_ref()?;
    let words = words(release.language.as_ref());
    let state = match date {
        Some(date) => words.state_on(*state, &words.date(date)),
        None => words.state(*state).to_owned(),
    };
    Some(match note {
        Some(note) => format!("{state}. {note}"),
        None => format!("{state}."),
    })
}

/// Who speaks, where and when, each gap named.
#[must_use]
pub(crate) fn dateline(release: &Release, messages: &Messages) -> String {
    let issuers: Vec<&str> = release.issuers.iter().map(|party| party.name.as_str()).collect();
    let issuers =
        if issuers.is_empty() { messages.issuer_absent.to_owned() } else { issuers.join(", ") };
    let date = release.published.as_ref().map(|date| messages.date_time(date));
    let date = date.unwrap_or_else(|| messages.date_absent.to_owned());
    [Some(issuers), release.place.clone(), Some(date)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Someone to reach, in lines.
#[must_use]
pub(crate) fn contact(contact: &Contact) -> String {
    let Contact { name, role, organisation, email, phone } = contact;
    let who = [name, role, organisation];
    let who: Vec<&str> = who.into_iter().flatten().map(String::as_str).collect();
    let lines = [Some(who.join(", ")), email.clone(), phone.clone()];
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A part for each block, each of its lines after `margin`.
pub(crate) fn blocks(blocks: &[Block], margin: &str, parts: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::List(list) => {
                for (number, item) in (list.start.unwrap_or(0)..).zip(&list.items) {
                    let mark = if list.start.is_some() {
                        format!("{number}. ")
                    } else {
                        "• ".to_owned()
                    };
                    let mut inner = Vec::new();
                    self::blocks(item, "", &mut inner);
                    let text = inner.join("\n");
                    let hanging = format!("{margin}{}", " ".repeat(mark.chars().count()));
                    let text = indented(&text, &hanging);
                    parts.push(format!(
                        "{margin}{mark}{}",
                        text.get(hanging.len()..).unwrap_or_default()
                    ));
                }
            }
            Block::Quotation { content, attribution } => {
                let margin = format!("{margin}> ");
                self::blocks(content, &margin, parts);
                if !attribution.is_empty() {
                    parts.push(format!("{margin}— {}", inlines_text(attribution)));
                }
            }
            Block::Passage { content, .. } => self::blocks(content, margin, parts),
            Block::Separator => parts.push(format!("{margin}* * *")),
            block => {
                let text = blocks_text(std::slice::from_ref(block));
                if !text.is_empty() {
                    parts.push(indented(&text, margin));
                }
            }
        }
    }
}

fn indented(text: &str, margin: &str) -> String {
    text.split('\n').map(|line| format!("{margin}{line}")).collect::<Vec<_>>().join("\n")
}
