//! `kiosque convert`: sources in another form, and an export to search engines.

use crate::{Insist, Sources, moment, say_left_out, site::base};
use anyhow::{Result, bail};
use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use kiosque::{
    ingest::{self, Loaded, Problem},
    publish::{self, Base, Ledger, Options, SourceForm},
};
use std::{io::Write, path::PathBuf, process::ExitCode};

#[derive(Args)]
pub struct Convert {
    #[command(flatten)]
    sources: Sources,
    /// The form.
    #[arg(long, value_name = "FORM", value_parser = form())]
    to: Form,
    /// The folder to write, which is not there yet or empty.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Go on although a source could not be read as a whole, or there is no release in them: what was read is converted, and
    /// who publishes that will not be told that something is missing.
    #[arg(long)]
    allow_shrink: bool,
    #[command(flatten)]
    export: Export,
}

/// What matters only where others read what is written.
#[derive(Args)]
#[command(next_help_heading = "Options of --to opensearch-bulk")]
struct Export {
    /// Where the site is: addresses of pages and files are absolute then.
    #[arg(long, value_name = "URL", value_parser = base)]
    base_url: Option<Base>,
    /// The addresses.json of the site: pages have the addresses that they have there.
    #[arg(long, value_name = "FILE")]
    addresses: Option<PathBuf>,
    /// The moment for which to export, in seconds since 1970 (embargoes end at theirs). By default now.
    #[arg(long, value_name = "SECONDS")]
    now: Option<i64>,
    #[command(flatten)]
    insist: Insist,
}

impl Export {
    fn is_given(&self) -> bool {
        let Self { base_url, addresses, now, insist } = self;
        let insists = insist.future || insist.versions_apart;
        base_url.is_some() || addresses.is_some() || now.is_some() || insists
    }
}

#[derive(Clone, Copy)]
enum Form {
    Source(SourceForm),
    Bulk,
}

const BULK: &str = "opensearch-bulk";

fn form() -> impl TypedValueParser<Value = Form> {
    let sources = SourceForm::ALL.iter().map(|form| match form {
        SourceForm::JsonFeed => (form.as_str(), "One JSON Feed 1.1 with all releases"),
        SourceForm::Ninjs => {
            (form.as_str(), "A file of ninjs 3.1 for each, beside a newsroom.json")
        }
        SourceForm::Markdown => {
            (form.as_str(), "A file of Markdown for each, beside a newsroom.json")
        }
    });
    let bulk =
        (BULK, "An index of OpenSearch or Elasticsearch, with what the site shows and no more");
    let values = sources.chain([bulk]).map(|(name, help)| PossibleValue::new(name).help(help));
    PossibleValuesParser::new(values).try_map(|name| match name.as_str() {
        BULK => Ok(Form::Bulk),
        name => SourceForm::named(name).map(Form::Source).ok_or("no form"),
    })
}

impl Convert {
    pub fn run(&self) -> Result<ExitCode> {
        if let (Form::Source(form), true) = (self.to, self.export.is_given()) {
            bail!(
                "sources say everything, whenever they are read: --base-url, --addresses, --now, --future and --versions-apart are for --to {BULK}, not {}",
                form.as_str()
            );
        }
        let loaded = self.sources.load();
        if !self.allow_shrink {
            publish::check_sources(&loaded, &self.sources.sources)?;
        }
        match self.to {
            Form::Source(form) => self.convert(loaded, form),
            Form::Bulk => self.export(loaded),
        }
    }

    fn convert(&self, mut loaded: Loaded, form: SourceForm) -> Result<ExitCode> {
        let converted = publish::convert(&loaded, &self.sources.sources, form, &self.out)?;
        let lost = say_losses(&mut loaded.problems, converted.problems);
        let mut out = std::io::stdout().lock();
        let (releases, pages, files) = (converted.releases, converted.pages, converted.files);
        writeln!(
            out,
            "{}: {releases} releases, {pages} pages and {files} files, as {}",
            self.out.display(),
            form.as_str()
        )?;
        let (held, embargoes) = (converted.held, converted.embargoes);
        writeln!(
            out,
            "{held} withheld and {embargoes} under an embargo, in the new sources as well; {}",
            in_words(lost)
        )?;
        Ok(status(lost))
    }

    fn export(&self, mut loaded: Loaded) -> Result<ExitCode> {
        let Export { base_url, addresses, now, insist } = &self.export;
        let options = Options {
            base: base_url.clone().unwrap_or_default(),
            now: moment(*now)?,
            future: insist.future,
            apart: insist.versions_apart,
            ledger: match addresses {
                Some(file) => Ledger::file(file)?,
                None => Ledger::default(),
            },
            ..Options::default()
        };
        let mut problems = std::mem::take(&mut loaded.problems);
        let exported = publish::export(loaded, &self.sources.sources, &options, &self.out)?;
        let lost = say_losses(&mut problems, exported.problems);
        say_left_out(&exported.left_out);
        let (releases, parts) = (exported.releases, exported.parts);
        println!(
            "{}: {releases} releases in {parts} files, as {BULK}, and mapping.json; {}",
            self.out.display(),
            in_words(lost)
        );
        Ok(status(lost))
    }
}

/// Says what was lost while reading and writing, and how often.
fn say_losses(read: &mut Vec<Problem>, written: Vec<Problem>) -> usize {
    read.extend(written);
    ingest::locate(read);
    let losses: Vec<&Problem> =
        read.iter().filter(|problem| publish::is_loss(problem.kind)).collect();
    for problem in &losses {
        eprintln!("{problem}");
    }
    losses.len()
}

fn in_words(lost: usize) -> String {
    match lost {
        0 => "nothing is lost".to_owned(),
        lost => format!("lost or read otherwise: {lost}, as said above"),
    }
}

fn status(lost: usize) -> ExitCode {
    if lost == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
