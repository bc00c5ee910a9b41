//! A list as a file to take away, in the forms that editors and spreadsheets read. It is made in the browser.

use crate::{
    app::{
        element::el,
        message::Msg,
        requests::whole_list,
        selectors::{Listed, list_title},
        view_context::ViewContext,
    },
    bundle::{Need, Question, Set, searcher::to_message},
    route::{Address, Route, Search},
};
use yew::Html;

/// The forms (`publish/lists.rs`), with what they are called.
const FORMS: [(&str, &str); 5] = [
    ("feed", "JSON Feed"),
    ("ninjs", "ninjs"),
    ("csv", "CSV"),
    ("markdown", "Markdown"),
    ("zip", "Markdown, ZIP"),
];

/// A pack of articles is at most about so large (`bundle/layout.rs`), and as a rule smaller.
const PACK: u64 = 36_000;

/// The forms in which a list can be taken away, and how much that has to fetch.
pub fn take_away(cx: &ViewContext, search: &Search, listed: &Listed) -> Option<Html> {
    let set = cx.set.filter(|_| !search.device && !listed.answer.partial)?;
    let total = listed.answer.total;
    let buttons = FORMS.map(|(form, label)| {
        let (set, search, interface) = (set.clone(), search.clone(), cx.interface);
        let onclick = cx.on_click(move || {
            let address = Address { route: Route::Home(search.clone()), interface: None };
            let title = list_title(&set, &search, interface);
            let question = question(&set, whole_list(&search, interface));
            let wanted = [form, &title, &address.href(), ""].join("\n");
            Msg::AskTools("take", [wanted.into_bytes(), question].concat())
        });
        el("button").class("k-button").attr("type", "button").onclick(onclick).child(label).html()
    });
    let size = cx.messages.size(u64::from(set.articles.files.min(total)) * PACK);
    let element = el("details")
        .class("k-take")
        .child(el("summary").child(cx.messages.take_away))
        .child(el("p").child([&cx.messages.results(total), " · ≈\u{a0}", &size].concat()))
        .child(el("p").class("k-take__forms").children(buttons))
        .child(progress(cx));
    Some(element.html())
}

/// What lists it, as the worker is asked for it.
fn question(set: &Set, need: Need) -> Vec<u8> {
    match need {
        Need::List(request) => to_message(&Question { index: set.index_folder(), request }),
        _ => Vec::new(),
    }
}

/// How far the worker has come, with a way to stop it.
pub fn progress(cx: &ViewContext) -> Html {
    let tools = &cx.model.tools;
    let stop = || {
        el("button")
            .class("k-button")
            .attr("type", "button")
            .onclick(cx.on_click(|| Msg::AskTools("stop", Vec::new())))
            .child(cx.messages.stop)
    };
    el("p")
        .class("k-take__forms")
        .child(el("span").attr("role", "status").child(&tools.said))
        .child(tools.busy.then(stop))
        .html()
}
