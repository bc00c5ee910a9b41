//! The page that a model shows. Pure: the same in a browser and where pages are rendered as text.

use super::{
    components::{
        device::device, footer::footer, masthead::masthead, shortcuts_help::shortcuts_help,
        update::update,
    },
    element::{el, nodes},
    message::Msg,
    model::Model,
    page::PageKind,
    pages::{
        about::about, failure::failure, follow::follow, home::home, loading::loading, media::media,
        not_found::not_found, own::own, people::people, release::release, saved::saved,
    },
    stories,
    view_context::ViewContext,
};
use yew::{Callback, Html};

/// A page: its title, and what stands on it.
pub struct Rendered {
    /// The title of the document.
    pub title: String,
    /// What stands in its body.
    pub html: Html,
}

/// The page that a model shows. What happens to it goes to `send`.
#[must_use]
pub fn view(model: &Model, send: &Callback<Msg>) -> Rendered {
    Rendered { title: PageKind::of(model).title(model), html: body(model, send) }
}

/// What stands in the body of that page.
pub fn body(model: &Model, send: &Callback<Msg>) -> Html {
    let cx = &ViewContext::new(model, send);
    if model.takeover.steps() == 0 {
        return Html::default();
    }
    nodes([
        masthead(cx),
        // Another page is drawn anew and put in its place at once: to make one of the other is slower.
        el("main")
            .key(cx.address().route.page())
            .class("k-main")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .child(content(cx, PageKind::of(model)))
            .html(),
        footer(cx),
        shortcuts_help(cx),
        update(cx),
        el("p").class("k-hidden").attr("id", "said").attr("role", "status").html(),
    ])
}

fn content(cx: &ViewContext, page: PageKind) -> Html {
    match page {
        PageKind::Loading => loading(cx),
        PageKind::Failure(error) => failure(cx, error, cx.address().route.slug()),
        PageKind::Home(set, search) => home(cx, set, search),
        PageKind::Release(article, list) => {
            let neighbours = stories::neighbours(&cx.model.listed, list, &article.release.slug);
            release(cx, &article, list, neighbours)
        }
        PageKind::Media(search) => media(cx, search),
        PageKind::Device => device(cx),
        PageKind::Saved => saved(cx),
        PageKind::Follow => follow(cx),
        PageKind::People(everyone) => people(cx, &everyone),
        PageKind::Own(page) => own(cx, &page),
        PageKind::About => about(cx),
        PageKind::NotFound => not_found(cx),
    }
}
