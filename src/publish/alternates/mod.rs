//! A release in the other forms in which newsrooms take one in: ninjs for systems, plain text
//! for wires and mail, Markdown for editors. They lie beside the release's page.

pub(super) mod markdown;
pub(super) mod ninjs;
pub(super) mod text;

use super::{
    edition::{Edition, address},
    extent::Extent,
};
use crate::model::Release;

/// How many folders deep they lie.
pub(super) const DEPTH: usize = 2;

/// A form of a release: the file's name and its media type.
pub(super) struct Form {
    pub(super) file: &'static str,
    pub(super) media_type: &'static str,
    write: fn(&Release, &Edition<'_>) -> String,
}

/// All of them.
pub(super) const FORMS: [Form; 3] = [
    Form {
        file: "release.json",
        media_type: "application/json",
        write: |release, edition| ninjs::release(release, &Extent::Public(edition)),
    },
    Form { file: "release.txt", media_type: "text/plain", write: text::release },
    Form {
        file: "release.md",
        media_type: "text/markdown",
        write: |release, edition| markdown::release(release, &Extent::Public(edition)),
    },
];

impl Form {
    /// The path of a release in this form.
    pub(super) fn path(&self, release: &Release) -> String {
        format!("{}{}", address(&release.slug), self.file)
    }

    /// A release in this form.
    pub(super) fn write(&self, release: &Release, edition: &Edition<'_>) -> String {
        (self.write)(release, edition)
    }
}
