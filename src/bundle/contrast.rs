//! The newsroom's colour, fit to be read on its paper.
//!
//! `static/css/tokens.css` mixes what is clicked out of the colour: with black on light paper, with white on dark. A colour of
//! which either mixture has too little contrast is made darker or lighter, as little as it takes, and keeps its hue. Mixtures are
//! made in the space Oklab (Björn Ottosson, 2020), as CSS does; contrast is that of WCAG 2.2.

use crate::model::Accent;

/// What WCAG asks of text (criterion 1.4.3), and a little for rounding.
const LEAST: f64 = 4.55;

/// A theme: its papers, how much of the colour is in what is clicked, and of what else the rest is. As in `tokens.css`.
struct Theme {
    papers: [[u8; 3]; 2],
    share: f64,
    rest: [u8; 3],
}

const LIGHT: Theme =
    Theme { papers: [[0xfb, 0xfa, 0xf6], [0xf3, 0xf1, 0xea]], share: 0.92, rest: [0, 0, 0] };
const DARK: Theme =
    Theme { papers: [[0x15, 0x17, 0x1a], [0x1e, 0x21, 0x25]], share: 0.45, rest: [255, 255, 255] };

/// How much of what is clicked is in the paper under what is chosen.
const SOFT: f64 = 0.12;

/// A colour that can be read.
#[derive(Debug, PartialEq)]
pub(super) struct Fit {
    pub(super) accent: Accent,
    /// The least contrast that it has on light paper and on dark.
    pub(super) contrast: [f64; 2],
}

/// The colour nearest to `accent` that can be read on all papers; that itself, if it can.
pub(super) fn fit(accent: &Accent) -> Option<Fit> {
    let [lightness, a, b] = oklab(linear(accent.rgb()));
    let steps = (0..=200).flat_map(|step| [f64::from(step), -f64::from(step)]);
    steps.map(|step| (lightness + step / 200.0).clamp(0.0, 1.0)).find_map(|other| {
        let rgb = if other == lightness { accent.rgb() } else { srgb(from_oklab([other, a, b])) };
        let contrast = [LIGHT, DARK].map(|theme| theme.contrast(rgb));
        let [red, green, blue] = rgb;
        let accent = Accent::new(&format!("#{red:02x}{green:02x}{blue:02x}"))?;
        contrast.iter().all(|least| *least >= LEAST).then_some(Fit { accent, contrast })
    })
}

impl Theme {
    /// The least contrast of what is clicked on all papers.
    fn contrast(&self, accent: [u8; 3]) -> f64 {
        let clicked = mixed(oklab(linear(accent)), oklab(linear(self.rest)), self.share);
        let [paper, _] = self.papers;
        let soft = mixed(clicked, oklab(linear(paper)), SOFT);
        let papers = self.papers.map(linear).into_iter().chain([from_oklab(soft)]);
        let own = luminance(from_oklab(clicked));
        papers.map(|paper| ratio(own, luminance(paper))).fold(f64::INFINITY, f64::min)
    }
}

fn mixed(one: [f64; 3], other: [f64; 3], share: f64) -> [f64; 3] {
    let [a, b, c] = one;
    let [x, y, z] = other;
    [(a, x), (b, y), (c, z)].map(|(one, other)| one * share + other * (1.0 - share))
}

fn ratio(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance([red, green, blue]: [f64; 3]) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn linear(rgb: [u8; 3]) -> [f64; 3] {
    rgb.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

fn srgb(linear: [f64; 3]) -> [u8; 3] {
    linear.map(|part| {
        let part =
            if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
        (part * 255.0).round().clamp(0.0, 255.0) as u8
    })
}

fn oklab([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let l = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
    let m = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
    let s = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

/// Linear light, clipped to what a screen can show.
fn from_oklab([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    let rgb = [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ];
    rgb.map(|part| part.clamp(0.0, 1.0))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{DARK, LEAST, LIGHT, SOFT, Theme, fit, linear, luminance, ratio};
    use crate::model::Accent;

    fn hex([red, green, blue]: [u8; 3]) -> String {
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let of = |rgb| luminance(linear(rgb));
        assert!((ratio(of([0, 0, 0]), of([255, 255, 255])) - 21.0).abs() < 1e-9);
        assert!((ratio(of([0x76, 0x76, 0x76]), of([255, 255, 255])) - 4.54).abs() < 0.01);
    }

    #[test]
    fn what_can_be_read_stays_and_what_cannot_keeps_its_hue() {
        for (given, expected) in
            [("#14606b", Some("#14606b")), ("#0b5563", Some("#0b5563")), ("#ffcc00", None)]
        {
            let fit = fit(&Accent::new(given).unwrap()).unwrap();
            assert_eq!(fit.accent.as_str() == given, expected.is_some(), "{given} {fit:?}");
        }
        let [red, green, blue] = fit(&Accent::new("#ffcc00").unwrap()).unwrap().accent.rgb();
        assert!(red > green && green > blue, "still yellow");
    }

    #[test]
    fn every_colour_can_be_made_readable() {
        let steps = || (0..=255_u8).step_by(51);
        for red in steps() {
            for green in steps() {
                for blue in steps() {
                    let given = Accent::new(&hex([red, green, blue])).unwrap();
                    let fit = fit(&given).unwrap();
                    assert!(fit.contrast.iter().all(|least| *least >= LEAST), "{given} {fit:?}");
                }
            }
        }
    }

    #[test]
    fn the_themes_are_those_of_the_style_sheet() {
        let tokens = include_str!("../../static/css/tokens.css");
        let Theme { papers: [paper, raised], share, .. } = LIGHT;
        let Theme { papers: [dark, dark_raised], share: dark_share, .. } = DARK;
        for line in [
            format!("--paper: light-dark({}, {});", hex(paper), hex(dark)),
            format!("--paper-raised: light-dark({}, {});", hex(raised), hex(dark_raised)),
            format!("color-mix(in oklab, var(--k-accent) {}%, black)", share * 100.0),
            format!("color-mix(in oklab, var(--k-accent) {}%, white)", dark_share * 100.0),
            format!("color-mix(in oklab, var(--accent) {}%, var(--paper))", SOFT * 100.0),
        ] {
            assert!(tokens.contains(&line), "{line}");
        }
    }
}
