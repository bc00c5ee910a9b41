//! Where a release comes from, with its gaps stated: nothing is inferred and nothing is hidden.

use super::when::When;
use crate::{
    app::{hooks::use_messages, view::language_name},
    bundle::Article,
    model::{Link, Party},
};
use std::rc::Rc;
use yew::{Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct ProvenanceProps {
    pub article: Rc<Article>,
}

#[component]
pub fn Provenance(props: &ProvenanceProps) -> Html {
    let messages = use_messages();
    let release = &props.article.release;
    let absent = |text: &'static str| html! { <span class="k-absent">{ text }</span> };
    let row =
        |name: &'static str, value: Html| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> };
    let text = |name, value: &Option<String>| match value {
        Some(value) => row(name, html! { value.clone() }),
        None => Html::default(),
    };
    let published = release
        .published
        .map_or_else(|| absent(messages.date_absent), |date| html! { <When {date} full={true} /> });
    let distributor =
        release.distributor.as_ref().map_or_else(|| absent(messages.distributor_absent), party);
    let language = release.language.as_ref().map_or_else(
        || absent(messages.language_absent),
        |language| html! { language_name(language.as_str(), messages) },
    );
    html! {
        <section class="k-provenance" aria-labelledby="provenance-title">
            <h2 id="provenance-title">{ messages.provenance }</h2>
            <dl>
                { row(messages.sent, published) }
                { row(messages.distributed_by, distributor) }
                if let Some(site) = &release.site { { row(messages.printed_by, party(site)) } }
                if let Some(date) = release.modified {
                    { row(messages.modified, html! { <When {date} full={true} /> }) }
                }
                if let Some(url) = &release.url { { row(messages.first_appeared, link(url)) } }
                { row(messages.language, language) }
                { text(messages.kind, &release.kind) }
                { text(messages.rights, &release.rights) }
                { row(messages.identifier, html! { <code>{ &release.id }</code> }) }
            </dl>
        </section>
    }
}

/// A name, linked where there is an address.
pub fn party(party: &Party) -> Html {
    match &party.url {
        Some(url) => html! { <a href={url.to_string()} rel="noopener">{ &party.name }</a> },
        None => html! { party.name.clone() },
    }
}

fn link(url: &Link) -> Html {
    let name = url.host().unwrap_or(url.as_str()).to_owned();
    html! { <a href={url.to_string()} rel="noopener">{ name }</a> }
}
