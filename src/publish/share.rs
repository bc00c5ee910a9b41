//! The picture that social networks show beside a link: title, issuer and date of a release,
//! drawn while publishing.
//!
//! Made of the letters alone, on paper, in sixteen shades, so that it stays small. A title with
//! letters that the font has not, or that would have to be joined or read from the right, has no
//! picture: none is better than a wrong one.

use super::edition::{Edition, address, title, words};
use crate::model::{Accent, Direction, Release};
use ab_glyph::{Font, FontRef, GlyphId, PxScale, ScaleFont, point};

/// In pixels, as the networks ask for (1.91 to 1).
pub(super) const WIDTH: u32 = 1200;
/// In pixels.
pub(super) const HEIGHT: u32 = 630;

/// The picture's path, beside the release's page.
pub(super) fn path(release: &Release) -> String {
    format!("{}share.png", address(&release.slug))
}

const MARGIN: f32 = 80.0;
/// Shades of ink, of the four bits of a pixel; the last value is the accent.
const SHADES: u8 = 15;
const PAPER: [u8; 3] = [0xfb, 0xf9, 0xf4];
const INK: [u8; 3] = [0x1c, 0x1a, 0x17];

/// The sizes tried for a title, in pixels, each with how many lines it may have.
const SIZES: [(f32, usize); 5] = [(76.0, 3), (64.0, 4), (54.0, 5), (46.0, 6), (40.0, 7)];

/// Draws pictures for one newsroom.
pub(super) struct Painter {
    bold: FontRef<'static>,
    regular: FontRef<'static>,
    palette: Vec<u8>,
}

impl Painter {
    /// Takes the newsroom's colour. `None` if the fonts cannot be read, which they can.
    pub(super) fn new(accent: Option<&Accent>) -> Option<Self> {
        let accent = accent.map_or(INK, Accent::rgb);
        let shade = |level: u8| -> [u8; 3] {
            std::array::from_fn(|i| {
                let (paper, ink) = (u32::from(PAPER[i]), u32::from(INK[i]));
                let (level, last) = (u32::from(level), u32::from(SHADES - 1));
                u8::try_from((paper * (last - level) + ink * level) / last).unwrap_or(u8::MAX)
            })
        };
        let palette = (0..SHADES).flat_map(shade).chain(accent).collect();
        let bold = FontRef::try_from_slice(dejavu::serif::bold()).ok()?;
        let regular = FontRef::try_from_slice(dejavu::serif::regular()).ok()?;
        Some(Self { bold, regular, palette })
    }

    /// The picture of a release, as PNG.
    pub(super) fn picture(&self, release: &Release, edition: &Edition<'_>) -> Option<Vec<u8>> {
        let words = words(release.language.as_ref());
        let issuers: Vec<&str> = release.issuers.iter().map(|party| party.name.as_str()).collect();
        let facts = [
            Some(issuers.join(", ")).filter(|issuers| !issuers.is_empty()),
            release.published.as_ref().map(|date| words.date(date)),
        ];
        let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let room = WIDTH as f32 - 2.0 * MARGIN;
        let mut canvas = Canvas::new();
        canvas.bar(0, 14, SHADES);
        let name = self.fitted(&self.regular, edition.name(), 32.0, room)?;
        canvas.write(&self.regular, &name, 32.0, 110.0);
        let (size, lines) = self.title(title(release), room)?;
        for (number, line) in lines.iter().enumerate() {
            canvas.write(&self.bold, line, size, 150.0 + size * 1.2 * (number as f32 + 1.0));
        }
        canvas.bar(HEIGHT - 104, 2, SHADES - 1);
        let facts = self.fitted(&self.regular, &facts, 30.0, room)?;
        canvas.write(&self.regular, &facts, 30.0, HEIGHT as f32 - 52.0);
        canvas.png(&self.palette)
    }

    /// The largest size in which a title fits, with its lines; the end of a very long one is cut.
    fn title(&self, title: &str, room: f32) -> Option<(f32, Vec<String>)> {
        let mut smallest = None;
        for (size, most) in SIZES {
            let mut lines = self.lines(title, size, room)?;
            if lines.len() <= most {
                return Some((size, lines));
            }
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = self.fitted(&self.bold, &format!("{last} …"), size, room)?;
            }
            smallest = Some((size, lines));
        }
        smallest
    }

    fn lines(&self, text: &str, size: f32, room: f32) -> Option<Vec<String>> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer {
                Some(longer) if width(&self.bold, &longer, size)? <= room => {
                    if let Some(line) = lines.last_mut() {
                        *line = longer;
                    }
                }
                _ => lines.push(self.fitted(&self.bold, word, size, room)?),
            }
        }
        Some(lines)
    }

    /// One line, cut where it would not fit. `None` if it cannot be written in this font.
    fn fitted(&self, font: &FontRef<'_>, text: &str, size: f32, room: f32) -> Option<String> {
        let mut text: String = text.chars().take(400).collect();
        while width(font, &text, size)? > room {
            let mut shorter: Vec<char> = text.trim_end_matches('…').chars().collect();
            shorter.pop()?;
            text = shorter.into_iter().collect::<String>().trim_end().to_owned() + "…";
        }
        Some(text)
    }
}

/// The glyph of a character, if the font has one and it stands alone.
fn glyph(font: &FontRef<'_>, c: char) -> Option<GlyphId> {
    // Blocks whose letters are joined, stacked or read from the right.
    let needs_shaping = matches!(c, '\u{590}'..='\u{10ff}' | '\u{1780}'..='\u{18af}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    // The narrow space that French sets is not in every font.
    let c = if c == '\u{202f}' { '\u{a0}' } else { c };
    Some(font.glyph_id(c)).filter(|id| id.0 != 0 && !needs_shaping)
}

fn width(font: &FontRef<'_>, text: &str, size: f32) -> Option<f32> {
    let scaled = font.as_scaled(PxScale::from(size));
    let (mut width, mut before) = (0.0, None);
    for c in text.chars() {
        let id = glyph(font, c)?;
        width += scaled.h_advance(id) + before.map_or(0.0, |before| scaled.kern(before, id));
        before = Some(id);
    }
    Some(width)
}

/// A picture being drawn: a shade for each pixel.
struct Canvas(Vec<u8>);

impl Canvas {
    fn new() -> Self {
        Self(vec![0; (WIDTH * HEIGHT) as usize])
    }

    fn bar(&mut self, top: u32, height: u32, shade: u8) {
        let (start, end) = ((top * WIDTH) as usize, ((top + height) * WIDTH) as usize);
        self.0.iter_mut().take(end).skip(start).for_each(|pixel| *pixel = shade);
    }

    /// Writes a line that was measured before, on a base line.
    fn write(&mut self, font: &FontRef<'_>, text: &str, size: f32, base: f32) {
        let scaled = font.as_scaled(PxScale::from(size));
        let (mut x, mut before) = (MARGIN, None);
        for id in text.chars().filter_map(|c| glyph(font, c)) {
            x += before.map_or(0.0, |before| scaled.kern(before, id));
            let placed = id.with_scale_and_position(PxScale::from(size), point(x, base));
            if let Some(outline) = font.outline_glyph(placed) {
                let bounds = outline.px_bounds();
                outline.draw(|dx, dy, coverage| {
                    self.darken(
                        bounds.min.x as i64 + i64::from(dx),
                        bounds.min.y as i64 + i64::from(dy),
                        coverage,
                    );
                });
            }
            x += scaled.h_advance(id);
            before = Some(id);
        }
    }

    fn darken(&mut self, x: i64, y: i64, coverage: f32) {
        let inside = (0..i64::from(WIDTH)).contains(&x) && (0..i64::from(HEIGHT)).contains(&y);
        let place = usize::try_from(y * i64::from(WIDTH) + x).ok().filter(|_| inside);
        if let Some(pixel) = place.and_then(|place| self.0.get_mut(place)) {
            let shade = (coverage.clamp(0.0, 1.0) * f32::from(SHADES - 1)).round() as u8;
            *pixel = (*pixel).max(shade);
        }
    }

    fn png(&self, palette: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette);
        // Level 6 takes half as long again, for a thirtieth fewer bytes.
        encoder.set_deflate_compression(png::DeflateCompression::Level(5));
        encoder.set_filter(png::Filter::NoFilter);
        let (pairs, _) = self.0.as_chunks::<2>();
        let packed: Vec<u8> = pairs.iter().map(|[left, right]| left << 4 | right).collect();
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&packed).ok()?;
        writer.finish().ok()?;
        Some(bytes)
    }
}

/// Whether a release can have a picture: it has a title, and it is read from the left.
pub(super) fn can_have_one(release: &Release) -> bool {
    let direction = release.language.as_ref().map(|language| language.direction());
    release.title.is_some() && direction != Some(Direction::Rtl)
}

#[cfg(test)]
mod tests {
    use super::{HEIGHT, Painter, WIDTH};

    #[test]
    fn titles_fit_or_are_cut() {
        let painter = Painter::new(None).unwrap();
        let room = 1040.0;
        let lines = |title: &str| painter.title(title, room);
        assert_eq!(lines("Court").unwrap().1, ["Court"]);
        let long = lines(&"Un titre qui ne finit pas ".repeat(60)).unwrap();
        assert!(long.1.len() <= 7 && long.1.last().unwrap().ends_with('…'));
        assert_eq!(lines(&"x".repeat(500)).unwrap().1.len(), 1);
        assert!(lines("« Où\u{202f}? » – l’été, Łódź, Ελλάδα, Москва").is_some());
        for unwritable in ["مرحبا", "שלום", "हिन्दी", "日本"] {
            assert!(lines(unwritable).is_none(), "{unwritable}");
        }
    }

    #[test]
    fn a_picture_is_a_png_of_that_size() {
        let palette = Painter::new(None).unwrap().palette;
        let bytes = super::Canvas::new().png(&palette).unwrap();
        let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        let info = decoder.read_info().unwrap();
        assert_eq!((info.info().width, info.info().height), (WIDTH, HEIGHT));
    }
}
