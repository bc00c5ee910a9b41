//! Who said what, held to quotations that were judged by reading (`tests/fixtures/quotes/README.md`): those of the sample, and
//! those of real newsrooms, of which one part was looked at while the patterns were written and the other after that.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use crate::support;
use kiosque::{
    bundle::{self, Need},
    ingest::{Options, load},
    model::{Release, blocks_text},
    quotes::quotations,
    search::Request,
};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What was judged of one release: where a quotation begins, and whose it is.
type Judged<'a> = BTreeMap<usize, &'a str>;

#[derive(Default, Debug)]
struct Figures {
    /// What was judged to be a quotation, and of these, found with the right speaker.
    quotations: u32,
    found: u32,
    /// What was found, and of that, quotations whose speaker is right or left open.
    told: u32,
    right: u32,
    /// Those whose speaker the text names.
    named: u32,
    wrong: Vec<String>,
}

impl Figures {
    fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from(self.told.max(1))
    }

    /// A quotation that is found with its speaker left open, though the text names them, is not recalled.
    fn recall(&self) -> f64 {
        f64::from(self.found) / f64::from(self.quotations.max(1))
    }

    fn join(&mut self, other: Self) {
        self.quotations += other.quotations;
        self.found += other.found;
        self.told += other.told;
        self.right += other.right;
        self.named += other.named;
    }

    fn add(&mut self, release: &Release, judged: &Judged<'_>) {
        let told = quotations(&release.body.blocks());
        for (start, speaker) in judged.iter().filter(|(_, speaker)| **speaker != "-") {
            self.quotations += 1;
            let named = *speaker != "?";
            self.named += u32::from(named);
            match told.iter().find(|told| told.range.start == *start) {
                Some(told) if !named || told.speaker.as_deref() == Some(speaker) => self.found += 1,
                Some(told) => {
                    self.wrong
                        .push(format!("{} {start}: {:?}, not {speaker}", release.id, told.speaker));
                }
                None => self.wrong.push(format!("{} {start}: missed, {speaker}", release.id)),
            }
        }
        for told in told {
            self.told += 1;
            let speaker = judged.get(&told.range.start).copied().unwrap_or("-");
            let right =
                speaker != "-" && told.speaker.as_deref().is_none_or(|name| name == speaker);
            self.right += u32::from(right);
            if !right {
                let text: String = told.text.chars().take(60).collect();
                let start = told.range.start;
                self.wrong.push(format!("{} {start}: told {:?}: {text}", release.id, told.speaker));
            }
        }
    }
}

/// The lines of a file of judgments: release, hash of its text, beginning, speaker.
fn judged(text: &str) -> BTreeMap<&str, (&str, Judged<'_>)> {
    let mut judged: BTreeMap<&str, (&str, Judged<'_>)> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [release, hash, start, speaker] = fields[..] else { panic!("{line}") };
        let start = start.parse().unwrap();
        judged.entry(release).or_insert((hash, BTreeMap::new())).1.insert(start, speaker);
    }
    judged
}

fn figures(sources: &[PathBuf], text: &str) -> Figures {
    let loaded = load(sources, &Options::default());
    let mut figures = Figures::default();
    let judged = judged(text);
    for (id, (hash, judged)) in &judged {
        let mut releases = loaded.releases.iter().map(|sourced| &sourced.release);
        let release = releases.find(|release| release.id == *id);
        let release = release.unwrap_or_else(|| panic!("{id} is not there"));
        let now = fnv1a(blocks_text(&release.body.blocks()).as_bytes());
        assert_eq!(
            *hash,
            format!("{now:08x}"),
            "{id} has another text than the one that was judged"
        );
        figures.add(release, judged);
    }
    figures
}

fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[track_caller]
fn holds(name: &str, figures: &Figures, fewest: u32, precision: f64, recall: f64) {
    figures.wrong.iter().for_each(|wrong| println!("{wrong}"));
    println!(
        "{name}: {} quotations, {} with a named speaker; precision {:.3}, recall {:.3}",
        figures.quotations,
        figures.named,
        figures.precision(),
        figures.recall()
    );
    assert!(figures.quotations >= fewest, "{} quotations", figures.quotations);
    assert!(figures.precision() >= precision, "precision {:.3}", figures.precision());
    assert!(figures.recall() >= recall, "recall {:.3}", figures.recall());
}

#[test]
fn the_sample_is_told_who_said_what() {
    let figures = figures(&[support::sample()], include_str!("../fixtures/quotes/sample.tsv"));
    holds("sample", &figures, FEWEST_OF_SAMPLE, 0.95, 0.85);
}

const FEWEST_OF_SAMPLE: u32 = 100;

#[needs::shared_data]
#[test]
fn real_newsrooms_are_told_who_said_what() {
    let corpora = ["debian", "digitalgov", "cds-canada"];
    let sources = corpora.map(|corpus| support::shared(&format!("releases/{corpus}")));
    let seen = figures(&sources, include_str!("../fixtures/quotes/seen.tsv"));
    let later = figures(&sources, include_str!("../fixtures/quotes/later.tsv"));
    holds("first", &seen, 130, 0.95, 0.80);
    holds("later", &later, 55, 0.95, 0.80);
    // With the sample: all that was judged.
    let all = include_str!("../fixtures/quotes/sample.tsv");
    let mut all = self::figures(&[support::sample()], all);
    all.join(seen);
    all.join(later);
    holds("all", &all, 200, 0.95, 0.85);
}

#[test]
fn what_somebody_says_is_found() {
    let folder = support::Folder::new();
    let loaded = load(&[support::sample()], &Options::default());
    bundle::bundle(loaded, support::NOW).unwrap().write(folder.path()).unwrap();
    let mut set = bundle::folder::Folder::open(folder.path()).unwrap();
    let mut found = |query: &str| -> Vec<String> {
        let request = Request { query: query.to_owned(), ..Request::default() };
        let reader = set.read(&Need::List(request.clone()));
        let found = reader.found(&reader.answer(&request));
        let slugs = found.iter().filter_map(|found| Some(found.card.as_ref()?.slug.to_string()));
        slugs.collect()
    };
    let said = found("citation:\"Zélie Hautbois-Farge\"");
    assert!(said.iter().any(|slug| slug == "2022-10-bilan-secheresse-fr"), "{said:?}");
    assert!(said.len() < 10, "{said:?}");
    assert_eq!(found("quote:hautbois"), said);
    assert_eq!(found("speaker:\"Jacques Inconnu\""), Vec::<String>::new());
}
