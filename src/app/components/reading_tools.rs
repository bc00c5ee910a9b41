//! How the text is shown, and what can be done with it.

use super::copy_button::CopyButton;
use crate::{
    app::hooks::{Settings, browser, use_messages, use_settings},
    model::Slug,
    route::{Address, Route, Search},
};
use yew::{Callback, Event, Html, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
pub struct ReadingToolsProps {
    pub slug: Slug,
}

#[component]
pub fn ReadingTools(props: &ReadingToolsProps) -> Html {
    let messages = use_messages();
    let settings = use_settings();
    let resize = |step: i8| {
        let settings = settings.clone();
        Callback::from(move |_| {
            settings.change(|s| s.text_size = (s.text_size + step).clamp(-1, 4))
        })
    };
    let tick = |name: &'static str, checked: bool, set: fn(&mut Settings, bool)| {
        let settings = settings.clone();
        let onchange = Callback::from(move |event: Event| {
            let checked = browser::is_checked(&event);
            settings.change(|settings| set(settings, checked));
        });
        html! { <label class="k-tools__choice"><input type="checkbox" {checked} {onchange} />{ " " }{ name }</label> }
    };
    html! {
        <section class="k-tools" aria-labelledby="tools-title">
            <h2 id="tools-title">{ messages.reading }</h2>
            <div class="k-tools__row">
                <button type="button" class="k-button" onclick={resize(-1)} disabled={settings.text_size <= -1}
                    aria-label={messages.smaller_text}><span aria-hidden="true">{ "A−" }</span></button>
                <button type="button" class="k-button" onclick={resize(1)} disabled={settings.text_size >= 4}
                    aria-label={messages.larger_text}><span aria-hidden="true">{ "A+" }</span></button>
                <button type="button" class="k-button" onclick={|_| browser::print()}>{ messages.print }</button>
                <CopyLink slug={props.slug.clone()} />
            </div>
            { tick(messages.wider_lines, settings.wide_lines, |s, on| s.wide_lines = on) }
            { tick(messages.refined_typography, settings.typography, |s, on| s.typography = on) }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CopyLinkProps {
    slug: Slug,
}

/// The release's own address, without the list that it was opened from.
#[component]
fn CopyLink(props: &CopyLinkProps) -> Html {
    let messages = use_messages();
    let route = Route::Release { slug: props.slug.clone(), list: Search::default() };
    let href = Address { route, interface: None }.href();
    let text = if cfg!(target_arch = "wasm32") { browser::absolute(&href) } else { href };
    html! { <CopyButton {text} label={messages.copy_link} /> }
}
