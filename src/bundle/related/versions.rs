//! The same in other languages.

use super::Kin;
use crate::{bundle::layout::Version, model::Release};
use std::collections::BTreeMap;

/// For each release its versions in other languages; for a near-duplicate without any those of what it is like.
pub(in crate::bundle) fn versions(releases: &[Release], kin: &[Kin]) -> Vec<Vec<Version>> {
    let mut groups: BTreeMap<&str, Vec<&Release>> = BTreeMap::new();
    for release in releases {
        if let Some(group) = &release.group {
            groups.entry(group).or_default().push(release);
        }
    }
    let others = |release: &Release| -> Vec<Version> {
        let group = release.group.as_deref().and_then(|group| groups.get(group));
        let others = group.into_iter().flatten().filter(|other| other.slug != release.slug);
        let version = |other: &&Release| Version {
            slug: other.slug.clone(),
            language: other.language.clone(),
            title: other.title.clone(),
        };
        others.map(version).collect()
    };
    let of = |(release, kin): (&Release, &Kin)| match others(release) {
        own if !own.is_empty() => own,
        _ => {
            let like = kin.like.iter().filter_map(|other| releases.get(*other));
            like.map(others).find(|all| !all.is_empty()).unwrap_or_default()
        }
    };
    releases.iter().zip(kin).map(of).collect()
}
