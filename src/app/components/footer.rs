//! The foot of every page.

use super::signposts::signposts;
use crate::{
    app::{
        effect::Effect,
        element::{El, el},
        message::Msg,
        view_context::{LinkTo, ViewContext},
    },
    route::{Route, Search},
};
use yew::Html;

/// The foot of every page.
pub fn footer(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    // On the front page alone: with each release all pages that say it are other files.
    let route = &cx.address().route;
    let counts = matches!(route, Route::Home(search) if search.is_front() && !search.device);
    let count = cx.set.filter(|_| counts);
    let count = count.map(|set| messages.built_from(set.documents));
    let on_device = Search { device: true, ..Search::default() };
    el("footer")
        .class("k-footer")
        .child(
            places(cx)
                .child(cx.list_link(on_device, messages.open_file))
                .child(
                    el("button")
                        .class("k-button k-button--plain")
                        .attr("type", "button")
                        .onclick(cx.on_click(|| Msg::Perform(Effect::ToggleDialog("shortcuts"))))
                        .child(messages.shortcuts),
                )
                .child(el("span").class("k-footer__count").child(count.unwrap_or_default())),
        )
        .child(signposts(cx, "k-footer__own", false))
        .child(el("p").class("k-footer__note").child(messages.made_with))
        .html()
}

/// The places of the newsroom beside its lists.
pub fn places(cx: &ViewContext) -> El {
    let messages = cx.messages;
    el("p")
        .child(
            cx.set.and_then(|set| set.media.as_ref()).map(|_| {
                cx.link(Route::Media(Search::default()), LinkTo::default(), messages.media)
            }),
        )
        .child(cx.link(Route::Saved, LinkTo::default(), messages.saved))
        .child(
            cx.set
                .filter(|set| set.feeds.is_some())
                .map(|_| cx.link(Route::Follow, LinkTo::default(), messages.follow)),
        )
        .child(
            cx.set
                .filter(|set| set.people.is_some())
                .map(|_| cx.link(Route::People, LinkTo::default(), messages.people)),
        )
        .child(cx.link(Route::About, LinkTo::default(), messages.about))
}
