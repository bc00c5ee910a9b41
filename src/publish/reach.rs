//! What a publisher asked for so that others show releases or learn of them: the files for it, and what is wanting.

use super::{edition::Edition, embed, sitemap};
use crate::ingest::{Kind, Place, Problem, Reach};

/// Adds the files; what is to be pasted where the latest releases shall be shown, if they may.
pub(super) fn add(
    reach: &Reach,
    edition: &Edition<'_>,
    now: i64,
    files: &mut Vec<(String, String)>,
) -> Option<String> {
    let mut maps = vec!["sitemap.xml"];
    if reach.news_sitemap
        && let Some(map) = sitemap::news(edition, now)
    {
        files.push((sitemap::NEWS.to_owned(), map));
        maps.push(sitemap::NEWS);
    }
    files.push(("robots.txt".to_owned(), sitemap::robots(edition, &maps)));
    if let Some(key) = reach.indexnow.as_ref().filter(|_| edition.base.is_known()) {
        files.push((format!("{key}.txt"), key.clone()));
    }
    if reach.frame_ancestors.is_empty() {
        return None;
    }
    files.extend(embed::files(edition));
    embed::snippet(edition)
}

/// What cannot be done as long as something is wanting.
pub(super) fn wanting(reach: &Reach, edition: &Edition<'_>, feeds: bool) -> Vec<Problem> {
    let known = edition.base.is_known();
    let address =
        "others are told of addresses: publish with --base-url; without it nothing of this is done";
    let no_feeds = "hubs pass on feeds, and these were left out (--without feeds)";
    let no_name =
        "a map of news names the newsroom: write a title; without one there is no such map";
    let checks = [
        ("hub", !reach.hubs.is_empty() && !known, address),
        ("hub", !reach.hubs.is_empty() && known && !feeds, no_feeds),
        ("indexnow", reach.indexnow.is_some() && !known, address),
        ("news_sitemap", reach.news_sitemap && !known, address),
        ("news_sitemap", reach.news_sitemap && known && edition.newsroom.title.is_none(), no_name),
    ];
    let amiss = checks.into_iter().filter(|(_, amiss, _)| *amiss);
    let problem = |(key, _, message): (&str, bool, &str)| {
        let place = Place::Pointer(format!("/_newsroom/{key}"));
        Problem::new(&reach.source, place, Kind::OutOfReach, message)
    };
    amiss.map(problem).collect()
}
