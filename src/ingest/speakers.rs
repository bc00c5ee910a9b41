//! Who speaks for the newsroom: `_newsroom.spokespeople`.

use super::{
    Origin, details,
    fields::Fields,
    names::part,
    problem::{Kind, Problem, quoted},
    topics::{TopicWish, Topics},
};
use crate::model::{Newsroom, Slug, Spokesperson, Topic};

/// The names under which they stand.
const SPOKESPEOPLE: &[&str] =
    &["spokespeople", "spokespersons", "spokesperson", "porte_parole", "porteparoles", "speakers"];
/// The number that is answered when nobody else is there.
const DUTY: &[&str] = &["duty_phone", "duty", "permanence", "téléphone_de_permanence", "astreinte"];

/// Someone who speaks, before it is known which topics there are.
pub(super) struct Speaker {
    person: Spokesperson,
    /// The topics as written, each with its place.
    topics: Vec<(String, Origin)>,
}

/// Those whom the newsroom names, and its duty number.
pub(super) fn read(extension: &Fields<'_>, source: &str, newsroom: &mut Newsroom) -> Vec<Speaker> {
    if let Some(field) = extension.get(DUTY) {
        newsroom.duty = field.identifier();
    }
    let mut speakers = Vec::new();
    for field in extension.all(SPOKESPEOPLE).flat_map(|field| field.each()) {
        let Some(contact) = details::contact(&field) else { continue };
        if contact.name.is_none() {
            let advice = "a spokesperson without a name; give a name, or put this under contact";
            field.add(Kind::BadContact, advice);
            continue;
        }
        if contact.email.is_none() && contact.phone.is_none() {
            let advice = "neither email nor phone: nobody can reach this spokesperson; give one";
            field.add(Kind::BadContact, advice);
        }
        let (mut topics, mut languages) = (Vec::new(), Vec::new());
        if field.value.is_object()
            && let Some(fields) = field.object()
        {
            for topic in fields.all(part::TOPICS).flat_map(|topics| topics.each()) {
                if let Some(name) = topic.text() {
                    let place = extension.notes.place(&topic.pointer);
                    topics.push((name, Origin { source: source.to_owned(), place }));
                }
            }
            for tag in fields.all(part::LANGUAGES).flat_map(|tags| tags.each()) {
                if let Some(tag) = tag.language().filter(|tag| !languages.contains(tag)) {
                    languages.push(tag);
                }
            }
        }
        let person = Spokesperson { contact, topics: Vec::new(), languages };
        speakers.push(Speaker { person, topics });
    }
    speakers
}

/// Which topics of the newsroom are meant, by their numbers; and what is told of names that are no topic's. Those make none:
/// only what is published on makes topics.
pub(super) fn meant(speakers: Vec<Speaker>, topics: &Topics) -> (Vec<Meant>, Vec<Problem>) {
    let mut problems = Vec::new();
    let meant = speakers.into_iter().map(|Speaker { person, topics: names }| {
        let mut numbers = Vec::new();
        for (name, Origin { source, place }) in names {
            match topics.known(&name) {
                Some(at) if numbers.contains(&at) => {}
                Some(at) => numbers.push(at),
                None => {
                    let message = format!(
                        "{} is no topic of the newsroom, and is left out; write it as releases do, or declare it under \
                         _newsroom.topics",
                        quoted(&name)
                    );
                    problems.push(Problem::new(&source, place, Kind::UnknownTopic, message));
                }
            }
        }
        (person, numbers)
    });
    (meant.collect(), problems)
}

/// Someone who speaks, and the numbers of the topics.
type Meant = (Spokesperson, Vec<usize>);

/// Gives each the topics of these numbers.
pub(super) fn settle(meant: Vec<Meant>, topics: &[(Topic, TopicWish)]) -> Vec<Spokesperson> {
    let settled = meant.into_iter().map(|(mut person, numbers)| {
        let topics = numbers.into_iter().filter_map(|at| topics.get(at));
        person.topics = topics.map(|(topic, _)| topic.slug.clone()).collect();
        person
    });
    settled.collect()
}

/// Without topics that are not shown: they would say what is withheld.
pub(crate) fn keep_topics(newsroom: &mut Newsroom) {
    let shown: Vec<Slug> = newsroom.topics.iter().map(|topic| topic.slug.clone()).collect();
    for person in &mut newsroom.spokespeople {
        person.topics.retain(|topic| shown.contains(topic));
    }
}
