//! Measures from the command line: the size of a site, and a set's answers to judged queries.

use anyhow::Result;
use clap::{Parser, Subcommand};
use kiosque::bundle::folder::Folder;
use kiosque_measure::{
    judged::{evaluate, feed, rankings, read_judgments, read_queries, trec_line},
    size,
};
use std::{
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

/// Measures a site that kiosque published: its size, and how well its search answers.
#[derive(Parser)]
#[command(about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say how large the files of a folder are: as they lie, with gzip and with brotli.
    Size {
        /// The folder.
        dir: PathBuf,
        /// JSON instead of a table.
        #[arg(long)]
        json: bool,
    },
    /// Print a collection's corpus as a JSON Feed, for kiosque publish.
    Feed {
        /// A file with {"_id", "title", "text"} on each line (BEIR).
        corpus: PathBuf,
        /// Its language.
        #[arg(long)]
        language: Option<String>,
    },
    /// Print a TREC run, a line for each hit (query Q0 document rank score kiosque), with the ids of the source.
    Run {
        /// The newsroom's folder, with a set in it.
        dir: PathBuf,
        /// A file with {"_id", "text"} on each line (BEIR).
        #[arg(long, value_name = "FILE")]
        queries: PathBuf,
        /// How many hits for each query.
        #[arg(long, default_value_t = 100)]
        depth: u32,
    },
    /// Measure the search on judged queries: nDCG@10, MRR@10, recall@100, share without results.
    Eval {
        /// The newsroom's folder, with a set in it.
        dir: PathBuf,
        /// A file with {"_id", "text"} on each line (BEIR).
        #[arg(long, value_name = "FILE")]
        queries: PathBuf,
        /// Judgments: query, document and grade on each line (BEIR or TREC).
        #[arg(long, value_name = "FILE")]
        qrels: PathBuf,
        /// JSON instead of lines of text.
        #[arg(long)]
        json: bool,
    },
}

fn main() -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    match Cli::parse().command {
        Command::Size { dir, json } => sizes(&dir, json, &mut out)?,
        Command::Feed { corpus, language } => {
            serde_json::to_writer_pretty(&mut out, &feed(&corpus, language.as_deref())?)?;
            writeln!(out)?;
        }
        Command::Run { dir, queries, depth } => run(&dir, &queries, depth, &mut out)?,
        Command::Eval { dir, queries, qrels, json } => {
            eval(&dir, &queries, &qrels, json, &mut out)?;
        }
    }
    Ok(out.flush()?)
}

fn run(dir: &Path, queries: &Path, depth: u32, out: &mut impl Write) -> Result<()> {
    let queries = read_queries(queries)?;
    let rankings = rankings(&mut Folder::open(dir)?, &queries, depth);
    for (query, ranking) in queries.iter().zip(&rankings) {
        for (rank, (id, score)) in (1..).zip(ranking) {
            writeln!(out, "{}", trec_line(&query.id, id, rank, *score))?;
        }
    }
    Ok(())
}

fn eval(dir: &Path, queries: &Path, qrels: &Path, json: bool, out: &mut impl Write) -> Result<()> {
    let judgments = read_judgments(qrels)?;
    let mut queries = read_queries(queries)?;
    queries.retain(|query| judgments.contains_key(&query.id));
    let rankings = rankings(&mut Folder::open(dir)?, &queries, 100);
    let report = evaluate(&queries, &rankings, &judgments);
    let figures = [
        ("nDCG@10", report.ndcg_10),
        ("MRR@10", report.mrr_10),
        ("recall@100", report.recall_100),
        ("zero results", report.zero_results),
    ];
    if json {
        let mut object = serde_json::json!({ "queries": report.queries });
        for (name, figure) in figures {
            object[name] = figure.into();
        }
        serde_json::to_writer_pretty(&mut *out, &object)?;
        writeln!(out)?;
    } else {
        writeln!(out, "{:<14}{}", "queries", report.queries)?;
        for (name, figure) in figures {
            writeln!(out, "{name:<14}{figure:.4}")?;
        }
    }
    Ok(())
}

fn sizes(dir: &Path, json: bool, out: &mut impl Write) -> Result<()> {
    let sizes = size::sizes(dir)?;
    if json {
        serde_json::to_writer_pretty(&mut *out, &sizes)?;
        writeln!(out)?;
        return Ok(());
    }
    writeln!(out, "{:>10} {:>10} {:>10}  file", "raw", "gzip", "brotli")?;
    let total = |part: fn(&size::Size) -> u64| sizes.iter().map(part).sum::<u64>();
    for size in &sizes {
        writeln!(out, "{:>10} {:>10} {:>10}  {}", size.raw, size.gzip, size.brotli, size.file)?;
    }
    let (raw, gzip, brotli) = (total(|s| s.raw), total(|s| s.gzip), total(|s| s.brotli));
    writeln!(out, "{raw:>10} {gzip:>10} {brotli:>10}  total")?;
    if let Some(engine) = size::engine(&sizes) {
        let what = "of the worker's wasm: the search engine";
        writeln!(out, "{:>10} {engine:>10} {:>10}  {what}", "", "")?;
    }
    Ok(())
}
