//! Folding: one spelling for a letter however it was accented, capitalised or composed.
//!
//! The full Unicode decomposition costs 66 KB in a browser. Newsrooms write mostly Latin letters,
//! so this module carries its own table for those (700 bytes), pairs for Greek and Cyrillic, and
//! leaves every other script as it is. A native test holds it against the full tables.

/// U+00C0–U+024F, a letter each; `.` where one letter does not do.
const LATIN: &[u8] = b"\
    aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllll.\
    .llnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    ................................oo.............uu...............\
    .............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa..oo\
    aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
    ................";

/// U+1E00–U+1EFF, likewise.
const LATIN_ADDITIONAL: &[u8] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// What does not fit in a table of single letters: the folded text, then the letters it is for.
const SEVERAL: &[(&str, &str)] = &[
    ("ae", "ÆæǢǣǼǽ"),
    ("oe", "Œœ"),
    ("ss", "ßẞ"),
    ("th", "Þþ"),
    ("ij", "Ĳĳ"),
    ("dz", "ǄǅǆǱǲǳ"),
    ("lj", "Ǉǈǉ"),
    ("nj", "Ǌǋǌ"),
    ("n", "ŉŊŋⁿ"),
    ("ʒ", "Ǯǯ"),
    ("ff", "ﬀ"),
    ("fi", "ﬁ"),
    ("fl", "ﬂ"),
    ("ffi", "ﬃ"),
    ("ffl", "ﬄ"),
    ("st", "ﬅﬆ"),
    ("no", "№"),
    ("tm", "™"),
    ("a", "ªÅᵃ"),
    ("o", "ºᵒ"),
    ("μ", "µ"),
    // Raised letters, as in 1ᵉʳ and Mᵐᵉ.
    ("d", "ᵈ"),
    ("e", "ᵉ"),
    ("m", "ᵐ"),
    ("r", "ʳ"),
    ("s", "ˢ"),
    ("l", "ˡ"),
    ("t", "ᵗ"),
    // Greek.
    ("α", "ά"),
    ("ε", "έϵ"),
    ("η", "ή"),
    ("ι", "ίϊΐ"),
    ("ο", "ό"),
    ("υ", "ύϋΰϒϓϔ"),
    ("ω", "ώ"),
    ("σ", "ςϲ"),
    ("β", "ϐ"),
    ("θ", "ϑ"),
    ("φ", "ϕ"),
    ("π", "ϖ"),
    ("κ", "ϰ"),
    ("ρ", "ϱ"),
    // Cyrillic.
    ("а", "ӑӓ"),
    ("г", "ѓ"),
    ("е", "ѐёӗ"),
    ("ж", "ӂӝ"),
    ("з", "ӟ"),
    ("и", "йѝӣӥ"),
    ("і", "ї"),
    ("к", "ќ"),
    ("о", "ӧ"),
    ("у", "ўӯӱӳ"),
    ("ч", "ӵ"),
    ("ы", "ӹ"),
    ("э", "ӭ"),
    ("ә", "ӛ"),
    ("ө", "ӫ"),
    ("ѵ", "ѷ"),
];

/// Capitals that follow no rule below, each before its small letter.
const CAPITALS: &str = "\
    ĿŀƁɓƂƃƄƅƆɔƇƈƉɖƊɗƋƌƎǝƏəƐɛƑƒƓɠƔɣƖɩƗɨƘƙƜɯƝɲƟɵƢƣƤƥƦʀƧƨƩʃƬƭƮʈƱʊƲʋƳƴƵƶƷʒƸƹƼƽǤǥǶƕǷƿȜȝȠƞȢȣȤȥȺⱥȻȼ\
    ȽƚȾⱦɁɂɃƀɄʉɅʌɆɇɈɉɊɋɌɍɎɏͰͱͲͳͶͷͿϳΆάΈέΉήΊίΌόΎύΏώϏϗϴθϷϸϹϲϺϻϽͻϾͼϿͽӀӏỺỻỼỽỾỿ";

/// The small letter of a capital in Greek, Cyrillic, Armenian and the rarer Latin. The standard
/// library's table of all scripts is 5 KB of a browser's download.
fn lowercase(c: char) -> char {
    let code = u32::from(c);
    let even = code.is_multiple_of(2);
    let distance = match code {
        0x391..=0x3AB | 0x410..=0x42F => 32,
        0x400..=0x40F => 80,
        0x531..=0x556 => 48,
        0x3D8..=0x3EF | 0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F if even => 1,
        0x4C1..=0x4CE if !even => 1,
        0x180..=0x24F | 0x370..=0x4FF | 0x1E00..=0x1EFF => {
            let mut capitals = CAPITALS.chars();
            while let (Some(capital), Some(small)) = (capitals.next(), capitals.next()) {
                if capital == c {
                    return small;
                }
            }
            0
        }
        _ => 0,
    };
    char::from_u32(code + distance).unwrap_or(c)
}

/// Whether `c` is a capital of those that names begin with in Latin letters.
pub(super) fn is_capital(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'À'..='Þ' | 'Œ')
}

/// Appends the folded form of `c` to `text`: nothing for marks and invisible characters.
pub(crate) fn fold_char(c: char, text: &mut String) {
    if c.is_ascii() {
        text.push(c.to_ascii_lowercase());
        return;
    }
    if is_mark(c) || is_invisible(c) {
        return;
    }
    if let Some(letter) = in_table(c) {
        text.push(letter);
        return;
    }
    if let Some(folded) = in_pairs(c) {
        text.push_str(folded);
        return;
    }
    let lower = lowercase(c);
    match in_pairs(lower) {
        Some(folded) => text.push_str(folded),
        None => text.push(lower),
    }
}

/// The folded form of a whole text.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_char(c, &mut folded));
    folded
}

fn in_table(c: char) -> Option<char> {
    let c = u32::from(c);
    let entry = match c {
        0xC0..=0x24F => LATIN.get(c as usize - 0xC0).copied(),
        0x1E00..=0x1EFF => LATIN_ADDITIONAL.get(c as usize - 0x1E00).copied(),
        // Raised and lowered digits.
        0xB2 | 0xB3 | 0xB9 => Some(b'0' + (c & 3) as u8),
        0x2070 | 0x2074..=0x2079 => Some(b'0' + (c - 0x2070) as u8),
        0x2080..=0x2089 => Some(b'0' + (c - 0x2080) as u8),
        // Full-width forms, as in East Asian text: ASCII at another place.
        0xFF10..=0xFF5A => Some(((c - 0xFEE0) as u8).to_ascii_lowercase()),
        _ => None,
    };
    entry.filter(u8::is_ascii_alphanumeric).map(char::from)
}

fn in_pairs(c: char) -> Option<&'static str> {
    // Scripts without an entry skip the search.
    if !matches!(u32::from(c), 0xA0..=0x52F | 0x1D00..=0x1DBF | 0x1E00..=0x21FF | 0xFB00..=0xFB06) {
        return None;
    }
    // By its letters: `contains` brings the search for texts along, of a kilobyte.
    SEVERAL.iter().find(|(_, from)| from.chars().any(|of| of == c)).map(|(to, _)| *to)
}

/// Marks that combine with the letter before them, in the scripts where leaving them out is how
/// people search, so that text in decomposed form folds like composed text.
pub(super) fn is_mark(c: char) -> bool {
    matches!(u32::from(c),
        0x300..=0x36F | 0x483..=0x489                             // Latin, Greek, Cyrillic
        | 0x591..=0x5BD | 0x5BF | 0x5C1 | 0x5C2 | 0x5C4 | 0x5C5   // Hebrew points
        | 0x610..=0x61A | 0x640 | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6DC // Arabic, with the tatweel
        | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// Characters that are not seen: soft hyphen, zero-width spaces and joiners, marks of direction,
/// variation selectors.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0xAD | 0x34F | 0x61C | 0x180B..=0x180E | 0x200B..=0x200F | 0x202A..=0x202E
        | 0x2060..=0x2064 | 0x2066..=0x2069 | 0xFE00..=0xFE0F | 0xFEFF)
}

#[cfg(test)]
mod tests {
    use super::{fold, is_invisible};
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    #[test]
    fn folds_what_people_type() {
        for (text, expected) in [
            ("Élysée", "elysee"),
            ("E\u{301}lyse\u{301}e", "elysee"),
            ("Œuvre cœur", "oeuvre coeur"),
            ("STRASSE Straße", "strasse strasse"),
            ("Łódź Århus Đakovo", "lodz arhus dakovo"),
            ("I\u{307}stanbul İstanbul", "istanbul istanbul"),
            ("co\u{AD}opéra\u{200B}tion", "cooperation"),
            ("m² 1ᵉʳ", "m2 1er"),
            ("ΑΘΉΝΑ Σίσυφος", "αθηνα σισυφοσ"),
            ("Ёлка й и\u{306}", "елка и и"),
            ("ＡＢｃ１", "abc1"),
            ("東京", "東京"),
        ] {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    /// Letters that the standard does not take apart and that people do.
    const OURS: &str = "ÆæŒœßẞØøĐđÐðÞþĦħıŁłŊŋŦŧĸŉǢǣǼǽǾǿǄǅǆ";

    #[test]
    fn agrees_with_the_full_tables() {
        let letters = (0..0x530).chain(0x1E00..0x1F00).chain(0xFF10..0xFF5B).chain(0xFB00..0xFB07);
        let mut compared = 0;
        for c in letters.filter_map(char::from_u32) {
            if !c.is_alphanumeric() || OURS.contains(c) || is_invisible(c) || is_combining_mark(c) {
                continue;
            }
            let full: String = c
                .nfkd()
                .flat_map(char::to_lowercase)
                .nfkd()
                .filter(|c| !is_combining_mark(*c))
                .map(|c| if c == 'ς' { 'σ' } else { c })
                .collect();
            // What the standard spells with a mark of its own (ŀ, ½, ʰ) is nobody's query.
            if full.chars().all(char::is_alphanumeric)
                && c != 'ẚ'
                && !(0x2B0..0x380).contains(&u32::from(c))
            {
                assert_eq!(fold(&c.to_string()), full, "{c} U+{:04X}", u32::from(c));
                compared += 1;
            }
        }
        assert!(compared > 1_000, "{compared}");
    }
}
