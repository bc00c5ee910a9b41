//! What can only be settled when all drafts are known: identifiers, slugs, topics, languages.

use super::{
    Draft, Loaded, Look, Origin, Parsed, Place, Reach, Sourced, Wish, Wishes, html,
    names::nearest,
    problem::{Kind, Problem, quoted},
    same,
    slug::{self, Want},
    speakers::{self, Speaker},
    topics::{Declared, Found, Topics},
};
use crate::model::{Language, Newsroom, Slug, Spokesperson};
use std::collections::{BTreeMap, HashSet};

/// Puts the files of all sources together. Problems come in the order of the files.
pub(super) fn assemble(mut files: Vec<Parsed>) -> Loaded {
    let own = files.iter_mut().filter_map(pages_of).collect();
    let (mut look, mut reach) = (Look::default(), Reach::default());
    let mut newsroom = Newsroom::default();
    let (mut declared, mut issuers, mut speakers) = (Vec::new(), Vec::new(), Vec::new());
    let mut pinned = None;
    let mut problems: Vec<Vec<Problem>> = Vec::new();
    let mut drafts: Vec<(usize, Draft)> =
        Vec::with_capacity(files.iter().map(|file| file.drafts.len()).sum());
    for (file, parsed) in files.into_iter().enumerate() {
        merge(&mut newsroom, parsed.newsroom);
        look.merge(parsed.look);
        reach.merge(parsed.reach);
        declared.extend(parsed.topics);
        issuers.extend(parsed.issuers);
        speakers.extend(parsed.speakers);
        pinned = pinned.or(parsed.pinned.map(|pinned| (file, pinned)));
        problems.push(parsed.problems);
        drafts.extend(parsed.drafts.into_iter().map(|draft| (file, draft)));
    }
    let mut note = |file: usize, draft: &Draft, place: &Place, kind, message: String| {
        problems[file].push(Problem::new(&draft.origin.source, place.clone(), kind, message));
    };
    let mut whole = |file: usize, draft: &Draft, kind, message: String| {
        note(file, draft, &draft.origin.place, kind, message);
    };
    keep_valid(&mut drafts, &mut whole);
    find_versions(&newsroom, &drafts, &mut whole);
    let wanted: Vec<Slug> = drafts.iter().map(|(_, draft)| wanted(draft)).collect();
    let slugs = slugs(&drafts, &wanted, &mut whole);
    look_into_kits(&drafts, &slugs, &mut whole);
    let (topics, spokespeople, unknown) = topics(declared, speakers, &mut drafts, &mut note);
    newsroom.spokespeople = spokespeople;
    let mut wishes = Wishes::default();
    for (topic, wish) in topics {
        wishes.topics.insert(topic.slug.clone(), wish);
        newsroom.topics.push(topic);
    }
    let mut releases = Vec::with_capacity(drafts.len());
    let mut held = Vec::new();
    for (((_, mut draft), plain), slug) in drafts.into_iter().zip(wanted).zip(slugs) {
        draft.release.slug = slug;
        let explicit = draft.slug.is_some();
        let (origin, aliases) = (draft.origin.clone(), std::mem::take(&mut draft.aliases));
        let wish = Wish { plain, explicit, aliases, origin };
        wishes.releases.insert(draft.release.id.clone(), wish);
        let Draft { release, origin, appears, tags, held: is_held, .. } = draft;
        let mut names = HashSet::new();
        let tags = tags.into_iter().map(|(tag, _)| tag).filter(|tag| names.insert(tag.clone()));
        let tags = tags.collect();
        let sourced = Sourced { release, origin, appears, tags };
        if is_held { held.push(sourced) } else { releases.push(sourced) }
    }
    if let Some((file, (name, Origin { source, place }))) = pinned {
        let mut all = releases.iter().chain(&held).map(|sourced| &sourced.release);
        let message = format!(
            "{} is the id or slug of no release here; the front page begins as if it were not there",
            quoted(&name)
        );
        match all.any(|release| release.id == name || release.slug.as_str() == name) {
            true => newsroom.pinned = Some(name),
            false => {
                problems[file].push(Problem::new(&source, place, Kind::UnknownRelease, message))
            }
        }
    }
    let mut problems: Vec<Problem> = problems.into_iter().flatten().chain(unknown).collect();
    let mut loaded =
        Loaded { newsroom, issuers, look, reach, releases, held, wishes, ..Loaded::default() };
    if let Some(pages) = assembled_pages(own) {
        (loaded.pages, loaded.held_pages) = (pages.releases, pages.held);
        problems.extend(pages.problems);
    }
    Loaded { problems, ..loaded }
}

/// The pages of a file, as a file of nothing else; of most files nothing.
fn pages_of(parsed: &mut Parsed) -> Option<Parsed> {
    let (languages, drafts) = (&parsed.newsroom.languages, std::mem::take(&mut parsed.pages));
    if languages.is_empty() && drafts.is_empty() {
        return None;
    }
    let newsroom = Newsroom { languages: languages.clone(), ..Newsroom::default() };
    Some(Parsed { newsroom, drafts, ..Parsed::default() })
}

/// Pages are put together as releases are, by the same rules and apart from them: none takes the name of the other.
fn assembled_pages(files: Vec<Parsed>) -> Option<Loaded> {
    let is_any = files.iter().any(|file| !file.drafts.is_empty());
    is_any.then(|| assemble(files))
}

/// Tells of what press kits gather that nothing will be shown for. What is yet to appear says so itself.
fn look_into_kits(
    drafts: &[(usize, Draft)],
    slugs: &[Slug],
    tell: &mut impl FnMut(usize, &Draft, Kind, String),
) {
    let names = |at: usize, draft: &Draft| {
        let slug = slugs.get(at).map(ToString::to_string);
        [Some(draft.release.id.clone()), slug, draft.release.group.clone()]
    };
    for (at, (file, kit)) in drafts.iter().enumerate().filter(|(_, (_, kit))| !kit.held) {
        let others = || drafts.iter().enumerate().filter(|(other, _)| *other != at);
        for name in &kit.release.gathers {
            let is_meant = |(other, (_, draft)): &(usize, &(usize, Draft))| {
                names(*other, draft).into_iter().flatten().any(|known| known == *name)
            };
            let meant: Vec<&Draft> =
                others().filter(is_meant).map(|(_, (_, draft))| draft).collect();
            let why = if meant.is_empty() {
                let known: Vec<String> = others()
                    .flat_map(|(other, (_, draft))| names(other, draft))
                    .flatten()
                    .collect();
                let near = nearest(name, known.iter().map(String::as_str));
                let near = near.map(|near| format!("; {} is", quoted(near))).unwrap_or_default();
                format!(
                    "is the id, slug or group of no other release here{near}; correct it, or leave it out"
                )
            } else if meant.iter().all(|draft| draft.held) {
                "is withheld; it is shown here once that is published".to_owned()
            } else if meant.iter().all(|draft| draft.release.is_withdrawn()) {
                "was withdrawn: neither it nor its media and contacts are shown here".to_owned()
            } else {
                continue;
            };
            let message = format!("it gathers {}, which {why}", quoted(name));
            tell(*file, kit, Kind::UnknownRelease, message);
        }
    }
}

/// Gives every release the topics of its tags, and everyone who speaks theirs; all topics.
fn topics(
    declared: Vec<Declared>,
    speakers: Vec<Speaker>,
    drafts: &mut [(usize, Draft)],
    note: &mut impl FnMut(usize, &Draft, &Place, Kind, String),
) -> (Vec<(crate::model::Topic, super::TopicWish)>, Vec<Spokesperson>, Vec<Problem>) {
    let mut topics = Topics::new(declared);
    let mut chosen: Vec<Vec<usize>> = Vec::with_capacity(drafts.len());
    for (file, draft) in drafts.iter() {
        let mut own = Vec::new();
        // The names of its topics would say what a release that is held is about.
        for (tag, place) in draft.tags.iter().filter(|_| !draft.held) {
            let (topic, found) = topics.find(tag, draft.release.language.as_ref());
            let said = match found {
                Found::Exactly => None,
                Found::Nearly(label) => Some(format!(
                    "{} is not among the topics that the newsroom declares; it is taken for {}: write \
                     it so, or declare it under _newsroom.topics",
                    quoted(tag),
                    quoted(&label)
                )),
                Found::Not => topics.some_declared().then(|| {
                    format!(
                        "{} is not among the topics that the newsroom declares; correct it, or \
                         declare it under _newsroom.topics with its name in each language",
                        quoted(tag)
                    )
                }),
            };
            if let Some(message) = said {
                note(*file, draft, place, Kind::UnknownTopic, message);
            }
            if !own.contains(&topic) {
                own.push(topic);
            }
        }
        chosen.push(own);
    }
    let (meant, unknown) = speakers::meant(speakers, &topics);
    let topics = topics.finish();
    let spokespeople = speakers::settle(meant, &topics);
    for ((_, draft), own) in drafts.iter_mut().zip(chosen) {
        let slugs = own.into_iter().filter_map(|at| topics.get(at));
        draft.release.topics = slugs.map(|(topic, _)| topic.slug.clone()).collect();
    }
    (topics, spokespeople, unknown)
}

/// Adds what `more` says and `newsroom` does not.
pub(super) fn merge(newsroom: &mut Newsroom, more: Newsroom) {
    newsroom.title = newsroom.title.take().or(more.title);
    newsroom.description = newsroom.description.take().or(more.description);
    newsroom.home = newsroom.home.take().or(more.home);
    newsroom.accent = newsroom.accent.take().or(more.accent);
    newsroom.contact = newsroom.contact.take().or(more.contact);
    newsroom.logo = newsroom.logo.take().or(more.logo);
    newsroom.duty = newsroom.duty.take().or(more.duty);
    // A feed in fr-FR beside a newsroom in fr has no language that the newsroom lacks.
    let is_spoken = |language: &Language, known: &[Language]| {
        known.iter().any(|known| known.primary() == language.primary())
    };
    let known = newsroom.languages.clone();
    newsroom.languages.extend(more.languages.into_iter().filter(|tag| !is_spoken(tag, &known)));
}

/// Drops what cannot be shown or addressed, and tells what is missing from the rest.
fn keep_valid(
    drafts: &mut Vec<(usize, Draft)>,
    note: &mut impl FnMut(usize, &Draft, Kind, String),
) {
    let mut kept = same::settle(drafts, note).into_iter();
    drafts.retain(|(file, draft)| {
        if !kept.next().unwrap_or(true) {
            return false;
        }
        if same::has_nothing(draft) {
            let message = "neither title nor text; left out".to_owned();
            note(*file, draft, Kind::EmptyRelease, message);
            return false;
        }
        if draft.release.title.is_none() {
            let message = "no title; lists will show how the text begins; write a title".to_owned();
            note(*file, draft, Kind::MissingTitle, message);
        }
        true
    });
}

/// One problem for each group that is not there in a language that the newsroom declares, and for
/// each release of a group in whose language there is one already.
fn find_versions(
    newsroom: &Newsroom,
    drafts: &[(usize, Draft)],
    note: &mut impl FnMut(usize, &Draft, Kind, String),
) {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, (_, draft)) in drafts.iter().enumerate() {
        if let Some(group) = &draft.release.group {
            groups.entry(group).or_default().push(index);
        }
    }
    for (group, members) in groups {
        find_doubles(group, members.iter().filter_map(|at| drafts.get(*at)), note);
        if newsroom.languages.len() < 2 {
            continue;
        }
        let is_in = |language: &Language| {
            let mut found = members.iter().filter_map(|at| drafts[*at].1.release.language.as_ref());
            // A declared fr is met by fr-CA; a declared fr-CA only by itself.
            found.any(|l| l == language || l.primary() == language.as_str())
        };
        let missing: Vec<&str> = newsroom
            .languages
            .iter()
            .filter(|language| !is_in(language))
            .map(Language::as_str)
            .collect();
        if let (false, Some((file, draft))) =
            (missing.is_empty(), members.first().map(|at| &drafts[*at]))
        {
            let message = format!(
                "no version in {} of the group {}; add it, or remove the group if there is none",
                missing.join(", "),
                quoted(group)
            );
            note(*file, draft, Kind::MissingVersion, message);
        }
    }
}

/// Readers are offered one version in each language; of two they could not tell which is meant.
fn find_doubles<'a>(
    group: &str,
    members: impl Iterator<Item = &'a (usize, Draft)>,
    note: &mut impl FnMut(usize, &Draft, Kind, String),
) {
    let mut first: BTreeMap<&Language, &Draft> = BTreeMap::new();
    for (file, draft) in members {
        let Some(language) = &draft.release.language else { continue };
        match first.get(language) {
            None => {
                first.insert(language, draft);
            }
            Some(first) => {
                let message = format!(
                    "{} is in {language} as well, and of the same group {}; both are shown; give one \
                     its own language, or a group of its own",
                    first.origin,
                    quoted(group)
                );
                note(*file, draft, Kind::DuplicateVersion, message);
            }
        }
    }
}

/// The slug that a release would have if it were alone.
fn wanted(draft: &Draft) -> Slug {
    let own = || slug::for_release(&draft.release.id, title(draft).as_deref());
    draft.slug.clone().unwrap_or_else(own)
}

/// A slug for each release, each once, whatever the order of the sources: where no list of
/// published addresses says otherwise, which only publishing knows.
fn slugs(
    drafts: &[(usize, Draft)],
    wanted: &[Slug],
    note: &mut impl FnMut(usize, &Draft, Kind, String),
) -> Vec<Slug> {
    let both = || drafts.iter().zip(wanted);
    let want = |((_, draft), slug): (&(usize, Draft), &Slug)| Want {
        key: draft.release.id.clone(),
        slug: slug.clone(),
    };
    let wants: Vec<Want> = both().map(want).collect();
    let slugs = slug::distinct(&wants, &|_, _| false);
    for (((file, draft), wanted), slug) in both().zip(&slugs) {
        if let Some(asked) = draft.slug.as_ref().filter(|_| slug != wanted) {
            // What is held is not named: who reads this may show it to others.
            let other = both().find(|((_, other), slug)| {
                *slug == wanted && other.release.id != draft.release.id && !other.held
            });
            let other = other
                .map_or("another release".to_owned(), |((_, other), _)| other.origin.to_string());
            let message = format!(
                "the slug {} is wanted by {other} too; the one that was published first keeps it; \
                 give each release a slug of its own",
                quoted(asked.as_str()),
            );
            note(*file, draft, Kind::AddressTaken, message);
        }
    }
    slugs
}

/// The title, or how the text begins.
fn title(draft: &Draft) -> Option<String> {
    let release = &draft.release;
    release.title.clone().or_else(|| {
        let text = html::one_line(release.text().lines().next().unwrap_or_default());
        (!text.is_empty()).then_some(text)
    })
}

impl std::fmt::Display for super::Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            super::Place::Whole => f.write_str(&self.source),
            super::Place::Line(line) => write!(f, "{}:{line}", self.source),
            super::Place::Pointer(pointer) => write!(f, "{}#{pointer}", self.source),
        }
    }
}
