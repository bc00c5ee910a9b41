//! What pages show, worked out from the set, an answer and the address.

#[cfg(feature = "native")]
pub use super::titles::list_name;
pub use super::titles::{list_title, page_title};
use super::{
    requests::{Reach, beside, shown},
    stories,
};
use crate::{
    bundle::{Card, Found, Reader, Set, layout::Named},
    i18n::{Interface, Messages},
    model::{Block, Language, Release, Slug},
    route::{Route, Search},
    search::{Answer, Dropped, Facet, Gather, Relax, Sort, Values, sort},
};
use std::rc::Rc;

/// What a list shows.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Whether anything was listed yet.
    pub answered: bool,
    /// What was looked for: while the reader types on, not yet what the address says.
    pub search: Search,
    /// What was found.
    pub answer: Rc<Answer>,
    /// The releases of it that are listed, each story once.
    pub found: Vec<Found>,
    /// How many texts they are, with versions and near-duplicates.
    pub texts: u32,
    /// How many of those listed hold all the words.
    pub whole: usize,
    /// The release that the list begins with, out of its order.
    pub lead: Option<(u32, Rc<Card>)>,
}

impl Listed {
    /// Whether words were looked for.
    pub fn has_query(&self) -> bool {
        !self.search.query.trim().is_empty()
    }

    /// Whether nothing was found at all, not even what holds some of the words.
    pub fn is_empty(&self) -> bool {
        self.answer.total == 0 && self.found.is_empty()
    }

    /// Whether that is certain, so that numbers are only worth showing where they are not 0.
    pub fn found_nothing(&self) -> bool {
        self.answered && !self.answer.partial && self.is_empty()
    }
}

/// Whether some of what a page is for could not be had.
pub fn lacks(reader: &Reader, route: &Route) -> bool {
    let lacks = match route {
        Route::Home(_) => true,
        Route::Release { slug, .. } => reader.article(slug).is_none(),
        Route::People => reader.people().is_none(),
        Route::Own(slug) => reader.page(slug).is_none(),
        Route::Media(_) => reader.stands().is_none(),
        Route::Saved | Route::Follow | Route::About | Route::NotFound => false,
    };
    lacks && reader.failure().is_some()
}

/// Whether a page needs the search.
pub fn is_searching(route: &Route) -> bool {
    let asks = |search: &Search| search.is_filtered() || !search.query.trim().is_empty();
    route.list().is_some_and(|search| !search.device && asks(search))
}

/// What the list of a page shows, once there is something to show. `last` is what was listed before:
/// its counts stay until those of a new answer are there.
pub fn listed(
    reader: &Reader,
    route: &Route,
    interface: Interface,
    reach: Reach,
    last: &Listed,
) -> Option<Listed> {
    let (search, request) = match route {
        Route::Home(search) => (search, shown(search, interface, reach)),
        Route::Release { list, .. } => (list, beside(list, interface)),
        _ => return Some(Listed::default()),
    };
    if !reader.is_listable(&request) {
        return None;
    }
    let mut answer = reader.answer(&request);
    if answer.partial {
        answer = match last.search == *search {
            // What is to be known better is known well enough until then.
            true => last.answer.clone(),
            false => {
                let (counts, about) = (last.answer.counts.clone(), last.answer.about);
                Rc::new(Answer { counts, about, ..(*answer).clone() })
            }
        };
    }
    let found = reader.found(&answer);
    let texts = found.len() as u32;
    let by_date = search.order() != Sort::Relevance;
    let (found, whole) = stories::entries(found, answer.total, interface, by_date);
    let lead = front_page(route).and(reader.set().lead);
    let lead = lead.and_then(|number| {
        let card = reader.numbered(number)?;
        // What is listed of its story.
        let entry = |found: &Found| {
            let entry = found.card.clone()?;
            stories::is_of(&entry, &card.slug).then_some((found.hit.document, entry))
        };
        Some(found.iter().find_map(entry).unwrap_or((number, card)))
    });
    let search = search.clone();
    Some(Listed { answered: true, search, answer, found, texts, whole, lead })
}

/// The search of the front page, if that is shown.
fn front_page(route: &Route) -> Option<&Search> {
    match route {
        Route::Home(search) => Some(search).filter(|search| search.is_front()),
        _ => None,
    }
}

/// A value of a facet that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetChoice {
    /// In addresses.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The language of the label, where it is known and not the interface's.
    pub language: Option<Language>,
    /// How many releases would be listed.
    pub count: u32,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A filter that is chosen, and the search without it.
#[derive(Clone, Debug, PartialEq)]
pub struct ActiveFilter {
    /// What it is called.
    pub label: String,
    /// The search that remains when it is removed.
    pub without: Search,
}

/// What can be chosen of a facet, with how many releases each choice would list: those of the
/// answer, or the whole set's where the answer has none. Chosen values come first.
pub fn choices(
    set: &Set,
    answer: &Answer,
    search: &Search,
    facet: Facet,
    interface: Interface,
) -> Vec<FacetChoice> {
    let messages = interface.messages();
    let mut choices: Vec<FacetChoice> = whole(set, facet, interface)
        .into_iter()
        .map(|(key, label, language, total)| FacetChoice {
            count: answer.count(facet, &key).unwrap_or(total),
            chosen: search.has(facet, &key),
            key,
            label,
            language,
        })
        .gather();
    // What an address names and no release has is shown all the same, or it could not be
    // removed.
    for (_, key) in search.selection.keys(facet) {
        if !choices.iter().any(|choice| choice.key == *key) {
            choices.push(FacetChoice {
                key: key.clone(),
                label: label(set, facet, key, messages, interface),
                language: None,
                count: 0,
                chosen: true,
            });
        }
    }
    // Values of equal rank by what they are called in addresses: by how often all of the set has them, a page would change
    // with releases that it does not list. The standard library's sort costs readers 4 KB.
    fn rank(choice: &FacetChoice) -> (bool, std::cmp::Reverse<u32>, &str) {
        (!choice.chosen, std::cmp::Reverse(choice.count), &choice.key)
    }
    sort(&mut choices, |a, b| rank(a).cmp(&rank(b)));
    choices
}

/// All values of a facet that have a release, with label, language of the label and number of releases.
pub fn whole(
    set: &Set,
    facet: Facet,
    interface: Interface,
) -> Vec<(String, String, Option<Language>, u32)> {
    let messages = interface.messages();
    match facet.values() {
        Values::Topics => set
            .newsroom
            .topics
            .iter()
            .zip(&set.topics)
            .filter(|(_, count)| **count > 0)
            .map(|(topic, count)| {
                let (label, language) = topic.label(interface.tag());
                let foreign = language.filter(|l| l.primary() != interface.tag()).cloned();
                (topic.slug.to_string(), label.to_owned(), foreign, *count)
            })
            .gather(),
        Values::Names(_) => {
            let names = set.names.of(facet).iter();
            let label = |n: &Named| n.label(interface.tag()).to_owned();
            names.map(|n| (n.slug.to_string(), label(n), None, n.count)).gather()
        }
        Values::Languages => set
            .languages
            .iter()
            .map(|(l, n)| (l.to_string(), language_name(l.as_str(), messages), None, *n))
            .gather(),
        Values::Parts => set
            .with
            .parts()
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(key, n)| (key.to_owned(), label(set, facet, key, messages, interface), None, n))
            .gather(),
        // Asked for in words only: no list of them is offered.
        Values::Words => Vec::new(),
    }
}

/// The name of a language in the interface's, with a capital; its tag if it has none there.
pub fn language_name(tag: &str, messages: &Messages) -> String {
    let primary = tag.split('-').next().unwrap_or(tag);
    let name = messages.language_name(primary).unwrap_or(tag);
    // All these names begin with a plain letter; the tables for the others are 7 KB to download.
    let mut name = name.to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// What a value of a facet is called.
pub fn label(
    set: &Set,
    facet: Facet,
    key: &str,
    messages: &Messages,
    interface: Interface,
) -> String {
    let name = match facet.values() {
        Values::Topics => set.topic(key).map(|topic| topic.label(interface.tag()).0.to_owned()),
        Values::Names(_) => {
            let named = set.names.of(facet).iter().find(|named| named.slug.as_str() == key);
            named.map(|named| named.label(interface.tag()).to_owned())
        }
        Values::Languages => Some(language_name(key, messages)),
        Values::Parts => match key {
            "media" => Some(messages.with_media.to_owned()),
            "contact" => Some(messages.with_contact.to_owned()),
            "attachment" => Some(messages.with_attachment.to_owned()),
            _ => None,
        },
        // The publisher's own word.
        Values::Words => None,
    };
    name.unwrap_or_else(|| key.to_owned())
}

/// The years that have a release, newest first, with how many.
pub fn years(set: &Set, answer: &Answer, search: &Search) -> Vec<FacetChoice> {
    let mut years: Vec<(u16, u32)> = Vec::new();
    for (place, (month, _)) in set.months.iter().enumerate() {
        let range = set.month(place);
        let count = range.end - range.start;
        match years.last_mut() {
            Some((year, total)) if *year == month.year => *total += count,
            _ => years.push((month.year, count)),
        }
    }
    let known = !answer.counts.is_empty();
    years
        .into_iter()
        .map(|(year, total)| FacetChoice {
            key: year.to_string(),
            label: year.to_string(),
            language: None,
            count: match known {
                true => answer.in_year(year),
                false => total,
            },
            chosen: search.selection.years().contains(&year),
        })
        .gather()
}

/// Everything that is chosen, in the order of the facets.
pub fn active_filters(set: &Set, search: &Search, interface: Interface) -> Vec<ActiveFilter> {
    let messages = interface.messages();
    let mut filters = Vec::new();
    for (facet, key) in search.selection.values() {
        filters.push(ActiveFilter {
            label: label(set, *facet, key, messages, interface),
            without: search.toggle(*facet, key),
        });
    }
    for year in search.selection.years() {
        filters.push(ActiveFilter { label: year.to_string(), without: search.toggle_year(*year) });
    }
    if let Some((from, to)) = search.selection.months {
        let mut without = Search { more: 0, ..search.clone() };
        without.selection.months = None;
        filters.push(ActiveFilter { label: messages.period(from, to), without });
    }
    filters
}

/// The name of an issuer.
pub fn issuer<'a>(set: &'a Set, slug: &'a Slug, interface: Interface) -> &'a str {
    let named = set.names.of(Facet::Issuer).iter().find(|named| named.slug == *slug);
    named.map_or(slug.as_str(), |named| named.label(interface.tag()))
}

/// The filters that leave nothing, each with how many releases come back without it.
pub fn drops(
    set: &Set,
    answer: &Answer,
    search: &Search,
    interface: Interface,
) -> Vec<(ActiveFilter, u32)> {
    let messages = interface.messages();
    let drop = |relax: &Relax| {
        let mut without = Search { more: 0, ..search.clone() };
        let labels: Vec<String> = match relax.drop {
            Dropped::Facet(facet) => {
                without.selection.clear(facet);
                let keys = search.selection.keys(facet).iter();
                keys.map(|(_, key)| label(set, facet, key, messages, interface)).gather()
            }
            Dropped::Dates => {
                without.selection.clear_dates();
                let months = search.selection.months;
                let period = months.map(|(from, to)| messages.period(from, to));
                search.selection.years().iter().map(ToString::to_string).chain(period).gather()
            }
            Dropped::Part(_) => {
                let (start, end) = relax.range?;
                let (start, end) = (start as usize, end as usize);
                let before = search.query.get(..start)?.trim_end();
                let after = search.query.get(end..)?.trim_start();
                without = search.with_query([before, " ", after].concat().trim().to_owned());
                vec![search.query.get(start..end)?.to_owned()]
            }
        };
        Some((ActiveFilter { label: labels.join(", "), without }, relax.total))
    };
    answer.relax.iter().filter_map(drop).gather()
}

/// What words begin with that announce media.
const MEDIA: [&str; 7] =
    ["multimedia", "multimédia", "multimÉdia", "photo", "video", "vidéo", "vidÉo"];

/// The label of a topic that announces media, of a release that came without any.
pub fn promised_media(set: &Set, release: &Release, interface: Interface) -> Option<String> {
    let announces = |label: &str| {
        let media = |word: &str| {
            MEDIA.iter().any(|w| word.get(..w.len()).is_some_and(|w2| w2.eq_ignore_ascii_case(w)))
        };
        let between = |c: char| c == '’' || (c.is_ascii() && !c.is_ascii_alphanumeric());
        label.split(between).any(media)
    };
    let topic = release
        .topics
        .iter()
        .filter_map(|slug| set.topic(slug.as_str()))
        .find(|topic| topic.labels.iter().any(|(_, label)| announces(label)))?;
    (!has_picture(&release.body.blocks())).then(|| topic.label(interface.tag()).0.to_owned())
}

fn has_picture(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Figure(_) => true,
        Block::Passage { content, .. } | Block::Quotation { content, .. } => has_picture(content),
        _ => false,
    })
}
