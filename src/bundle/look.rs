//! What a site looks by, held to what readers can do with: pictures of a size that is known, files that are small and safe, a
//! colour that can be read. What does not do is left out, and said, with what to do instead.

use super::{contrast, law, own, sheet, thumbnails};
use crate::{
    ingest::{self, Kind, Loaded, Place, Problem},
    model::{Image, Path, Source},
};
use std::{collections::BTreeMap, path::PathBuf};

/// A mark stands in the head of every page, and comes with the first one.
const LARGEST_LOGO: usize = 60 << 10;
/// An icon is shown 16 to 64 pixels wide.
const LARGEST_ICON: usize = 40 << 10;

/// A family in its letters for Europe has some 20 to 60 KB.
const LARGEST_FONT: usize = 150 << 10;
const LARGEST_SHEET: usize = 60 << 10;

/// Looks into the files by which a site looks, and into its colour and its pages. What is wrong is added to the problems.
pub fn look_into(loaded: &mut Loaded) {
    let mut told = Vec::new();
    accent(loaded, &mut told);
    if let Some(mut logo) = loaded.newsroom.logo.take() {
        let light = measure(&mut logo.light, &loaded.files, &mut told);
        let dark = logo.dark.as_mut().is_none_or(|dark| measure(dark, &loaded.files, &mut told));
        if !dark {
            logo.dark = None;
        }
        loaded.newsroom.logo = light.then_some(logo);
    }
    if let Some(path) = loaded.look.favicon.take() {
        let reason = match bytes(&path, &loaded.files) {
            None => Some(UNREADABLE.to_owned()),
            Some(bytes) => icon(&path, &bytes),
        };
        loaded.look.favicon = keep(path, reason, &mut told);
    }
    fonts(loaded, &mut told);
    style(loaded, &mut told);
    told.extend(own::untranslated(loaded));
    told.extend(own::like_releases(loaded));
    told.extend(law::advice(loaded));
    loaded.problems.extend(told);
}

/// Fonts that can be used; who is set in one that cannot be is set in what the system has.
fn fonts(loaded: &mut Loaded, told: &mut Vec<Problem>) {
    for font in std::mem::take(&mut loaded.look.fonts) {
        let reason = match bytes(&font.file, &loaded.files) {
            None => Some(UNREADABLE.to_owned()),
            Some(bytes) if !bytes.starts_with(b"wOF2") => Some(
                "is no WOFF2, which is the smallest and which every browser reads; convert it"
                    .to_owned(),
            ),
            Some(bytes) => too_large(&bytes, LARGEST_FONT),
        };
        if keep(font.file.clone(), reason, told).is_some() {
            loaded.look.fonts.push(font);
        }
    }
}

/// The style sheet, without what would lead out of the newsroom.
fn style(loaded: &mut Loaded, told: &mut Vec<Problem>) {
    let Some(path) = loaded.look.sheet.take() else { return };
    let reason = match bytes(&path, &loaded.files).map(String::from_utf8) {
        None => Some(UNREADABLE.to_owned()),
        Some(Err(_)) => Some("is not UTF-8; save it as that".to_owned()),
        Some(Ok(text)) => {
            let (css, left_out) = sheet::within(&text);
            for what in left_out {
                let message = format!(
                    "{what}: pages load nothing from elsewhere; this is left out of the style sheet, the rest is used"
                );
                told.push(Problem::new(path.as_str(), Place::Whole, Kind::BadLook, message));
            }
            let reason = too_large(css.as_bytes(), LARGEST_SHEET);
            loaded.look.css = reason.is_none().then_some(css);
            reason
        }
    };
    loaded.look.sheet = keep(path, reason, told);
}

const UNREADABLE: &str = "cannot be read; see whether it is there and who may read it";

fn accent(loaded: &mut Loaded, told: &mut Vec<Problem>) {
    let Some(given) = &loaded.newsroom.accent else { return };
    let Some(fit) = contrast::fit(given) else { return };
    if fit.accent != *given {
        let [light, dark] = fit.contrast;
        let message = format!(
            "the accent {given} cannot be read well on this paper; {} is used in its place, which has a contrast of at least \
             {light:.1} on light paper and {dark:.1} on dark (4.5 are needed); write that to be asked no more",
            fit.accent
        );
        let place = Place::Pointer("/_newsroom/accent".to_owned());
        told.push(Problem::new(&loaded.look.source, place, Kind::AccentShifted, message));
        loaded.newsroom.accent = Some(fit.accent);
    }
}

fn bytes(path: &Path, files: &BTreeMap<Path, PathBuf>) -> Option<Vec<u8>> {
    ingest::contents(files.get(path)?).ok()
}

/// `path`, unless there is a reason to do without it.
fn keep(path: Path, reason: Option<String>, told: &mut Vec<Problem>) -> Option<Path> {
    let Some(reason) = reason else { return Some(path) };
    let message = format!("{reason}; left out");
    told.push(Problem::new(path.as_str(), Place::Whole, Kind::BadLook, message));
    None
}

/// Gives a picture the size that its file says; whether it can be shown.
fn measure(image: &mut Image, files: &BTreeMap<Path, PathBuf>, told: &mut Vec<Problem>) -> bool {
    let Source::Local(path) = &image.source else { return false };
    let reason = match bytes(path, files) {
        None => Some(UNREADABLE.to_owned()),
        Some(bytes) => {
            let size = thumbnails::pixels(path.as_str(), &bytes);
            (image.width, image.height) = (size.map(|(w, _)| w), size.map(|(_, h)| h));
            match size {
                Some(_) => picture(path, &bytes, LARGEST_LOGO),
                None => Some(
                    "is no picture whose size can be found; give SVG (with viewBox), PNG, WebP or JPEG, since pages would \
                     move when it comes"
                        .to_owned(),
                ),
            }
        }
    };
    keep(path.clone(), reason, told).is_some()
}

fn icon(path: &Path, bytes: &[u8]) -> Option<String> {
    match ending(path).as_str() {
        "svg" | "png" => picture(path, bytes, LARGEST_ICON),
        "ico" if bytes.starts_with(&[0, 0, 1, 0]) => too_large(bytes, LARGEST_ICON),
        _ => Some("is no icon that browsers show; give SVG, PNG or ICO".to_owned()),
    }
}

/// Why a picture is not shown, if it is not.
fn picture(path: &Path, bytes: &[u8], most: usize) -> Option<String> {
    if ending(path) == "svg" {
        let text = String::from_utf8_lossy(bytes);
        if let Some(found) = unsafe_part(&text) {
            return Some(format!(
                "has {found} in it, which no drawing of a site needs and which runs or loads something where it is opened by \
                 itself; export it as plain SVG"
            ));
        }
    }
    too_large(bytes, most)
}

pub(super) fn too_large(bytes: &[u8], most: usize) -> Option<String> {
    (bytes.len() > most).then(|| {
        format!(
            "has {} KB, and every reader loads it; {} KB are enough: make it smaller",
            bytes.len() >> 10,
            most >> 10
        )
    })
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_ascii_lowercase()
}

/// What in a drawing could run or load something, if anything. As `<img>` it would do neither, but it can be opened by itself.
pub(crate) fn unsafe_part(svg: &str) -> Option<&'static str> {
    let svg = svg.to_lowercase();
    // An element may have a prefix.
    let elements =
        [("script", "a script"), ("foreignobject", "a foreignObject"), ("iframe", "a frame")];
    let parts = [("javascript:", "a script"), ("<!entity", "an entity"), ("@import", "an @import")];
    let begins = |name: &str| {
        svg.match_indices(name).any(|(at, _)| svg.split_at(at).0.ends_with(['<', ':']))
    };
    let element = elements.iter().find(|(name, _)| begins(name));
    if let Some((_, what)) = element.or_else(|| parts.iter().find(|(part, _)| svg.contains(part))) {
        return Some(what);
    }
    let handler = svg.match_indices("on").any(|(at, _)| {
        let (before, name) = svg.split_at(at);
        if !before.ends_with(|c: char| c.is_whitespace() || "\"'/".contains(c)) {
            return false;
        }
        let name = name.get(2..).unwrap_or_default();
        let end = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
        end > 2 && name.get(end..).is_some_and(|rest| rest.trim_start().starts_with('='))
    });
    let inside = |value: &str| {
        let value = value.trim_start_matches(['"', '\'', ' ']);
        value.starts_with('#') || value.starts_with("data:image/") || value.is_empty()
    };
    let leads_out = |mark: &str| {
        let values = svg.match_indices(mark).filter_map(|(at, _)| {
            let rest = svg.get(at + mark.len()..).unwrap_or_default();
            // Of an attribute, what stands after its `=`.
            if mark == "href" { rest.trim_start().strip_prefix('=') } else { Some(rest) }
        });
        values.into_iter().any(|value| !inside(value))
    };
    if handler {
        Some("an event handler")
    } else if leads_out("href") || leads_out("url(") {
        Some("an address of another file")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::unsafe_part;

    #[test]
    fn drawings_that_only_draw() {
        for (svg, expected) in [
            ("<svg viewBox='0 0 1 1'><use href=\"#a\"/><path fill=\"url(#g)\"/></svg>", None),
            ("<svg><image href='data:image/png;base64,xx'/></svg>", None),
            ("<svg><text>on = one</text></svg>", None),
            ("<svg><SCRIPT>1</SCRIPT></svg>", Some("a script")),
            ("<svg><a xlink:href='javascript:1'/></svg>", Some("a script")),
            ("<svg onload=\"x\"/>", Some("an event handler")),
            ("<svg/onload=x>", Some("an event handler")),
            ("<svg><x:script>1</x:script></svg>", Some("a script")),
            ("<svg><image href = \"//example.org/a\"/></svg>", Some("an address of another file")),
            ("<svg><text>Un script, une adresse href</text></svg>", None),
            ("<svg id=\"a\"onload = \"x\"/>", Some("an event handler")),
            ("<svg\nonload='x'/>", Some("an event handler")),
            ("<svg><foreignObject/></svg>", Some("a foreignObject")),
            ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", Some("an entity")),
            (
                "<svg><image href='https://example.org/a.png'/></svg>",
                Some("an address of another file"),
            ),
            (
                "<svg><style>a{fill:url(//example.org/x)}</style></svg>",
                Some("an address of another file"),
            ),
        ] {
            assert_eq!(unsafe_part(svg), expected, "{svg}");
        }
    }
}
