//! One story once: versions of a release and near-duplicates of it are one entry of a list. What is found and counted
//! are texts, each of which has its page; which of them are one story is known of those that are listed.

use super::{
    requests::{BEST, PAGE, end_of},
    selectors::Listed,
};
use crate::{
    bundle::{Card, Found, Set},
    i18n::{Interface, Messages},
    model::Slug,
    route::{Route, Search},
};

/// The texts found as entries, and how many of the entries are of the first `total` texts, which hold all the words.
///
/// Of a story there is the text that is found first, or one on the same page of the list and of the same month that is in
/// the reader's language, or in a list `by_date` the one that [`stands_for`] its near-duplicates: an entry keeps its place and
/// its text when more are shown. In a list by date it stands at the date of its own text.
pub fn entries(
    found: Vec<Found>,
    total: u32,
    interface: Interface,
    by_date: bool,
) -> (Vec<Found>, usize) {
    // What comes once the reader has come below the best changes nothing in them.
    let page = if by_date { PAGE } else { BEST } as usize;
    let total = total as usize;
    let (mut entries, mut places) = (Vec::new(), Vec::new());
    let mut whole = 0;
    for (place, found) in found.into_iter().enumerate() {
        let start = if place < total { 0 } else { whole };
        let known = |entry: &Found| story(entry).is_some() && story(entry) == story(&found);
        let among: &mut [Found] = entries.get_mut(start..).unwrap_or_default();
        match among.iter().rposition(known) {
            None => {
                entries.push(found);
                places.push(place);
            }
            Some(at) => {
                let first = places.get(start + at).copied().unwrap_or_default();
                let entry = among.get_mut(at).filter(|entry| {
                    let spoken = [&**entry, &found].map(|found| is_spoken(found, interface));
                    let better = match spoken {
                        [false, true] => true,
                        [true, false] => false,
                        _ => by_date && stands_for(&found, entry),
                    };
                    better && first / page == place / page && month(entry) == month(&found)
                });
                match entry {
                    // It stands where its own date is.
                    Some(_) if by_date => {
                        entries.remove(start + at);
                        places.remove(start + at);
                        entries.push(found);
                        places.push(place);
                    }
                    Some(entry) => *entry = found,
                    None => {}
                }
            }
        }
        if place < total {
            whole = entries.len();
        }
    }
    (entries, whole)
}

fn story(found: &Found) -> Option<&Slug> {
    found.card.as_ref()?.story.as_ref()
}

/// Whether a text, and not another that is nearly the same, is to stand for both: the one that came out first, of which the
/// other is a copy; but of what one sender sent twice the later, which puts right what was wrong.
fn stands_for(one: &Found, other: &Found) -> bool {
    let (Some(one), Some(other)) = (&one.card, &other.card) else { return false };
    let of = |card: &Card, other: &Card| {
        let like = other.like.iter().find(|like| like.slug == card.slug);
        like.map(|like| like.via.clone())
    };
    let (Some(ours), Some(theirs)) = (of(one, other), of(other, one)) else { return false };
    let when = |card: &Card| card.published.map_or(i64::MAX, |date| date.unix_seconds());
    if ours == theirs { when(one) > when(other) } else { when(one) < when(other) }
}

fn month(found: &Found) -> Option<crate::model::Month> {
    Some(found.card.as_ref()?.published?.month())
}

fn is_spoken(found: &Found, interface: Interface) -> bool {
    let language = found.card.as_ref().and_then(|card| card.language.as_ref());
    language.is_some_and(|language| language.primary() == interface.tag())
}

/// How many releases a list has: stories where that is known, which texts are not; else texts, and that they are.
pub fn counted(set: &Set, listed: &Listed, messages: &Messages) -> String {
    let (total, search) = (listed.answer.total, &listed.search);
    let all = !search.is_filtered() && search.query.trim().is_empty();
    let stories = match set.stories {
        None => return messages.results(total),
        Some(stories) if all => stories,
        Some(_) if listed.texts >= total => listed.whole as u32,
        Some(_) => return [&messages.results(total), messages.versions_counted].concat(),
    };
    match stories < total {
        true => messages.stories(stories, total),
        false => messages.results(total),
    }
}

/// The releases before and after one in a list, each with the list that goes on far enough to go on from there.
pub fn neighbours(listed: &Listed, list: &Search, slug: &Slug) -> [Option<Route>; 2] {
    let place = listed
        .found
        .iter()
        .position(|found| found.card.as_ref().is_some_and(|card| is_of(card, slug)));
    let at = |place: Option<usize>, list: Search| {
        let slug = listed.found.get(place?)?.card.as_ref()?.slug.clone();
        Some(Route::Release { slug, list })
    };
    let next = place.map(|place| place + 1);
    let near_end = next.is_some_and(|next| next + AHEAD as usize >= listed.found.len());
    let goes_on = near_end && listed.texts > end_of(list.more);
    let further = Search { more: list.more + u32::from(goes_on), ..list.clone() };
    [at(place.and_then(|place| place.checked_sub(1)), list.clone()), at(next, further)]
}

/// So many texts beyond those of a list are looked at for what comes after its last story.
pub const AHEAD: u32 = 3;

/// Whether an entry is of a release: it, a version or a near-duplicate of it.
pub fn is_of(card: &Card, slug: &Slug) -> bool {
    card.slug == *slug
        || card.versions.iter().any(|version| version.slug == *slug)
        || card.like.iter().any(|other| other.slug == *slug)
}

#[cfg(test)]
mod tests {
    use super::{Listed, entries, neighbours};
    use crate::{
        bundle::{Card, Found, Related},
        i18n::Interface::{English, French},
        model::{Language, Slug},
        route::{Route, Search},
        search::Hit,
    };
    use std::rc::Rc;

    /// Texts as `slug`, `slug language story` or `slug language story near-duplicate date`, which are listed in that order;
    /// one that ends in `copied` names another sender of its near-duplicate.
    fn found(texts: &[&str]) -> Vec<Found> {
        let text = |(document, text): (u32, &&str)| {
            let mut parts = text.split(' ');
            let slug = |text: &str| Slug::new(text).unwrap();
            let card = Card {
                slug: slug(parts.next().unwrap()),
                title: None,
                summary: None,
                language: parts.next().and_then(Language::new),
                published: "2024-03-01".parse().ok(),
                issuers: Vec::new(),
                place: None,
                topics: Vec::new(),
                versions: Vec::new(),
                state: None,
                story: parts.next().map(slug),
                like: parts.next().map(|other| like(slug(other), text)).into_iter().collect(),
                picture: None,
            };
            let date = parts.next().and_then(|date| date.parse().ok());
            let card = Card { published: date.or(card.published), ..card };
            Found { hit: Hit { document, score: 0.0 }, card: Some(Rc::new(card)) }
        };
        (0..).zip(texts).map(text).collect()
    }

    fn like(slug: Slug, of: &str) -> Related {
        Related {
            slug,
            title: None,
            language: None,
            published: None,
            via: of.ends_with(" copied").then(|| "wire".to_owned()),
            quoted: None,
            alike: None,
            issuer: None,
            topic: None,
            words: Vec::new(),
        }
    }

    fn slugs(found: &[Found]) -> String {
        let slug = |found: &Found| found.card.as_ref().unwrap().slug.to_string();
        found.iter().map(slug).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_story_is_one_entry_in_the_language_of_the_reader() {
        let two = ["a fr a", "b en a", "c", "d fr d", "e en d"];
        for (texts, total, interface, expected, whole) in [
            (&two[..], 5, French, "a c d", 3),
            (&two, 5, English, "b c e", 3),
            // In none of the reader's: as it was found first.
            (&["a de a", "b it a"], 2, English, "a", 1),
            (&["a", "b fr b"], 2, French, "a b", 2),
            // What holds some of the words is apart.
            (&["a fr a", "c", "b en a", "d"], 2, French, "a c b d", 2),
            (&[], 0, French, "", 0),
        ] {
            let (entries, found) = entries(found(texts), total, interface, false);
            assert_eq!((slugs(&entries).as_str(), found), (expected, whole), "{texts:?}");
        }
    }

    #[test]
    fn of_near_duplicates_a_list_by_date_has_the_first() {
        let texts = ["b fr a a 2024-03-02", "a fr a b 2024-03-01 copied", "c en a"];
        for (interface, by_date, expected) in
            [(French, true, "a"), (French, false, "b"), (English, true, "c"), (English, false, "c")]
        {
            assert_eq!(slugs(&entries(found(&texts), 3, interface, by_date).0), expected);
        }
    }

    /// A press officer sends the same again with another figure.
    #[test]
    fn of_what_was_sent_twice_a_list_by_date_has_the_later() {
        let mut texts = ["b fr a a 2024-03-02", "a fr a b 2024-03-01"];
        for _ in ["newest first", "oldest first"] {
            assert_eq!(slugs(&entries(found(&texts), 2, French, true).0), "b");
            texts.reverse();
        }
    }

    #[test]
    fn in_a_list_by_date_an_entry_stands_at_its_own_date() {
        let texts =
            ["b fr a a 2024-03-28", "c fr", "a fr a b 2024-03-26 copied", "d fr x x 2024-03-25"];
        for (by_date, expected) in [(true, "c a d"), (false, "b c d")] {
            assert_eq!(slugs(&entries(found(&texts), 4, French, by_date).0), expected);
        }
    }

    #[test]
    fn an_entry_stays_when_more_is_shown() {
        let mut texts: Vec<String> = (0..19).map(|n| format!("t{n}")).collect();
        texts.push("a fr a".to_owned());
        let page: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (before, _) = entries(found(&page), 40, English, true);
        let more: Vec<&str> = page.iter().copied().chain(["b en a", "c"]).collect();
        let (after, _) = entries(found(&more), 40, English, true);
        assert!(slugs(&after).starts_with(&slugs(&before)));
        assert!(slugs(&after).ends_with("t18 a c"));
        // Of a search, after the best ten.
        let best: Vec<&str> = page.iter().skip(10).copied().chain(["b en a", "c"]).collect();
        let (before, _) = entries(found(best.get(..10).unwrap()), 40, English, false);
        let (after, _) = entries(found(&best), 40, English, false);
        assert!(slugs(&after).starts_with(&slugs(&before)) && slugs(&after).ends_with("t18 a c"));
    }

    #[test]
    fn the_list_goes_on_with_its_reader() {
        let texts: Vec<String> = (0..23).map(|n| format!("t{n}")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let listed = Listed { found: found(&texts), texts: 23, ..Listed::default() };
        let list = Search { more: 0, ..Search::default() };
        let at = |slug: &str| {
            let slug = Slug::new(slug).unwrap();
            neighbours(&listed, &list, &slug).map(|route| match route {
                Some(Route::Release { slug, list }) => format!("{slug} {}", list.more),
                _ => String::new(),
            })
        };
        for (slug, expected) in [
            ("t0", ["", "t1 0"]),
            ("t18", ["t17 0", "t19 0"]),
            ("t19", ["t18 0", "t20 1"]),
            ("t22", ["t21 0", ""]),
            ("elsewhere", ["", ""]),
        ] {
            assert_eq!(at(slug), expected, "{slug}");
        }
    }
}
