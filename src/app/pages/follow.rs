//! How to hear of what is new: what a feed is, and all that there are.

use crate::{
    app::{
        components::{feeds::feed, without_scripts::MOST},
        element::el,
        selectors,
        view_context::ViewContext,
    },
    bundle::Feeds,
    i18n::fill,
    model::Language,
};
use yew::Html;

/// As many are shown at once.
const FEW: usize = 24;

/// What a feed is, every feed, and all of them as one file.
pub fn follow(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let Some(set) = cx.set else { return Html::default() };
    let page = el("div")
        .class("k-message k-follow")
        .child(el("h1").attr("tabindex", "-1").child(messages.follow));
    let Some(feeds) = &set.feeds else {
        return page.child(el("p").child(messages.follow_none)).html();
    };
    let groups = Feeds::FACETS.into_iter().map(|facet| {
        let all = selectors::whole(set, facet, cx.interface);
        let item = |(key, label, lang, _): &(String, String, Option<Language>, u32)| {
            let of = Some((facet, key.as_str()));
            el("li").key(key.as_str()).child(feed(feeds, of, label, lang.as_ref())).html()
        };
        let (few, rest) = all.split_at(FEW.min(all.len()));
        el("section")
            .key(facet.as_str())
            .flag("hidden", all.is_empty())
            .child(el("h2").child(messages.facet(facet)))
            .child(el("ul").children(few.iter().map(item)))
            .child(
                el("details")
                    .class("k-more")
                    .flag("hidden", rest.is_empty())
                    .child(el("summary").child(fill(
                        messages.show_more_of,
                        &[
                            &messages.number(rest.len() as u64),
                            messages.values(Some(facet), rest.len()),
                        ],
                    )))
                    .child(el("ul").children(rest.iter().take(MOST - FEW).map(item))),
            )
            .html()
    });
    page.child(el("p").child(messages.follow_intro))
        .child(el("p").child(feed(feeds, None, messages.everything, None)))
        .child(feeds.opml.then(|| {
            el("p").child(
                el("a")
                    .class("k-button")
                    .attr("href", Feeds::OPML)
                    .attr("type", "text/x-opml")
                    .attr("download", "feeds.opml")
                    .child(messages.opml),
            )
        }))
        .children(groups)
        .html()
}
