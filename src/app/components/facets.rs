//! What the list can be narrowed by: a column beside it, or a sheet over it on a small screen.

use crate::{
    app::{
        hooks::{browser, use_messages, use_navigator},
        view::Choice,
    },
    route::{Address, Route, Search},
    search::Facet,
};
use yew::{
    AttrValue, Callback, Html, KeyboardEvent, Properties, classes, component, html, use_state,
};

/// How many values of a facet are shown before "show all".
const FEW: usize = 7;

/// A facet with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// `None` for the year.
    pub facet: Option<Facet>,
    pub name: &'static str,
    pub choices: Vec<Choice>,
}

#[derive(Clone, PartialEq, Properties)]
pub struct FacetsProps {
    pub search: Search,
    pub groups: Vec<Group>,
    pub total: u32,
}

#[component]
pub fn Facets(props: &FacetsProps) -> Html {
    let messages = use_messages();
    let open = use_state(|| false);
    let set = |value: bool| {
        let open = open.clone();
        Callback::from(move |()| {
            open.set(value);
            browser::focus(if value { "#filters-close" } else { "#filters-open" }, false);
        })
    };
    let chosen = props.groups.iter().flat_map(|g| &g.choices).filter(|c| c.chosen).count();
    let on_escape = set(false);
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            on_escape.emit(());
        }
    });
    let groups = props.groups.iter().filter(|group| group.choices.len() > 1 || chosen > 0).map(|group| {
        html! { <FacetGroup key={group.name} search={props.search.clone()} group={group.clone()} /> }
    });
    html! {
        <>
        <button type="button" id="filters-open" class="k-button k-facets-open" aria-expanded={open.to_string()}
            aria-controls="filters" onclick={set(true).reform(|_| ())}>
            { (messages.show_filters)(chosen) }
        </button>
        <aside id="filters" class={classes!("k-facets", open.then_some("k-facets--open"))} {onkeydown}
            aria-label={messages.filters}>
            <h2 class="k-facets__title">{ messages.filters }</h2>
            { for groups }
            <button type="button" id="filters-close" class="k-button k-button--strong k-facets__close"
                onclick={set(false).reform(|_| ())}>
                { (messages.results)(props.total) }
            </button>
        </aside>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FacetGroupProps {
    search: Search,
    group: Group,
}

#[component]
fn FacetGroup(props: &FacetGroupProps) -> Html {
    let messages = use_messages();
    let navigator = use_navigator();
    let all = use_state(|| false);
    let group = &props.group;
    let id = match group.facet {
        Some(facet) => format!("facet-{facet:?}"),
        None => "facet-Year".to_owned(),
    };
    let total = group.choices.len();
    let shown = if *all { total } else { FEW };
    let boxes = group.choices.iter().take(shown).map(|choice| {
        let search = match group.facet {
            Some(facet) => props.search.toggle(facet, &choice.key),
            None => props.search.toggle_year(choice.key.parse().unwrap_or_default()),
        };
        let interface = navigator.address().interface;
        let onchange = navigator.to(Address { route: Route::Home(search), interface });
        html! { <li key={choice.key.as_str()}>{ tick_box(&id, choice, onchange, messages.number) }</li> }
    });
    let toggle = {
        let all = all.clone();
        Callback::from(move |_| all.set(!*all))
    };
    html! {
        <fieldset class="k-facet">
            <legend class="k-facet__name">{ group.name }</legend>
            <ul>{ for boxes }</ul>
            if total > FEW {
                <button type="button" class="k-button k-button--plain" onclick={toggle} aria-expanded={all.to_string()}>
                    { if *all { messages.show_fewer.to_owned() } else { (messages.show_all)(total) } }
                    <span class="k-hidden">{ " – " }{ group.name }</span>
                </button>
            }
        </fieldset>
    }
}

fn tick_box(
    group: &str,
    choice: &Choice,
    onchange: Callback<yew::Event>,
    number: fn(u64) -> String,
) -> Html {
    let id = AttrValue::from(format!("{group}-{}", choice.key));
    html! {
        <label class="k-facet__choice" for={id.clone()}>
            <input type="checkbox" {id} checked={choice.chosen} {onchange} />
            <span class="k-facet__label" lang={choice.language.as_ref().map(ToString::to_string)}>{ &choice.label }</span>
            { " " }<span class="k-facet__count">{ number(choice.count.into()) }</span>
        </label>
    }
}
