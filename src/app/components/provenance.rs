//! Where a release comes from, with its gaps stated: nothing is inferred and nothing is hidden.

use super::reading_tools::asking;
use crate::{
    app::element::{el, text},
    app::{message::Msg, selectors::language_name, take::PROOF, view_context::ViewContext},
    model::{Date, Link, Party, Release},
};
use yew::Html;

/// Where a release comes from, with its gaps stated.
pub fn provenance(cx: &ViewContext, release: &Release) -> Html {
    let messages = cx.messages;
    let or_absent = |value: Option<Html>, absent: &'static str| {
        value.unwrap_or_else(|| el("span").class("k-absent").child(absent).html())
    };
    let when = |date: Date| {
        el("time").attr("datetime", date.to_string()).child(messages.date_time(&date)).html()
    };
    let lang = release.language.as_ref();
    let language = lang.map(|language| text(language_name(language.as_str(), messages)));
    // In its publisher's words.
    let plain = |words: &Option<String>| {
        words.as_ref().map(|words| el("span").attr("lang", lang).child(words).html())
    };
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
        (messages.identifier, Some(el("code").child(&release.id).html())),
    ];
    let rows = rows.into_iter().filter_map(|(name, value)| {
        Some(el("div").key(name).child(el("dt").child(name)).child(el("dd").child(value?)).html())
    });
    el("section")
        .class("k-provenance")
        .attr("aria-labelledby", "provenance-title")
        .child(el("h2").attr("id", "provenance-title").child(messages.provenance))
        .child(el("dl").children(rows))
        // What the reader opened was not published here.
        .child(
            (!cx.address().route.is_on_device())
                .then(|| asking(cx, messages.check, PROOF, || Msg::Take(PROOF))),
        )
        .html()
}

/// A name, linked where there is an address.
pub fn party(party: &Party) -> Html {
    match &party.url {
        Some(url) => {
            el("a").attr("href", url.to_string()).attr("rel", "noopener").child(&party.name).html()
        }
        None => text(party.name.clone()),
    }
}

/// An address, by its host.
pub fn link(url: &Link) -> Html {
    let name = url.host().unwrap_or(url.as_str()).to_owned();
    el("a").attr("href", url.to_string()).attr("rel", "noopener").child(name).html()
}
