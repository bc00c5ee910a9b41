//! What a picture's file says of itself, and smaller pictures made of it.
//!
//! A smaller picture is a JPEG with a WebP beside it, which most browsers take; or a lossless WebP where that is smaller (drawings,
//! screenshots) or something shows through. Drawings as SVG are taken as they are. A smaller picture has nothing in it but pixels: not where it was taken, nor by which camera.

use crate::ingest::{Kind, name::file_name};
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, webp::WebPEncoder},
};
use std::io::Cursor;

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
/// The same by the scale of WebP.
const WEBP_QUALITY: f32 = 75.0;

/// A picture that was made of another.
pub(super) struct Made {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// The same as WebP, where that is smaller.
    pub(super) webp: Option<Vec<u8>>,
}

/// What a file is, before what was made of it has its place.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) pixels: Option<(u32, u32)>,
    pub(super) small: Option<Made>,
    /// Whether it is shown in a list as it is.
    pub(super) is_small: bool,
    pub(super) large: Option<Made>,
    /// Whether it is no picture though its name says so.
    pub(super) is_none: bool,
    /// What whoever publishes it should know.
    pub(super) told: Vec<(Kind, &'static str)>,
}

/// Looks at a file. What cannot be read as a picture is none: it is offered all the same, and that is told.
pub(super) fn look(path: &str, bytes: &[u8]) -> Seen {
    let name = path.rsplit('/').next().unwrap_or_default();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    match ending.to_ascii_lowercase().as_str() {
        "svg" => {
            let text = String::from_utf8_lossy(bytes);
            if !text.contains("<svg") {
                return none();
            }
            Seen { pixels: drawn(&text), is_small: bytes.len() <= AS_IT_IS, ..Seen::default() }
        }
        "jpg" | "jpeg" => photographed(stem, bytes, false),
        "png" | "gif" | "webp" => photographed(stem, bytes, true),
        "avif" => {
            let Ok(size) = imagesize::blob_size(bytes) else { return none() };
            let pixel = |n: usize| u32::try_from(n).ok();
            let pixels = pixel(size.width).zip(pixel(size.height));
            Seen { pixels, is_small: bytes.len() <= AS_IT_IS, ..Seen::default() }
        }
        _ => Seen::default(),
    }
}

/// How many pixels wide and high a picture is, if it is one.
pub(super) fn pixels(path: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    if path.to_ascii_lowercase().ends_with(".svg") {
        return drawn(&String::from_utf8_lossy(bytes));
    }
    let size = imagesize::blob_size(bytes).ok()?;
    let pixel = |n: usize| u32::try_from(n).ok().filter(|n| *n > 0);
    pixel(size.width).zip(pixel(size.height))
}

fn none() -> Seen {
    let why = "its name says that it is a picture, and it is none: it is offered as a file and not shown; \
               export the picture again, or give the file the name of what it is";
    Seen { is_none: true, told: vec![(Kind::BrokenPicture, why)], ..Seen::default() }
}

/// Of a picture in pixels; one that may be a drawing (`flat`) is tried as WebP too.
fn photographed(stem: &str, bytes: &[u8], flat: bool) -> Seen {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let Some(mut reader) = reader.ok().filter(|reader| reader.format().is_some()) else {
        return none();
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut told = Vec::new();
    let exif = |decoder: &mut dyn ImageDecoder| decoder.exif_metadata().ok().flatten();
    let read = || {
        let mut decoder = reader.into_decoder()?;
        // Cameras write pictures as the sensor was held, and say how to turn them.
        let orientation = decoder.orientation()?;
        let exif = exif(&mut decoder);
        let mut picture = DynamicImage::from_decoder(decoder)?;
        picture.apply_orientation(orientation);
        image::ImageResult::Ok((picture, exif))
    };
    let (picture, exif) = match read() {
        Ok(read) => read,
        Err(error) => {
            let why = match error {
                image::ImageError::Limits(_) => {
                    "it is too large to be made smaller: lists show none of it; publish one of fewer pixels"
                }
                _ => {
                    "it is damaged, or of a sort that cannot be read: browsers may show none of it, \
                     and lists do not; export the picture again"
                }
            };
            return Seen { told: vec![(Kind::BrokenPicture, why)], ..Seen::default() };
        }
    };
    if exif.as_deref().is_some_and(says_where) {
        let why = "it says in its Exif data where it was taken, to the metre, and whoever downloads it can read that; \
                   remove the data if that is nobody's business (smaller pictures made of it do not have them)";
        told.push((Kind::PictureSaysWhere, why));
    }
    let pixels = (picture.width(), picture.height());
    // One with data of a camera is made anew without them.
    let is_small = bytes.len() <= AS_IT_IS && exif.is_none();
    let make = |(width, height): (u32, u32), anew: bool| {
        let fits = pixels.0 <= width && pixels.1 <= height;
        match (fits, anew) {
            (true, false) => None,
            (true, true) => made(stem, &picture, flat),
            (false, _) => made(stem, &picture.thumbnail(width, height), flat)
                .filter(|made| anew || made.bytes.len() < bytes.len()),
        }
    };
    let small = if is_small { None } else { make(SMALL, exif.is_some()) };
    let large = if is_small { None } else { make(LARGE, false) };
    // One that is not to be made smaller is shown as it is, unless it is a heavy one of few pixels.
    let is_small = is_small || small.is_none() && bytes.len() <= 4 * AS_IT_IS;
    Seen { pixels: Some(pixels), small, is_small, large, is_none: false, told }
}

/// Whether data in the Exif format (a TIFF directory) have a place in them: the entry `GPSInfo`, and in what that leads to a latitude.
fn says_where(exif: &[u8]) -> bool {
    let tiff = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let is_little = tiff.starts_with(b"II");
    let number = |at: usize, length: usize| {
        let bytes = tiff.get(at..at.checked_add(length)?)?;
        let add = |n: usize, byte: &u8| n << 8 | usize::from(*byte);
        let number = |bytes: &mut dyn Iterator<Item = &u8>| bytes.fold(0, add);
        Some(if is_little { number(&mut bytes.iter().rev()) } else { number(&mut bytes.iter()) })
    };
    let entry = |directory: usize, tag: usize| {
        let entries = number(directory, 2)?;
        let places = (0..entries).map(|place| directory + 2 + place * 12);
        places.take_while(|at| *at < tiff.len()).find(|at| number(*at, 2) == Some(tag))
    };
    let found = || {
        let gps = number(entry(number(4, 4)?, 0x8825)? + 8, 4)?;
        entry(gps, 2)
    };
    found().is_some()
}

fn made(stem: &str, picture: &DynamicImage, flat: bool) -> Option<Made> {
    let (width, height) = (picture.width(), picture.height());
    let pixels = picture.to_rgba8();
    let mut smallest: Option<(Vec<u8>, &str)> = None;
    let is_opaque = pixels.pixels().all(|pixel| pixel.0.last() == Some(&u8::MAX));
    let rgb = picture.to_rgb8();
    if is_opaque {
        let mut jpeg = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
        encoder.encode_image(&rgb).ok()?;
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
    let webp = (ending == "jpg").then(|| {
        let encoder = webp::Encoder::from_rgb(&rgb, width, height);
        encoder.encode_simple(false, WEBP_QUALITY).ok().map(|webp| webp.to_vec())
    });
    let webp = webp.flatten().filter(|webp| webp.len() < bytes.len());
    Some(Made { name: file_name(&format!("{stem}-{width}.{ending}")), bytes, webp })
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
    use super::{AS_IT_IS, drawn, look, says_where};
    use crate::ingest::Kind;
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
        // As WebP too, which is the same picture in fewer bytes.
        let webp = small.webp.unwrap();
        assert_eq!(image::guess_format(&webp).unwrap(), ImageFormat::WebP);
        assert_eq!(size(&webp), (320, 160));
        assert!(webp.len() < small.bytes.len());
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
            assert_eq!(seen.told.len(), usize::from(name != "a.pdf"), "{name}");
            assert_eq!(seen.is_none, name == "a.png", "{name}");
        }
    }

    /// Exif data with these entries (tag, value) in their directory, and in the one that `GPSInfo` leads to a latitude or not.
    fn exif(tag: u16, latitude: bool, little: bool) -> Vec<u8> {
        let two = |n: u16| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let four = |n: u32| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let entry =
            |tag: u16, value: u32| [&two(tag)[..], &two(4), &four(1), &four(value)].concat();
        let start: &[u8] = if little { b"II*\0" } else { b"MM\0*" };
        let second = if latitude { 2 } else { 29 };
        [
            start,
            &four(8),
            &two(2),
            &entry(0x010e, 1),
            &entry(tag, 38),
            &four(0),
            &two(1),
            &entry(second, 0),
            &four(0),
        ]
        .concat()
    }

    #[test]
    fn where_a_picture_was_taken_is_told_and_in_no_smaller_one() {
        for (tag, latitude, expected) in
            [(0x8825, true, true), (0x8825, false, false), (0x8769, true, false)]
        {
            for little in [true, false] {
                let exif = exif(tag, latitude, little);
                assert_eq!(says_where(&exif), expected, "{tag:x} {latitude} {little}");
                (0..exif.len().min(30)).for_each(|end| assert!(!says_where(&exif[..end])));
            }
        }
        // As a camera writes it: after the first two bytes of a JPEG.
        let jpeg = encoded(&noisy(40, 30), ImageFormat::Jpeg);
        let data = [b"Exif\0\0".as_slice(), &exif(0x8825, true, true)].concat();
        let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
        let taken = [&jpeg[..2], b"\xff\xe1", &length, &data, &jpeg[2..]].concat();
        let seen = look("a/quai.jpg", &taken);
        assert_eq!(seen.told.len(), 1);
        assert_eq!(seen.told[0].0, Kind::PictureSaysWhere);
        let small = seen.small.unwrap();
        assert!(!seen.is_small && !small.bytes.windows(4).any(|four| four == b"Exif"));
        assert!(look("a/quai.jpg", &jpeg).is_small);
    }
}
