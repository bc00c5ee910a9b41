//! What a site is made of, counted, and what hosts may refuse.

use super::{Part, Site};
use crate::bundle::Content;
use std::{cmp::Reverse, collections::BTreeMap};

/// The strictest of the hosts that docs/hosting.md describes: Cloudflare Pages.
const MOST_FILES: usize = 20_000;
const LARGEST_FILE: usize = 25 << 20;

/// From so many files on it is said what they are.
const MANY: usize = 10_000;

/// What a file is, by its path.
fn kind(path: &str) -> &'static str {
    let (folder, rest) = path.split_once('/').unwrap_or(("", path));
    match folder {
        _ if rest == "share.png" || rest.ends_with("/share.png") => "pictures for social networks",
        "r" if rest.ends_with("/index.html") => "releases",
        "r" if rest.rsplit('/').next().is_some_and(|name| name.starts_with("release.")) => "forms",
        "set" if rest.starts_with("index/") => "parts of the index",
        "set" if rest.starts_with("articles/") => "packs of texts",
        "set" if rest.starts_with("cards/") => "pages of cards",
        "set" => "other files of the set",
        "feeds" => "feeds",
        _ if rest.ends_with(".html") => "other pages",
        _ if rest.ends_with(".vcf") => "vCards",
        _ => "others",
    }
}

/// The part that files of a kind are left out with.
fn part(kind: &str) -> Option<Part> {
    match kind {
        "pictures for social networks" => Some(Part::Images),
        "forms" => Some(Part::Forms),
        "feeds" => Some(Part::Feeds),
        "vCards" => Some(Part::Cards),
        _ => None,
    }
}

impl Site {
    /// The bytes of all files.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.files.values().map(Content::len).sum()
    }

    /// How many files there are of each kind, most first.
    fn kinds(&self) -> Vec<(&'static str, usize)> {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for path in self.files.keys() {
            *counts.entry(kind(path)).or_default() += 1;
        }
        let mut kinds: Vec<_> = counts.into_iter().collect();
        kinds.sort_by_key(|(_, count)| Reverse(*count));
        kinds
    }

    /// What its files are, in a line, where they are many.
    #[must_use]
    pub fn many(&self) -> Option<String> {
        let kinds = self.kinds().into_iter().map(|(kind, count)| format!("{count} {kind}"));
        (self.files.len() > MANY).then(|| kinds.collect::<Vec<_>>().join(", "))
    }

    /// What a host may refuse: see docs/hosting.md.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.files.len() > MOST_FILES {
            let parts = self.kinds().into_iter().filter_map(|(kind, count)| {
                part(kind).map(|part| format!("; --without {} leaves {count} out", part.as_str()))
            });
            let (files, parts) = (self.files.len(), parts.collect::<String>());
            warnings.push(format!("{files} files; Cloudflare Pages takes {MOST_FILES}{parts}"));
        }
        let large = self.files.iter().filter(|(_, content)| content.len() > LARGEST_FILE);
        warnings.extend(large.map(|(path, content)| {
            format!("{path}: {} MiB; Cloudflare Pages takes 25 MiB a file", content.len() >> 20)
        }));
        warnings
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        bundle::{Report, Spool},
        publish::Site,
    };

    fn of(paths: impl Iterator<Item = String>) -> Site {
        let spool = Spool::default();
        let files = paths.map(|path| (path, spool.keep("").unwrap())).collect();
        Site { files, spool, report: Report::default(), problems: Vec::new(), embed: None }
    }

    #[test]
    fn what_could_be_left_out_is_said_with_how_much_that_is() {
        let few = of((0..5_000).map(|n| format!("r/{n}/index.html")));
        assert_eq!((few.many(), few.warnings()), (None, Vec::new()));
        let files = ["index.html", "share.png", "release.txt", "release.md"];
        let many = (0..6_000).flat_map(|n| files.map(|file| format!("r/{n}/{file}")));
        let others =
            ["issuer/port/share.png", "issuer/port/index.html", "feeds/all.xml", "boot.js"];
        let site = of(many.chain(others.map(str::to_owned)));
        assert_eq!(
            site.many().as_deref(),
            Some(
                "12000 forms, 6001 pictures for social networks, 6000 releases, 1 feeds, 1 other pages, 1 others"
            )
        );
        assert_eq!(
            site.warnings(),
            ["24004 files; Cloudflare Pages takes 20000; --without forms leaves 12000 out; \
              --without images leaves 6001 out; --without feeds leaves 1 out"]
        );
    }
}
