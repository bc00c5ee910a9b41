//! The addresses of everything in a set, settled with those that were published before.
//!
//! Only what is in the set takes part: an address under embargo is in no list, and changes no
//! other's.

use super::{
    book::{Book, Claim, Event, Prints, Settled},
    hash::hash_hex,
    names::Names,
    summary::said,
};
use crate::{
    ingest::{Kind, Origin, Problem, TopicWish, Wish, Wishes, name::identity, slug::Want},
    model::{Language, Newsroom, Release, Slug, Topic},
    search::Facet,
};
use std::collections::BTreeMap;

/// All addresses that were ever published, and whose they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    /// By identifier.
    pub releases: Book,
    /// By name, as [`identity`] has it, or by the key that the newsroom declares.
    pub topics: Book,
    /// Of each facet whose values are names, by name.
    pub names: BTreeMap<Facet, Book>,
}

/// A former address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The file of the site at the former address.
    pub from: String,
    /// The folder of the page that it leads to.
    pub to: String,
    /// What is there now.
    pub title: String,
    /// The language of that.
    pub language: Option<Language>,
    /// Where the source asks for it, or for what it leads to.
    pub origin: Option<Origin>,
}

/// What came of it.
pub(super) struct Outcome {
    pub(super) addresses: Addresses,
    pub(super) names: BTreeMap<Facet, Names>,
    pub(super) redirects: Vec<Redirect>,
    pub(super) problems: Vec<Problem>,
}

/// Gives its address to everything.
pub(super) fn settle(
    newsroom: &mut Newsroom,
    issuers: &[Vec<(Language, String)>],
    releases: &mut [Release],
    wishes: &Wishes,
    known: &Addresses,
) -> Outcome {
    let mut redirects = Vec::new();
    let (topics, mut problems) =
        settle_topics(newsroom, releases, wishes, &known.topics, &mut redirects);
    let (mut names, mut books) = (BTreeMap::new(), BTreeMap::new());
    let unknown = Book::default();
    // An issuer is called as in the newsroom's own language.
    let own = newsroom.languages.first().map(Language::primary);
    let mut issuers = issuers.to_vec();
    issuers.iter_mut().for_each(|names| names.sort_by_key(|(tag, _)| Some(tag.primary()) != own));
    for (facet, _) in Facet::of_names() {
        let declared = if facet == Facet::Issuer { issuers.as_slice() } else { &[] };
        let mut of_facet =
            Names::of(releases.iter().map(|release| said(facet, release, &[])), declared);
        let known = known.names.get(&facet).unwrap_or(&unknown);
        books.insert(facet, of_facet.settle(facet.as_str(), known));
        names.insert(facet, of_facet);
    }
    let (book, more) = settle_releases(releases, wishes, &known.releases, &mut redirects);
    problems.extend(more);
    let addresses = Addresses { releases: book, topics, names: books };
    Outcome { addresses, names, redirects, problems }
}

fn settle_topics(
    newsroom: &mut Newsroom,
    releases: &mut [Release],
    wishes: &Wishes,
    known: &Book,
    redirects: &mut Vec<Redirect>,
) -> (Book, Vec<Problem>) {
    let claims: Vec<Claim> =
        newsroom.topics.iter().map(|topic| topic_claim(topic, wishes)).collect();
    let Settled { book, slugs, events } = known.settle("topic", &claims, &|_| false);
    let told = events.iter().filter_map(|event| {
        let Event::SlugTaken(at) = event else { return None };
        let wish = wishes.topics.get(&newsroom.topics.get(*at)?.slug)?;
        let (Origin { source, place }, slug) = (wish.explicit.as_ref()?, slugs.get(*at)?);
        let message = format!(
            "topic/{}/ is another topic's, or was once; this one is at topic/{slug}/; give it another key",
            wish.plain
        );
        Some(Problem::new(source, place.clone(), Kind::AddressTaken, message))
    });
    let problems = told.collect();
    let mut now: BTreeMap<Slug, Slug> = BTreeMap::new();
    for (topic, slug) in newsroom.topics.iter_mut().zip(slugs) {
        now.insert(std::mem::replace(&mut topic.slug, slug.clone()), slug);
    }
    let spoken_of = newsroom.spokespeople.iter_mut().flat_map(|person| &mut person.topics);
    let of_releases = releases.iter_mut().flat_map(|release| &mut release.topics);
    for topic in of_releases.chain(spoken_of) {
        if let Some(slug) = now.get(topic) {
            *topic = slug.clone();
        }
    }
    for (topic, claim) in newsroom.topics.iter().zip(&claims) {
        let entry = claim.keys.first().and_then(|key| book.shown.get(key));
        let language = topic.labels.first().map(|(language, _)| language.clone());
        let title = topic.labels.first().map_or(topic.slug.as_str(), |(_, label)| label);
        redirects.extend(entry.into_iter().flat_map(|entry| &entry.former).map(|from| Redirect {
            from: from.clone(),
            to: format!("topic/{}/", topic.slug),
            title: title.to_owned(),
            language: language.clone(),
            origin: None,
        }));
    }
    (book, problems)
}

fn topic_claim(topic: &Topic, wishes: &Wishes) -> Claim {
    let given = || TopicWish {
        identity: topic.slug.to_string(),
        plain: topic.slug.clone(),
        explicit: None,
        declared: false,
    };
    let wish = wishes.topics.get(&topic.slug).cloned().unwrap_or_else(given);
    let mut keys = vec![wish.identity.clone()];
    keys.extend(topic.labels.iter().map(|(_, label)| identity(label)));
    let want = Want { key: wish.key(), slug: wish.plain };
    let (aliases, prints) = (Vec::new(), Prints::default());
    Claim { keys, want, explicit: wish.explicit.is_some(), aliases, prints }
}

fn settle_releases(
    releases: &mut [Release],
    wishes: &Wishes,
    known: &Book,
    redirects: &mut Vec<Redirect>,
) -> (Book, Vec<Problem>) {
    let claims: Vec<Claim> = releases.iter().map(|release| claim(release, wishes)).collect();
    let is_there = |id: &str| wishes.releases.contains_key(id);
    let Settled { book, slugs, events } = known.settle("r", &claims, &is_there);
    for (release, slug) in releases.iter_mut().zip(slugs) {
        release.slug = slug;
        let former = book.shown.get(&release.id).into_iter().flat_map(|entry| &entry.former);
        redirects.extend(former.map(|from| Redirect {
            from: from.clone(),
            to: format!("r/{}/", release.slug),
            title: release.title.clone().unwrap_or_else(|| release.slug.to_string()),
            language: release.language.clone(),
            origin: origin(wishes.releases.get(&release.id), from),
        }));
    }
    let told = events.iter().filter_map(|event| {
        let (Event::SlugTaken(at) | Event::AliasTaken(at, _) | Event::Renamed(at, _)) = event;
        let release = releases.get(*at)?;
        Some(problem(event, release, wishes.releases.get(&release.id)?))
    });
    (book, told.flatten().collect())
}

/// Where a release asks for a former address, else where it is itself.
fn origin(wish: Option<&Wish>, file: &str) -> Option<Origin> {
    let wish = wish?;
    let asked =
        wish.aliases.iter().find(|(alias, _)| alias == file).map(|(_, place)| place.clone());
    let place = asked.unwrap_or_else(|| wish.origin.place.clone());
    Some(Origin { source: wish.origin.source.clone(), place })
}

fn claim(release: &Release, wishes: &Wishes) -> Claim {
    let wish = wishes.releases.get(&release.id);
    Claim {
        keys: vec![release.id.clone()],
        want: Want {
            key: release.id.clone(),
            slug: wish.map_or(&release.slug, |wish| &wish.plain).clone(),
        },
        explicit: wish.is_some_and(|wish| wish.explicit),
        aliases: wish
            .map(|wish| wish.aliases.iter().map(|(file, _)| file.clone()).collect())
            .unwrap_or_default(),
        prints: prints(release),
    }
}

/// What a release is recognised by where its id has changed. Short texts are alike by chance.
pub(crate) fn prints(release: &Release) -> Prints {
    const SHORT: usize = 80;
    let date = release.published.map(|date| date.to_string()).unwrap_or_default();
    let language = release.language.as_ref().map(Language::as_str).unwrap_or_default();
    let title = release
        .title
        .as_ref()
        .map(|title| hash_hex(&[b"title", title.as_bytes(), date.as_bytes(), language.as_bytes()]));
    let text = Some(release.text()).filter(|text| text.len() >= SHORT);
    Prints { title, text: text.map(|text| hash_hex(&[b"text", text.as_bytes()])) }
}

/// What the publisher is told, and where; nothing if reading the sources said it already.
fn problem(event: &Event, release: &Release, wish: &Wish) -> Option<Problem> {
    let (place, kind, message) = match event {
        Event::SlugTaken(_) => (
            &wish.origin.place,
            Kind::AddressTaken,
            format!(
                "the slug \"{}\" is another release's, or another asks for it as well; this one is at \
                 r/{}/; give it a slug of its own",
                wish.plain, release.slug
            ),
        ),
        Event::AliasTaken(_, number) => {
            let (file, place) = wish.aliases.get(*number)?;
            let address = file.trim_end_matches("index.html");
            let message = format!(
                "the address /{address} belongs to another release, or did once; it does not lead \
                 here; remove it, or, if it was given away by mistake, its line in addresses.json in \
                 the published folder"
            );
            (place, Kind::BadAlias, message)
        }
        Event::Renamed(_, old) => (
            &wish.origin.place,
            Kind::AddressKept,
            format!(
                "this release was \"{old}\" and is now \"{}\", by its title or text; it keeps its \
                 address r/{}/; an id in the release itself would stay the same wherever the file goes",
                release.id, release.slug
            ),
        ),
    };
    Some(Problem::new(&wish.origin.source, place.clone(), kind, message))
}
