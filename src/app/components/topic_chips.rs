//! The topics as chips with live counts.

use crate::{
    app::{
        scene::{LinkTo, Look, Scene},
        view::Choice,
    },
    route::{Route, Search},
    search::Facet,
};
use yew::{Html, html};

/// How many chips are shown before "show all".
const FEW: usize = 12;

/// The topics as chips with live counts.
pub fn topic_chips(scene: &Scene, search: &Search, choices: &[Choice]) -> Html {
    let messages = scene.messages;
    let chip = |choice: &Choice| {
        let look = if choice.chosen { Look::ChosenChip } else { Look::Chip };
        // Its place keeps the focus when it is chosen.
        let id = Some(format!("topic-{}", choice.key).into());
        let words = html! {
            <>
                <span lang={choice.language.as_ref().map(ToString::to_string)}>{ &choice.label }</span>
                { " " }<span class="k-chip__count">{ (messages.number)(choice.count.into()) }</span>
            </>
        };
        let to = Route::Home(search.toggle(Facet::Topic, &choice.key));
        html! {
            <li key={choice.key.as_str()}>{ scene.link(to, LinkTo { look, id, rel: None }, words) }</li>
        }
    };
    let (few, rest) = choices.split_at(FEW.min(choices.len()));
    html! {
        <section class="k-topics" aria-labelledby="topics-title" hidden={choices.is_empty()}>
            <h2 id="topics-title" class="k-topics__title">{ messages.topics }</h2>
            <div>
                <ul class="k-chips">{ for few.iter().map(chip) }</ul>
                <details class="k-more" hidden={rest.is_empty()}>
                    <summary>{ (messages.show_all)(choices.len()) }</summary>
                    <ul class="k-chips">{ for rest.iter().map(chip) }</ul>
                </details>
            </div>
        </section>
    }
}
