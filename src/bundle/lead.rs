//! What the front page begins with.

use crate::model::{Media, Release};

/// How many of the newest the front page lists at first (`app/selectors.rs`).
const NEWEST: usize = 20;

/// The number of the release that the front page begins with: the one that the newsroom wants there, else the newest with
/// a picture among those listed, else the newest. One that was withdrawn only if it is wanted, or if there is no other.
pub(super) fn lead(pinned: Option<&str>, releases: &[Release]) -> Option<u32> {
    let wanted = |release: &Release| {
        pinned.is_some_and(|name| release.id == name || release.slug.as_str() == name)
    };
    let stands = |release: &&Release| !release.is_withdrawn();
    let has_picture =
        |release: &Release| release.image.is_some() || release.media.iter().any(Media::is_image);
    let newest = || releases.iter().take(NEWEST);
    let place = releases
        .iter()
        .position(wanted)
        .or_else(|| newest().position(|release| stands(&release) && has_picture(release)))
        .or_else(|| newest().position(|release| stands(&release)))
        .unwrap_or_default();
    u32::try_from(place).ok().filter(|_| !releases.is_empty())
}

#[cfg(test)]
mod tests {
    use super::lead;
    use crate::model::{Image, Link, Release, Slug, Source, State, Status};

    /// A release for each letter: `p` has a picture, `w` was withdrawn, `x` both.
    fn releases(letters: &str) -> Vec<Release> {
        let release = |(number, letter): (usize, char)| {
            let slug = Slug::new(&format!("r-{number}")).unwrap();
            let mut release = Release::new(format!("id-{number}"), slug);
            let source = Source::Remote(Link::new("https://example.org/a.png").unwrap());
            let image = Image { source, alt: None, width: None, height: None };
            release.image = "px".contains(letter).then_some(image);
            let status = Status { state: State::Withdrawn, date: None, note: None };
            release.status = "wx".contains(letter).then_some(status);
            release
        };
        letters.chars().enumerate().map(release).collect()
    }

    #[test]
    fn the_front_page_begins_with_what_is_wanted_else_a_picture_else_the_newest() {
        let late = format!("{}p", "-".repeat(20));
        for (letters, pinned, expected) in [
            ("", None, None),
            ("---", None, Some(0)),
            ("-xp", None, Some(2)),
            ("w-", None, Some(1)),
            ("ww", None, Some(0)),
            ("-p-", Some("id-2"), Some(2)),
            ("-p-", Some("r-0"), Some(0)),
            ("-p-", Some("no such"), Some(1)),
            (&late, None, Some(0)),
            (&late, Some("id-20"), Some(20)),
        ] {
            assert_eq!(lead(pinned, &releases(letters)), expected, "{letters} {pinned:?}");
        }
    }
}
