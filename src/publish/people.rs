//! Whom to reach, gathered from all releases that are shown, and each of them as a vCard 3.0 (RFC 2426), which every
//! telephone and mail program takes.

use super::edition::Edition;
use crate::{
    bundle::{People, Person, Version},
    ingest::{name::identity, slug},
    model::{Contact, Language, Release},
};
use std::collections::{BTreeMap, BTreeSet};

/// The folder of the cards, and of the page.
const FOLDER: &str = "people/";

/// Those whom the newsroom and its releases name, and their cards by their paths; nothing where nobody is named.
pub(super) fn people(
    edition: &Edition<'_>,
    cards: bool,
) -> Option<(People, Vec<(String, String)>)> {
    let newsroom = edition.newsroom;
    let mut people = People {
        duty: newsroom.duty.clone(),
        spokespeople: newsroom.spokespeople.iter().map(spokesperson).collect(),
        contacts: gathered(edition.releases, newsroom.languages.first()),
        ..People::default()
    };
    if people == People::default() && newsroom.contact.is_none() {
        return None;
    }
    let mut files = Vec::new();
    let mut taken = BTreeSet::new();
    let everyone = people.spokespeople.iter_mut().chain(&mut people.contacts);
    for person in everyone.filter(|_| cards) {
        let contact = &person.contact;
        let named = [&contact.name, &contact.organisation, &contact.email];
        let Some(name) = named.into_iter().flatten().next() else { continue };
        let stem = slug::from_text(name).to_string();
        let mut paths = (1..).map(|n| match n {
            1 => format!("{FOLDER}{stem}.vcf"),
            n => format!("{FOLDER}{stem}-{n}.vcf"),
        });
        let Some(path) = paths.find(|path| !taken.contains(path)) else { continue };
        taken.insert(path.clone());
        files.push((path.clone(), card(name, person, edition)));
        person.card = Some(path);
    }
    Some((people, files))
}

fn spokesperson(person: &crate::model::Spokesperson) -> Person {
    let crate::model::Spokesperson { contact, topics, languages } = person.clone();
    Person { contact, topics, languages, ..Person::default() }
}

/// Someone whom releases name.
struct Found<'a> {
    contact: Contact,
    /// Whether what the person does is said in the newsroom's own language.
    own: bool,
    /// Versions in several languages are one.
    releases: BTreeSet<&'a str>,
    latest: &'a Release,
}

/// The contacts of all releases, each person once. Releases come newest first.
fn gathered(releases: &[Release], own: Option<&Language>) -> Vec<Person> {
    let mut all: Vec<Found<'_>> = Vec::new();
    let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for release in releases {
        let is_own = release.language.as_ref().map(Language::primary) == own.map(Language::primary);
        for contact in &release.contacts {
            let marks = marks(contact);
            let near = marks.iter().filter_map(|mark| known.get(mark)).flatten().copied();
            let same = |at: &usize| all.get(*at).is_some_and(|found| same(&found.contact, contact));
            let at = near.filter(same).min().unwrap_or(all.len());
            match all.get_mut(at) {
                Some(found) => found.add(contact, is_own),
                None => all.push(Found {
                    contact: contact.clone(),
                    own: is_own,
                    releases: BTreeSet::new(),
                    latest: release,
                }),
            }
            if let Some(found) = all.get_mut(at) {
                found.releases.insert(release.group.as_deref().unwrap_or(&release.id));
            }
            for mark in marks {
                let places = known.entry(mark).or_default();
                if !places.contains(&at) {
                    places.push(at);
                }
            }
        }
    }
    all.into_iter().map(Found::person).collect()
}

impl Found<'_> {
    /// Takes in what is said of the same person elsewhere.
    fn add(&mut self, more: &Contact, own: bool) {
        let known = &mut self.contact;
        if own && !self.own {
            // In the newsroom's own language.
            known.role = more.role.clone().or(known.role.take());
            known.organisation = more.organisation.clone().or(known.organisation.take());
            self.own = true;
        }
        let Contact { name, role, organisation, email, phone } = more;
        for (field, more) in [
            (&mut known.name, name),
            (&mut known.role, role),
            (&mut known.organisation, organisation),
            (&mut known.email, email),
            (&mut known.phone, phone),
        ] {
            if field.is_none() {
                field.clone_from(more);
            }
        }
    }

    fn person(self) -> Person {
        let Release { slug, language, title, .. } = self.latest;
        let latest =
            Version { slug: slug.clone(), language: language.clone(), title: title.clone() };
        Person {
            contact: self.contact,
            releases: u32::try_from(self.releases.len()).ok(),
            latest: Some(latest),
            ..Person::default()
        }
    }
}

/// What a person is known by.
fn marks(contact: &Contact) -> Vec<String> {
    let email = contact.email.as_ref().map(|email| email.to_lowercase());
    let phone = digits(contact).map(|digits| format!("tel {digits}"));
    let name = contact.name.as_ref().map(|name| format!("name {}", identity(name)));
    [email, phone, name].into_iter().flatten().collect()
}

fn digits(contact: &Contact) -> Option<String> {
    contact.tel().map(|link| link.to_string()).or_else(|| contact.phone.clone())
}

/// Whether two contacts are one: they have a name, an address or a number in common, and nothing of these that differs.
/// What the person does and for whom is said in words, and otherwise in other languages.
fn same(a: &Contact, b: &Contact) -> bool {
    let compare = |a: Option<String>, b: Option<String>| Some(a? == b?);
    let email = |contact: &Contact| contact.email.as_ref().map(|email| email.to_lowercase());
    let name = |contact: &Contact| contact.name.as_deref().map(identity);
    let found =
        [compare(name(a), name(b)), compare(email(a), email(b)), compare(digits(a), digits(b))];
    found.contains(&Some(true)) && !found.contains(&Some(false))
}

/// A person as a vCard.
fn card(name: &str, person: &Person, edition: &Edition<'_>) -> String {
    let Contact { name: _, role, organisation, email, phone } = &person.contact;
    let mut text = String::new();
    let mut line = |property: &str, value: &str| {
        text.push_str(&folded(&format!("{property}:{value}")));
        text.push_str("\r\n");
    };
    line("BEGIN", "VCARD");
    line("VERSION", "3.0");
    line("FN", &escaped(name));
    // Which part of it is the family's is not said.
    line("N", &format!("{};;;;", escaped(name)));
    for (property, value) in [
        ("ORG", organisation),
        ("TITLE", role),
        ("EMAIL;TYPE=INTERNET", email),
        ("TEL;TYPE=WORK,VOICE", phone),
    ] {
        if let Some(value) = value {
            line(property, &escaped(value));
        }
    }
    let tag = edition.interface().tag();
    let topics = person.topics.iter().filter_map(|slug| edition.set.topic(slug.as_str()));
    let topics: Vec<String> = topics.map(|topic| escaped(topic.label(tag).0)).collect();
    if !topics.is_empty() {
        line("CATEGORIES", &topics.join(","));
    }
    if let Some(url) = edition.base.absolute(FOLDER) {
        line("URL", &url);
    }
    line("END", "VCARD");
    text
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// In lines of at most 75 bytes, each that goes on begun with a space.
fn folded(line: &str) -> String {
    let (mut text, mut length) = (String::new(), 0);
    for c in line.chars() {
        if length + c.len_utf8() > 75 {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{escaped, folded, gathered};
    use crate::model::{Contact, Language, Release, Slug};

    fn contact(name: &str, role: &str, email: &str, phone: &str) -> Contact {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Contact {
            name: some(name),
            role: some(role),
            email: some(email),
            phone: some(phone),
            ..Contact::default()
        }
    }

    #[test]
    fn those_who_are_one_are_named_once() {
        let ana = ("Ana Le Goff", "a@example.org", "+33 1 99 00 12 34");
        for (rows, expected) in [
            // The same in two languages: what she does, in the newsroom's own.
            (
                vec![
                    (ana.0, "Press officer", ana.1, ana.2),
                    (ana.0, "Attachée de presse", ana.1, ana.2),
                ],
                vec!["Ana Le Goff, Attachée de presse, a@example.org, +33 1 99 00 12 34 (1)"],
            ),
            // Spelt otherwise; what one lacks, the other has.
            (
                vec![
                    ("ANA LE GOFF", "", "A@example.org", ""),
                    ("", "", "a@EXAMPLE.org", "+33199001234"),
                ],
                vec!["ANA LE GOFF, , A@example.org, +33199001234 (1)"],
            ),
            // Two who share an address are two.
            (
                vec![
                    (ana.0, "", "presse@example.org", ""),
                    ("Luc Roy", "", "presse@example.org", ""),
                ],
                vec![
                    "Ana Le Goff, , presse@example.org,  (1)",
                    "Luc Roy, , presse@example.org,  (1)",
                ],
            ),
            // Two of one name with two addresses are two.
            (
                vec![(ana.0, "", "a@example.org", ""), (ana.0, "", "a@example.net", "")],
                vec!["Ana Le Goff, , a@example.org,  (1)", "Ana Le Goff, , a@example.net,  (1)"],
            ),
            (
                vec![("", "Presse", "", ""), ("", "Presse", "", "")],
                vec![", Presse, ,  (1)", ", Presse, ,  (1)"],
            ),
        ] {
            let releases: Vec<Release> = rows
                .iter()
                .zip(["en", "fr"])
                .map(|((name, role, email, phone), tag)| {
                    let mut release = Release::new(tag.to_owned(), Slug::new(tag).unwrap());
                    release.language = Language::new(tag);
                    release.group = Some("group".to_owned());
                    release.contacts.push(contact(name, role, email, phone));
                    release
                })
                .collect();
            let found: Vec<String> = gathered(&releases, Language::new("fr").as_ref())
                .into_iter()
                .map(|person| {
                    let Contact { name, role, email, phone, .. } = person.contact;
                    let fields = [name, role, email, phone].map(Option::unwrap_or_default);
                    format!("{} ({})", fields.join(", "), person.releases.unwrap())
                })
                .collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn cards_are_escaped_and_folded() {
        assert_eq!(escaped("a,b;c\\d\ne"), "a\\,b\\;c\\\\d e");
        let line = folded(&"é".repeat(80));
        assert!(line.split("\r\n").all(|line| line.len() <= 75), "{line}");
        assert_eq!(line.replace("\r\n ", ""), "é".repeat(80));
    }
}
