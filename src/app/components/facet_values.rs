//! The values of a facet: the first of them, all of them where the reader wants, or those with a text in their names.

use super::{
    facets::FacetGroup,
    without_scripts::{NATIVE, facet_links},
};
use crate::{
    app::{
        element::{El, el, nodes, text},
        marks::has_letters,
        message::Msg,
        selectors::FacetChoice,
        view_context::{LinkTo, ViewContext},
    },
    i18n::fill,
    route::{Route, Search},
    search::Facet,
};
use yew::{AttrValue, Html};

/// How many values are shown at first.
const FEW: usize = 7;

/// With more values than this, they can be looked for.
const MANY: usize = 10;

/// A newsroom can have a thousand issuers, and each box is drawn anew with every keystroke: no more than this are shown,
/// and who looks for one finds it by its name.
const MOST: usize = 250;

/// How much a reader wants to see a value.
#[derive(Clone, Copy, PartialEq)]
enum Rank {
    Chosen,
    Useful,
    /// It would list nothing.
    Useless,
}

impl Rank {
    /// An estimate of nothing is of too few to say.
    fn of(choice: &FacetChoice, about: bool) -> Self {
        match choice {
            FacetChoice { chosen: true, .. } => Self::Chosen,
            FacetChoice { count: 0, .. } if !about => Self::Useless,
            _ => Self::Useful,
        }
    }
}

/// Whether the numbers of a facet are estimates; those of years never are.
fn is_about(cx: &ViewContext, facet: Option<Facet>) -> bool {
    facet.is_some() && cx.model.listed.answer.about
}

/// Whether a page that is a file is that of one of the facet's values: how many releases the others have, and how many others
/// there are, is not for it to say, or it would change with each of those. The viewer says it, in the same place.
fn is_own(cx: &ViewContext, facet: Option<Facet>) -> bool {
    NATIVE && cx.model.listed.search.subject().is_some_and(|(own, _)| Some(own) == facet)
}

/// A number that is to come, where there is room for any.
const TO_COME: &str = "…";

/// The name of a facet in the `id` of its values; of the years without one.
fn id_of(facet: Option<Facet>) -> &'static str {
    facet.map_or("year", Facet::as_str)
}

/// The values of a facet, each as `item` draws it, in a list of this class. What would list nothing is shown with all.
pub fn values(
    cx: &ViewContext,
    group: &FacetGroup,
    class: &'static str,
    item: &dyn Fn(&FacetChoice) -> El,
) -> Html {
    let (messages, FacetGroup { facet, choices, .. }) = (cx.messages, group);
    let (facet, name) = (*facet, id_of(*facet));
    let about = is_about(cx, facet);
    let sought = cx.model.sought.iter().find(|(other, _)| *other == name);
    let sought = sought.map(|(_, text)| text.clone()).unwrap_or_default();
    let letters = sought.trim();
    let unfolded = cx.model.unfolded.contains(&name);
    // What is chosen first, what would list nothing last.
    let mut ordered: Vec<&FacetChoice> = Vec::new();
    let [chosen, useful, _] = [Rank::Chosen, Rank::Useful, Rank::Useless].map(|rank| {
        ordered.extend(choices.iter().filter(|choice| Rank::of(choice, about) == rank));
        ordered.len()
    });
    let few = chosen.max(FEW).min(useful);
    let rest = ordered.get(few..).unwrap_or_default();
    let mut matching = ordered.clone();
    let narrowed = !letters.is_empty();
    if narrowed {
        matching.retain(|choice| has_letters(cx.model.marker, letters, &choice.label));
    }
    let at_once = if narrowed || unfolded { MOST } else { few };
    let shown = matching.iter().take(at_once).map(|choice| item(choice).html());
    let (all, more) = (choices.len(), rest.len());
    let own = is_own(cx, facet);
    let counted = |of: &str, n: usize| {
        let number = if own { TO_COME.to_owned() } else { messages.number(n as u64) };
        fill(of, &[&number, messages.values(facet, n)])
    };
    let label = counted(messages.show_more_of, more);
    // The first of those that come, for the focus.
    let first = rest.first().map(|choice| id(facet, choice)).unwrap_or_default();
    // Those that are shown are links already, where they are topics; the front page has those beside a page's own.
    let links = match facet {
        _ if own => &[],
        Some(Facet::Topic) => rest,
        _ => &ordered,
    };
    let seek = (all > MANY).then(|| {
        let label = counted(messages.find_among, all);
        el("input")
            .class("k-facet__find")
            .attr("id", AttrValue::from(["find-", name].concat()))
            .attr("type", "search")
            .attr("autocomplete", "off")
            .attr("placeholder", label.clone())
            .attr("aria-label", label)
            .value(sought.clone())
            .oninput(cx.on_input(move |text| Msg::FacetSought(name, text)))
    });
    let found = narrowed.then(|| {
        let found = matching.len() as u32;
        messages.shown_of(found.min(MOST as u32), all as u32)
    });
    nodes([
        facet_links(cx, facet, links),
        seek.map(El::html).unwrap_or_default(),
        el("p").class("k-facet__found").attr("role", "status").child(found).html(),
        el("ul").class(class).children(shown).html(),
        el("button")
            .class("k-button k-button--plain k-facet__more")
            .attr("type", "button")
            .flag("hidden", more == 0 || narrowed)
            .onclick(cx.on_click(move || Msg::FacetUnfolded(name, first.clone())))
            .child(if unfolded { messages.show_fewer.to_owned() } else { label })
            .html(),
    ])
}

fn id(facet: Option<Facet>, choice: &FacetChoice) -> String {
    [id_of(facet), "-", &choice.key].concat()
}

/// How many releases a value would list, as far as that is known.
fn number(cx: &ViewContext, facet: Option<Facet>, choice: &FacetChoice) -> String {
    let number = cx.messages.number(choice.count.into());
    if is_own(cx, facet) && !choice.chosen {
        // As wide as the number.
        return number.chars().map(|c| if c.is_ascii_digit() { '\u{2007}' } else { c }).collect();
    }
    match choice.count {
        _ if !is_about(cx, facet) => number,
        0 => String::new(),
        _ => fill(cx.messages.about_so_many, &[&number]),
    }
}

/// The label of a value, and how many releases it would list.
fn words(choice: &FacetChoice, [label, count]: [&'static str; 2], number: String) -> Html {
    let lang = choice.language.as_ref();
    nodes([
        el("span").class(label).attr("lang", lang).child(&choice.label).html(),
        text(" "),
        el("span").class(count).child(number).html(),
    ])
}

/// A value as a link to where it is chosen, or no longer.
pub fn chip(cx: &ViewContext, to: Route, facet: Facet, choice: &FacetChoice) -> El {
    let number = number(cx, Some(facet), choice);
    // Its place keeps the focus when it is chosen.
    let id = Some(id(Some(facet), choice).into());
    let how = LinkTo { class: Some("k-chip"), current: choice.chosen, id, rel: None };
    let words = words(choice, ["k-chip__label", "k-chip__count"], number);
    el("li").key(choice.key.as_str()).child(cx.link(to, how, words))
}

/// Any other value as a box to tick.
pub fn tick_box(
    cx: &ViewContext,
    search: &Search,
    facet: Option<Facet>,
    choice: &FacetChoice,
) -> El {
    let changed = match facet {
        Some(facet) => search.toggle(facet, &choice.key),
        None => search.toggle_year(choice.key.parse().unwrap_or_default()),
    };
    let id = AttrValue::from(id(facet, choice));
    let number = number(cx, facet, choice);
    el("li").key(choice.key.as_str()).child(
        el("label")
            .class("k-facet__choice")
            .attr("for", id.clone())
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .attr("id", id)
                    .checked(choice.chosen)
                    .onchange(cx.to_list(changed)),
            )
            .child(words(choice, ["k-facet__label", "k-facet__count"], number)),
    )
}
