//! What a page says and links where there are no scripts. Only pages that are rendered natively
//! have it: the viewer itself draws nothing of this.

use crate::{
    app::{
        scene::{LinkTo, Scene},
        view::Choice,
    },
    bundle::Version,
    route::{Route, Search},
    search::Facet,
};
use yew::{Html, html};

/// Whether pages are being rendered for those without scripts too.
const NATIVE: bool = !cfg!(target_arch = "wasm32");

/// That searching and filtering need scripts, and that reading does not.
pub fn note(scene: &Scene) -> Html {
    if !NATIVE {
        return Html::default();
    }
    html! { <noscript><p class="k-note">{ scene.messages.needs_scripts }</p></noscript> }
}

/// A facet's values as links to their lists, where these have addresses of their own.
pub fn facet_links(scene: &Scene, facet: Option<Facet>, choices: &[Choice]) -> Html {
    if !NATIVE || !matches!(facet, None | Some(Facet::Issuer)) {
        return Html::default();
    }
    let link = |choice: &Choice| {
        let search = match facet {
            Some(facet) => Search::default().toggle(facet, &choice.key),
            None => Search::default().toggle_year(choice.key.parse().unwrap_or_default()),
        };
        html! { <li>{ scene.list_link(search, html! { &choice.label }) }</li> }
    };
    html! { <noscript><ul class="k-facet__links">{ for choices.iter().map(link) }</ul></noscript> }
}

/// Links to the releases of a list that are not shown in it.
pub fn rest(scene: &Scene) -> Html {
    if !NATIVE || scene.rest.is_empty() {
        return Html::default();
    }
    let link = |other: &Version| {
        let to = Route::Release { slug: other.slug.clone(), list: Search::default() };
        let title = other.title.clone().unwrap_or_else(|| scene.messages.untitled.to_owned());
        let lang = other.language.as_ref().map(ToString::to_string);
        html! { <li {lang}>{ scene.link(to, LinkTo::default(), html! { title }) }</li> }
    };
    html! {
        <noscript>
            <h3 class="k-month__name">{ scene.messages.the_others }</h3>
            <ul class="k-rest">{ for scene.rest.iter().map(link) }</ul>
        </noscript>
    }
}
