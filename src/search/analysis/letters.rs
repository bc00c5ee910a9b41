//! Which characters words are made of: letters and digits of all scripts.
//!
//! The standard library's two tables for that are 2 KB of a browser's download (gzip). These ranges say the same wherever
//! a character is assigned (a test compares them), in 0.5.

use crate::search::format::Reader;

/// What is neither a letter nor a digit, from U+0080 to U+FFFF. Characters that are not assigned are on either side,
/// and so are marks that `continues_word` knows by themselves.
const OTHERS: &[(u16, u16)] = &[
    (0x80, 0xA9),
    (0xAB, 0xB1),
    (0xB4, 0xB4),
    (0xB6, 0xB8),
    (0xBB, 0xBB),
    (0xBF, 0xBF),
    (0xD7, 0xD7),
    (0xF7, 0xF7),
    (0x2C2, 0x2C5),
    (0x2D2, 0x2DF),
    (0x2E5, 0x2EB),
    (0x2ED, 0x2ED),
    (0x2EF, 0x2FF),
    (0x375, 0x375),
    (0x37E, 0x37E),
    (0x384, 0x385),
    (0x387, 0x387),
    (0x3F6, 0x3F6),
    (0x482, 0x482),
    (0x55A, 0x55F),
    (0x589, 0x5C6),
    (0x5F3, 0x61F),
    (0x66A, 0x66D),
    (0x6D4, 0x6D4),
    (0x6DD, 0x6E0),
    (0x6E9, 0x6EC),
    (0x6FD, 0x6FE),
    (0x700, 0x70F),
    (0x740, 0x74A),
    (0x7EB, 0x7F3),
    (0x7F6, 0x7F9),
    (0x7FD, 0x7FF),
    (0x818, 0x819),
    (0x82D, 0x83E),
    (0x859, 0x85E),
    (0x888, 0x888),
    (0x890, 0x891),
    (0x898, 0x89F),
    (0x8CA, 0x8D3),
    (0x8E0, 0x8E2),
    (0x8EA, 0x8EF),
    (0x964, 0x965),
    (0x970, 0x970),
    (0x9F2, 0x9F3),
    (0x9FA, 0x9FB),
    (0x9FD, 0x9FD),
    (0xA76, 0xA76),
    (0xAF0, 0xAF1),
    (0xB70, 0xB70),
    (0xBF3, 0xBFA),
    (0xC77, 0xC77),
    (0xC7F, 0xC7F),
    (0xC84, 0xC84),
    (0xD4F, 0xD4F),
    (0xD79, 0xD79),
    (0xDF4, 0xDF4),
    (0xE3F, 0xE3F),
    (0xE47, 0xE4C),
    (0xE4E, 0xE4F),
    (0xE5A, 0xE5B),
    (0xEBA, 0xEBA),
    (0xEC8, 0xECC),
    (0xF01, 0xF1F),
    (0xF34, 0xF3F),
    (0xF84, 0xF87),
    (0xFBE, 0xFDA),
    (0x1037, 0x1037),
    (0x1039, 0x103A),
    (0x104A, 0x104F),
    (0x109E, 0x109F),
    (0x10FB, 0x10FB),
    (0x135D, 0x1368),
    (0x1390, 0x1399),
    (0x1400, 0x1400),
    (0x166D, 0x166E),
    (0x1680, 0x1680),
    (0x169B, 0x169C),
    (0x16EB, 0x16ED),
    (0x1714, 0x1715),
    (0x1734, 0x1736),
    (0x17B4, 0x17B5),
    (0x17C9, 0x17D6),
    (0x17D8, 0x17DB),
    (0x17DD, 0x17DD),
    (0x1800, 0x180F),
    (0x1939, 0x1945),
    (0x19DE, 0x19FF),
    (0x1A1E, 0x1A1F),
    (0x1A60, 0x1A60),
    (0x1A75, 0x1A7F),
    (0x1AA0, 0x1AA6),
    (0x1AA8, 0x1AAD),
    (0x1B34, 0x1B34),
    (0x1B44, 0x1B44),
    (0x1B5A, 0x1B7E),
    (0x1BAA, 0x1BAB),
    (0x1BE6, 0x1BE6),
    (0x1BF2, 0x1BFF),
    (0x1C37, 0x1C3F),
    (0x1C7E, 0x1C7F),
    (0x1CC0, 0x1CE8),
    (0x1CED, 0x1CED),
    (0x1CF4, 0x1CF4),
    (0x1CF7, 0x1CF9),
    (0x1FBD, 0x1FBD),
    (0x1FBF, 0x1FC1),
    (0x1FCD, 0x1FCF),
    (0x1FDD, 0x1FDF),
    (0x1FED, 0x1FEF),
    (0x1FFD, 0x206F),
    (0x207A, 0x207E),
    (0x208A, 0x208E),
    (0x20A0, 0x2101),
    (0x2103, 0x2106),
    (0x2108, 0x2109),
    (0x2114, 0x2114),
    (0x2116, 0x2118),
    (0x211E, 0x2123),
    (0x2125, 0x2125),
    (0x2127, 0x2127),
    (0x2129, 0x2129),
    (0x212E, 0x212E),
    (0x213A, 0x213B),
    (0x2140, 0x2144),
    (0x214A, 0x214D),
    (0x214F, 0x214F),
    (0x218A, 0x244A),
    (0x249C, 0x24B5),
    (0x2500, 0x2775),
    (0x2794, 0x2BFF),
    (0x2CE5, 0x2CEA),
    (0x2CEF, 0x2CF1),
    (0x2CF9, 0x2CFC),
    (0x2CFE, 0x2CFF),
    (0x2D70, 0x2D7F),
    (0x2E00, 0x2E2E),
    (0x2E30, 0x3004),
    (0x3008, 0x3020),
    (0x302A, 0x3030),
    (0x3036, 0x3037),
    (0x303D, 0x303F),
    (0x3099, 0x309C),
    (0x30A0, 0x30A0),
    (0x30FB, 0x30FB),
    (0x3190, 0x3191),
    (0x3196, 0x319F),
    (0x31C0, 0x31E3),
    (0x3200, 0x321E),
    (0x322A, 0x3247),
    (0x3250, 0x3250),
    (0x3260, 0x327F),
    (0x328A, 0x32B0),
    (0x32C0, 0x33FF),
    (0x4DC0, 0x4DFF),
    (0xA490, 0xA4C6),
    (0xA4FE, 0xA4FF),
    (0xA60D, 0xA60F),
    (0xA66F, 0xA673),
    (0xA67C, 0xA67E),
    (0xA6F0, 0xA716),
    (0xA720, 0xA721),
    (0xA789, 0xA78A),
    (0xA806, 0xA806),
    (0xA828, 0xA82C),
    (0xA836, 0xA839),
    (0xA874, 0xA877),
    (0xA8C4, 0xA8C4),
    (0xA8CE, 0xA8CF),
    (0xA8E0, 0xA8F1),
    (0xA8F8, 0xA8FA),
    (0xA8FC, 0xA8FC),
    (0xA92B, 0xA92F),
    (0xA953, 0xA95F),
    (0xA9B3, 0xA9B3),
    (0xA9C0, 0xA9CD),
    (0xA9DE, 0xA9DF),
    (0xAA5C, 0xAA5F),
    (0xAA77, 0xAA79),
    (0xAABF, 0xAABF),
    (0xAAC1, 0xAAC1),
    (0xAADE, 0xAADF),
    (0xAAF0, 0xAAF1),
    (0xAAF6, 0xAAF6),
    (0xAB5B, 0xAB5B),
    (0xAB6A, 0xAB6B),
    (0xABEB, 0xABED),
    (0xFB29, 0xFB29),
    (0xFBB2, 0xFBC2),
    (0xFD3E, 0xFD4F),
    (0xFDCF, 0xFDCF),
    (0xFDFC, 0xFE6B),
    (0xFEFF, 0xFF0F),
    (0xFF1A, 0xFF20),
    (0xFF3B, 0xFF40),
    (0xFF5B, 0xFF65),
    (0xFFE0, 0xFFFD),
];

/// The same as the distance of each bound from the one before, in groups of seven bits, least first.
const DISTANCES: [u8; length()] = distances();

/// How many bytes the distances take.
const fn length() -> usize {
    let (mut length, mut at) = (0, 0);
    while at < 2 * OTHERS.len() {
        length += if distance(at) < 0x80 {
            1
        } else if distance(at) < 0x4000 {
            2
        } else {
            3
        };
        at += 1;
    }
    length
}

/// How far the bound numbered `at` is from the one before: where others begin, and where letters begin again.
const fn distance(at: usize) -> u32 {
    bound(at) - if at == 0 { 0 } else { bound(at - 1) }
}

const fn bound(at: usize) -> u32 {
    let (first, last) = OTHERS[at / 2];
    if at.is_multiple_of(2) { first as u32 } else { last as u32 + 1 }
}

/// Run by the compiler, which would say where an index is out of bounds.
const fn distances() -> [u8; length()] {
    let mut bytes = [0; length()];
    let (mut at, mut to) = (0, 0);
    while at < 2 * OTHERS.len() {
        let mut left = distance(at);
        while left >= 0x80 {
            bytes[to] = (left & 0x7F) as u8 | 0x80;
            left >>= 7;
            to += 1;
        }
        bytes[to] = left as u8;
        to += 1;
        at += 1;
    }
    bytes
}

/// Whether `c` is a letter or a digit of any script.
pub fn is_alphanumeric(c: char) -> bool {
    match u32::from(c) {
        0..0x80 => c.is_ascii_alphanumeric(),
        // Nearly all other letters of most newsrooms.
        code @ 0xC0..0x2C2 => code != 0xD7 && code != 0xF7,
        code @ 0x80..0x1_0000 => {
            let mut bounds = Reader::new(&DISTANCES);
            let (mut bound, mut letters) = (0, true);
            while let Some(distance) = bounds.number() {
                bound += distance;
                if code < bound {
                    return letters;
                }
                letters = !letters;
            }
            letters
        }
        // Signs of music and of signing, emoji, and what is for the author's own use.
        0x1_BC9C..0x1_D360 | 0x1_D800..0x1_DF00 | 0x1_EEF0..0x1_F100 | 0x1_F18A..0x1_FBF0 => false,
        code => code < 0xE_0000,
    }
}

/// Whether it is a digit, or a number in one character.
pub(super) fn is_digit(c: char) -> bool {
    match u32::from(c) {
        0x30..=0x39 | 0xB2 | 0xB3 | 0xB9 | 0xBC..=0xBE => true,
        0x660..=0x669 | 0x6F0..=0x6F9 | 0x2070..=0x2089 | 0xFF10..=0xFF19 => true,
        // The same places in each script of India.
        code @ 0x900..=0xDFF => (0x66..=0x6F).contains(&(code & 0x7F)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_alphanumeric, is_digit};
    use crate::search::analysis::fold::{is_invisible, is_mark};

    #[test]
    fn words_are_made_of_what_the_standard_library_says() {
        let mut differ = 0;
        for c in ('\0'..='\u{FFFF}').filter(|c| !is_mark(*c) && !is_invisible(*c)) {
            if c.is_alphanumeric() {
                assert!(is_alphanumeric(c), "U+{:04X} {c}", u32::from(c));
            } else if is_alphanumeric(c) {
                // Not assigned, for the author's own use, or a mark of the scripts of India.
                differ += usize::from(!(0x900..0xE00).contains(&u32::from(c)));
            }
        }
        assert!(differ <= PRIVATE + UNASSIGNED, "{differ}");
        for c in
            "´\u{A0}×÷·«»“”„’–—…•€£%‰°©®™→≠□■★☎✓、。「」！？（），・，￥؟،؛।॥༎።፣😀🏳🎵𝄞\u{E0067}"
                .chars()
        {
            assert!(!is_alphanumeric(c), "U+{:04X} {c}", u32::from(c));
        }
        for c in "aZ9éßøЖλאبहไ中ひカ한²½ªⅣ①Ａ１𐍈𝐀𠀀ℵ".chars() {
            assert!(is_alphanumeric(c), "U+{:04X} {c}", u32::from(c));
        }
    }

    /// So many places are for the author's own use, and at most so many hold no character yet.
    const PRIVATE: usize = 6_400;
    const UNASSIGNED: usize = 900;

    #[test]
    fn digits() {
        for c in "09²½٣۴९৯๙９".chars() {
            assert_eq!(is_digit(c), c != '๙', "{c}");
        }
    }
}
