//! Where a publisher leads readers, in the head and at the foot of every page: its own pages, its site, its other places.

use crate::{
    app::{
        element::el,
        view_context::{LinkTo, ViewContext},
    },
    route::{Address, Route},
    search::Gather,
};
use yew::Html;

/// The links in the `head` or at the foot, for readers of this interface; nothing if there are none.
pub fn signposts(cx: &ViewContext, class: &'static str, head: bool) -> Html {
    let Some(site) = cx.model.site() else { return Html::default() };
    let links: Vec<Html> = site
        .set()
        .newsroom
        .links
        .iter()
        .filter(|post| post.head == head && post.interface.as_str() == cx.interface.tag())
        .map(|post| {
            let link = match Address::parse(&post.to, "").route {
                own @ Route::Own(_) => cx.link(own, LinkTo::default(), &post.name),
                _ => el("a").attr("href", post.to.clone()).child(&post.name).html(),
            };
            el("span").attr("lang", post.language.as_ref()).child(link).html()
        })
        .gather();
    if links.is_empty() {
        return Html::default();
    }
    el("div").class(class).children(links).html()
}
