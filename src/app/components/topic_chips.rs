//! The topics as chips with live counts.

use crate::{
    app::{
        hooks::{use_messages, use_navigator},
        view::Choice,
    },
    route::{Address, Route, Search},
    search::Facet,
};
use yew::{Callback, Html, Properties, component, html, use_state};

/// How many chips are shown before "show all".
const FEW: usize = 12;

#[derive(Clone, PartialEq, Properties)]
pub struct TopicChipsProps {
    pub search: Search,
    pub choices: Vec<Choice>,
}

#[component]
pub fn TopicChips(props: &TopicChipsProps) -> Html {
    let messages = use_messages();
    let navigator = use_navigator();
    let all = use_state(|| false);
    let total = props.choices.len();
    let shown = if *all { total } else { FEW };
    let chips = props.choices.iter().take(shown).map(|choice| {
        let search = props.search.toggle(Facet::Topic, &choice.key);
        let interface = navigator.address().interface;
        let onclick = navigator.to(Address { route: Route::Home(search), interface });
        html! {
            <li key={choice.key.as_str()}>
                <button type="button" class="k-chip" {onclick} aria-pressed={choice.chosen.to_string()}>
                    <span lang={choice.language.as_ref().map(ToString::to_string)}>{ &choice.label }</span>
                    { " " }<span class="k-chip__count">{ (messages.number)(choice.count.into()) }</span>
                </button>
            </li>
        }
    });
    let toggle = {
        let all = all.clone();
        Callback::from(move |_| all.set(!*all))
    };
    html! {
        <section class="k-topics" aria-labelledby="topics-title">
            <h2 id="topics-title" class="k-topics__title">{ messages.topics }</h2>
            <ul class="k-chips">
                { for chips }
                if total > FEW {
                    <li key="more">
                        <button type="button" class="k-button k-button--plain" onclick={toggle} aria-expanded={all.to_string()}>
                            { if *all { messages.show_fewer.to_owned() } else { (messages.show_all)(total) } }
                        </button>
                    </li>
                }
            </ul>
        </section>
    }
}
