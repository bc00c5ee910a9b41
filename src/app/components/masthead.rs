//! The head of every page: the newsroom's name, the languages of the interface, the theme.

use super::{picture::element, signposts::signposts};
use crate::{
    app::{
        element::{el, nodes, text},
        message::Msg,
        settings::{Settings, Theme},
        view_context::{LinkTo, ViewContext},
    },
    i18n::Interface,
    model::{Image, Logo, Path},
    route::{Route, Search},
};
use yew::Html;

/// The head of every page.
pub fn masthead(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let home = matches!(cx.address().route, Route::Home(_));
    // The list of one topic or issuer has a heading of its own.
    let titled = matches!(&cx.address().route, Route::Home(search) if search.subject().is_none());
    // A full address: with a <base>, "#main" alone would lead to the front page.
    let skip = |class: &'static str, to: &str, words: &'static str| {
        el("a").class(class).attr("href", format!("{}#{to}", cx.address().href())).child(words)
    };
    let listed = home && cx.set.is_some();
    let name = name(cx);
    let languages = Interface::ALL.into_iter().map(|interface| language(cx, interface));
    el("header")
        .class("k-masthead")
        .attr("data-home", home.then_some(""))
        .child(match listed {
            true => skip("k-skip", "results", messages.skip_to_results),
            false => skip("k-skip", "main", messages.skip_to_content),
        })
        .child(listed.then(|| skip("k-skip k-skip--wide", "filters", messages.skip_to_filters)))
        .child(
            el("div")
                .class("k-masthead__bar")
                .child(if titled {
                    el("h1").class("k-masthead__name").attr("tabindex", "-1").child(name).html()
                } else {
                    el("p").class("k-masthead__name").child(name).html()
                })
                .child(signposts(cx, "k-masthead__links", true))
                .child(
                    el("div")
                        .class("k-masthead__tools")
                        .child(
                            el("nav")
                                .class("k-languages")
                                .attr("aria-label", messages.interface_language)
                                .child(el("ul").children(languages)),
                        )
                        .child(theme_button(cx)),
                ),
        )
        .html()
}

/// The newsroom's mark and name, which lead to its front page.
pub fn name(cx: &ViewContext) -> Html {
    let newsroom = cx.model.site().map(|site| &site.set().newsroom);
    let mark = newsroom.and_then(|newsroom| newsroom.logo.as_ref());
    let title = newsroom.and_then(|newsroom| newsroom.title.clone());
    let title = title.unwrap_or_else(|| cx.messages.newsroom.to_owned());
    // Nothing in place of a name that the mark shows.
    let title = if mark.is_some_and(|mark| mark.alone) { String::new() } else { title };
    let how = LinkTo { class: Some("k-masthead__home"), ..LinkTo::default() };
    let name = nodes([mark.map(|mark| logo(cx, mark)).unwrap_or_default(), text(title)]);
    cx.link(Route::Home(Search::default()), how, name)
}

/// The mark: one picture, or one for each theme, of which a browser fetches the one that it shows.
fn logo(cx: &ViewContext, logo: &Logo) -> Html {
    let picture = |image: &Image, class: &'static str, first: bool| {
        let path = image.source.path().map(Path::as_str).unwrap_or_default();
        element(image, path, None, first, cx.messages).class(class).html()
    };
    match &logo.dark {
        None => picture(&logo.light, "k-masthead__logo", true),
        Some(dark) => nodes([
            picture(&logo.light, "k-masthead__logo k-light", false),
            picture(dark, "k-masthead__logo k-dark", false),
        ]),
    }
}

fn language(cx: &ViewContext, interface: Interface) -> Html {
    let href = cx.address().in_interface(interface).href();
    el("li")
        .key(interface.tag())
        .child(
            el("a")
                .attr("href", href)
                .onclick(cx.on_follow(move || Msg::InterfaceChosen(interface)))
                .attr("lang", interface.tag())
                .attr("hreflang", interface.tag())
                .attr("aria-current", (interface == cx.interface).then_some("true"))
                .child(interface.endonym()),
        )
        .html()
}

fn theme_button(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let (name, next) = match cx.settings.theme {
        Theme::Auto => (messages.theme_auto, Theme::Light),
        Theme::Light => (messages.theme_light, Theme::Dark),
        Theme::Dark => (messages.theme_dark, Theme::Auto),
    };
    let settings = Settings { theme: next, ..cx.settings.clone() };
    let onclick = cx.on_click(move || Msg::SettingsChanged(settings.clone()));
    el("button")
        .class("k-button k-theme")
        .attr("type", "button")
        .onclick(onclick)
        .attr("data-theme-choice", cx.settings.theme.name())
        .child(el("span").class("k-theme__icon").attr("aria-hidden", "true"))
        .child(
            el("span")
                .class("k-theme__name")
                .child(el("span").class("k-hidden").child(messages.theme).child(" "))
                .child(name),
        )
        .html()
}
