//! A newsroom of any size that reads, to a search engine, like French: seeded, so that every run
//! and every engine measured side by side sees the same documents.
//!
//! Words are made of French syllables with French endings, so that prefixes crowd (`con`, `pré`)
//! and forms share stems as they do in the language. How often each is used follows Zipf's law over
//! [`FORMS`] forms; the two dozen most frequent are the real ones (`de`, `la`, `gouvernement` …).

pub mod press;

/// How many different words there are to choose from.
pub const FORMS: usize = 240_000;

/// A pseudo-random sequence: splitmix64 (Steele, Lea, Flood, 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The sequence that belongs to `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// A number from 0 to below 1.
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// What words of a language are made of.
struct Tongue {
    /// What most texts are made of, by frequency.
    frequent: &'static [&'static str],
    onsets: &'static [&'static str],
    vowels: &'static [&'static str],
    beginnings: &'static [&'static str],
    endings: &'static [&'static str],
}

const FRENCH: Tongue = Tongue {
    frequent: FREQUENT,
    onsets: ONSETS,
    vowels: VOWELS,
    beginnings: BEGINNINGS,
    endings: ENDINGS,
};

const FREQUENT: &[&str] = &[
    "de",
    "la",
    "le",
    "et",
    "les",
    "des",
    "en",
    "un",
    "du",
    "une",
    "est",
    "que",
    "à",
    "pour",
    "dans",
    "par",
    "sur",
    "au",
    "qui",
    "plus",
    "ce",
    "pas",
    "avec",
    "sont",
    "aux",
    "cette",
    "ses",
    "ont",
    "gouvernement",
    "ministre",
    "projet",
    "développement",
    "région",
    "entreprises",
    "ville",
];

const ONSETS: &[&str] = &[
    "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "ch", "br", "cr", "gr", "pr",
    "tr", "pl", "cl", "fl", "j", "qu", "gu", "st", "",
];
const VOWELS: &[&str] =
    &["a", "e", "i", "o", "u", "é", "è", "ou", "on", "an", "in", "ai", "eu", "oi", "en", "au"];
const BEGINNINGS: &[&str] =
    &["", "", "", "", "con", "pré", "re", "dé", "in", "com", "sur", "inter", "é", "trans"];
const ENDINGS: &[&str] = &[
    "", "s", "e", "es", "é", "ée", "és", "er", "ent", "ait", "ation", "ations", "ement", "eur",
    "euse", "ique", "iques", "ité", "able", "ant", "if", "ive",
];

/// The words, most frequent first, and how they are drawn.
#[derive(Debug)]
pub struct Vocabulary {
    words: Vec<String>,
    /// The share of all words that this one and those before make up.
    cumulated: Vec<f64>,
}

impl Vocabulary {
    /// The French words that belong to `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self::of(&FRENCH, seed)
    }

    fn of(tongue: &Tongue, seed: u64) -> Self {
        let Tongue { frequent, onsets, vowels, beginnings, endings } = *tongue;
        let mut random = Random::new(seed);
        let mut words: Vec<String> = frequent.iter().map(|word| (*word).to_owned()).collect();
        let mut known: std::collections::HashSet<String> = words.iter().cloned().collect();
        while words.len() < FORMS {
            let mut stem = beginnings[random.below(beginnings.len())].to_owned();
            for _ in 0..1 + random.below(3) {
                stem += onsets[random.below(onsets.len())];
                stem += vowels[random.below(vowels.len())];
            }
            stem += onsets[random.below(onsets.len())];
            for _ in 0..1 + random.below(4) {
                let word = format!("{stem}{}", endings[random.below(endings.len())]);
                if word.len() > 2 && known.insert(word.clone()) {
                    words.push(word);
                }
            }
        }
        words.truncate(FORMS);
        // Zipf and Mandelbrot: 1 / (rank + 2.7), with the exponent that French news has.
        let mut total = 0.0;
        let mut cumulated: Vec<f64> = (0..FORMS)
            .map(|rank| {
                total += (rank as f64 + 2.7).powf(-1.05);
                total
            })
            .collect();
        cumulated.iter_mut().for_each(|share| *share /= total);
        Self { words, cumulated }
    }

    /// A word by its rank, 0 for the most frequent.
    #[must_use]
    pub fn word(&self, rank: usize) -> &str {
        &self.words[rank.min(FORMS - 1)]
    }

    /// A word as likely as it is frequent.
    pub fn draw(&self, random: &mut Random) -> &str {
        let at = random.fraction();
        self.word(self.cumulated.partition_point(|share| *share <= at))
    }

    fn text(&self, words: usize, random: &mut Random, text: &mut String) {
        let mut sentence = 0;
        for _ in 0..words {
            let word = self.draw(random);
            if sentence == 0 {
                if !text.is_empty() {
                    text.push(' ');
                }
                let mut letters = word.chars();
                text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                text.push_str(letters.as_str());
            } else {
                text.push(' ');
                let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u', 'é']);
                if vowel && word.len() > 3 && random.below(2) == 0 {
                    text.push_str("l’");
                }
                text.push_str(word);
            }
            sentence += 1;
            if sentence > 8 && random.below(10) == 0 {
                text.push('.');
                sentence = 0;
            }
        }
    }
}

/// A generated release.
#[derive(Clone, Debug, Default)]
pub struct Generated {
    /// About nine words.
    pub title: String,
    /// About twenty-five words.
    pub summary: String,
    /// 120 to 480 words.
    pub body: String,
    /// One to three of 30.
    pub topics: Vec<String>,
    /// One of 40.
    pub issuer: String,
    /// One of 60, or none.
    pub place: Option<String>,
    /// Year and month, newest first.
    pub month: (u16, u8),
}

/// Newsrooms of `count` releases, newest first.
pub fn newsroom(count: usize, seed: u64) -> impl Iterator<Item = Generated> {
    let vocabulary = Vocabulary::new(seed);
    let mut random = Random::new(seed ^ 0x6B69_6F73);
    (0..count).map(move |number| {
        let mut release = Generated::default();
        let mut some = |least: usize, more: usize, text: &mut String| {
            let words = least + random.below(more);
            vocabulary.text(words, &mut random, text);
        };
        some(6, 7, &mut release.title);
        some(15, 20, &mut release.summary);
        some(120, 361, &mut release.body);
        // Squared, so that some topics and issuers are much more frequent than others.
        let mut skewed = |of: usize| (random.fraction().powi(2) * of as f64) as usize;
        let topics: std::collections::BTreeSet<usize> =
            (0..=skewed(3)).map(|_| skewed(30)).collect();
        release.topics = topics.into_iter().map(|topic| format!("sujet-{topic}")).collect();
        release.issuer = format!("organisme-{}", skewed(40));
        let place = skewed(80);
        release.place = (place < 60).then(|| format!("lieu-{place}"));
        // Over eight years, evenly.
        let months = number * 96 / count.max(1);
        release.month = (2026 - (months / 12) as u16, 12 - (months % 12) as u8);
        release
    })
}
