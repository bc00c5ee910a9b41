//! What can only be settled when all drafts are known: identifiers, slugs, topics, languages.

use super::{
    Draft, Loaded, Parsed, Sourced, html,
    problem::{Kind, Problem, quoted},
    slug,
};
use crate::model::{Language, Newsroom, Slug, Topic};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Puts the files of all sources together. Problems come in the order of the files.
pub(super) fn assemble(files: Vec<Parsed>) -> Loaded {
    let mut newsroom = Newsroom::default();
    let mut problems: Vec<Vec<Problem>> = Vec::new();
    let mut drafts: Vec<(usize, Draft)> = Vec::new();
    for (file, parsed) in files.into_iter().enumerate() {
        merge(&mut newsroom, parsed.newsroom);
        problems.push(parsed.problems);
        drafts.extend(parsed.drafts.into_iter().map(|draft| (file, draft)));
    }
    let mut note = |file: usize, draft: &Draft, kind, message: String| {
        let origin = &draft.origin;
        problems[file].push(Problem::new(&origin.source, origin.place.clone(), kind, message));
    };
    keep_valid(&mut drafts, &mut note);
    find_missing_versions(&newsroom, &drafts, &mut note);
    let slugs = slugs(&drafts);
    let mut topics = Topics::new(std::mem::take(&mut newsroom.topics));
    let mut releases = Vec::with_capacity(drafts.len());
    let mut held = Vec::new();
    for ((file, mut draft), slug) in drafts.into_iter().zip(slugs) {
        draft.release.slug = slug;
        let appears = draft.appears;
        // The names of its topics would say what it is about.
        if draft.held {
            held.push(Sourced { release: draft.release, origin: draft.origin, appears });
            continue;
        }
        for (tag, place) in &draft.tags {
            let (topic, is_new) = topics.find(tag, draft.release.language.as_ref());
            if is_new && topics.some_declared {
                let message = format!(
                    "{} is not among the topics that the newsroom declares; correct it, or \
                     declare it under _newsroom.topics with its name in each language",
                    quoted(tag)
                );
                let source = &draft.origin.source;
                let problem = Problem::new(source, place.clone(), Kind::UnknownTopic, message);
                problems[file].push(problem);
            }
            if !draft.release.topics.contains(&topic) {
                draft.release.topics.push(topic);
            }
        }
        releases.push(Sourced { release: draft.release, origin: draft.origin, appears });
    }
    newsroom.topics = topics.all;
    let problems = problems.into_iter().flatten().collect();
    Loaded { newsroom, releases, held, problems, ..Loaded::default() }
}

/// Adds what `more` says and `newsroom` does not.
fn merge(newsroom: &mut Newsroom, more: Newsroom) {
    newsroom.title = newsroom.title.take().or(more.title);
    newsroom.description = newsroom.description.take().or(more.description);
    newsroom.home = newsroom.home.take().or(more.home);
    newsroom.accent = newsroom.accent.take().or(more.accent);
    newsroom.contact = newsroom.contact.take().or(more.contact);
    for language in more.languages {
        if !newsroom.languages.contains(&language) {
            newsroom.languages.push(language);
        }
    }
    for topic in more.topics {
        match newsroom.topics.iter_mut().find(|known| known.slug == topic.slug) {
            None => newsroom.topics.push(topic),
            Some(known) => {
                topic.labels.into_iter().for_each(|(tag, label)| known.name(tag, label));
            }
        }
    }
}

/// Drops what cannot be shown or addressed, and tells what is missing from the rest.
fn keep_valid(
    drafts: &mut Vec<(usize, Draft)>,
    note: &mut impl FnMut(usize, &Draft, Kind, String),
) {
    let mut first: HashMap<String, String> = HashMap::new();
    drafts.retain(|(file, draft)| {
        let release = &draft.release;
        let place = draft.origin.to_string();
        if let Some(first) = first.get(&release.id) {
            let message = format!(
                "{} is already the id of {first}; this one is left out; give it an id of its own",
                quoted(&release.id)
            );
            note(*file, draft, Kind::DuplicateId, message);
            return false;
        }
        if release.title.is_none() && release.body.is_empty() {
            let message = "neither title nor text; left out".to_owned();
            note(*file, draft, Kind::EmptyRelease, message);
            return false;
        }
        if release.title.is_none() {
            let message = "no title; lists will show how the text begins; write a title".to_owned();
            note(*file, draft, Kind::MissingTitle, message);
        }
        first.insert(release.id.clone(), place);
        true
    });
}

/// One problem for each group that is not there in a language that the newsroom declares.
fn find_missing_versions(
    newsroom: &Newsroom,
    drafts: &[(usize, Draft)],
    note: &mut impl FnMut(usize, &Draft, Kind, String),
) {
    if newsroom.languages.len() < 2 {
        return;
    }
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, (_, draft)) in drafts.iter().enumerate() {
        if let Some(group) = &draft.release.group {
            groups.entry(group).or_default().push(index);
        }
    }
    for (group, members) in groups {
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

/// A slug for each release, each once, whatever the order of the sources.
fn slugs(drafts: &[(usize, Draft)]) -> Vec<Slug> {
    let wanted: Vec<Slug> = drafts
        .iter()
        .map(|(_, draft)| {
            let release = &draft.release;
            let own = || slug::for_release(&release.id, title(draft).as_deref());
            draft.slug.clone().unwrap_or_else(own)
        })
        .collect();
    let mut claims: HashMap<&Slug, usize> = HashMap::new();
    for slug in &wanted {
        *claims.entry(slug).or_default() += 1;
    }
    // Those that nobody else wants are settled first, so that no other can take their place.
    let is_settled = |slug: &Slug, id: &str| claims[slug] == 1 || slug.as_str() == id;
    let mut taken: HashSet<Slug> = drafts
        .iter()
        .zip(&wanted)
        .filter(|((_, draft), slug)| is_settled(slug, &draft.release.id))
        .map(|(_, slug)| slug.clone())
        .collect();
    let slugs = drafts.iter().zip(&wanted).map(|((_, draft), slug)| {
        let id = &draft.release.id;
        if is_settled(slug, id) {
            return slug.clone();
        }
        // Lengthened with itself until free: a hash hardly ever meets another.
        let mut unique = slug::with_hash(slug.as_str(), id);
        let mut salt = id.clone();
        while !taken.insert(unique.clone()) {
            salt.push('+');
            unique = slug::with_hash(slug.as_str(), &salt);
        }
        unique
    });
    slugs.collect()
}

/// The title, or how the text begins.
fn title(draft: &Draft) -> Option<String> {
    let release = &draft.release;
    release.title.clone().or_else(|| {
        let text = html::one_line(release.text().lines().next().unwrap_or_default());
        (!text.is_empty()).then_some(text)
    })
}

/// The topics declared and found. They are known by their slug and by any of their labels,
/// whatever the case and the accents.
struct Topics {
    all: Vec<Topic>,
    by_name: HashMap<Slug, usize>,
    some_declared: bool,
}

impl Topics {
    fn new(declared: Vec<Topic>) -> Self {
        let mut by_name = HashMap::new();
        for (index, topic) in declared.iter().enumerate() {
            by_name.insert(topic.slug.clone(), index);
        }
        for (index, topic) in declared.iter().enumerate() {
            for (_, label) in &topic.labels {
                by_name.entry(slug::from_text(label)).or_insert(index);
            }
        }
        Self { some_declared: !declared.is_empty(), all: declared, by_name }
    }

    /// The topic of this name and whether it is new. A new one keeps the name as its label in the
    /// language of the release that has it; `und` (undetermined) if that is not known.
    fn find(&mut self, name: &str, language: Option<&Language>) -> (Slug, bool) {
        let key = slug::from_text(name);
        let tag = language.cloned().or_else(|| Language::new("und"));
        if let Some(index) = self.by_name.get(&key) {
            let topic = &mut self.all[*index];
            // Found topics learn their names in other languages; declared ones are left alone.
            if topic.slug == key
                && !topic.labels.is_empty()
                && let Some(tag) = tag.filter(|_| !self.some_declared)
            {
                topic.name(tag, name.to_owned());
            }
            return (topic.slug.clone(), false);
        }
        let labels = tag.into_iter().map(|tag| (tag, name.to_owned())).collect();
        self.by_name.insert(key.clone(), self.all.len());
        self.all.push(Topic { slug: key.clone(), labels });
        (key, true)
    }
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
