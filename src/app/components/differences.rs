//! What changed since earlier texts, word by word.

use super::prose::Setting;
use crate::{
    app::{element::el, view_context::ViewContext},
    bundle::{Article, Difference},
};
use yew::Html;

/// What changed since earlier texts, word by word.
pub fn differences(cx: &ViewContext, article: &Article) -> Html {
    let messages = cx.messages;
    let language = article.release.language.as_ref();
    // As sent: refined typography would set quotation marks across what was taken out.
    let setting = Setting::new(language, false, None, messages);
    let each =
        article.differences.iter().enumerate().map(|(i, difference): (usize, &Difference)| {
            let since = difference.since.as_ref().map(|date| messages.date(date));
            let passages = difference.passages.iter().map(|passage| setting.line_of("p", passage));
            el("details")
                .class("k-differences")
                .key(i)
                .child(el("summary").child(messages.what_changed(since.as_deref())))
                .child(el("p").class("k-differences__legend").child(messages.what_changed_legend))
                .child(el("div").attr("lang", language).children(passages))
                .html()
        });
    el("div").flag("hidden", article.differences.is_empty()).children(each).html()
}
