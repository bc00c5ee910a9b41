//! A list of releases as one file that a reader takes away, made in the browser: the forms in which one release can be
//! published (`alternates`), of many; and those of one.

use super::{
    alternates::{FORMS, markdown, ninjs},
    base::Base,
    edition::{Edition, address, title},
    extent::Extent,
    feeds::json,
    table,
};
use crate::{
    bundle::Set,
    ingest::name::file_name,
    model::{Block, Release, named},
    zip::zip,
};

/// The form of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListForm {
    /// JSON Feed 1.1, as the newsroom's own.
    Feed,
    /// An array of ninjs 3.1 objects.
    Ninjs,
    /// A table with a row for each release.
    Csv,
    /// One text with a heading for each release.
    Markdown,
    /// An archive with a Markdown file for each release, as it can be read in again.
    Zip,
}

named! {
    ListForm { Feed "feed", Ninjs "ninjs", Csv "csv", Markdown "markdown", Zip "zip" }
}

/// What is taken away.
pub struct TakenList<'a> {
    /// What the list is called.
    pub title: &'a str,
    /// The address of its page, relative to the newsroom's folder.
    pub address: &'a str,
    /// What the set says of itself.
    pub set: &'a Set,
    /// The releases, in the order of the list.
    pub releases: &'a [Release],
    /// The address of the newsroom's folder.
    pub base: &'a Base,
}

/// A file made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFile {
    /// What to call it.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl TakenList<'_> {
    /// The list in a form; `None` if an archive does not hold it.
    #[must_use]
    pub fn file(&self, form: ListForm) -> Option<ListFile> {
        let edition = Edition::new(self.set, self.releases, self.base);
        let (ending, media_type, bytes) = match form {
            ListForm::Feed => {
                let text = json::of_list(self.title, self.address, self.releases, &edition);
                ("json", "application/feed+json", text.into_bytes())
            }
            ListForm::Ninjs => {
                ("ninjs.json", "application/json", self.ninjs(&edition).into_bytes())
            }
            ListForm::Csv => {
                ("csv", "text/csv;charset=utf-8", table::csv(self.releases, &edition).into_bytes())
            }
            ListForm::Markdown => {
                ("md", "text/markdown;charset=utf-8", self.markdown(&edition).into_bytes())
            }
            ListForm::Zip => ("zip", "application/zip", self.archive(&edition)?),
        };
        let name = file_name(&format!("{}.{ending}", self.title.replace(['/', '\\'], "-")));
        Some(ListFile { name, media_type, bytes })
    }

    fn ninjs(&self, edition: &Edition<'_>) -> String {
        let texts =
            self.releases.iter().map(|release| ninjs::release(release, &Extent::Public(edition)));
        let texts: Vec<String> = texts.map(|text| text.trim_end().to_owned()).collect();
        format!("[{}]\n", texts.join(",\n"))
    }

    /// To be read by people: each release under its heading, with its date, who speaks, and its address.
    fn markdown(&self, edition: &Edition<'_>) -> String {
        let mut text = self.heading(1, self.title);
        for release in self.releases {
            text.push('\n');
            text.push_str(&self.heading(2, title(release)));
            let date = release.published.as_ref().map(ToString::to_string);
            let issuers = release.issuers.iter().map(|party| party.name.clone());
            let facts: Vec<String> = date.into_iter().chain(issuers).collect();
            let lead = [Some(facts.join(" · ")), release.summary.clone()];
            let lead = lead.into_iter().flatten().filter(|line| !line.trim().is_empty());
            let mut blocks: Vec<Block> = lead.map(|line| Block::Paragraph(plain(line))).collect();
            blocks.extend(release.body.blocks().iter().cloned().map(lower));
            text.push('\n');
            text.push_str(&markdown::blocks(&blocks, edition.base, 0));
            let own = edition.base.address(&address(&release.slug), 0);
            text.push_str(&format!("\n<{own}>\n"));
        }
        text
    }

    fn heading(&self, level: u8, words: &str) -> String {
        let heading = Block::Heading { level, content: plain(words.to_owned()) };
        markdown::blocks(&[heading], self.base, 0)
    }

    fn archive(&self, edition: &Edition<'_>) -> Option<Vec<u8>> {
        let texts = self.releases.iter().map(|release| {
            (format!("{}.md", release.slug), markdown::release(release, &Extent::Public(edition)))
        });
        let texts: Vec<(String, String)> = texts.collect();
        let files = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes()));
        zip(&files.collect::<Vec<_>>())
    }
}

/// A release as one of the files of its forms, by that file's name; `None` if none is called so.
#[must_use]
pub fn taken_form(file: &str, release: &Release, set: &Set, base: &Base) -> Option<ListFile> {
    let form = FORMS.iter().find(|form| form.file == file)?;
    let edition = Edition::new(set, std::slice::from_ref(release), base);
    let bytes = form.write(release, &edition).into_bytes();
    let ending = file.strip_prefix("release")?;
    Some(ListFile { name: format!("{}{ending}", release.slug), media_type: form.media_type, bytes })
}

fn plain(text: String) -> Vec<crate::model::Inline> {
    vec![crate::model::Inline::Text(text)]
}

/// A heading of a text that stands under another heading.
fn lower(block: Block) -> Block {
    match block {
        Block::Heading { level, content } => Block::Heading { level: (level + 1).min(6), content },
        block => block,
    }
}
