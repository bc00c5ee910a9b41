//! Near-duplicates on judged pairs, and relatives of the sample.

use super::{
    super::{
        addresses::Addresses,
        layout::Related,
        summary::{Keys, Summary},
        wait::Waiting,
        writer::{Prepared, prepare},
    },
    kin, stories_in,
};
use crate::{
    ingest::{Options, load},
    model::Release,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

const JUDGED: &str = include_str!("../../../tests/fixtures/judged/pairs.tsv");

/// The releases of a newsroom, and what each adds to what the set says of all.
fn newsroom(path: &Path) -> (Vec<Release>, Vec<Keys>) {
    let loaded = load(&[path.to_owned()], &Options::default());
    let Prepared { releases, outcome, .. } =
        prepare(loaded, &Waiting::from(1_795_392_000), &Addresses::default());
    let keys = keys(&releases, outcome.names);
    (releases, keys)
}

fn keys(
    releases: &[Release],
    names: BTreeMap<crate::search::Facet, crate::bundle::names::Names>,
) -> Vec<Keys> {
    Summary::new(names).add(releases, None).0
}

fn sample() -> (Vec<Release>, Vec<Keys>) {
    newsroom(&Path::new(env!("CARGO_MANIFEST_DIR")).join("static/newsroom"))
}

/// Asks of the judged pairs of a newsroom whether they are near-duplicates.
fn judge(name: &str, path: &Path) {
    let (releases, keys) = newsroom(path);
    let kin = kin(&releases, &keys);
    let place = |id: &str| releases.iter().position(|release| release.id == id);
    let mut pairs = 0;
    for line in JUDGED.lines().skip(1) {
        let [of, one, other, same] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        if of != name {
            continue;
        }
        let at = |id: &str| place(id).unwrap_or_else(|| panic!("{id}"));
        let (one, other) = (at(one), at(other));
        let like =
            |a: usize, b: usize| kin[a].like(&releases).iter().any(|r| r.slug == releases[b].slug);
        assert_eq!(like(one, other), same == "1", "{line}");
        assert_eq!(like(one, other), like(other, one), "{line}");
        pairs += 1;
    }
    assert!(pairs > 3, "{name}");
}

#[test]
fn judged_pairs_of_the_sample() {
    judge("sample", &Path::new(env!("CARGO_MANIFEST_DIR")).join("static/newsroom"));
}

#[needs::shared_data]
#[test]
fn judged_pairs_of_real_newsrooms() {
    for name in ["debian", "digitalgov"] {
        judge(name, &Path::new(needs::shared_folder!()).join("releases").join(name));
    }
}

#[test]
fn relatives_are_others_and_few_and_have_a_reason() {
    let (releases, keys) = sample();
    let kin = kin(&releases, &keys);
    let of = |slug: &crate::model::Slug| {
        kin.iter().zip(&releases).find(|(_, r)| r.slug == *slug).unwrap()
    };
    for (kin, release) in kin.iter().zip(&releases) {
        let related = kin.related(&releases);
        assert!(related.len() <= 4);
        let mut stories = BTreeSet::new();
        for other in &related {
            let (theirs, found) = of(&other.slug);
            assert_eq!(found.language, release.language, "{}", release.slug);
            assert!(theirs.story.is_none() || theirs.story != kin.story, "{}", release.slug);
            let story = theirs.story(&releases).unwrap_or_else(|| other.slug.clone());
            assert!(stories.insert(story), "{}", release.slug);
            let said = other.quoted.is_some() || other.alike.is_some() || !other.words.is_empty();
            assert!(said || other.issuer.is_some() || other.topic.is_some(), "{other:?}");
        }
    }
    let some = kin.iter().filter(|kin| !kin.related.is_empty()).count();
    assert!(some > 60, "{some} of {}", kin.len());
    // Two versions each, and one with a near-duplicate besides.
    let versions = releases.iter().filter(|release| release.group.is_some()).count();
    assert_eq!(stories_in(&kin) as usize, releases.len() - versions / 2 - 1);
}

/// What readers keep of a site stays as it is: a new release changes what is said of few.
#[test]
fn a_new_release_changes_what_is_said_of_at_most_two() {
    let (releases, keys) = sample();
    let related = |from: usize| -> Vec<Vec<Related>> {
        let releases = &releases[from..];
        kin(releases, &keys[from..]).iter().map(|kin| kin.related(releases)).collect()
    };
    assert_eq!(related(0), related(0));
    for new in [0, 3, 10] {
        let (before, after) = (related(new + 1), related(new));
        // Those without a date come after it.
        let dated = releases[new + 1..].iter().take_while(|release| release.published.is_some());
        let changed = before.iter().zip(&after[1..]).zip(dated);
        let changed = changed.filter(|((before, after), _)| before != after).count();
        assert!(changed <= 2, "{new}: {changed}");
    }
}

/// A slip of the publisher's, which ingest names: neither hides the other.
#[test]
fn two_of_a_group_in_one_language_are_both_listed() {
    let (mut releases, keys) = sample();
    let is_french = |release: &Release| {
        release.group.is_none() && release.language.as_ref().is_some_and(|l| l.primary() == "fr")
    };
    let mut same = Vec::new();
    for (at, release) in
        releases.iter_mut().enumerate().filter(|(_, release)| is_french(release)).take(2)
    {
        release.group = Some("same".to_owned());
        same.push(at);
    }
    assert_eq!(same.len(), 2);
    let kin = kin(&releases, &keys);
    assert!(same.iter().all(|at| kin[*at].story.is_none()), "{same:?}");
}
