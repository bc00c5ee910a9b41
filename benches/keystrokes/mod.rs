//! The queries that are timed: one definition for the native figures and the side-by-side runs.

/// What is asked of any newsroom in a language.
struct Fixed {
    /// A word, letter by letter and then whole; the commonest words; two words.
    queries: [&'static str; 8],
    /// The phrase of common words that is looked for first.
    phrase: &'static str,
}

const FRENCH: Fixed = Fixed {
    queries: ["g", "go", "gou", "gouv", "gouvernement", "la", "de la", "gouvernement ville"],
    phrase: "de la ville",
};
const ENGLISH: Fixed = Fixed {
    queries: ["g", "go", "gov", "gove", "government", "of", "of the", "government service"],
    phrase: "part of the",
};

fn fixed(language: &str) -> Fixed {
    if language == "fr" { FRENCH } else { ENGLISH }
}

/// The word that is typed, whole.
pub fn word(language: &str) -> &'static str {
    fixed(language).queries[4]
}

/// What each query is for, and the query. `middle` is a text that stands for the others: rare
/// words and a misspelling are made of its words. `texts` are all of them, for a phrase that
/// occurs.
pub fn queries<'a, T: Iterator<Item = &'a str>>(
    language: &str,
    middle: &str,
    texts: impl Fn() -> T,
) -> Vec<(String, String)> {
    let fixed = fixed(language);
    let same = |query: &str| (query.to_owned(), query.to_owned());
    let mut queries: Vec<(String, String)> = fixed.queries.map(same).into();
    let usable = |word: &&str| word.len() > 9 && word.bytes().all(|b| b.is_ascii_lowercase());
    let rare: Vec<&str> = middle.split(' ').filter(usable).collect();
    if let [first, second, ..] = rare[..] {
        let last = rare[rare.len() / 2];
        let other = if last == first { second } else { last };
        queries.push(("two rare words".to_owned(), format!("{first} {other}")));
        let typo = format!("{}x{}", &second[..4], &second[5..]);
        queries.push(("a typo".to_owned(), typo));
    }
    let phrase = if texts().any(|text| text.contains(fixed.phrase)) {
        fixed.phrase.to_owned()
    } else {
        let words: Vec<&str> = middle.split_whitespace().take(3).collect();
        words.join(" ")
    };
    queries.push(("a phrase".to_owned(), format!("\"{phrase}\"")));
    queries
}
