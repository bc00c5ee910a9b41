//! What few readers ask for, worked out when they do: a release in forms to take away, and whether its text is what was
//! published.
//!
//! In the browser this lives in a worker with a WebAssembly module of its own (`bin/desk.rs`), and what it answers is shown by
//! a script of its own (`static/sheet.js`), so that a first visit downloads neither the code nor its words. An [`Order`] goes
//! there and a [`Sheet`] comes back. Pure: whoever drives it brings the files that it names.

pub mod cite;
pub mod email;
pub mod plain;
pub mod proof;
pub mod table;

use crate::{
    bundle::articles,
    i18n::{Interface, desk::Words},
    model::Release,
};
use cite::Source;

/// What a page asks the worker.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Whether a proof is asked for, or else all forms that can be taken away.
    pub proof: bool,
    /// The release's whole address.
    pub address: String,
    /// The tag of the language in which the reader is spoken to.
    pub interface: String,
    /// The pack that holds the release, relative to the newsroom's folder.
    pub file: String,
    /// The release.
    pub slug: String,
    /// The newsroom's name.
    pub newsroom: Option<String>,
    /// What the release is about.
    pub topics: Vec<String>,
    /// The moment of asking, as RFC 3339 writes it, in UTC.
    pub now: String,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What is to be said of the whole; empty if nothing is.
    pub said: String,
    /// What there is to take.
    pub parts: Vec<Part>,
}

/// Something to take away.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// What is copied.
    pub text: String,
    /// Whether that is shown too.
    pub shown: bool,
    /// The same as files.
    pub files: Vec<File>,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// What it is called in a list.
    pub label: String,
    /// Its name on a disk.
    pub name: String,
    /// Its media type.
    pub kind: String,
    /// What is in it.
    pub text: String,
}

impl Order {
    /// What a page says (`app/take.rs`, `static/sheet.js`): what for, the address, then the others in their order; topics
    /// last. `None` if something is missing.
    #[must_use]
    pub fn parse(parts: Vec<String>, now: String) -> Option<Self> {
        let mut parts = parts.into_iter();
        let mut next = || parts.next();
        let proof = next()? == "proof";
        let (address, interface, file, slug) = (next()?, next()?, next()?, next()?);
        let newsroom = next().filter(|name| !name.is_empty());
        let topics = parts.collect();
        Some(Self { proof, address, interface, file, slug, newsroom, topics, now })
    }

    /// The language in which the reader is spoken to.
    #[must_use]
    pub fn interface(&self) -> Interface {
        Interface::new(&self.interface).unwrap_or_default()
    }

    /// A sheet that says something and has nothing else.
    pub(crate) fn saying(&self, said: String) -> Sheet {
        Sheet { said, parts: Vec::new() }
    }

    /// The release, from its pack.
    fn release(&self, pack: Option<&[u8]>) -> Option<Release> {
        let articles = articles(&self.file, pack?).ok()?;
        let mut releases = articles.into_iter().map(|article| article.release);
        releases.find(|release| release.slug.as_str() == self.slug)
    }
}

/// What was asked for; `fetched` has the pack and, for a proof, what [`proof::files`] names: `None` for what could not be had.
#[must_use]
pub fn deliver(order: &Order, fetched: &[(String, Option<Vec<u8>>)]) -> Sheet {
    // Who was not told all words of the interface would leave gaps in what it says.
    let spoken = Interface::ALL.into_iter().all(Interface::is_spoken);
    let pack = fetched.iter().find(|(file, _)| *file == order.file);
    let pack = pack.and_then(|(_, bytes)| bytes.as_deref());
    let Some(release) = order.release(pack).filter(|_| spoken) else {
        return order.saying(Words::of(order.interface()).unavailable.to_owned());
    };
    match order.proof {
        true => order.saying(proof::said(order, &release, fetched)),
        false => Sheet { said: String::new(), parts: forms(&Source::new(order, &release)) },
    }
}

/// Everything that can be taken away.
fn forms(source: &Source<'_>) -> Vec<Part> {
    let (release, words) = (source.release, source.words);
    let name = |ending: &str| [release.slug.as_str(), ending].concat();
    let text = plain::whole(release, source.address);
    let file = |label: &str, ending: &str, kind: &str, text: String| File {
        label: label.to_owned(),
        name: name(ending),
        kind: kind.to_owned(),
        text,
    };
    let whole = Part {
        name: words.whole_text.to_owned(),
        shown: false,
        files: vec![
            file(words.text_file, ".txt", "text/plain", text.clone()),
            file(
                words.email_file,
                ".eml",
                "message/rfc822",
                email::message(plain::title(release), &text, source.now, release.language.as_ref()),
            ),
        ],
        text,
    };
    let cited = |label: &str, ending: &str, kind: &str, text: String| Part {
        name: label.to_owned(),
        text: text.clone(),
        shown: true,
        files: vec![file(words.download, ending, kind, text)],
    };
    let mut parts = vec![
        whole,
        Part { files: Vec::new(), ..cited(words.citation, "", "", source.plain()) },
        cited("RIS", ".ris", "application/x-research-info-systems", source.ris()),
        cited("BibTeX", ".bib", "application/x-bibtex", source.bibtex()),
        cited("CSL-JSON", ".csl.json", "application/vnd.citationstyles.csl+json", source.csl()),
    ];
    parts.extend(table::files(release, words).into_iter().map(|file| Part {
        name: file.label.clone(),
        text: file.text.trim_start_matches(table::MARK).to_owned(),
        shown: false,
        files: vec![File { label: words.download.to_owned(), ..file }],
    }));
    parts
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests;
