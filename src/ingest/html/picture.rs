//! Pictures in the text: which of the addresses that an `<img>` gives is the picture.
//!
//! Pages that load pictures late write a stand-in as `src` and the address under another name; others
//! offer several sizes; mail programs write the whole picture into the text, in base64.

use super::{
    Around,
    address::Target,
    blocks::Builder,
    tidy::line,
    tree::{AGAIN, Element},
};
use crate::model::{Image, Inline, Path, Source};
use base64::{Engine as _, engine::general_purpose::GeneralPurpose};
use sha2::{Digest as _, Sha256};

/// Where pages that load pictures late keep the address.
const LATE: &[&str] = &[
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "data-lazy",
    "data-url",
    "data-img-src",
    "data-full-url",
    "data-image",
    "data-hi-res-src",
    "data-echo",
];

/// A picture in the text larger than this is left out.
pub(super) const LARGEST: usize = 10 << 20;

impl Builder<'_> {
    /// A picture; its alternative text where the picture cannot be had.
    pub(super) fn image(&mut self, element: &Element) -> Option<Inline> {
        let alt = element.attribute("alt").map(line);
        let pixels = |name| {
            element.attribute(name).and_then(|n| n.trim().trim_end_matches("px").parse().ok())
        };
        let (mut width, mut height): (Option<u32>, Option<u32>) =
            (pixels("width"), pixels("height"));
        let candidates = candidates(element, alt.as_deref());
        let late = candidates.first().is_some_and(|found| Some(*found) != element.attribute("src"));
        if width.is_some_and(|w| w <= 1) && height.is_some_and(|h| h <= 1) {
            if !late {
                self.report.drop_markup("tracking picture");
                return None;
            }
            (width, height) = (None, None);
        }
        if candidates.is_empty()
            && element.attribute("src").is_some_and(|src| !src.trim().is_empty())
        {
            self.report.drop_markup("stand-in for a picture");
        }
        let mut first = None;
        for address in candidates {
            let target = self.around.image(address);
            if let Target::Good(source) = target {
                let name = match &source {
                    Source::Local(path) => path.as_str().to_owned(),
                    Source::Remote(link) => link.as_str().to_owned(),
                };
                let again = !self.shown.insert(name);
                if again && element.attribute(AGAIN).is_some() {
                    return None;
                }
                if alt.is_none() {
                    self.report.without_alt += 1;
                }
                return Some(Inline::Image(Image { source, alt, width, height }));
            }
            first.get_or_insert((address, target));
        }
        match first {
            Some((_, Target::Here | Target::Template)) => {
                self.report.leftover("a picture's address")
            }
            Some((address, Target::Relative)) => self.report.missing.push(address.to_owned()),
            Some((_, Target::Scheme(scheme))) => {
                self.report.drop_markup(&format!("{scheme}: picture"));
            }
            Some((_, Target::Good(_) | Target::Told)) => {}
            None if element.attribute("src").is_none() => self.report.missing.push(String::new()),
            None => {}
        }
        alt.filter(|alt| !alt.is_empty()).map(Inline::Text)
    }
}

/// The addresses of the picture, the best first.
fn candidates<'a>(element: &'a Element, alt: Option<&str>) -> Vec<&'a str> {
    let given = |name: &str| element.attribute(name).map(str::trim).filter(|a| !a.is_empty());
    let late = LATE.iter().filter_map(|name| given(name));
    let sets = ["data-srcset", "data-lazy-srcset"].into_iter().filter_map(given);
    let mut found: Vec<&str> = late.filter(|address| !address.starts_with(['{', '['])).collect();
    found.extend(sets.chain(element.all("srcset")).filter_map(largest));
    match given("src") {
        Some(src) if is_stand_in(src, alt) => {}
        // A drawing in the text is as a rule a stand-in, too.
        Some(src) if src.starts_with("data:image/svg") => found.push(src),
        // What was written as the picture is the picture, unless another way was said to be.
        Some(src) if LATE.iter().any(|name| given(name).is_some()) => found.push(src),
        Some(src) => found.insert(0, src),
        None => {}
    }
    found
}

/// The largest picture of a `srcset`.
fn largest(set: &str) -> Option<&str> {
    let mut best: Option<(f64, &str)> = None;
    let mut rest = set.trim();
    while !rest.is_empty() {
        // An address may hold commas, but does not end with one (HTML, 4.8.4.2.1).
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let (size, next) = if address.ends_with(',') {
            ("", after)
        } else {
            after.split_once(',').unwrap_or((after, ""))
        };
        let size: f64 = size.trim().trim_end_matches(['w', 'x', 'h']).parse().unwrap_or(1.0);
        let address = address.trim_matches(',');
        if !address.is_empty() && best.is_none_or(|(most, _)| size > most) {
            best = Some((size, address));
        }
        rest = next.trim_start();
    }
    best.map(|(_, address)| address)
}

/// Whether `src` only holds the place of a picture.
fn is_stand_in(src: &str, alt: Option<&str>) -> bool {
    if let Some(written) = Written::read(src) {
        let tiny = written.bytes.as_deref().is_some_and(|bytes| bytes.len() < 200 && is_dot(bytes));
        return tiny && (written.kind == "gif" || alt.is_none_or(str::is_empty));
    }
    let name = src.split(['?', '#']).next().unwrap_or_default().rsplit('/').next();
    let name = name.unwrap_or_default().to_ascii_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    src == "about:blank"
        || matches!(
            stem,
            "1x1"
                | "blank"
                | "spacer"
                | "transparent"
                | "pixel"
                | "placeholder"
                | "lazy"
                | "trans"
                | "loading"
                | "grey"
                | "gray"
                | "clear"
                | "empty"
                | "lazyload"
                | "lazy_placeholder"
        )
}

/// Whether a GIF or PNG is a single dot.
fn is_dot(bytes: &[u8]) -> bool {
    let gif = bytes.starts_with(b"GIF8") && bytes.get(6..10) == Some(&[1, 0, 1, 0]);
    let png = bytes.starts_with(b"\x89PNG") && bytes.get(16..24) == Some(&[0, 0, 0, 1, 0, 0, 0, 1]);
    gif || png
}

/// A picture that is written into the text.
struct Written<'a> {
    kind: &'a str,
    /// If they are base64.
    bytes: Option<Vec<u8>>,
}

impl<'a> Written<'a> {
    fn read(address: &'a str) -> Option<Self> {
        let head = address.get(..11).filter(|head| head.eq_ignore_ascii_case("data:image/"))?;
        let (kind, data) = address.get(head.len()..)?.split_once(',')?;
        let (kind, coding) = kind.split_once(';').unwrap_or((kind, ""));
        let is_base64 = coding.to_ascii_lowercase().ends_with("base64");
        // Four characters for three bytes.
        let bytes = (is_base64 && data.len() / 4 * 3 <= LARGEST).then(|| decode(data)).flatten();
        Some(Self { kind, bytes })
    }
}

fn decode(data: &str) -> Option<Vec<u8>> {
    use base64::{alphabet::STANDARD, engine::GeneralPurposeConfig};
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent),
    );
    let plain: Vec<u8> = data.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    LENIENT.decode(plain).ok()
}

/// A picture in the text as a file of the newsroom, named after what is in it. Its first bytes say
/// what it is: a page that calls itself a picture stays out.
pub(super) fn file(address: &str, around: &Around<'_>) -> Option<Path> {
    let bytes = Written::read(address)?.bytes?;
    let ending = match bytes.as_slice() {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xFF, 0xD8, 0xFF, ..] => "jpg",
        [b'G', b'I', b'F', b'8', ..] => "gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "webp",
        _ => return None,
    };
    let hash = Sha256::digest(&bytes);
    let name: String = hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let path = Path::new(&format!("pictures/{name}.{ending}"))?;
    (around.make)(&path, bytes).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::largest;

    #[test]
    fn the_largest_of_a_set() {
        for (set, expected) in [
            ("a.jpg 800w, b.jpg 1600w, c.jpg 400w", Some("b.jpg")),
            ("a.jpg, b.jpg 2x", Some("b.jpg")),
            ("a,1.jpg 1x,b,2.jpg 3x", Some("b,2.jpg")),
            ("a.jpg", Some("a.jpg")),
            (" , ", None),
            ("", None),
        ] {
            assert_eq!(largest(set), expected, "{set}");
        }
    }
}
