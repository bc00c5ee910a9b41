//! Search test collections, and the questions with a known answer that are made of them: one
//! definition for the relevance gates (`tests/it/relevance.rs`) and the side-by-side runs.

pub mod eval;

use eval::Judgments;
use kiosque::model::Language;
use kiosque::search::Document;
use kiosque::search::analysis::{Token, fold, tokens};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// The folder of the project, of whichever of its packages this is part.
pub fn project() -> &'static Path {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.ancestors().find(|folder| folder.join("static/newsroom").is_dir()).unwrap_or(folder)
}

/// The shared data: in the folder that `KIOSQUE_SHARED` names, else in the one beside the repository (which tests may
/// not do without where that says `required`). What is not there is said to be skipped.
pub fn shared(path: &str) -> Option<PathBuf> {
    let named = std::env::var_os("KIOSQUE_SHARED").filter(|named| named != "required");
    let folder = named.map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let path = project().join(folder).join(path);
    if !path.exists() {
        println!("skipped: {} is not here", path.display());
        return None;
    }
    Some(path)
}

/// Whether tests are to count on them: because they are there, or because they are said to be.
pub fn shared_is_there() -> bool {
    std::env::var_os("KIOSQUE_SHARED").is_some_and(|named| named == "required")
        || shared("").is_some()
}

/// Documents, queries, and which documents answer which query.
#[derive(Debug)]
pub struct Collection {
    /// The documents' identifiers, in their order.
    pub ids: Vec<String>,
    /// The documents.
    pub documents: Vec<Document>,
    /// Identifiers and texts of the queries.
    pub queries: Vec<(String, String)>,
    /// By the identifiers of queries and documents.
    pub judgments: HashMap<String, Judgments>,
}

impl Collection {
    /// Reads a collection in the layout of BEIR; `None` where the shared data are absent.
    pub fn read(name: &str, language: &str) -> Option<Self> {
        let folder = shared("relevance")?.join(name);
        let corpus = lines(&folder.join("corpus.jsonl"));
        let documents = corpus.iter().map(|value| Document {
            language: Language::new(language),
            title: text(value, "title"),
            body: text(value, "text"),
            ..Document::default()
        });
        let (queries, judgments) = judged(&folder);
        Some(Self {
            ids: corpus.iter().map(|value| text(value, "_id")).collect(),
            documents: documents.collect(),
            queries,
            judgments,
        })
    }
}

/// Identifiers and texts of queries, and which documents answer them, by the identifiers of both.
pub type Judged = (Vec<(String, String)>, HashMap<String, Judgments>);

/// Reads the queries and judgments of a collection in the layout of BEIR.
pub fn judged(folder: &Path) -> Judged {
    let mut judgments: HashMap<String, Judgments> = HashMap::new();
    for line in std::fs::read_to_string(folder.join("qrels.tsv")).unwrap().lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let grade = columns[2].parse().unwrap();
        judgments.entry(columns[0].into()).or_default().insert(columns[1].into(), grade);
    }
    let queries = lines(&folder.join("queries.jsonl"));
    (queries.iter().map(|value| (text(value, "_id"), text(value, "text"))).collect(), judgments)
}

fn lines(file: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

/// How a known document is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Class {
    ExactWord,
    TwoWords,
    Typo,
    Prefix,
    NoAccents,
    AfterElision,
    OtherInflection,
}

impl Class {
    /// All of them, in the order in which they are reported.
    pub const ALL: [Self; 7] = [
        Self::ExactWord,
        Self::TwoWords,
        Self::Typo,
        Self::Prefix,
        Self::NoAccents,
        Self::AfterElision,
        Self::OtherInflection,
    ];

    /// As tables name it.
    pub fn label(self) -> &'static str {
        match self {
            Self::ExactWord => "exact",
            Self::TwoWords => "two words",
            Self::Typo => "typo",
            Self::Prefix => "5-letter prefix",
            Self::NoAccents => "no accents",
            Self::AfterElision => "after l’ d’ qu’",
            Self::OtherInflection => "other inflection",
        }
    }
}

/// A query that one document is known to answer.
#[derive(Debug)]
pub struct KnownItem {
    /// What is typed.
    pub query: String,
    /// Whether it is still being typed, so that its last word is a beginning.
    pub typing: bool,
    /// The place of the document.
    pub document: usize,
}

/// A hundred known items of each class, fewer where the documents do not have as many.
pub fn known_items(documents: &[Document]) -> Vec<(Class, Vec<KnownItem>)> {
    let mut rarity: HashMap<String, u32> = HashMap::new();
    for document in documents {
        let words: HashSet<String> =
            tokens(&document.body).into_iter().map(|token| token.word).collect();
        let beginnings: HashSet<String> =
            words.iter().map(|word| word.chars().take(5).chain(['*']).collect()).collect();
        let all = words.into_iter().chain(beginnings);
        all.for_each(|word| *rarity.entry(word).or_default() += 1);
    }
    let item = |class: Class, step: usize| {
        let document = step * 7_919 % documents.len();
        let query = query(class, &documents[document], &rarity, step * 31 + 3)?;
        Some(KnownItem { query, typing: matches!(class, Class::Prefix), document })
    };
    let items = |class| (0..2_000).filter_map(|step| item(class, step)).take(100).collect();
    Class::ALL.map(|class| (class, items(class))).into()
}

/// A query of a class for a document: words of it that few others have.
fn query(
    class: Class,
    document: &Document,
    rarity: &HashMap<String, u32>,
    pick: usize,
) -> Option<String> {
    // The words as they are written: what a reader would copy.
    let written = |token: &Token| document.body[token.range.clone()].to_lowercase();
    let usable = |token: &&Token| {
        let plain = written(token).chars().all(char::is_alphabetic) && !token.compound;
        plain && token.word.chars().count() >= 6 && rarity[&token.word] <= 3
    };
    let tokens = tokens(&document.body);
    let mut words: Vec<String> = tokens.iter().filter(usable).map(written).collect();
    words.dedup();
    if words.is_empty() {
        return None;
    }
    let word = words[pick % words.len()].clone();
    let letters: Vec<char> = word.chars().collect();
    let middle = 1 + pick % (letters.len() - 2);
    Some(match class {
        Class::ExactWord => word,
        Class::TwoWords => format!("{word} {}", words[(pick / 7 + 1) % words.len()]),
        Class::Typo => {
            let mut letters = letters;
            match pick % 4 {
                0 => letters.swap(middle, middle - 1),
                1 => drop(letters.remove(middle)),
                2 => letters.insert(middle, 'e'),
                _ => letters[middle] = if letters[middle] == 'a' { 'o' } else { 'a' },
            }
            letters.into_iter().collect()
        }
        Class::Prefix => {
            // A beginning that identifies something: not one that fifty paragraphs have.
            let beginning = |word: &String| word.chars().take(5).collect::<String>();
            words.iter().map(beginning).find(|word| rarity[&format!("{}*", fold(word))] <= 15)?
        }
        Class::NoAccents => {
            words.into_iter().find(|word| !word.is_ascii()).map(|word| fold(&word))?
        }
        Class::AfterElision => {
            let vowel =
                |word: &&String| "aeiouyhéèêâîô".contains(word.chars().next().unwrap_or(' '));
            let word = words.iter().find(vowel)?;
            format!("{}’{word}", ["l", "d", "qu"][pick % 3])
        }
        Class::OtherInflection => match word.strip_suffix('s') {
            Some(singular) => singular.to_owned(),
            None if word.ends_with(['x', 'z']) => return None,
            None => format!("{word}s"),
        },
    })
}
