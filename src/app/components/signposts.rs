//! Where a publisher leads readers, in the head and at the foot of every page: its own pages, its site, its other places.

use crate::{
    app::{
        element::el,
        view_context::{LinkTo, ViewContext},
    },
    route::Route,
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
            let link = match (&post.page, &post.to) {
                (Some(page), _) => cx.link(Route::Own(page.clone()), LinkTo::default(), &post.name),
                (None, to) => {
                    let to = to.as_ref().map(ToString::to_string);
                    el("a").attr("href", to).child(&post.name).html()
                }
            };
            el("span").attr("lang", post.language.as_ref()).child(link).html()
        })
        .gather();
    if links.is_empty() {
        return Html::default();
    }
    el("p").class(class).children(links).html()
}
