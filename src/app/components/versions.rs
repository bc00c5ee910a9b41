//! The other language versions of a release.

use super::prose::direction;
use crate::{
    app::{
        element::{el, nodes, text},
        selectors::language_name,
        view_context::{LinkTo, ViewContext},
    },
    bundle::Version,
    route::{Route, Search},
};
use yew::Html;

/// The other language versions of a release, opened from a `list`, or of a page of the newsroom's own; `brief`: the language alone, without the title.
pub fn versions(
    cx: &ViewContext,
    versions: &[Version],
    list: Option<&Search>,
    brief: bool,
) -> Html {
    let messages = cx.messages;
    let links = versions.iter().map(|version| {
        let lang = version.language.as_ref();
        let name = match lang {
            Some(tag) => language_name(tag.as_str(), messages),
            None => messages.language_absent.to_owned(),
        };
        let title = version.title.as_ref().filter(|_| !brief);
        let slug = version.slug.clone();
        let to = match list {
            Some(list) => Route::Release { slug, list: list.clone() },
            None => Route::Own(slug),
        };
        el("li")
            .key(version.slug.as_str())
            .child(cx.link(to, LinkTo::default(), name))
            .child(title.map(|title| {
                let dir = direction(title, None);
                let cite = el("cite").attr("lang", lang).attr("dir", dir).child(title);
                nodes([text(" "), cite.html()])
            }))
            .html()
    });
    el("div")
        .class("k-versions")
        .flag("hidden", versions.is_empty())
        .child(el("span").class("k-versions__name").child(messages.also_in))
        .child(el("ul").children(links))
        .html()
}
