//! A release in a list.

use super::{
    picture::also_as_webp,
    prose::{Setting, direction},
    related::like,
    versions::versions,
};
use crate::{
    app::{
        element::{El, el, nodes, text},
        marks::Finder,
        selectors,
        view_context::{LinkTo, ViewContext},
    },
    bundle::Card,
    i18n::{Messages, fill},
    model::Source,
    route::{Route, Search},
    search::Gather,
};
use yew::Html;

/// A release in a list, its heading at `level` 3 or 4; with an `excerpt` in place of the summary
/// if that has words that were found.
pub fn entry(
    cx: &ViewContext,
    card: &Card,
    list: &Search,
    finder: Option<&Finder>,
    excerpt: Option<&str>,
    level: u8,
) -> Html {
    let refined = cx.settings.typography;
    let setting = Setting::new(card.language.as_ref(), refined, finder.cloned(), cx.messages);
    let title = match &card.title {
        Some(title) => setting.line(title),
        None => el("em").child(cx.messages.untitled).html(),
    };
    let lang = card.language.as_ref().filter(|tag| tag.as_str() != cx.interface.tag());
    let dir = card.title.as_deref().and_then(|title| setting.direction(title));
    let how = LinkTo {
        class: Some("k-entry__link"),
        id: Some(format!("r-{}", card.slug).into()),
        ..LinkTo::default()
    };
    let link = cx.link(Route::Release { slug: card.slug.clone(), list: list.clone() }, how, title);
    let title = match level {
        3 => {
            el("h3").class("k-entry__title").attr("lang", lang).attr("dir", dir).child(link).html()
        }
        _ => {
            el("h4").class("k-entry__title").attr("lang", lang).attr("dir", dir).child(link).html()
        }
    };
    // An excerpt of an earlier query may have nothing of this one.
    let excerpt = excerpt.filter(|text| finder.is_some_and(|finder| finder.is_in(text)));
    let summary = excerpt.or(card.summary.as_deref()).unwrap_or_default();
    let summary_dir = setting.direction(summary);
    el("article")
        .class(if card.picture.is_some() { "k-entry k-entry--pictured" } else { "k-entry" })
        .child(el("p").class("k-entry__date").child(date(cx, card)).child(new_mark(cx, card)))
        .child(card.picture.as_ref().map(picture))
        .child(
            el("div")
                .class("k-entry__text")
                .child(el("p").class("k-entry__issuer").child(byline(cx, card)))
                .child(title)
                .child(
                    el("p")
                        .class("k-entry__summary")
                        .attr("lang", lang)
                        .attr("dir", summary_dir)
                        .child((!summary.is_empty()).then(|| setting.line(summary))),
                )
                .child(el("div").class("k-entry__foot").child(topics(cx, card)).child(versions(
                    cx,
                    &card.versions,
                    Some(list),
                    true,
                )))
                .child(like(cx, &card.like, list, Messages::like)),
        )
        .html()
}

/// Its picture, in a place that is as large whatever the picture is. The headline says what it is about, and the release
/// what is to be seen.
fn picture(source: &Source) -> El {
    let path = source.path().map(ToString::to_string).unwrap_or_default();
    let picture = el("img")
        .attr("src", path.clone())
        .attr("alt", "")
        .attr("loading", "lazy")
        .attr("decoding", "async");
    el("p").class("k-entry__picture").child(also_as_webp(&path, picture))
}

fn date(cx: &ViewContext, card: &Card) -> Html {
    match &card.published {
        Some(date) => {
            el("time").attr("datetime", date.to_string()).child(cx.messages.short_date(date)).html()
        }
        None => el("span").class("k-absent").child(cx.messages.date_absent).html(),
    }
}

/// That it came after the reader's last visit.
fn new_mark(cx: &ViewContext, card: &Card) -> Option<Html> {
    let is_new = cx.settings.news && cx.model.visits.is_new(card);
    is_new.then(|| nodes([text(" "), el("strong").class("k-new").child(cx.messages.new).html()]))
}

fn byline(cx: &ViewContext, card: &Card) -> Html {
    let issuers: Vec<&str> = match &cx.set {
        Some(set) => {
            card.issuers.iter().map(|slug| selectors::issuer(set, slug, cx.interface)).gather()
        }
        None => Vec::new(),
    };
    let state = card.state.map(|state| {
        el("strong")
            .class("k-state")
            .attr("data-state", state.as_str())
            .child(cx.messages.state(state))
            .html()
    });
    let issuer = match issuers.is_empty() {
        true => el("span").class("k-absent").child(cx.messages.issuer_absent),
        false => {
            let issuers = match issuers.as_slice() {
                [first, second, others @ ..] if others.len() > 1 => {
                    fill(cx.messages.and_others, &[first, second, &others.len().to_string()])
                }
                all => all.join(", "),
            };
            el("span").attr("dir", direction(&issuers, None)).child(issuers)
        }
    };
    let place = card.place.as_ref().map(|place| {
        el("span").class("k-entry__place").attr("dir", direction(place, None)).child(place).html()
    });
    nodes([state.unwrap_or_default(), issuer.html(), place.unwrap_or_default()])
}

fn topics(cx: &ViewContext, card: &Card) -> Html {
    let labels = card.topics.iter().filter_map(|slug| {
        let (label, language) = cx.set.as_ref()?.topic(slug.as_str())?.label(cx.interface.tag());
        let lang = language.filter(|l| l.primary() != cx.interface.tag());
        Some(el("li").key(slug.as_str()).attr("lang", lang).child(label.to_owned()).html())
    });
    el("ul")
        .class("k-entry__topics")
        .attr("aria-label", cx.messages.topics_of)
        .flag("hidden", card.topics.is_empty())
        .children(labels)
        .html()
}
