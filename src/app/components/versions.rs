//! The other language versions of a release.

use crate::{
    app::{
        scene::{LinkTo, Scene},
        view::language_name,
    },
    bundle::Version,
    route::{Route, Search},
};
use yew::{Html, html};

/// The other language versions of a release; `brief`: the language alone, without the title.
pub fn versions(scene: &Scene, versions: &[Version], list: &Search, brief: bool) -> Html {
    let messages = scene.messages;
    let links = versions.iter().map(|version| {
        let lang = version.language.as_ref().map(ToString::to_string);
        let name = match &lang {
            Some(tag) => language_name(tag, messages),
            None => messages.language_absent.to_owned(),
        };
        let title = version.title.as_ref().filter(|_| !brief);
        let to = Route::Release { slug: version.slug.clone(), list: list.clone() };
        html! {
            <li key={version.slug.as_str()}>
                { scene.link(to, LinkTo::default(), html! { name }) }
                if let Some(title) = title {
                    { " " }<cite {lang}>{ title }</cite>
                }
            </li>
        }
    });
    html! {
        <div class="k-versions" hidden={versions.is_empty()}>
            <span class="k-versions__name">{ messages.also_in }</span>
            <ul>{ for links }</ul>
        </div>
    }
}
