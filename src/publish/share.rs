//! The picture that social networks show beside a link: title, issuer and date of a release, or of older ones their issuer,
//! drawn while publishing.
//!
//! Made of the letters alone, on paper, in few shades and at most [`LARGEST`] bytes, so that it stays small. A title with
//! letters that the font has not, or that would have to be joined or read from the right, has no
//! picture of its own: none is better than a wrong one.

use super::{
    edition::{Edition, address, title, words},
    head::own_image,
};
use crate::{
    bundle::{BundleError, Content, Contents, Reuse, Spool, made_or_found},
    model::{Accent, Direction, Release, Slug},
    search::Facet,
};
use ab_glyph::{Font, FontRef, GlyphId, PxScale, ScaleFont, point};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// In pixels, as the networks ask for (1.91 to 1).
pub(super) const WIDTH: u32 = 1200;
/// In pixels.
pub(super) const HEIGHT: u32 = 630;
/// In bytes: the lines that would make it larger are cut.
const LARGEST: usize = 8_000;

/// So many releases are one piece of work.
const TOGETHER: usize = 8;

/// The picture of a release's own, beside its page.
fn path(release: &Release) -> String {
    format!("{}share.png", address(&release.slug))
}

/// The picture of an issuer, beside its list; of who has none, the newsroom's.
fn path_of_issuer(issuer: Option<&Slug>) -> String {
    match issuer {
        Some(slug) => format!("{}/{slug}/share.png", Facet::Issuer.as_str()),
        None => "share.png".to_owned(),
    }
}

/// The path of the picture that a release has among those that were `made`, and the words in it: its own, else its issuer's.
pub(super) fn of<'a>(
    release: &'a Release,
    edition: &Edition<'a>,
    made: &Contents,
) -> Option<(String, &'a str)> {
    let own = (path(release), title(release));
    let issuer = edition.issuer(release);
    let of_issuer = (
        path_of_issuer(issuer.map(|(_, slug)| slug)),
        issuer.map_or(edition.name(), |(name, _)| name),
    );
    [own, of_issuer].into_iter().find(|(path, _)| made.contains_key(path))
}

/// The pictures of the `newest` releases, by their paths, and if so wished those of the issuers of all that have none. Whose own
/// picture networks show needs no other.
///
/// # Errors
///
/// If there is no room for them.
pub(super) fn pictures<'e>(
    edition: &Edition<'e>,
    newest: usize,
    by_issuer: bool,
    spool: &Spool,
    reuse: Option<&Reuse>,
) -> Result<Contents, BundleError> {
    let Some(painter) = Painter::new(edition.newsroom.accent.as_ref()) else {
        return Ok(Contents::new());
    };
    let drawn = |path: &str, said: &Said| {
        let Said { above, title, below } = said;
        let made_of: [&[u8]; 5] = [
            b"picture of words",
            &painter.palette,
            above.as_bytes(),
            title.as_bytes(),
            below.as_bytes(),
        ];
        made_or_found(reuse, path, &made_of, spool, || Ok(painter.picture(said)))
    };
    // Those that are drawn stand at the beginning: in few pieces, one core would draw them all.
    let wanting = edition.releases.par_iter().enumerate().with_max_len(TOGETHER);
    let wanting = wanting.filter(|(_, release)| own_image(release, edition).is_none());
    let own = |(place, release): (usize, &'e Release)| {
        let own = place < newest && can_have_one(release);
        let own = own.then(|| drawn(&path(release), &of_release(release, edition)));
        Ok((release, own.transpose()?.flatten()))
    };
    let own: Result<Vec<(&Release, Option<Content>)>, BundleError> = wanting.map(own).collect();
    let own = own?;
    let mut issuers: BTreeMap<String, &str> = BTreeMap::new();
    for (release, _) in own.iter().filter(|(_, picture)| by_issuer && picture.is_none()) {
        let issuer = edition.issuer(release);
        let name = issuer.map_or("", |(name, _)| name);
        issuers.entry(path_of_issuer(issuer.map(|(_, slug)| slug))).or_insert(name);
    }
    let issuers = issuers.into_par_iter();
    let issuers = issuers.map(|(path, name)| {
        let picture = drawn(&path, &of_issuer(name, edition))?;
        Ok((path, picture))
    });
    let issuers: Vec<(String, Option<Content>)> = issuers.collect::<Result<_, BundleError>>()?;
    let own = own.into_iter().map(|(release, picture)| (path(release), picture));
    let all = issuers.into_iter().chain(own);
    Ok(all.filter_map(|(path, picture)| Some((path, picture?))).collect())
}

const MARGIN: f32 = 80.0;
/// Shades of ink, of the two bits of a pixel: paper, its edge and ink. Sixteen made pictures of 11 KB instead of 5, and nobody
/// sees a difference at the size in which networks show them.
const SHADES: u8 = 3;
/// The value of a pixel beyond them.
const ACCENT: u8 = SHADES;
/// Letters begin at whole pixels, of which these are one step: then the same letter is more often the same bytes.
const STEP: f32 = 2.0;
const PAPER: [u8; 3] = [0xfb, 0xf9, 0xf4];
const INK: [u8; 3] = [0x1c, 0x1a, 0x17];

/// The sizes tried for a title, in pixels, each with how many lines it may have.
const SIZES: [(f32, usize); 5] = [(76.0, 3), (64.0, 4), (54.0, 5), (46.0, 6), (40.0, 7)];

/// What a picture says.
#[derive(Default)]
struct Said {
    /// What stands above the title.
    above: String,
    title: String,
    /// What stands below it.
    below: String,
}

/// What the picture of a release says.
fn of_release(release: &Release, edition: &Edition<'_>) -> Said {
    let words = words(release.language.as_ref());
    let issuers: Vec<&str> = release.issuers.iter().map(|party| party.name.as_str()).collect();
    let facts = [
        Some(issuers.join(", ")).filter(|issuers| !issuers.is_empty()),
        release.published.as_ref().map(|date| words.date(date)),
    ];
    let below = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Said { above: edition.name().to_owned(), title: title(release).to_owned(), below }
}

/// What that of an issuer says: its name in the newsroom, or the newsroom's alone.
fn of_issuer(name: &str, edition: &Edition<'_>) -> Said {
    let (above, title) = match name.is_empty() || name == edition.name() {
        true => ("", edition.name()),
        false => (edition.name(), name),
    };
    Said { above: above.to_owned(), title: title.to_owned(), below: String::new() }
}

/// Draws pictures for one newsroom.
struct Painter {
    bold: FontRef<'static>,
    regular: FontRef<'static>,
    palette: Vec<u8>,
}

impl Painter {
    /// Takes the newsroom's colour. `None` if the fonts cannot be read, which they can.
    fn new(accent: Option<&Accent>) -> Option<Self> {
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

    /// A picture as PNG: what stands above, the title, what stands below. Of one that would be too large, less of it.
    fn picture(&self, Said { above, title, below }: &Said) -> Option<Vec<u8>> {
        let room = WIDTH as f32 - 2.0 * MARGIN;
        let mut canvas = Canvas::new();
        canvas.bar(0, 14, ACCENT);
        let above = self.fitted(&self.regular, above, 32.0, room)?;
        canvas.write(&self.regular, &above, 32.0, 110.0);
        canvas.bar(HEIGHT - 104, 2, SHADES - 1);
        let below = self.fitted(&self.regular, below, 30.0, room)?;
        canvas.write(&self.regular, &below, 30.0, HEIGHT as f32 - 52.0);
        let (size, mut lines) = self.title(title, room)?;
        loop {
            let mut whole = canvas.clone();
            for (number, line) in lines.iter().enumerate() {
                whole.write(&self.bold, line, size, 150.0 + size * 1.2 * (number as f32 + 1.0));
            }
            let bytes = whole.png(&self.palette)?;
            let is_alone = above.is_empty() && below.is_empty();
            match lines.len() < 2 {
                _ if bytes.len() <= LARGEST => return Some(bytes),
                true if is_alone => return None,
                // Names as long as titles: without them then.
                true => return self.picture(&Said { title: title.clone(), ..Said::default() }),
                false => {}
            }
            let fewer = lines.len() - 1;
            self.cut(&mut lines, fewer, size, room)?;
        }
    }

    /// The largest size in which a title fits, with its lines; the end of a very long one is cut.
    fn title(&self, title: &str, room: f32) -> Option<(f32, Vec<String>)> {
        let mut smallest = None;
        for (size, most) in SIZES {
            let mut lines = self.lines(title, size, room)?;
            if lines.len() <= most {
                return Some((size, lines));
            }
            self.cut(&mut lines, most, size, room)?;
            smallest = Some((size, lines));
        }
        smallest
    }

    /// Leaves so many lines, and a mark that there were more.
    fn cut(&self, lines: &mut Vec<String>, most: usize, size: f32, room: f32) -> Option<()> {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let marked = format!("{} …", last.trim_end_matches(['…', ' ']));
            *last = self.fitted(&self.bold, &marked, size, room)?;
        }
        Some(())
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
#[derive(Clone)]
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
            let (left, base) = ((x / STEP).round() * STEP, base.round());
            let placed = id.with_scale_and_position(PxScale::from(size), point(left, base));
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
        encoder.set_depth(png::BitDepth::Two);
        encoder.set_palette(palette);
        encoder.set_deflate_compression(png::DeflateCompression::Level(9));
        encoder.set_filter(png::Filter::NoFilter);
        let (four, _) = self.0.as_chunks::<4>();
        let packed: Vec<u8> =
            four.iter().map(|four| four.iter().fold(0, |byte, pixel| byte << 2 | pixel)).collect();
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&packed).ok()?;
        writer.finish().ok()?;
        Some(bytes)
    }
}

/// Whether a release can have a picture: it has a title, and it is read from the left.
fn can_have_one(release: &Release) -> bool {
    let direction = release.language.as_ref().map(|language| language.direction());
    release.title.is_some() && direction != Some(Direction::Rtl)
}

#[cfg(test)]
mod tests {
    use super::{HEIGHT, LARGEST, Painter, Said, WIDTH};

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

    /// Also what is longest and hardest to press together: many different letters, in every line.
    #[test]
    fn pictures_are_small_whatever_the_title() {
        let painter = Painter::new(None).unwrap();
        let dense = "Wœuvre ǅžungla ßtraße ŵyłż ẞäéïõû 0123456789 %&@§ ΩφψΔ ЖЩЮя ".repeat(12);
        let long = "Un titre qui ne finit pas et qui dit encore autre chose ".repeat(12);
        for (title, facts) in
            [("A", ""), ("Le quai rouvre", "Port · 1er mai 2024"), (&long, &long), (&dense, &dense)]
        {
            let above = facts.repeat(2);
            let said = Said { above, title: title.to_owned(), below: facts.to_owned() };
            let bytes = painter.picture(&said).unwrap();
            assert!(bytes.len() <= LARGEST, "{} bytes: {title}", bytes.len());
            let least = if title.len() > 100 { 4_000 } else { 500 };
            assert!(bytes.len() > least, "{} bytes: as good as nothing of {title}", bytes.len());
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
