//! A button that puts text on the clipboard and says whether that worked.

use crate::{app::hooks::browser, i18n::Messages};
use yew::{AttrValue, Html, Properties, component, html, use_state};

/// What is copied, and what the button says.
#[derive(Clone, Properties)]
pub struct CopyButtonProps {
    /// The words of the interface.
    pub messages: &'static Messages,
    /// What is copied.
    pub text: String,
    /// What the button says; "Copy" if nothing else.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Of what, for those who hear one button after another.
    #[prop_or_default]
    pub what: Option<String>,
}

impl PartialEq for CopyButtonProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.messages, other.messages) && self.text == other.text
    }
}

/// A button that puts text on the clipboard. It has a state of its own: how that went.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let messages = props.messages;
    let outcome = use_state(|| None::<bool>);
    let onclick = {
        let (text, outcome) = (props.text.clone(), outcome.setter());
        move |_| {
            let outcome = outcome.clone();
            browser::copy(text.clone(), move |copied| outcome.set(Some(copied)));
        }
    };
    let said = match *outcome {
        None => "",
        Some(true) => messages.copied,
        Some(false) => messages.copy_failed,
    };
    html! {
        <span class="k-copy">
            <button type="button" class="k-button" {onclick}>
                { props.label.clone().unwrap_or(AttrValue::Static(messages.copy)) }
                <span class="k-hidden">{ props.what.as_ref().map(|what| format!(" – {what}")) }</span>
            </button>
            <span role="status" class="k-copy__outcome">{ said }</span>
        </span>
    }
}
