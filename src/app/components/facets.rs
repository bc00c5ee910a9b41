//! What the list can be narrowed by: a column beside it, or a sheet over it on a small screen.
//! The sheet is a popover, which the browser opens, closes and gives the keyboard.

use super::without_scripts::facet_links;
use crate::{
    app::{scene::Scene, view::Choice},
    route::Search,
    search::Facet,
};
use yew::{AttrValue, Html, html};

/// How many values of a facet are shown before "show all".
const FEW: usize = 7;

/// How many more "show all" shows at most: the most frequent. A newsroom can have a thousand
/// issuers, and each box is drawn anew with every keystroke; `issuer:` finds the others.
const MORE: u32 = 60;

/// A facet with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// `None` for the year.
    pub facet: Option<Facet>,
    /// What it is called.
    pub name: &'static str,
    /// Its values.
    pub choices: Vec<Choice>,
}

/// What the list can be narrowed by.
pub fn facets(scene: &Scene, search: &Search, groups: &[Group], total: u32) -> Html {
    let messages = scene.messages;
    let chosen = groups.iter().flat_map(|group| &group.choices).filter(|c| c.chosen).count();
    let useful = |group: &&Group| group.choices.len() > 1 || group.choices.iter().any(|c| c.chosen);
    html! {
        <>
        <button type="button" class="k-button k-facets-open" popovertarget="filters">
            { (messages.show_filters)(chosen) }
        </button>
        <aside id="filters" class="k-facets" popover="auto" aria-label={messages.filters}>
            <h2 class="k-facets__title">{ messages.filters }</h2>
            { for groups.iter().filter(useful).map(|group| facet(scene, search, group)) }
            <button type="button" class="k-button k-button--strong k-facets__close"
                popovertarget="filters" popovertargetaction="hide">
                { (messages.results)(total) }
            </button>
        </aside>
        </>
    }
}

fn facet(scene: &Scene, search: &Search, group: &Group) -> Html {
    let messages = scene.messages;
    let tick_box = |choice: &Choice| {
        let (name, changed) = match group.facet {
            Some(facet) => (facet.as_str(), search.toggle(facet, &choice.key)),
            None => ("year", search.toggle_year(choice.key.parse().unwrap_or_default())),
        };
        let id = AttrValue::from(format!("{name}-{}", choice.key));
        html! {
            <li key={choice.key.as_str()}>
                <label class="k-facet__choice" for={id.clone()}>
                    <input type="checkbox" {id} checked={choice.chosen} onchange={scene.to_list(changed)} />
                    <span class="k-facet__label" lang={choice.language.as_ref().map(ToString::to_string)}>{ &choice.label }</span>
                    { " " }<span class="k-facet__count">{ (messages.number)(choice.count.into()) }</span>
                </label>
            </li>
        }
    };
    let (few, rest) = group.choices.split_at(FEW.min(group.choices.len()));
    let more = match rest.len() > MORE as usize {
        true => (messages.show_more)(MORE),
        false => (messages.show_all)(group.choices.len()),
    };
    html! {
        <fieldset class="k-facet" key={group.name}>
            <legend class="k-facet__name">{ group.name }</legend>
            { facet_links(scene, group.facet, &group.choices) }
            <ul class="k-facet__choices">{ for few.iter().map(tick_box) }</ul>
            <details class="k-more" hidden={rest.is_empty()}>
                <summary>{ more }<span class="k-hidden">{ " – " }{ group.name }</span></summary>
                <ul>{ for rest.iter().take(MORE as usize).map(tick_box) }</ul>
            </details>
        </fieldset>
    }
}
