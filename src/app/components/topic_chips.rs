//! The topics as chips with live counts.

use crate::{
    app::{
        element::{el, nodes, text},
        selectors::FacetChoice,
        view_context::{LinkTo, ViewContext},
    },
    route::{Route, Search},
    search::Facet,
};
use yew::Html;

/// How many chips are shown before "show all".
const FEW: usize = 12;

/// The topics as chips with live counts.
pub fn topic_chips(cx: &ViewContext, search: &Search, choices: &[FacetChoice]) -> Html {
    let messages = cx.messages;
    let chip = |choice: &FacetChoice| {
        // Its place keeps the focus when it is chosen.
        let id = Some(format!("topic-{}", choice.key).into());
        let words = nodes([
            el("span")
                .attr("lang", choice.language.as_ref().map(ToString::to_string))
                .child(&choice.label)
                .html(),
            text(" "),
            el("span").class("k-chip__count").child((messages.number)(choice.count.into())).html(),
        ]);
        let to = Route::Home(search.toggle(Facet::Topic, &choice.key));
        el("li")
            .key(choice.key.as_str())
            .child(cx.link(
                to,
                LinkTo { class: Some("k-chip"), current: choice.chosen, id, rel: None },
                words,
            ))
            .html()
    };
    let (few, rest) = choices.split_at(FEW.min(choices.len()));
    el("section")
        .class("k-topics")
        .attr("aria-labelledby", "topics-title")
        .flag("hidden", choices.is_empty())
        .child(el("h2").class("k-topics__title").attr("id", "topics-title").child(messages.topics))
        .child(
            el("div").child(el("ul").class("k-chips").children(few.iter().map(chip))).child(
                el("details")
                    .class("k-more")
                    .flag("hidden", rest.is_empty())
                    .child(el("summary").child((messages.show_all)(choices.len())))
                    .child(el("ul").class("k-chips").children(rest.iter().map(chip))),
            ),
        )
        .html()
}
