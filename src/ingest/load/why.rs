//! Why a file or folder is not read, and what to do about it.

use super::format;

/// Why a file or folder is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Why {
    Hidden,
    System,
    About,
    Site,
    Tools,
    Template,
    Held,
    Published,
    Note,
    Copy,
    Document,
    Alone,
    Unknown,
    Code,
    Secret,
    LeadsOut,
    LeadsNowhere,
    LeadsToUnread,
    Special,
    Again,
}

impl Why {
    /// In a few words, for a table.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::System => "left by a system or an editor",
            Self::About => "about the folder",
            Self::Site => "of a website or its tools",
            Self::Tools => "a tool's folder",
            Self::Template => "a folder of templates",
            Self::Held => "a folder of drafts",
            Self::Published => "a published site",
            Self::Note => "a note, by its name",
            Self::Copy => "a copy, by its name",
            Self::Document => "a format that is not read",
            Self::Alone => "a document that is not named by itself",
            Self::Unknown => "an ending that is not known",
            Self::Code => "a program",
            Self::Secret => "a key or a password",
            Self::LeadsOut => "a link that leads out",
            Self::LeadsNowhere => "a link that leads nowhere",
            Self::LeadsToUnread => "a link to what is not read",
            Self::Special => "no regular file",
            Self::Again => "read before",
        }
    }

    /// What to do about it, if somebody may have wanted it to be read.
    pub(super) fn advice(self) -> Option<String> {
        let advice = match self {
            Self::Template => {
                "a folder of this name holds templates, so its texts are not read; move releases \
                 out of it, or give the folder another name"
            }
            Self::Held => {
                "a folder of this name holds what must not be shown yet, so its texts are not \
                 read; move them out of it when they may be published"
            }
            Self::Tools => {
                "a folder of this name belongs to a tool, so its texts are not read; move \
                 releases out of it"
            }
            Self::Published => {
                "is a published site, whose pages are no sources; keep it outside of the folder \
                 that it is made from"
            }
            Self::Note => {
                "has no front matter and the name of a note, so it is not read; if it is a \
                 release, give it front matter with title and date, or another name; if not, move \
                 it out of the folder"
            }
            Self::Copy => {
                "looks like a copy of the file beside it, so it is not read; delete it, or, if it \
                 is a release of its own, give it a name of its own"
            }
            Self::Document => {
                return Some(format!(
                    "a document of a format that is not read; save it as {}, or let a release name it as an attachment",
                    format::text_endings("or")
                ));
            }
            Self::Alone => {
                return Some(format!(
                    "a document, and such are read only where each is named as a source itself, for a folder may hold some that are for nobody; \
                     name it after the folder, save it as {}, or let a release name it as an attachment",
                    format::text_endings("or")
                ));
            }
            Self::Unknown => {
                return Some(format!(
                    "an ending that is not known, so it is not read; releases are {}",
                    format::endings("and")
                ));
            }
            Self::LeadsOut => {
                "a link that leads out of the newsroom's folder is not followed; move what it \
                 leads to into the folder, or name that as a source of its own"
            }
            Self::LeadsNowhere => "a link that leads nowhere; correct or delete it",
            Self::LeadsToUnread => {
                "a link to what is not read itself, so this is not read either; put the file here \
                 in place of the link"
            }
            Self::Special => {
                "no regular file (a pipe, a socket or a device), so it is never opened; move it out \
                 of the folder"
            }
            Self::About | Self::Site => {
                "begins like a release, but has a name that no release has, so it is not read; \
                 if it is a release, give it another name"
            }
            Self::Hidden | Self::System | Self::Code | Self::Secret | Self::Again => return None,
        };
        Some(advice.to_owned())
    }
}
