//! A button that puts text on the clipboard and says whether that worked.

use crate::app::hooks::{browser, use_messages};
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Html, Properties, component, html, use_state};

#[derive(Clone, PartialEq, Properties)]
pub struct CopyButtonProps {
    pub text: String,
    /// What the button says; "Copy" if nothing else.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Of what, for those who hear one button after another.
    #[prop_or_default]
    pub what: Option<String>,
}

#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let messages = use_messages();
    let outcome = use_state(|| "");
    let onclick = {
        let (text, outcome) = (props.text.clone(), outcome.setter());
        move |_| {
            let (text, outcome) = (text.clone(), outcome.clone());
            spawn_local(async move {
                let copied = browser::copy(&text).await.is_ok();
                outcome.set(if copied { messages.copied } else { messages.copy_failed });
            });
        }
    };
    let label = props.label.clone().unwrap_or(AttrValue::Static(messages.copy));
    html! {
        <span class="k-copy">
            <button type="button" class="k-button" {onclick}>
                { label }
                if let Some(what) = &props.what {
                    <span class="k-hidden">{ " – " }{ what }</span>
                }
            </button>
            <span role="status" class="k-copy__outcome">{ *outcome }</span>
        </span>
    }
}
