//! A newsroom of any size as the Markdown files that Kiosque and Hugo both read: three in five in French, the others in English,
//! 1 to 9 KB each, over twelve years, with headings, lists and people who are quoted.
//!
//! Each release is made of its number alone, so that a million of them need the memory of one.

use super::{FRENCH, Random, Tongue, Vocabulary};

/// How many months of 28 days they are spread over, evenly.
const MONTHS: usize = 144;
const FIRST_YEAR: usize = 2014;

const ENGLISH: Tongue = Tongue {
    frequent: &[
        "the",
        "of",
        "and",
        "to",
        "a",
        "in",
        "for",
        "is",
        "on",
        "that",
        "with",
        "will",
        "be",
        "by",
        "as",
        "are",
        "at",
        "from",
        "it",
        "this",
        "has",
        "its",
        "have",
        "new",
        "more",
        "which",
        "their",
        "government",
        "minister",
        "project",
        "development",
        "region",
        "companies",
        "city",
    ],
    onsets: &[
        "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "w", "th", "sh", "st",
        "tr", "pl", "gr", "br", "cl", "",
    ],
    vowels: &["a", "e", "i", "o", "u", "ea", "oo", "ai", "ou", "er", "an", "in", "on"],
    beginnings: &["", "", "", "", "re", "un", "in", "pre", "over", "con"],
    endings: &[
        "", "s", "ed", "ing", "er", "ers", "ly", "ness", "tion", "tions", "ment", "al", "ity",
    ],
};

const TOPICS: [[&str; 2]; 24] = [
    ["Eau", "Water"],
    ["Énergie", "Energy"],
    ["Santé", "Health"],
    ["École", "Schools"],
    ["Logement", "Housing"],
    ["Transports", "Transport"],
    ["Culture", "Culture"],
    ["Sport", "Sport"],
    ["Emploi", "Jobs"],
    ["Agriculture", "Farming"],
    ["Forêt", "Forests"],
    ["Mer", "Sea"],
    ["Climat", "Climate"],
    ["Recherche", "Research"],
    ["Numérique", "Digital"],
    ["Budget", "Budget"],
    ["Justice", "Justice"],
    ["Sécurité", "Safety"],
    ["Tourisme", "Tourism"],
    ["Patrimoine", "Heritage"],
    ["Jeunesse", "Youth"],
    ["Égalité", "Equality"],
    ["Industrie", "Industry"],
    ["Europe", "Europe in the world"],
];

const PLACES: [&str; 30] = [
    "Paris",
    "Lyon",
    "Marseille",
    "Lille",
    "Nantes",
    "Rennes",
    "Brest",
    "Bordeaux",
    "Toulouse",
    "Nice",
    "Strasbourg",
    "Dijon",
    "Tours",
    "Limoges",
    "Rouen",
    "Ottawa",
    "Montréal",
    "Québec",
    "Halifax",
    "Toronto",
    "London",
    "Cardiff",
    "Leeds",
    "Bristol",
    "Dublin",
    "Cork",
    "Geneva",
    "Brussels",
    "Namur",
    "Luxembourg",
];

const FIRST_NAMES: [&str; 24] = [
    "Ana", "Basile", "Camille", "Denise", "Élise", "Farid", "Gwen", "Hugo", "Inès", "Jeanne",
    "Karim", "Louise", "Maël", "Nora", "Oscar", "Paula", "Rachel", "Simon", "Thea", "Ursule",
    "Victor", "Wanda", "Yann", "Zoé",
];

const ROLES: [[&str; 2]; 6] = [
    ["directrice", "director"],
    ["présidente", "chair"],
    ["porte-parole", "spokesperson"],
    ["ministre", "minister"],
    ["ingénieur", "engineer"],
    ["maire", "mayor"],
];

/// A generated release.
#[derive(Clone, Debug)]
pub struct Release {
    /// `2019/05/three-words-000123.md`.
    pub path: String,
    /// Front matter and text.
    pub markdown: String,
}

/// A newsroom of `count` releases, oldest first.
#[derive(Debug)]
pub struct Newsroom {
    count: usize,
    seed: u64,
    /// French, English.
    words: [Vocabulary; 2],
}

impl Newsroom {
    /// The newsroom that belongs to `seed`.
    #[must_use]
    pub fn new(count: usize, seed: u64) -> Self {
        let words = [Vocabulary::of(&FRENCH, seed), Vocabulary::of(&ENGLISH, seed)];
        Self { count, seed, words }
    }

    /// One of its releases; the one after the last is of the month after.
    #[must_use]
    pub fn release(&self, number: usize) -> Release {
        let mut random = Random::new(self.seed ^ (number as u64 + 1).wrapping_mul(0x9E37_79B9));
        let language = usize::from(random.below(5) > 2);
        let mut writer = Writer { words: &self.words[language], language, random };
        // Squared, so that some topics and issuers are much more frequent than others.
        let issuer = self.words[0].word(400 + 13 * writer.skewed(120));
        let issuer =
            format!("{} {}", ["Agence", "Office"][writer.random.below(2)], capital(issuer));
        let topics: std::collections::BTreeSet<usize> =
            (0..=writer.skewed(3)).map(|_| writer.skewed(TOPICS.len())).collect();
        let topics: Vec<&str> = topics.into_iter().map(|topic| TOPICS[topic][language]).collect();
        let place = PLACES[writer.skewed(PLACES.len())];
        let title = capital(&writer.phrase(5, 8));
        let summary = format!("{} {}", writer.sentence(), writer.sentence());
        let body = writer.body(&issuer, place);
        let day = number * MONTHS * 28 / self.count.max(1);
        let (year, month) = (FIRST_YEAR + day / 28 / 12, day / 28 % 12 + 1);
        let (hour, minute) = (8 + writer.random.below(10), writer.random.below(60));
        let date = format!("{year}-{month:02}-{:02}T{hour:02}:{minute:02}:00+01:00", day % 28 + 1);
        let name: Vec<&str> = title.split(' ').take(3).collect();
        let slug = format!("{}-{number:06}", name.join("-").to_lowercase());
        let tag = ["fr", "en"][language];
        let header = serde_json::json!({
            "id": format!("r{number:06}"),
            "title": title,
            "date": date,
            "summary": summary,
            "language": tag,
            "slug": slug,
            "tags": topics,
            "authors": [issuer],
            "place": place,
        });
        // JSON is YAML; a line for each, so that both take it for front matter.
        let lines = header.as_object().into_iter().flatten();
        let lines: String = lines.map(|(name, value)| format!("{name}: {value}\n")).collect();
        Release {
            path: format!("{year}/{month:02}/{slug}.md"),
            markdown: format!("---\n{lines}---\n\n{body}"),
        }
    }

    /// All of them.
    pub fn releases(&self) -> impl Iterator<Item = Release> {
        (0..self.count).map(|number| self.release(number))
    }
}

struct Writer<'a> {
    words: &'a Vocabulary,
    language: usize,
    random: Random,
}

impl Writer<'_> {
    fn skewed(&mut self, of: usize) -> usize {
        (self.random.fraction().powi(2) * of as f64) as usize
    }

    fn phrase(&mut self, least: usize, more: usize) -> String {
        let count = least + self.random.below(more);
        let words: Vec<&str> = (0..count).map(|_| self.words.draw(&mut self.random)).collect();
        words.join(" ")
    }

    fn sentence(&mut self) -> String {
        let mut sentence = capital(&self.phrase(6, 12));
        if self.random.below(3) == 0 {
            sentence = format!("{sentence}, {}", self.phrase(3, 8));
        }
        sentence + "."
    }

    fn paragraph(&mut self) -> String {
        let sentences: Vec<String> =
            (0..2 + self.random.below(4)).map(|_| self.sentence()).collect();
        sentences.join(" ")
    }

    fn person(&mut self) -> String {
        let first = FIRST_NAMES[self.random.below(FIRST_NAMES.len())];
        let last = self.words.word(2_000 + 17 * self.skewed(400));
        format!("{first} {}", capital(last))
    }

    /// What somebody says, with who that is, as the press of each language writes it.
    fn quotation(&mut self, issuer: &str) -> String {
        let said = self.sentence();
        let said = said.trim_end_matches('.');
        let (person, role) = (self.person(), ROLES[self.random.below(ROLES.len())][self.language]);
        match self.language {
            0 => format!("« {said} », déclare {person}, {role}, {issuer}."),
            _ => format!("“{said},” said {person}, {role}, {issuer}."),
        }
    }

    fn body(&mut self, issuer: &str, place: &str) -> String {
        let mut parts = vec![format!("{place} — {}", self.paragraph())];
        for number in 1..2 + self.random.below(11) {
            if number % 4 == 0 {
                parts.push(format!("## {}", capital(&self.phrase(3, 4))));
            }
            parts.push(match self.random.below(6) {
                0 => self.quotation(issuer),
                1 if number > 2 => {
                    let items = 2 + self.random.below(4);
                    let items: Vec<String> =
                        (0..items).map(|_| format!("- {}", self.phrase(4, 8))).collect();
                    items.join("\n")
                }
                _ => self.paragraph(),
            });
        }
        if self.random.below(3) > 0 {
            parts.push(self.quotation(issuer));
        }
        parts.join("\n\n") + "\n"
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).collect::<String>() + letters.as_str()
}
