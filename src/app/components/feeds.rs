//! What can be followed: the feeds of a list, and those of the whole newsroom.

use crate::{
    app::{
        element::{El, el},
        feeds::{self, Choice},
        selectors,
        view_context::{LinkTo, ViewContext},
    },
    bundle::{Feeds, Set},
    model::Language,
    route::{Route, Search},
};
use yew::Html;

/// A feed by its name, with a link for each form that it has.
pub fn feed(feeds: &Feeds, of: Choice<'_>, label: &str, lang: Option<&Language>) -> El {
    let links = feeds.files(of).into_iter().map(|(kind, path)| {
        let form = if path.ends_with("xml") { "Atom" } else { "JSON Feed" };
        el("a")
            .attr("href", path)
            .attr("type", kind)
            .child(form)
            .child(
                el("span")
                    .class("k-hidden")
                    .attr("lang", lang)
                    .child(" – ")
                    .child(label.to_owned()),
            )
            .html()
    });
    el("span")
        .class("k-feed")
        .child(el("span").attr("lang", lang).child(label.to_owned()))
        .children(links)
}

/// The feeds of a list, and the way to all.
pub fn feeds_of_list(cx: &ViewContext, set: &Set, search: &Search) -> Html {
    let messages = cx.messages;
    let Some(offered) = &set.feeds else { return Html::default() };
    let own = feeds::feeds(set, search).into_iter().map(|of| {
        let label = match of {
            Some((facet, key)) => selectors::label(set, facet, key, messages, cx.interface),
            None => messages.everything.to_owned(),
        };
        feed(offered, of, &label, None).html()
    });
    el("p")
        .class("k-feeds")
        .child(el("span").child(messages.feed_of_list))
        .children(own)
        .child(cx.link(Route::Follow, LinkTo::default(), messages.all_feeds))
        .html()
}
