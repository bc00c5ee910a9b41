//! One communiqué in one language.

use super::{
    Attachment, Block, Body, Contact, Date, Image, Language, Link, Media, Party, Slug, Source,
    blocks_text,
    text::{blocks_prose, blocks_sources},
};
use serde::Serialize;

/// A communiqué in one language, with everything its source says and nothing it does not.
///
/// Every field but `id`, `slug` and `body` may be absent; a release with neither a title nor a
/// body is refused at ingest.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Release {
    /// The source's own identifier, unique in the newsroom.
    pub id: String,
    /// Its place in the addresses of the app, unique in the newsroom.
    pub slug: Slug,
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it says, in a sentence or two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The language it is written in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Shared by the language versions of one release.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Where it first appeared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Link>,
    /// The site on which it was printed, which need not be its issuer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<Party>,
    /// Who speaks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issuers: Vec<Party>,
    /// Who sent it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distributor: Option<Party>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Date>,
    /// Not to be shown before this moment; always with a zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargo_until: Option<Date>,
    /// What kind of text it is, in the publisher's own word: "communiqué", "media advisory".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The place of the dateline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Its subjects, in the source's order, each once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Slug>,
    /// The picture that stands for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// The text.
    #[serde(skip_serializing_if = "Body::is_empty")]
    pub body: Body,
    /// Whom to reach.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// Boilerplate: who the issuer is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Block>,
    /// On what terms the text may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// Pictures, films and recordings offered with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Media>,
    /// Files to download.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// What a press kit gathers: other releases, by their identifiers, slugs or groups; in a set, by the slugs of those that are
    /// shown. A set says them with their titles (`bundle::layout::Article`).
    #[serde(skip)]
    pub gathers: Vec<String>,
    /// Whether it was corrected, updated or withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Earlier texts, in the source's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub revisions: Vec<Revision>,
}

/// Takes a release apart, field by field, so that whoever writes it in another form forgets none: a field that is not
/// named does not compile (the compiler says that the pattern requires `..`, and where). After the fields that are said,
/// those that are not, under a word that says why; they get no variable.
macro_rules! apart {
    ($release:expr => $($said:ident),+ $(; $why:ident: $($other:ident),+)*) => {
        let $crate::model::Release { $($said,)+ $($($other: _,)+)* } = $release;
    };
}
pub(crate) use apart;

/// What became of a release after it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// What happened.
    pub state: State,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What the publisher says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The three things that can happen to a release after it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Something was wrong and has been put right.
    Corrected,
    /// Something was added.
    Updated,
    /// It no longer stands.
    Withdrawn,
}

super::named! {
    State { Corrected "corrected", Updated "updated", Withdrawn "withdrawn" }
}

/// An earlier text of a release.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Revision {
    /// When that text was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The text as it was.
    pub body: Vec<Block>,
}

impl Release {
    /// A release of which nothing is known yet but its name.
    #[must_use]
    pub fn new(id: String, slug: Slug) -> Self {
        Self {
            id,
            slug,
            title: None,
            summary: None,
            language: None,
            group: None,
            url: None,
            site: None,
            issuers: Vec::new(),
            distributor: None,
            published: None,
            modified: None,
            embargo_until: None,
            kind: None,
            place: None,
            topics: Vec::new(),
            image: None,
            body: Body::default(),
            contacts: Vec::new(),
            about: Vec::new(),
            rights: None,
            media: Vec::new(),
            attachments: Vec::new(),
            gathers: Vec::new(),
            status: None,
            revisions: Vec::new(),
        }
    }

    /// The body's text, a line for each block, without markup.
    #[must_use]
    pub fn text(&self) -> String {
        blocks_text(&self.body.blocks())
    }

    /// What it says in short: its summary, else the beginning of its text, without what is said of pictures there.
    #[must_use]
    pub fn description(&self) -> Option<String> {
        let text =
            || beginning(&blocks_prose(&self.body.blocks())).or_else(|| beginning(&self.text()));
        self.summary.clone().or_else(text)
    }

    /// Whether the text may not be shown at `now`, in seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn under_embargo(&self, now: i64) -> bool {
        self.embargo_until.is_some_and(|date| date.unix_seconds() > now)
    }

    /// Whether it no longer stands.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.status.as_ref().is_some_and(|status| status.state == State::Withdrawn)
    }
}

impl Release {
    /// Every place where the release names a file, so that files can be moved.
    pub fn sources_mut(&mut self) -> Vec<&mut Source> {
        apart! { self =>
            image, media, attachments, body, about, revisions;
            without_files: id, slug, title, summary, language, group, url, site, issuers, distributor, published,
                modified, embargo_until, kind, place, topics, contacts, rights, gathers, status
        }
        let mut sources: Vec<&mut Source> = Vec::new();
        sources.extend(image.as_mut().map(|image| &mut image.source));
        for media in media {
            sources.push(&mut media.image.source);
            sources.extend(media.captions.as_mut());
        }
        sources.extend(attachments.iter_mut().map(|attachment| &mut attachment.source));
        body.sources(&mut sources);
        blocks_sources(about, &mut sources);
        for revision in revisions {
            blocks_sources(&mut revision.body, &mut sources);
        }
        sources
    }
}

/// The first 240 characters or so of a text, up to the end of a word.
fn beginning(text: &str) -> Option<String> {
    const LENGTH: usize = 240;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = text.char_indices().nth(LENGTH) else {
        return Some(text).filter(|text| !text.is_empty());
    };
    let text = text.get(..cut).unwrap_or_default();
    let end = text.rfind(' ').and_then(|end| text.get(..end)).unwrap_or(text);
    Some(format!("{}…", end.trim_end_matches([',', ';', ':', ' '])))
}

#[cfg(test)]
mod tests {
    use crate::model::{Block, Inline, Release, Slug};

    #[test]
    fn a_release_describes_itself() {
        let check = |summary: Option<&str>, text: &str, expected: Option<&str>| {
            let mut release = Release::new("a".to_owned(), Slug::new("a").unwrap());
            release.summary = summary.map(str::to_owned);
            release.body = vec![Block::Paragraph(vec![Inline::Text(text.to_owned())])].into();
            assert_eq!(release.description().as_deref(), expected, "{summary:?} {text:?}");
        };
        check(Some("En bref."), "Le texte.", Some("En bref."));
        check(None, " Le \n texte.", Some("Le texte."));
        check(None, "", None);
        let long = format!("{}, {}", "é".repeat(200), "à".repeat(80));
        check(None, &long, Some(&format!("{}…", "é".repeat(200))));
        check(None, &"é".repeat(300), Some(&format!("{}…", "é".repeat(240))));
    }
}
