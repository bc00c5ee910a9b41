//! What the reader has saved in this browser: a list to go back to, take along and bring back.

use crate::{
    app::{
        components::{prose::direction, reading_tools::tick_box},
        element::el,
        message::Msg,
        saved::{SavedSearch, print},
        titles::list_name,
        view_context::{LinkTo, ViewContext},
    },
    model::Language,
    route::{Route, Search},
};
use form_urlencoded::byte_serialize;
use yew::Html;

/// The releases that were saved, newest first.
pub fn saved(cx: &ViewContext) -> Html {
    let messages = cx.messages;
    let entries = cx.model.saved.iter().map(|release| {
        let to = Route::Release { slug: release.slug.clone(), list: Search::default() };
        let title = release.title.clone().unwrap_or_else(|| messages.untitled.to_owned());
        let lang = release.language.as_ref();
        let name = title.clone();
        let again = release.clone();
        let remove = remove(cx, name, lang, move || Msg::ToggleSaved(again.clone()));
        let date = release.published.as_ref().map(|date| messages.short_date(date));
        el("li")
            .class("k-saved__entry")
            .key(release.slug.as_str())
            .child(el("span").class("k-entry__date").child(date))
            .child(
                el("span")
                    .class("k-saved__title")
                    .attr("lang", lang)
                    .attr("dir", direction(&title, None))
                    .child(cx.link(to, LinkTo::default(), title)),
            )
            .child(remove)
            .html()
    });
    let searches = cx.model.searches.iter().enumerate();
    let searches = searches.filter_map(|saved| search_entry(cx, saved));
    let (no_searches, no_releases) = (cx.model.searches.is_empty(), cx.model.saved.is_empty());
    let nothing = no_searches && no_releases;
    // The file is in the link itself: nothing is sent anywhere. `+` would not be read as a space.
    let text = print(&cx.model.saved, &cx.model.searches);
    let text: String = byte_serialize(text.as_bytes()).collect();
    let file = ["data:application/json;charset=utf-8,", &text.replace('+', "%20")].concat();
    el("div")
        .class("k-message k-saved")
        .child(el("h1").attr("tabindex", "-1").child(messages.saved))
        .child(el("p").child(if nothing { messages.nothing_saved } else { messages.saved_here }))
        .child(el("h2").flag("hidden", no_searches).child(messages.saved_searches))
        .child(el("ul").children(searches))
        .child(el("h2").flag("hidden", no_releases).child(messages.saved_releases))
        .child(el("ul").children(entries))
        .child(
            el("p")
                .class("k-saved__files")
                .child(
                    el("a")
                        .class("k-button")
                        .attr("href", file)
                        .attr("download", "kiosque.json")
                        .flag("hidden", nothing)
                        .child(messages.export_saved),
                )
                .child(
                    el("label").class("k-button k-file").child(messages.import_saved).child(
                        el("input")
                            .class("k-hidden")
                            .attr("type", "file")
                            .attr("accept", "application/json,.json")
                            .onchange(cx.on_file(Msg::SavedFileRead)),
                    ),
                )
                .child(tick_box(cx, messages.mark_new, cx.settings.news, |s, on| s.news = on)),
        )
        .child(el("p").attr("id", "brought").attr("role", "status"))
        .html()
}

/// A search that was saved: how many of its releases are new, as far as that is known.
fn search_entry(cx: &ViewContext, (place, saved): (usize, &SavedSearch)) -> Option<Html> {
    let messages = cx.messages;
    let name = list_name(cx.set?, &saved.search, cx.interface);
    let since = messages.date(&saved.since);
    let news = match saved.news {
        Some(new) => messages.new_since(new, &since),
        // Who saves data is spared the question.
        None if cx.model.loading.saves_data || !cx.model.loading.in_vain.is_empty() => {
            messages.new_unknown.to_owned()
        }
        None => String::new(),
    };
    let search = saved.search.clone();
    let item = el("li")
        .class("k-saved__entry")
        .key(place)
        .child(el("span").class("k-saved__title").child(cx.list_link(search.clone(), &name)))
        .child(el("span").class("k-entry__date").attr("role", "status").child(news))
        .child(remove(cx, name, None, move || Msg::ToggleSearch(search.clone())));
    Some(item.html())
}

/// A button that removes what is called so in the language `lang`.
fn remove(
    cx: &ViewContext,
    name: String,
    lang: Option<&Language>,
    message: impl Fn() -> Msg + 'static,
) -> Html {
    el("button")
        .class("k-button")
        .attr("type", "button")
        .onclick(cx.on_click(message))
        .child(cx.messages.no_longer_save)
        .child(el("span").class("k-hidden").attr("lang", lang).child(" – ").child(name))
        .html()
}
