//! What a page says and links where there are no scripts. Only pages that are rendered natively
//! have it: the viewer itself draws nothing of this.

use super::prose::direction;
use crate::{
    app::{
        element::el,
        selectors::FacetChoice,
        view_context::{LinkTo, ViewContext},
    },
    bundle::Version,
    route::{Route, Search},
    search::Facet,
};
use yew::Html;

/// Whether pages are being rendered for those without scripts too.
const NATIVE: bool = !cfg!(target_arch = "wasm32");

/// What the viewer itself draws when it is asked for.
pub fn without_scripts(draw: impl FnOnce() -> Html) -> Html {
    if NATIVE { el("noscript").child(draw()).html() } else { Html::default() }
}

/// That searching and filtering need scripts, and that reading does not.
pub fn note(cx: &ViewContext) -> Html {
    if !NATIVE {
        return Html::default();
    }
    el("noscript").child(el("p").class("k-note").child(cx.messages.needs_scripts)).html()
}

/// A facet's values as links to their lists, where these have addresses of their own.
pub fn facet_links(cx: &ViewContext, facet: Option<Facet>, choices: &[&FacetChoice]) -> Html {
    if !NATIVE || choices.is_empty() || !facet.is_none_or(Facet::has_pages) {
        return Html::default();
    }
    let link = |choice: &&FacetChoice| {
        let search = match facet {
            Some(facet) => Search::default().toggle(facet, &choice.key),
            None => Search::default().toggle_year(choice.key.parse().unwrap_or_default()),
        };
        el("li").child(cx.list_link(search, &choice.label)).html()
    };
    el("noscript").child(el("ul").class("k-facet__links").children(choices.iter().map(link))).html()
}

/// Links to the releases of a list that are not shown in it.
pub fn rest(cx: &ViewContext) -> Html {
    if !NATIVE || cx.model.rest.is_empty() {
        return Html::default();
    }
    let link = |other: &Version| {
        let to = Route::Release { slug: other.slug.clone(), list: Search::default() };
        let title = other.title.clone().unwrap_or_else(|| cx.messages.untitled.to_owned());
        let lang = other.language.as_ref();
        let dir = direction(&title, None);
        el("li")
            .attr("lang", lang)
            .attr("dir", dir)
            .child(cx.link(to, LinkTo::default(), title))
            .html()
    };
    el("noscript")
        .child(el("h3").class("k-month__name").child(cx.messages.the_others))
        .child(el("ul").class("k-rest").children(cx.model.rest.iter().map(link)))
        .html()
}
