//! `kiosque convert`: sources in another form.

use crate::Sources;
use anyhow::Result;
use clap::{Args, builder::PossibleValuesParser, builder::TypedValueParser};
use kiosque::{
    ingest::{self, Problem},
    publish::{self, SourceForm},
};
use std::{io::Write, path::PathBuf, process::ExitCode};

#[derive(Args)]
pub struct Convert {
    #[command(flatten)]
    sources: Sources,
    /// The form: one JSON Feed, or a file for each release beside a newsroom.json.
    #[arg(long, value_name = "FORM", value_parser = form())]
    to: SourceForm,
    /// The folder to write, which is not there yet or empty.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Go on although a source could not be read as a whole, or there is no release in them: what was read is converted, and
    /// who publishes that will not be told that something is missing.
    #[arg(long)]
    allow_shrink: bool,
}

fn form() -> impl TypedValueParser<Value = SourceForm> {
    let names = SourceForm::ALL.iter().map(|form| form.as_str());
    PossibleValuesParser::new(names).try_map(|name| SourceForm::named(&name).ok_or("no form"))
}

impl Convert {
    pub fn run(&self) -> Result<ExitCode> {
        let mut loaded = self.sources.load();
        if !self.allow_shrink {
            publish::check_sources(&loaded, &self.sources.sources)?;
        }
        let converted = publish::convert(&loaded, &self.sources.sources, self.to, &self.out)?;
        loaded.problems.extend(converted.problems.iter().cloned());
        ingest::locate(&mut loaded.problems);
        let losses: Vec<&Problem> =
            loaded.problems.iter().filter(|problem| publish::is_loss(problem.kind)).collect();
        for problem in &losses {
            eprintln!("{problem}");
        }
        let mut out = std::io::stdout().lock();
        let (releases, pages, files) = (converted.releases, converted.pages, converted.files);
        writeln!(
            out,
            "{}: {releases} releases, {pages} pages and {files} files, as {}",
            self.out.display(),
            self.to.as_str()
        )?;
        writeln!(
            out,
            "{} withheld and {} under an embargo, in the new sources as well; {}",
            converted.held,
            converted.embargoes,
            match losses.len() {
                0 => "nothing is lost".to_owned(),
                lost => format!("lost or read otherwise: {lost}, as said above"),
            }
        )?;
        Ok(if losses.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
