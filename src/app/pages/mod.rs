//! A file per page.

pub(super) mod about;
pub(super) mod failure;
pub(super) mod home;
pub(super) mod loading;
pub(super) mod not_found;
pub(super) mod release;

use crate::app::hooks::{browser, use_library, use_messages};
use yew::{hook, use_effect_with};

/// Gives the document the title of a page, followed by the newsroom's name.
#[hook]
fn use_title(title: &str) {
    let messages = use_messages();
    let newsroom = use_library().read(|reader| reader.set().newsroom.title.clone()).flatten();
    let newsroom = newsroom.unwrap_or_else(|| messages.newsroom.to_owned());
    let title = if title.is_empty() { newsroom } else { format!("{title} – {newsroom}") };
    use_effect_with(title, |title| browser::set_title(title));
}
