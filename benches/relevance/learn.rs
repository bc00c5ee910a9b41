//! Learning the weights: coordinate ascent over the tuning halves. Each weight in turn is moved up and down by a step,
//! what does better is kept, and steps are halved once nothing moves.
//!
//! `cargo bench --bench relevance -- --learn [NAME…]` learns all weights or those named; `--set NAME=VALUE` measures a change.

use super::collection::Collection;
use super::relevance::asked::{Asker, Class, Item};
use super::relevance::chance::Half;
use super::relevance::judged::{self, Ask};
use super::relevance::measure::{self, Index};
use super::relevance::newsrooms::Newsroom;
use kiosque::search::{Options, Weights};
use std::time::Instant;

/// A weight, with its bounds, and whether it is part of the index.
struct Learnt {
    name: &'static str,
    of: fn(&mut Weights) -> &mut f32,
    from: f32,
    to: f32,
    indexed: bool,
}

/// All that can be learnt.
const ALL: [Learnt; 16] = [
    Learnt { name: "saturation", of: |w| &mut w.saturation, from: 0.3, to: 4.0, indexed: true },
    Learnt { name: "length", of: |w| &mut w.length, from: 0.0, to: 1.0, indexed: true },
    Learnt { name: "title", of: |w| &mut w.title, from: 0.0, to: 4.0, indexed: true },
    Learnt { name: "title_text", of: |w| &mut w.title_text, from: 0.0, to: 4.0, indexed: true },
    Learnt { name: "summary", of: |w| &mut w.summary, from: 1.0, to: 5.0, indexed: true },
    Learnt { name: "lead", of: |w| &mut w.lead, from: 1.0, to: 4.0, indexed: true },
    Learnt { name: "extra", of: |w| &mut w.extra, from: 0.0, to: 1.0, indexed: true },
    Learnt { name: "stem", of: |w| &mut w.stem, from: 0.0, to: 1.0, indexed: false },
    Learnt { name: "title_stem", of: |w| &mut w.title_stem, from: 0.0, to: 1.0, indexed: false },
    Learnt { name: "prefix", of: |w| &mut w.prefix, from: 0.0, to: 1.0, indexed: false },
    Learnt { name: "typo", of: |w| &mut w.typo[0], from: 0.0, to: 1.0, indexed: false },
    Learnt { name: "typo2", of: |w| &mut w.typo[1], from: 0.0, to: 1.0, indexed: false },
    Learnt { name: "coverage", of: |w| &mut w.coverage, from: 0.0, to: 1.0, indexed: false },
    Learnt { name: "whole_title", of: |w| &mut w.whole_title, from: 0.0, to: 3.0, indexed: false },
    Learnt { name: "order", of: |w| &mut w.order, from: 0.0, to: 2.0, indexed: false },
    Learnt { name: "language", of: |w| &mut w.language, from: 1.0, to: 1.5, indexed: false },
];

/// Sets a weight by its name: `title=1.5`.
pub fn set(weights: &mut Weights, text: &str) -> Result<(), String> {
    let (name, value) = text.split_once('=').ok_or(format!("{text} is no NAME=VALUE"))?;
    let learnt = ALL.iter().find(|learnt| learnt.name == name);
    let learnt = learnt.ok_or(format!("no weight is called {name}"))?;
    *(learnt.of)(weights) = value.parse().map_err(|_| format!("{value} is no number"))?;
    Ok(())
}

/// How much a point of nDCG over the judged collections counts beside one over the known items, which are led by far.
const QUESTIONS: f64 = 3.0;

/// Questions by their class.
type Classes = Vec<(Class, Vec<Item>)>;

/// What to learn from: the questions of the tuning halves.
pub struct Lessons {
    newsrooms: Vec<(Newsroom, Classes)>,
    judged: Vec<Collection>,
    indexes: Vec<Index>,
}

impl Lessons {
    pub fn new(newsrooms: Vec<Newsroom>, judged: Vec<Collection>) -> Self {
        let asked = newsrooms.into_iter().map(|newsroom| {
            let asker = Asker::new(&newsroom.ids, &newsroom.indexed.documents, newsroom.french);
            let classes = asker.ask(Half::Tuning);
            drop(asker);
            (newsroom, classes)
        });
        Self { newsrooms: asked.collect(), judged, indexes: Vec::new() }
    }

    fn index(&mut self, weights: &Weights) {
        let newsrooms = self.newsrooms.iter().map(|(newsroom, _)| {
            let options = Options { weights: weights.clone(), ..newsroom.indexed.options.clone() };
            Index::new(options, &newsroom.indexed.documents)
        });
        let judged = self.judged.iter().map(|collection| {
            let options = Options { weights: weights.clone(), ..Options::default() };
            Index::new(options, &collection.documents)
        });
        self.indexes = newsrooms.chain(judged).collect();
    }

    /// One figure for all: the mean over newsrooms of first places, places in the first ten and reciprocal ranks, and the
    /// mean over judged collections of nDCG. With the figures it is made of.
    fn measure(&mut self, weights: &Weights, indexed: bool) -> (f64, String) {
        if indexed || self.indexes.is_empty() {
            self.index(weights);
        }
        self.indexes.iter_mut().for_each(|index| index.weigh(weights));
        let mut said = String::new();
        let mut known = 0.0;
        for ((newsroom, classes), index) in self.newsrooms.iter().zip(&self.indexes) {
            let mean = measure::mean(&measure::measure(index, classes));
            known += (2.0 * mean.first + mean.ten + mean.mrr) / 4.0 / self.newsrooms.len() as f64;
            said += &format!(" {} {:.4}/{:.4}", newsroom.name, mean.first, mean.ten);
        }
        let mut questions = 0.0;
        for (collection, index) in
            self.judged.iter().zip(self.indexes.iter().skip(self.newsrooms.len()))
        {
            let ask = Ask { half: Half::Tuning, long: false, wide: true };
            let ndcg = judged::measure(index, collection, ask).ndcg_10;
            questions += ndcg / self.judged.len() as f64;
            said += &format!(" ndcg {ndcg:.4}");
        }
        (known + QUESTIONS * questions, said)
    }

    /// Measures `weights`, and then, if `names` are given or nothing else is, learns those.
    pub fn learn(&mut self, weights: &mut Weights, names: Option<&[String]>) {
        let (mut best, said) = self.measure(weights, true);
        println!("{best:.4}{said}");
        let Some(names) = names else { return };
        let wanted = |learnt: &&Learnt| names.is_empty() || names.iter().any(|n| n == learnt.name);
        let mut share = 0.4;
        while share > 0.1 {
            let mut moved = false;
            for learnt in ALL.iter().filter(wanted) {
                let now = *(learnt.of)(weights);
                let step = (now * share).max((learnt.to - learnt.from) * share / 10.0);
                for to in [now + step, now - step] {
                    let to = to.clamp(learnt.from, learnt.to);
                    if to == now {
                        continue;
                    }
                    let start = Instant::now();
                    let mut new = weights.clone();
                    *(learnt.of)(&mut new) = to;
                    let (figure, said) = self.measure(&new, learnt.indexed);
                    let better = figure > best + 0.0002;
                    println!(
                        "{} {now:.3} → {to:.3}: {figure:.4}{said}{} ({:.0} s)",
                        learnt.name,
                        if better { " *" } else { "" },
                        start.elapsed().as_secs_f32()
                    );
                    if better {
                        (*weights, best, moved) = (new, figure, true);
                        break;
                    }
                    if learnt.indexed {
                        self.indexes.clear();
                    }
                }
            }
            if !moved {
                share /= 2.0;
            }
        }
        println!("{weights:#?}");
    }
}
