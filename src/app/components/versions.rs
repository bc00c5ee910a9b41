//! The other language versions of a release.

use super::address_link::AddressLink;
use crate::{
    app::hooks::use_messages,
    app::view::language_name,
    bundle::Version,
    route::{Route, Search},
};
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct VersionsProps {
    pub versions: Vec<Version>,
    pub list: Search,
    /// The language alone, without the title.
    #[prop_or_default]
    pub brief: bool,
}

#[component]
pub fn Versions(props: &VersionsProps) -> Html {
    let messages = use_messages();
    let links = props.versions.iter().map(|version| {
        let tag = version.language.as_ref().map(ToString::to_string);
        let name = match &tag {
            Some(tag) => language_name(tag, messages),
            None => messages.language_absent.to_owned(),
        };
        let title = version.title.clone().filter(|_| !props.brief);
        let to = Route::Release { slug: version.slug.clone(), list: props.list.clone() };
        html! {
            <li key={version.slug.as_str()}>
                <AddressLink {to}>{ name }</AddressLink>
                if let Some(title) = title {
                    { " " }<cite lang={tag}>{ title }</cite>
                }
            </li>
        }
    });
    html! {
        <div class="k-versions" hidden={props.versions.is_empty()}>
            <span class="k-versions__name">{ messages.also_in }</span>
            <ul>{ for links }</ul>
        </div>
    }
}
