//! What a page says and links where there are no scripts. Only pages that are rendered natively
//! have it: the viewer itself draws nothing of this.

use crate::{
    app::{element::el, selectors::FacetChoice, view_context::ViewContext},
    route::Search,
    search::Facet,
};
use yew::Html;

/// Whether pages are being rendered for those without scripts too.
pub const NATIVE: bool = !cfg!(target_arch = "wasm32");

/// As many of a long list as stand in a page that is a file: no page is a burden, and each release leads to its topics, issuers and
/// contacts. The viewer draws all.
pub const MOST: usize = if NATIVE { 100 } else { usize::MAX };

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
    el("noscript")
        .child(el("ul").class("k-facet__links").children(choices.iter().take(MOST).map(link)))
        .html()
}

/// The way to the releases of a list that are not shown in it.
#[cfg(feature = "native")]
pub fn older(cx: &ViewContext) -> Html {
    let Some(path) = &cx.model.older else { return Html::default() };
    let words = crate::app::pages::older::words(cx.interface);
    let link = el("a").attr("href", path.clone()).attr("rel", "next").child(words.older);
    el("noscript").child(el("p").class("k-results__older").child(link)).html()
}

/// The viewer shows more of a list by itself.
#[cfg(not(feature = "native"))]
pub fn older(_: &ViewContext) -> Html {
    Html::default()
}
