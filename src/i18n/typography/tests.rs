//! What is set how: `~` stands for a no-break space, `_` for a narrow one, `|` for where a piece of a block ends and the next
//! begins.

use super::{Style, Typesetter};
use crate::model::Language;

/// French, as in France.
const FRENCH: &[(&str, &str)] = &[
    // Before double punctuation.
    ("Oui !", "Oui_!"),
    ("Qui ?", "Qui_?"),
    ("un ; deux", "un_; deux"),
    ("Il dit : non", "Il dit~: non"),
    ("Quoi ?!", "Quoi_?!"),
    ("Quoi ? !", "Quoi_?_!"),
    ("Vraiment ?…", "Vraiment_?…"),
    ("(Vraiment ?)", "(Vraiment_?)"),
    ("Oui~!", "Oui_!"),
    ("Oui_!", "Oui_!"),
    ("un\u{2009}; deux", "un_; deux"),
    // What is not there is not added.
    ("Oui!", "Oui!"),
    ("un; deux: trois", "un; deux: trois"),
    ("a ?b", "a ?b"),
    ("Oui, non. Peut-être", "Oui, non. Peut-être"),
    // Quotation marks.
    ("«un»", "«~un~»"),
    ("« un »", "«~un~»"),
    ("«_un_»", "«_un_»"),
    ("«~un~»", "«~un~»"),
    ("« Oui ! »", "«~Oui_!~»"),
    ("Il dit : \"Oui !\"", "Il dit~: «~Oui_!~»"),
    ("\"Un \"deux\" trois\", dit-il", "«~Un “deux” trois~», dit-il"),
    ("« un \"deux\" »", "«~un “deux”~»"),
    ("« un “deux” »", "«~un “deux”~»"),
    ("« un « deux » »", "«~un «~deux~»~»"),
    ("l'\"Initiative\" (\"deux\")", "l’«~Initiative~» («~deux~»)"),
    ("\"de \"la Route\" au \"point\" d'alignement\"", "«~de “la Route” au “point” d’alignement~»"),
    ("\"Un |lien \"fort|\" ici|\".", "«~Un lien “fort” ici~»."),
    ("« un |deux| »", "«~un deux~»"),
    ("un écran de 5\" et plus", "un écran de 5\" et plus"),
    ("« jamais fermé", "«~jamais fermé"),
    // Apostrophes.
    ("l'été d'Anne", "l’été d’Anne"),
    ("l’été", "l’été"),
    ("aujourd'hui", "aujourd’hui"),
    ("presqu'|île", "presqu’île"),
    ("rock 'n' roll", "rock ’n’ roll"),
    ("les années '90", "les années ’90"),
    ("dit 'oui' et 'non, merci.'", "dit ‘oui’ et ‘non, merci.’"),
    ("un angle de 12' 30", "un angle de 12' 30"),
    ("' seule", "' seule"),
    // Points of suspension.
    ("Attendez...", "Attendez…"),
    ("Attendez... Non....", "Attendez… Non...."),
    ("Attendez…", "Attendez…"),
    ("../../a .../b", "../../a .../b"),
    // Numbers.
    ("15 000 000 euros", "15_000_000 euros"),
    ("1 903 personnes", "1_903 personnes"),
    ("en 2020 2021", "en 2020 2021"),
    ("en 2023 150 personnes", "en 2023 150 personnes"),
    ("3 500,50", "3_500,50"),
    ("02 98 12 34 56", "02 98 12 34 56"),
    ("le lot 12 3456", "le lot 12 3456"),
    ("12,5", "12,5"),
    // With their units.
    ("12 %", "12~%"),
    ("2 100 €", "2_100~€"),
    ("20 °C", "20~°C"),
    ("5 km", "5~km"),
    ("161 km/h", "161~km/h"),
    ("3 m² de plus", "3~m² de plus"),
    ("1,1 MW", "1,1~MW"),
    ("7 kWh.", "7~kWh."),
    ("23 M€", "23~M€"),
    ("50 CHF", "50~CHF"),
    ("5 $ ou 6 £", "5~$ ou 6~£"),
    ("5 kilomètres", "5 kilomètres"),
    ("5 maisons", "5 maisons"),
    ("5|~km", "5~km"),
    // Ordinals, dates, times.
    ("le 1er mars 2024", "le 1er mars 2024"),
    ("le XIXe siècle", "le XIXe siècle"),
    ("la 2e fois", "la 2e fois"),
    ("12/03/2024", "12/03/2024"),
    ("à 9 h 30", "à 9~h~30"),
    ("à 14 h", "à 14~h"),
    ("à 9h30", "à 9h30"),
    ("10:30", "10:30"),
    ("de 10 h à 18 h", "de 10~h à 18~h"),
    ("n° 5", "n°~5"),
    // Initials.
    ("J. Dupont", "J.~Dupont"),
    ("M. Dupont", "M.~Dupont"),
    ("É. Zola", "É.~Zola"),
    ("J. R. R. Tolkien", "J.~R.~R.~Tolkien"),
    ("Mme Dupont", "Mme Dupont"),
    ("la SNCF. Demain", "la SNCF. Demain"),
    // What is no text.
    ("https://example.org/?a=1;b", "https://example.org/?a=1;b"),
    ("https://example.org/l'eau...", "https://example.org/l'eau…"),
    ("https://example.org/l'eau", "https://example.org/l'eau"),
    ("\"https://example.org/'a/b\" ?", "«~https://example.org/'a/b~»_?"),
    ("www.example.org/l'eau", "www.example.org/l'eau"),
    ("o'hara@example.org", "o'hara@example.org"),
    ("(l'adresse o'hara@example.org)", "(l’adresse o'hara@example.org)"),
    ("@compte", "@compte"),
    ("", ""),
    (" ", " "),
];

const SWISS: &[(&str, &str)] = &[
    ("Il dit : \"Oui !\"", "Il dit_: «_Oui_!_»"),
    ("«un»", "«_un_»"),
    ("« un »", "«_un_»"),
    ("«~un~»", "«_un_»"),
    ("« un \"deux\" »", "«_un ‹deux›_»"),
    ("\"Un \"deux\" trois\"", "«_Un ‹deux› trois_»"),
    ("un ; deux ? trois !", "un_; deux_? trois_!"),
    ("un : deux", "un_: deux"),
    ("un: deux", "un: deux"),
    ("15 000 francs", "15_000 francs"),
    ("50 CHF, 12 %", "50~CHF, 12~%"),
    ("l'été", "l’été"),
    ("15'000 francs", "15’000 francs"),
    ("à 9 h 30", "à 9~h~30"),
    ("« Oui ! »", "«_Oui_!_»"),
];

const CANADIAN: &[(&str, &str)] = &[
    ("Oui !", "Oui!"),
    ("Oui!", "Oui!"),
    ("Qui ?", "Qui?"),
    ("Quoi ?!", "Quoi?!"),
    ("un ; deux", "un; deux"),
    ("un~; deux", "un; deux"),
    ("Il dit : non", "Il dit~: non"),
    ("« un »", "«~un~»"),
    ("« Oui ! »", "«~Oui!~»"),
    ("Il dit : \"Oui !\"", "Il dit~: «~Oui!~»"),
    ("\"Un \"deux\" trois\"", "«~Un “deux” trois~»"),
    ("5 $ et 12 %", "5~$ et 12~%"),
    ("10 000 $", "10_000~$"),
    ("à 9 h 30", "à 9~h~30"),
    ("l'été", "l’été"),
    ("a ?b", "a ?b"),
];

const ENGLISH: &[(&str, &str)] = &[
    ("\"One \"two\" three,\" it's said", "“One ‘two’ three,” it’s said"),
    ("\"One\"", "“One”"),
    ("(\"One\")", "(“One”)"),
    ("“One ‘two’ three”", "“One ‘two’ three”"),
    ("5 000 « x » ?", "5 000 « x » ?"),
    ("He said 'yes'", "He said ‘yes’"),
    ("'Yes,' he said", "‘Yes,’ he said"),
    ("'Yes.' he said", "‘Yes.’ he said"),
    ("the '90s", "the ’90s"),
    ("the 1990's", "the 1990’s"),
    ("dogs' tails", "dogs’ tails"),
    ("it's O'Hara's", "it’s O’Hara’s"),
    ("rock 'n' roll", "rock ’n’ roll"),
    ("6' tall", "6' tall"),
    ("a 5\" screen", "a 5\" screen"),
    ("Wait...", "Wait…"),
    ("Why? Oh! Well; yes: no", "Why? Oh! Well; yes: no"),
    ("5 km and 12 kg", "5~km and 12~kg"),
    ("20 °C", "20~°C"),
    ("5 miles", "5 miles"),
    ("15,000 people", "15,000 people"),
    ("J. Smith", "J.~Smith"),
    ("10.30 a.m. on 1st May", "10.30 a.m. on 1st May"),
    ("$5 or €6", "$5 or €6"),
    ("see https://example.org/a'b.", "see https://example.org/a'b."),
    ("o'hara@example.org", "o'hara@example.org"),
    ("\"A |link|,\" he said", "“A link,” he said"),
    ("well-known – or not", "well-known – or not"),
];

const UNKNOWN: &[(&str, &str)] = &[("\"a\" ; l'été...", "\"a\" ; l'été..."), ("5 km !", "5 km !")];

fn plain(text: &str) -> String {
    text.replace('~', "\u{a0}").replace('_', "\u{202f}")
}

fn check(tag: &str, cases: &[(&str, &str)]) -> usize {
    let style = Style::of(Language::new(tag).as_ref());
    let mut wrong = Vec::new();
    for (sent, expected) in cases {
        let sent_plain = plain(sent);
        let mut typesetter = Typesetter::new(style);
        let set: String = sent_plain.split('|').map(|piece| typesetter.set(piece)).collect();
        let set = set.replace('\u{a0}', "~").replace('\u{202f}', "_");
        if set != *expected {
            wrong.push(format!("{tag}: {sent:?} is set {set:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    cases.len()
}

#[test]
fn cases_are_set_by_the_rules_of_their_language() {
    let cases = check("fr", FRENCH) + check("fr-FR", FRENCH) - FRENCH.len()
        + check("fr-CH", SWISS)
        + check("fr-CA", CANADIAN)
        + check("en", ENGLISH)
        + check("en-GB", ENGLISH)
        - ENGLISH.len()
        + check("de", UNKNOWN);
    assert!(cases >= 120, "{cases} cases");
}

/// Setting a text that is set already changes nothing.
#[test]
fn what_is_set_stays() {
    for (tag, cases) in [("fr", FRENCH), ("fr-CH", SWISS), ("fr-CA", CANADIAN), ("en", ENGLISH)] {
        let style = Style::of(Language::new(tag).as_ref());
        for (_, set) in cases {
            let text = plain(set);
            assert_eq!(Typesetter::new(style).set(&text), text, "{tag}: {set}");
        }
    }
}
