//! `kiosque ping`: hubs and search engines are told of what changed, once it is on line.

use anyhow::Result;
use clap::Args;
use kiosque::publish::{INDEXNOW, Ping, Told};
use std::{io::Write, path::PathBuf, process::ExitCode};

#[derive(Args)]
pub(super) struct PingArgs {
    /// The published folder, as it was uploaded.
    dir: PathBuf,
    /// Say who would be told of what. Nobody is told, nor asked.
    #[arg(long)]
    dry_run: bool,
    /// Tell of everything, new or not.
    #[arg(long)]
    all: bool,
    /// Where what others were told is remembered. By default a hidden file beside DIR.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Where search engines are told (IndexNow).
    #[arg(long, value_name = "URL", default_value = INDEXNOW)]
    indexnow: String,
    /// How often each is tried, with a pause that grows, while it is not there or has no time.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=10))]
    attempts: u32,
}

impl PingArgs {
    pub(super) fn run(&self) -> Result<ExitCode> {
        let Self { dir, dry_run, all, state, indexnow, attempts } = self;
        let ping = Ping {
            dir,
            memory: state.as_deref(),
            indexnow,
            all: *all,
            dry_run: *dry_run,
            attempts: *attempts,
        };
        let mut lines = Vec::new();
        let is_good = ping.run(&mut |told| lines.push(line(told, *dry_run)))?;
        let mut out = std::io::stdout().lock();
        for line in lines {
            writeln!(out, "{line}")?;
        }
        Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn line(told: &Told, dry_run: bool) -> String {
    let Told { service, endpoint, changed, gone, first, failure } = told;
    let of = match (changed.len(), gone.len()) {
        (0, 0) => "nothing new".to_owned(),
        (changed, 0) => format!("{changed} changed"),
        (changed, gone) => format!("{changed} changed, {gone} gone"),
    };
    let how = match (failure, dry_run) {
        (Some(reason), _) => format!("could not be told, and will be the next time: {reason}"),
        (None, true) => format!("would be told: {of}"),
        (None, false) => format!("told: {of}"),
    };
    let mut text = format!("{service} {endpoint} {how}");
    if *first && failure.is_none() {
        text.push_str(
            "; it is not remembered what it was told before, so of the front alone: --all tells of everything",
        );
    }
    for (mark, addresses) in [("+", changed), ("-", gone)] {
        for address in addresses.iter().filter(|_| dry_run) {
            text.push_str(&format!("\n{mark} {address}"));
        }
    }
    text
}
