//! Releases in other forms, read back; and what pages say that releases are about.

use super::{Folder, NOW, loaded, options, published, sample, text};

/// A release is described by its own words: by its summary, else by the beginning of its text.
#[test]
fn a_page_is_described_by_its_release() {
    let folder = Folder::new("described");
    let source = loaded(&sample());
    let newsroom = source.newsroom.description.clone().unwrap();
    let releases: Vec<_> = source.releases.iter().map(|sourced| sourced.release.clone()).collect();
    let site = published(&sample(), &folder.viewer(), &options("https://example.org/"));
    let mut without_summary = 0;
    for release in releases.iter().filter(|release| !release.under_embargo(NOW)) {
        let page = text(&site, &format!("r/{}/index.html", release.slug));
        let content = |start: &str| {
            let (_, rest) = page.split_once(start)?;
            Some(rest.split_once('"')?.0.to_owned())
        };
        let described = content("<meta name=\"description\" content=\"").unwrap();
        assert!(!described.is_empty() && !described.contains(&newsroom), "{}", release.slug);
        let own = release.description().or(release.title.clone()).unwrap();
        let own = own.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert_eq!(described, own.replace('"', "&quot;"), "{}", release.slug);
        let shared = content("<meta property=\"og:description\" content=\"");
        assert_eq!(shared.is_some(), release.description().is_some(), "{}", release.slug);
        assert!(shared.is_none_or(|shared| !shared.contains(&newsroom)), "{}", release.slug);
        without_summary += usize::from(release.summary.is_none());
    }
    assert!(without_summary > 20, "{without_summary}");
}
