//! What only a file says of itself, its pixels and its bytes, and smaller pictures of it: made while publishing, so that a list
//! with pictures costs a reader some kilobytes each, and not the megabytes of a press photograph.
//!
//! A smaller picture is a JPEG, or a lossless WebP where that is smaller (drawings, screenshots) or something shows through. Drawings
//! as SVG are taken as they are.

use super::{exhibits::Exhibit, paths::FILES, writer::hash};
use crate::{
    ingest::name::file_name,
    model::{Block, Image, Media, Path, Release, Source, inlines_text},
};
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, webp::WebPEncoder},
};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

/// In a list a picture is shown 160 CSS pixels wide at most: twice as many for screens that have them.
const SMALL: (u32, u32) = (320, 480);
/// More than most screens have.
const LARGE: (u32, u32) = (1920, 1920);
/// Files up to this size are shown in a list as they are.
const AS_IT_IS: usize = 24 * 1024;
/// What a picture may take in memory when it is read. Cameras stay below.
const MOST_BYTES: u64 = 400 << 20;
/// Of 100: what is lost cannot be seen in a picture of this size.
const QUALITY: u8 = 80;

/// What was learned of the files of a set.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    known: BTreeMap<Path, Known>,
}

#[derive(Debug, Default)]
struct Known {
    bytes: u64,
    /// Of a drawing what it says itself, which holds where nothing else is said.
    pixels: Option<(u32, u32)>,
    is_drawn: bool,
    small: Option<Path>,
    large: Option<Path>,
}

impl Known {
    fn measure(&self, image: &mut Image) {
        let is_said = image.width.is_some() && image.height.is_some();
        if let Some((width, height)) = self.pixels.filter(|_| !(self.is_drawn && is_said)) {
            (image.width, image.height) = (Some(width), Some(height));
        }
    }
}

/// A picture that was made of another.
struct Made {
    name: String,
    bytes: Vec<u8>,
}

/// What a file is, before what was made of it has its place.
#[derive(Default)]
struct Seen {
    pixels: Option<(u32, u32)>,
    small: Option<Made>,
    /// Whether it is shown in a list as it is.
    is_small: bool,
    large: Option<Made>,
}

impl Pictures {
    /// Looks at the files of a set, and adds smaller pictures to them.
    pub(super) fn of(files: &mut BTreeMap<String, Vec<u8>>) -> Self {
        let own: Vec<(&String, &Vec<u8>)> =
            files.iter().filter(|(path, _)| path.starts_with(FILES)).collect();
        let seen: Vec<(String, u64, Seen)> = own
            .par_iter()
            .map(|(path, bytes)| ((*path).clone(), bytes.len() as u64, look(path, bytes)))
            .collect();
        let mut known = BTreeMap::new();
        for (file, bytes, seen) in seen {
            let Some(path) = Path::new(&file) else { continue };
            let mut place = |made: Option<Made>| {
                let Made { name, bytes } = made?;
                let to = format!("{FILES}{}/{name}", hash(&[&bytes]));
                files.insert(to.clone(), bytes);
                Path::new(&to)
            };
            let small = if seen.is_small { Some(path.clone()) } else { place(seen.small) };
            let large = place(seen.large);
            let is_drawn = file.ends_with(".svg");
            known.insert(path, Known { bytes, pixels: seen.pixels, is_drawn, small, large });
        }
        Self { known }
    }

    fn know(&self, source: &Source) -> Option<&Known> {
        match source {
            Source::Local(path) => self.known.get(path),
            Source::Remote(_) => None,
        }
    }

    /// Gives the pictures and files of a release the sizes that they have, whatever it says.
    pub(super) fn measure(&self, release: &mut Release) {
        let own = release.media.iter_mut().map(|media| &mut media.image).chain(&mut release.image);
        for image in own {
            if let Some(known) = self.know(&image.source) {
                known.measure(image);
            }
        }
        for file in &mut release.attachments {
            if let Some(known) = self.know(&file.source) {
                file.size = Some(known.bytes);
            }
        }
    }

    /// The picture that stands for a release in a list: the one it names, else its first.
    pub(super) fn picture(&self, release: &Release) -> Option<Image> {
        let of = |image: &Image| {
            let source = Source::Local(self.know(&image.source)?.small.clone()?);
            Some(Image { source, alt: image.alt.clone(), width: None, height: None })
        };
        let first = || shown(release).iter().find_map(|media| of(&media.image));
        release.image.as_ref().and_then(of).or_else(first)
    }

    /// What a release has to show.
    pub(super) fn exhibits(&self, release: &Release) -> Vec<Exhibit> {
        shown(release).into_iter().map(|media| self.exhibit(media)).collect()
    }

    /// The documents of a release, as they stand beside its pictures.
    pub(super) fn documents(&self, release: &Release) -> Vec<Exhibit> {
        let documents = release.attachments.iter().map(|file| {
            let image = Image { source: file.source.clone(), alt: None, width: None, height: None };
            let mut exhibit = self.exhibit(Media {
                caption: file.title.clone(),
                mime_type: file.mime_type.clone(),
                ..Media::new(image)
            });
            exhibit.bytes = exhibit.bytes.or(file.size);
            exhibit
        });
        documents.collect()
    }

    fn exhibit(&self, mut media: Media) -> Exhibit {
        let Some(known) = self.know(&media.image.source) else {
            return Exhibit { media, bytes: None, small: None, large: None };
        };
        known.measure(&mut media.image);
        let (small, large) = (known.small.clone(), known.large.clone());
        Exhibit { media, bytes: Some(known.bytes), small, large }
    }
}

/// What a release has to show, each file once: its media, the picture that stands for it, and the newsroom's own pictures in
/// its text, but for those that only decorate.
fn shown(release: &Release) -> Vec<Media> {
    let mut all: Vec<Media> = Vec::new();
    let mut sources = BTreeSet::new();
    let mut add = |media: Media| {
        let address = match &media.image.source {
            Source::Local(path) => path.as_str().to_owned(),
            Source::Remote(link) => link.as_str().to_owned(),
        };
        if sources.insert(address) {
            all.push(media);
        }
    };
    release.media.iter().cloned().for_each(&mut add);
    release.image.iter().cloned().map(Media::new).for_each(&mut add);
    figures(&release.body, &mut add);
    all
}

fn figures(blocks: &[Block], add: &mut impl FnMut(Media)) {
    for block in blocks {
        match block {
            Block::Figure(figure) => {
                let caption = inlines_text(&figure.caption);
                let caption = Some(caption.trim().to_owned()).filter(|caption| !caption.is_empty());
                for image in &figure.images {
                    let decorates = image.alt.as_deref().is_some_and(|alt| alt.trim().is_empty());
                    if matches!(image.source, Source::Local(_)) && !decorates {
                        add(Media { caption: caption.clone(), ..Media::new(image.clone()) });
                    }
                }
            }
            Block::Passage { content, .. } | Block::Quotation { content, .. } => {
                figures(content, add);
            }
            _ => {}
        }
    }
}

/// Looks at a file. What cannot be read as a picture is none: it is offered all the same.
fn look(path: &str, bytes: &[u8]) -> Seen {
    let name = path.rsplit('/').next().unwrap_or_default();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    match ending.to_ascii_lowercase().as_str() {
        "svg" => {
            let pixels = drawn(&String::from_utf8_lossy(bytes));
            Seen { pixels, is_small: bytes.len() <= AS_IT_IS, ..Seen::default() }
        }
        "jpg" | "jpeg" => photographed(stem, bytes, false).unwrap_or_default(),
        "png" | "gif" | "webp" => photographed(stem, bytes, true).unwrap_or_default(),
        "avif" => {
            let size = imagesize::blob_size(bytes).ok();
            let pixel = |n: usize| u32::try_from(n).ok();
            let pixels = size.and_then(|size| Some((pixel(size.width)?, pixel(size.height)?)));
            Seen { pixels, is_small: bytes.len() <= AS_IT_IS, ..Seen::default() }
        }
        _ => Seen::default(),
    }
}

/// Of a picture in pixels; one that may be a drawing (`flat`) is tried as WebP too.
fn photographed(stem: &str, bytes: &[u8], flat: bool) -> Option<Seen> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    // Cameras write pictures as the sensor was held, and say how to turn them.
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    let pixels = (picture.width(), picture.height());
    let is_small = bytes.len() <= AS_IT_IS;
    let make = |(width, height): (u32, u32)| {
        if pixels.0 <= width && pixels.1 <= height {
            return None;
        }
        made(stem, &picture.thumbnail(width, height), flat)
            .filter(|made| made.bytes.len() < bytes.len())
    };
    let small = if is_small { None } else { make(SMALL) };
    let large = if is_small { None } else { make(LARGE) };
    // One that is not to be made smaller is shown as it is, unless it is a heavy one of few pixels.
    let is_small = is_small || small.is_none() && bytes.len() <= 4 * AS_IT_IS;
    Some(Seen { pixels: Some(pixels), small, is_small, large })
}

fn made(stem: &str, picture: &DynamicImage, flat: bool) -> Option<Made> {
    let (width, height) = (picture.width(), picture.height());
    let pixels = picture.to_rgba8();
    let mut smallest: Option<(Vec<u8>, &str)> = None;
    let is_opaque = pixels.pixels().all(|pixel| pixel.0.last() == Some(&u8::MAX));
    if is_opaque {
        let mut jpeg = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
        encoder.encode_image(&picture.to_rgb8()).ok()?;
        smallest = Some((jpeg, "jpg"));
    }
    if flat || !is_opaque {
        let mut webp = Vec::new();
        let encoder = WebPEncoder::new_lossless(&mut webp);
        encoder.encode(&pixels, width, height, ExtendedColorType::Rgba8).ok()?;
        if smallest.as_ref().is_none_or(|(jpeg, _)| webp.len() < jpeg.len()) {
            smallest = Some((webp, "webp"));
        }
    }
    let (bytes, ending) = smallest?;
    Some(Made { name: file_name(&format!("{stem}-{width}.{ending}")), bytes })
}

/// The size of a drawing: what its first element says, else the two last numbers of its view box.
fn drawn(svg: &str) -> Option<(u32, u32)> {
    let start = svg.find("<svg")?;
    let tag = svg.get(start..)?.split_once('>')?.0;
    let value = |name: &str| {
        let after = tag.split_once(&format!(" {name}="))?.1;
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        after.get(1..)?.split(quote).next()
    };
    let number = |text: &str| {
        let size: f64 = text.trim().trim_end_matches("px").parse().ok()?;
        // More than any picture has is no size.
        (0.5..100_000.0).contains(&size).then_some(size.round() as u32)
    };
    let sides = || Some((number(value("width")?)?, number(value("height")?)?));
    let of_box = || {
        let numbers = value("viewBox")?.split([' ', ',', '\n', '\t']).filter(|n| !n.is_empty());
        let numbers: Vec<&str> = numbers.collect();
        match numbers.as_slice() {
            [_, _, width, height] => Some((number(width)?, number(height)?)),
            _ => None,
        }
    };
    sides().or_else(of_box)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{AS_IT_IS, drawn, look};
    use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
    use std::io::Cursor;

    #[test]
    fn drawings_say_how_large_they_are() {
        for (svg, size) in [
            (r#"<svg xmlns="x" width="40" height="30px">"#, Some((40, 30))),
            (r#"<?xml?><svg viewBox="0 0 800 500"><g/></svg>"#, Some((800, 500))),
            (r#"<svg width="100%" height="100%" viewBox='0,0,8.4,5'>"#, Some((8, 5))),
            (r#"<svg width="40">"#, None),
            (r#"<svg viewBox="0 0 1">"#, None),
            ("<svg viewBox=\"0 0 1e9 5\">", None),
            ("<svg", None),
            ("", None),
        ] {
            assert_eq!(drawn(svg), size, "{svg}");
        }
    }

    fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    /// Something like a photograph: no two pixels are alike.
    fn noisy(width: u32, height: u32) -> DynamicImage {
        let mut n = 1_u32;
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
            n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Rgb([(x / 4) as u8 ^ (n >> 27) as u8, (y / 3) as u8, (n >> 26) as u8])
        }))
    }

    #[test]
    fn photographs_get_smaller_ones() {
        let bytes = encoded(&noisy(2400, 1200), ImageFormat::Jpeg);
        let seen = look("set/files/a/quai.jpg", &bytes);
        assert_eq!(seen.pixels, Some((2400, 1200)));
        let (small, large) = (seen.small.unwrap(), seen.large.unwrap());
        assert_eq!((small.name.as_str(), large.name.as_str()), ("quai-320.jpg", "quai-1920.jpg"));
        let size = |bytes: &[u8]| imagesize::blob_size(bytes).map(|s| (s.width, s.height)).unwrap();
        assert_eq!((size(&small.bytes), size(&large.bytes)), ((320, 160), (1920, 960)));
        assert!(small.bytes.len() < AS_IT_IS && large.bytes.len() < bytes.len());
    }

    #[test]
    fn what_is_small_is_taken_as_it_is() {
        let seen = look("a/b.png", &encoded(&noisy(40, 30), ImageFormat::Png));
        assert!(seen.is_small && seen.small.is_none() && seen.large.is_none());
        let seen = look("a/b.svg", b"<svg viewBox=\"0 0 4 3\"/>");
        assert!(seen.is_small && seen.pixels == Some((4, 3)));
        assert!(!look("a/b.svg", &[b' '; AS_IT_IS + 1]).is_small);
    }

    #[test]
    fn what_shows_through_stays_so() {
        let picture = RgbaImage::from_fn(900, 900, |x, y| {
            Rgba([(x * y % 251) as u8, (x ^ y) as u8, (x * 7 % 253) as u8, (y % 200) as u8])
        });
        let seen =
            look("a/logo.png", &encoded(&DynamicImage::ImageRgba8(picture), ImageFormat::Png));
        assert_eq!(seen.small.unwrap().name, "logo-320.webp");
    }

    #[test]
    fn what_is_no_picture_is_none() {
        for (name, bytes) in [("a.jpg", &b"\xff\xd8\xff"[..]), ("a.png", b""), ("a.pdf", b"%PDF")] {
            let seen = look(name, bytes);
            assert!(seen.pixels.is_none() && seen.small.is_none() && !seen.is_small, "{name}");
        }
    }
}
