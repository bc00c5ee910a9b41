//! Who says what in a release: its quotations, each with a link to its place.

use super::{
    copy_button::copy_button,
    places::quotation_id,
    prose::{Setting, direction},
};
use crate::{
    app::{effect::ClipboardText, element::el, take::source, view_context::ViewContext},
    bundle::{Article, Quotation},
    i18n::{
        fill,
        typography::{Style, Typesetter},
    },
    model::Release,
    route::Search,
    search::Gather,
};
use yew::Html;

/// The quotations in a release.
pub fn quotations(cx: &ViewContext, article: &Article, setting: &Setting) -> Html {
    let release = &article.release;
    let page = cx.address().href();
    let items = article.places.quotations.iter().enumerate().map(|(number, quotation)| {
        let href = [page.as_str(), "#", &quotation_id(number)].concat();
        let quoted = ["\"", &quotation.text, "\""].concat();
        el("li")
            .child(
                el("blockquote")
                    .attr("lang", release.language.as_ref())
                    .attr("dir", setting.direction(&quotation.text))
                    .child(el("a").attr("href", href).child(setting.line(&quoted))),
            )
            .child(
                el("p").child(speaker(cx, quotation)).child(copy(cx, release, number, quotation)),
            )
            .html()
    });
    el("section")
        .class("k-quotations")
        .attr("aria-labelledby", "quotations-title")
        .flag("hidden", article.places.quotations.is_empty())
        .child(el("h2").attr("id", "quotations-title").child(cx.messages.quotations))
        .child(el("ol").children(items))
        .html()
}

/// Who says it, with a link to all that they say, and what they are.
fn speaker(cx: &ViewContext, quotation: &Quotation) -> Html {
    let Some(name) = &quotation.speaker else {
        return el("span").class("k-absent").child(cx.messages.speaker_open).html();
    };
    let list = Search::default().with_query(fill(cx.messages.quotations_by, &[name.as_str()]));
    el("span")
        .attr("dir", direction(name, None))
        .child(el("cite").child(cx.list_link(list, name)))
        .child(quotation.role.as_ref().map(|role| [", ", role.as_str()].concat()))
        .html()
}

/// Copies it with all that says where it is from.
fn copy(cx: &ViewContext, release: &Release, number: usize, quotation: &Quotation) -> Html {
    let messages = cx.messages;
    let style = match cx.settings.typography && !cx.settings.copy_as_sent {
        true => Style::of(release.language.as_ref()),
        false => Style::AsSent,
    };
    let mut set = Typesetter::new(style);
    let quoted = set.set(&["\"", &quotation.text, "\""].concat()).into_owned();
    let who = [quotation.speaker.clone(), quotation.role.clone()];
    let who: Vec<String> = who.into_iter().flatten().gather();
    let source = source(release, cx.set.map(|set| &**set), messages, who);
    let id = quotation_id(number);
    let text = ClipboardText {
        text: [quoted.as_str(), &source, "#", &id].concat(),
        is_address: true,
        outcome: ["copied-", &id].concat(),
        words: [messages.copied, messages.copy_failed],
    };
    let what = quotation.text.chars().take(40).collect();
    copy_button(cx, text, messages.copy, Some(&what), release.language.as_ref())
}
