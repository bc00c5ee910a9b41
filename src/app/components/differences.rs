//! What changed since earlier texts, word by word.

use super::prose::Setting;
use crate::{
    app::scene::Scene,
    bundle::{Article, Difference},
};
use yew::{Html, html};

/// What changed since earlier texts, word by word.
pub fn differences(scene: &Scene, article: &Article) -> Html {
    let messages = scene.messages;
    let language = article.release.language.as_ref();
    // As sent: refined typography would set quotation marks across what was taken out.
    let setting = Setting::new(language, false, None, messages);
    let each =
        article.differences.iter().enumerate().map(|(i, difference): (usize, &Difference)| {
            let since = difference.since.as_ref().map(messages.date);
            let passages = difference.passages.iter().enumerate();
            let passages =
                passages.map(|(i, passage)| html! { <p key={i}>{ setting.inlines(passage) }</p> });
            html! {
                <details class="k-differences" key={i}>
                    <summary>{ (messages.what_changed)(since.as_deref()) }</summary>
                    <p class="k-differences__legend">{ messages.what_changed_legend }</p>
                    <div lang={language.map(ToString::to_string)}>{ for passages }</div>
                </details>
            }
        });
    html! { <div hidden={article.differences.is_empty()}>{ for each }</div> }
}
