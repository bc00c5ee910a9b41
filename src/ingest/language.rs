//! Languages as people and other programs name them.

use crate::model::Language;

/// The language of a tag (`fr`, `pt-BR`), of a locale (`fr_FR.UTF-8`), of a code of three letters for
/// which there is one of two (`fre`, `fra`), or of a name in the language itself, in French or in
/// English (`français`, `French (Canada)`).
pub(super) fn language(text: &str) -> Option<Language> {
    /// The tag, then its other codes and names, without accents.
    const NAMES: &[(&str, &[&str])] = &[
        ("fr", &["fra", "fre", "francais", "francaise", "french"]),
        ("en", &["eng", "english", "anglais", "anglaise"]),
        ("br", &["bre", "breton", "brezhoneg"]),
        ("ca", &["cat", "catala", "catalan"]),
        ("co", &["cos", "corse", "corsican", "corsu"]),
        ("cs", &["ces", "cze", "czech", "tcheque", "cestina"]),
        ("da", &["dan", "danish", "danois", "dansk"]),
        ("de", &["deu", "ger", "german", "allemand", "deutsch"]),
        ("el", &["ell", "gre", "greek", "grec"]),
        ("es", &["spa", "spanish", "espagnol", "espanol"]),
        ("eu", &["eus", "baq", "basque", "euskara"]),
        ("fi", &["fin", "finnish", "finnois", "suomi"]),
        ("it", &["ita", "italian", "italien", "italiano"]),
        ("ja", &["jpn", "japanese", "japonais"]),
        ("nl", &["nld", "dut", "dutch", "neerlandais", "nederlands"]),
        ("no", &["nor", "norwegian", "norvegien", "norsk"]),
        ("oc", &["oci", "occitan"]),
        ("pl", &["pol", "polish", "polonais", "polski"]),
        ("pt", &["por", "portuguese", "portugais", "portugues"]),
        ("ro", &["ron", "rum", "romanian", "roumain", "romana"]),
        ("ru", &["rus", "russian", "russe"]),
        ("sv", &["swe", "swedish", "suedois", "svenska"]),
        ("uk", &["ukr", "ukrainian", "ukrainien"]),
        ("ar", &["ara", "arabic", "arabe"]),
        ("zh", &["zho", "chi", "chinese", "chinois"]),
    ];
    let text = text.trim();
    let folded = deunicode::deunicode(text).to_ascii_lowercase();
    // `French (Canada)` names the language; the country may be one of several ways to say it.
    let name = folded.split('(').next().unwrap_or_default().trim();
    let (primary, rest) = match name.split_once(['-', '_']) {
        Some((primary, rest)) => (primary, Some(rest)),
        None => (name, None),
    };
    if let Some((tag, _)) = NAMES.iter().find(|(_, names)| names.contains(&primary)) {
        return match rest {
            None => Language::new(tag),
            Some(rest) => Language::new(&format!("{tag}-{rest}")),
        };
    }
    // What POSIX writes after a locale: its encoding, its currency.
    Language::new(text.split(['.', '@']).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn languages_by_tag_and_by_name() {
        for (text, expected) in [
            ("fr", Some("fr")),
            ("FR", Some("fr")),
            ("fr_FR", Some("fr-fr")),
            ("fr_FR.UTF-8", Some("fr-fr")),
            ("fr_FR@euro", Some("fr-fr")),
            ("fra", Some("fr")),
            ("fre-CA", Some("fr-ca")),
            ("Français", Some("fr")),
            ("franc\u{327}ais", Some("fr")),
            ("French (Canada)", Some("fr")),
            ("Anglais", Some("en")),
            ("eng", Some("en")),
            ("English", Some("en")),
            ("Deutsch", Some("de")),
            ("español", Some("es")),
            ("brezhoneg", Some("br")),
            ("pt-BR", Some("pt-br")),
            ("gsw", Some("gsw")),
            ("klingon", None),
            ("french-", None),
            ("fr, en", None),
            ("no", Some("no")),
            ("", None),
        ] {
            assert_eq!(language(text).as_ref().map(|l| l.as_str()), expected, "{text}");
        }
    }
}
