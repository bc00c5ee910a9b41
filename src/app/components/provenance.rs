//! Where a release comes from, with its gaps stated: nothing is inferred and nothing is hidden.

use crate::{
    app::{scene::Scene, view::language_name},
    model::{Date, Link, Party, Release},
};
use yew::{Html, html};

/// Where a release comes from, with its gaps stated.
pub fn provenance(scene: &Scene, release: &Release) -> Html {
    let messages = scene.messages;
    let or_absent = |value: Option<Html>, absent: &'static str| {
        value.unwrap_or_else(|| html! { <span class="k-absent">{ absent }</span> })
    };
    let when = |date: Date| {
        html! { <time datetime={date.to_string()}>{ (messages.date_time)(&date) }</time> }
    };
    let language = release.language.as_ref();
    let language = language.map(|language| html! { language_name(language.as_str(), messages) });
    let plain = |text: &Option<String>| text.as_ref().map(|text| html! { text });
    let rows = [
        (messages.sent, Some(or_absent(release.published.map(when), messages.date_absent))),
        (
            messages.distributed_by,
            Some(or_absent(release.distributor.as_ref().map(party), messages.distributor_absent)),
        ),
        (messages.printed_by, release.site.as_ref().map(party)),
        (messages.modified, release.modified.map(when)),
        (messages.first_appeared, release.url.as_ref().map(link)),
        (messages.language, Some(or_absent(language, messages.language_absent))),
        (messages.kind, plain(&release.kind)),
        (messages.rights, plain(&release.rights)),
        (messages.identifier, Some(html! { <code>{ &release.id }</code> })),
    ];
    let rows = rows.into_iter().filter_map(|(name, value)| {
        Some(html! { <div key={name}><dt>{ name }</dt><dd>{ value? }</dd></div> })
    });
    html! {
        <section class="k-provenance" aria-labelledby="provenance-title">
            <h2 id="provenance-title">{ messages.provenance }</h2>
            <dl>{ for rows }</dl>
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

/// An address, by its host.
pub fn link(url: &Link) -> Html {
    let name = url.host().unwrap_or(url.as_str()).to_owned();
    html! { <a href={url.to_string()} rel="noopener">{ name }</a> }
}
