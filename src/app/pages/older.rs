//! The part of a list that its own page does not show: links to its releases and to the parts beside it. For search engines and
//! for readers without scripts; the viewer lists as many as its reader wants, never draws this, and has nothing of it.

use crate::{
    app::{
        components::{footer::places, masthead::name, prose::direction, signposts::signposts},
        element::{el, nodes},
        model::Model,
        selectors::{list_name, list_title},
        view::Rendered,
        view_context::{LinkTo, ViewContext},
    },
    bundle::Card,
    i18n::Interface,
    model::Language,
    route::{Route, Search},
};
use std::rc::Rc;
use yew::{Callback, Html};

/// Where a page stands among the parts of its list. Addresses are relative to the newsroom's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Among {
    /// Its own address.
    pub path: String,
    /// The number of the part; none of the list itself and of what is no list.
    pub number: Option<u32>,
    /// The address of the part after it, of newer releases.
    pub newer: Option<String>,
    /// The address of the part before it, of older ones.
    pub older: Option<String>,
}

impl Among {
    /// The title of the page, of that of its list: no two parts have the same.
    #[must_use]
    pub fn title(&self, of_list: String) -> String {
        match self.number {
            Some(number) => format!("{of_list} ({number})"),
            None => of_list,
        }
    }
}

/// The page of a part of the list that a model is at.
#[must_use]
pub fn older(model: &Model, among: &Among, cards: &[Rc<Card>]) -> Rendered {
    let send = Callback::noop();
    let cx = &ViewContext::new(model, &send);
    let search = cx.address().route.list().cloned().unwrap_or_default();
    let (of_list, heading) = match model.set() {
        Some(set) => {
            (list_title(set, &search, cx.interface), list_name(set, &search, cx.interface))
        }
        None => <(String, String)>::default(),
    };
    let heading = if heading.is_empty() { cx.messages.everything.to_owned() } else { heading };
    let back = LinkTo { rel: Some("up"), ..LinkTo::default() };
    let back = cx.link(Route::Home(search), back, words(cx.interface).search);
    let main = el("main")
        .class("k-main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(
            el("nav")
                .class("k-breadcrumb")
                .attr("aria-label", cx.messages.back_to_list)
                .child(back),
        )
        .child(
            el("header")
                .class("k-list-head")
                .child(el("h1").child(heading))
                .child(period(cx, cards).map(|period| el("p").class("k-note").child(period))),
        )
        .child(el("ul").class("k-rest").children(cards.iter().map(|card| item(cx, card))))
        .child(beside(cx, among));
    let head = el("header").class("k-masthead").child(
        el("div")
            .class("k-masthead__bar")
            .child(el("p").class("k-masthead__name").child(name(cx)))
            .child(signposts(cx, "k-masthead__links", true)),
    );
    let foot = el("footer")
        .class("k-footer")
        .child(places(cx))
        .child(signposts(cx, "k-footer__own", false))
        .child(el("p").class("k-footer__note").child(cx.messages.made_with));
    Rendered { title: among.title(of_list), html: nodes([head.html(), main.html(), foot.html()]) }
}

/// From when to when those that are listed were published; nothing if none says it.
fn period(cx: &ViewContext, cards: &[Rc<Card>]) -> Option<String> {
    let mut dates = cards.iter().filter_map(|card| card.published.as_ref());
    let last = dates.next()?;
    let (first, last) =
        (cx.messages.date(dates.next_back().unwrap_or(last)), cx.messages.date(last));
    Some(if first == last { last } else { format!("{first} – {last}") })
}

fn item(cx: &ViewContext, card: &Card) -> Html {
    let to = Route::Release { slug: card.slug.clone(), list: Search::default() };
    let title = card.title.clone().unwrap_or_else(|| cx.messages.untitled.to_owned());
    let foreign = |tag: &&Language| tag.primary() != cx.interface.tag();
    let dir = direction(&title, None);
    let title = el("span")
        .attr("lang", card.language.as_ref().filter(foreign))
        .attr("dir", dir)
        .child(cx.link(to, LinkTo::default(), title));
    let date = card.published.as_ref();
    let date = date.map(|date| {
        el("small").child([" · ", &cx.messages.date(date).replace(' ', "\u{a0}")].concat())
    });
    el("li").child(title).child(date).html()
}

/// The ways to the parts beside it.
fn beside(cx: &ViewContext, among: &Among) -> Html {
    let words = words(cx.interface);
    let way = |to: &Option<String>, rel: &'static str, label: &'static str| {
        let link = |to: &String| el("a").attr("href", to.clone()).attr("rel", rel).child(label);
        to.as_ref().map(|to| el("p").child(link(to)))
    };
    el("nav")
        .attr("aria-label", words.parts)
        .child(way(&among.newer, "prev", words.newer))
        .child(way(&among.older, "next", words.older))
        .html()
}

/// What is said of parts of lists. The viewer has none of these words.
pub struct Words {
    /// Of those published before.
    pub older: &'static str,
    newer: &'static str,
    parts: &'static str,
    search: &'static str,
}

/// In a language.
pub fn words(interface: Interface) -> &'static Words {
    match interface {
        Interface::French => &Words {
            older: "Communiqués plus anciens",
            newer: "Communiqués plus récents",
            parts: "Parties de la liste",
            search: "Chercher dans cette liste",
        },
        Interface::English => &Words {
            older: "Older releases",
            newer: "Newer releases",
            parts: "Parts of the list",
            search: "Search in this list",
        },
    }
}
