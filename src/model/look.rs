//! The mark of a newsroom, and where the head and the foot of its pages lead.

use super::{Image, Language, Link, Slug};
use serde::Serialize;

/// The mark of a newsroom, in the head of every page. Its files are the newsroom's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Logo {
    /// On light paper.
    pub light: Image,
    /// On dark paper, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dark: Option<Image>,
    /// Whether it shows the name, which is then not written beside it.
    pub alone: bool,
}

impl Logo {
    /// Its pictures.
    pub fn images_mut(&mut self) -> impl Iterator<Item = &mut Image> {
        [&mut self.light].into_iter().chain(&mut self.dark)
    }
}

/// A link in the head or at the foot of every page, for readers of one interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signpost {
    /// Whether it stands in the head.
    pub head: bool,
    /// The interface whose readers see it.
    pub interface: Language,
    /// What it is called.
    pub name: String,
    /// The language of that name, where it is another than the interface's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The page of the newsroom's own that it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<Slug>,
    /// Where it leads, if not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Link>,
}
