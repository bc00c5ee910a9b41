//! What the list can be narrowed by: a column beside it, or a sheet over it on a small screen.
//! The sheet is a popover, which the browser opens, closes and gives the keyboard.

use super::without_scripts::facet_links;
use crate::{
    app::element::{el, nodes},
    app::{selectors::FacetChoice, view_context::ViewContext},
    route::Search,
    search::Facet,
};
use yew::{AttrValue, Html};

/// How many values of a facet are shown before "show all".
const FEW: usize = 7;

/// How many more "show all" shows at most: the most frequent. A newsroom can have a thousand
/// issuers, and each box is drawn anew with every keystroke; `issuer:` finds the others.
const MORE: u32 = 60;

/// A facet with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetGroup {
    /// `None` for the year.
    pub facet: Option<Facet>,
    /// What it is called.
    pub name: &'static str,
    /// Its values.
    pub choices: Vec<FacetChoice>,
}

/// What the list can be narrowed by.
pub fn facets(cx: &ViewContext, search: &Search, groups: &[FacetGroup], total: u32) -> Html {
    let messages = cx.messages;
    let chosen = groups.iter().flat_map(|group| &group.choices).filter(|c| c.chosen).count();
    let useful =
        |group: &FacetGroup| group.choices.len() > 1 || group.choices.iter().any(|c| c.chosen);
    let groups: Vec<&FacetGroup> = groups.iter().filter(|group| useful(group)).collect();
    nodes([
        el("button")
            .class("k-button k-facets-open")
            .flag("hidden", groups.is_empty())
            .attr("type", "button")
            .attr("popovertarget", "filters")
            .child((messages.show_filters)(chosen))
            .html(),
        el("aside")
            .class("k-facets")
            .attr("id", "filters")
            .flag("hidden", groups.is_empty())
            .attr("popover", "auto")
            .attr("aria-label", messages.filters)
            .child(el("h2").class("k-facets__title").child(messages.filters))
            .children(groups.into_iter().map(|group| facet(cx, search, group)))
            .child(
                el("button")
                    .class("k-button k-button--strong k-facets__close")
                    .attr("type", "button")
                    .attr("popovertarget", "filters")
                    .attr("popovertargetaction", "hide")
                    .child((messages.results)(total)),
            )
            .html(),
    ])
}

fn facet(cx: &ViewContext, search: &Search, group: &FacetGroup) -> Html {
    let messages = cx.messages;
    let tick_box = |choice: &FacetChoice| {
        let (name, changed) = match group.facet {
            Some(facet) => (facet.as_str(), search.toggle(facet, &choice.key)),
            None => ("year", search.toggle_year(choice.key.parse().unwrap_or_default())),
        };
        let id = AttrValue::from(format!("{name}-{}", choice.key));
        el("li")
            .key(choice.key.as_str())
            .child(
                el("label")
                    .class("k-facet__choice")
                    .attr("for", id.clone())
                    .child(
                        el("input")
                            .attr("type", "checkbox")
                            .attr("id", id)
                            .checked(choice.chosen)
                            .onchange(cx.to_list(changed)),
                    )
                    .child(
                        el("span")
                            .class("k-facet__label")
                            .attr("lang", choice.language.as_ref().map(ToString::to_string))
                            .child(&choice.label),
                    )
                    .child(" ")
                    .child(
                        el("span")
                            .class("k-facet__count")
                            .child((messages.number)(choice.count.into())),
                    ),
            )
            .html()
    };
    let (few, rest) = group.choices.split_at(FEW.min(group.choices.len()));
    let more = match rest.len() > MORE as usize {
        true => (messages.show_more)(MORE),
        false => (messages.show_all)(group.choices.len()),
    };
    el("fieldset")
        .class("k-facet")
        .key(group.name)
        .child(el("legend").class("k-facet__name").child(group.name))
        .child(facet_links(cx, group.facet, &group.choices))
        .child(el("ul").class("k-facet__choices").children(few.iter().map(tick_box)))
        .child(
            el("details")
                .class("k-more")
                .flag("hidden", rest.is_empty())
                .child(
                    el("summary")
                        .child(more)
                        .child(el("span").class("k-hidden").child(" – ").child(group.name)),
                )
                .child(el("ul").children(rest.iter().take(MORE as usize).map(tick_box))),
        )
        .html()
}
