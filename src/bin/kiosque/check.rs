//! `kiosque check`: what is wrong with sources, and how complete their releases are; as text, as JSON, or as SARIF.

use crate::{Sources, errors, moment};
use anyhow::Result;
use clap::Args;
use kiosque::{
    bundle::{self, Waiting},
    ingest::{
        self, Kind, Loaded, Place, Position, Problem,
        completeness::{self, Completeness, Wanted},
    },
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::{io::Write, process::ExitCode};

/// What is written otherwise in the address of a file.
const IN_AN_ADDRESS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Args)]
pub struct Check {
    #[command(flatten)]
    sources: Sources,
    /// One JSON object instead of lines of text: `problems`, and `complete` in per cent, of all and of each release.
    #[arg(long)]
    json: bool,
    /// SARIF 2.1.0 instead of lines of text, as code hosts show it.
    #[arg(long, conflicts_with = "json")]
    sarif: bool,
    /// Write into the sources what is sure and is not in them: identifiers, languages, groups and dates that the names of files
    /// say, the version of a feed. Nothing that readers see changes, and nothing else in the files.
    #[arg(long)]
    fix: bool,
    /// How many of the releases that lack something readers look for are listed, the least complete first.
    #[arg(long, value_name = "N", default_value_t = 10)]
    worst: usize,
}

impl Check {
    pub fn run(&self) -> Result<ExitCode> {
        let mut loaded = self.sources.load();
        if self.fix && self.fixed(&loaded)? {
            loaded = self.sources.load();
        }
        bundle::look_into(&mut loaded);
        // What would wait if it were published now.
        let left = bundle::leave_out(&mut loaded, &Waiting::from(moment(None)?));
        loaded.problems.extend(left.problems.iter().cloned());
        ingest::locate(&mut loaded.problems);
        let complete = completeness::completeness(&loaded);
        let mut out = std::io::stdout().lock();
        if self.json || self.sarif {
            let said = if self.json { json(&loaded, &complete) } else { sarif(&loaded.problems) };
            serde_json::to_writer_pretty(&mut out, &said)?;
            writeln!(out)?;
        } else {
            for problem in &loaded.problems {
                writeln!(out, "{problem}")?;
            }
            let errors = errors(&loaded);
            let warnings = loaded.problems.len() - errors;
            write!(out, "{}", loaded.table())?;
            if !complete.is_empty() {
                write!(out, "{}", completeness::table(&complete, self.worst))?;
            }
            let shown = loaded.releases.len();
            write!(out, "{shown} releases, {errors} errors, {warnings} warnings")?;
            match left.summary() {
                Some(summary) => writeln!(out, "; {summary}")?,
                None => writeln!(out)?,
            }
        }
        Ok(if errors(&loaded) > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

impl Check {
    /// Writes what is sure; whether anything was written. What is said of it is beside what programs read.
    fn fixed(&self, loaded: &Loaded) -> Result<bool> {
        let fixes = ingest::fix(loaded, &self.sources.sources, &self.sources.options());
        let mut out: Box<dyn Write> = match self.json || self.sarif {
            true => Box::new(std::io::stderr().lock()),
            false => Box::new(std::io::stdout().lock()),
        };
        for (path, lines) in &fixes.written {
            for line in lines {
                writeln!(out, "{}: wrote {line}", path.display())?;
            }
        }
        for (path, why) in &fixes.refused {
            writeln!(out, "{}: not written: {why}", path.display())?;
        }
        Ok(!fixes.written.is_empty())
    }
}

fn json(loaded: &Loaded, complete: &[Completeness<'_>]) -> Value {
    let one = |one: &Completeness<'_>| {
        let lacks: Vec<&str> = one.lacks.iter().map(|wanted: &Wanted| wanted.as_str()).collect();
        json!({ "slug": one.release.slug, "source": one.source, "percent": one.percent(), "lacks": lacks })
    };
    json!({
        "problems": loaded.problems,
        "complete": {
            "percent": completeness::total(complete),
            "releases": complete.iter().map(one).collect::<Vec<_>>(),
        },
    })
}

/// Problems as static analysis results interchange them (SARIF 2.1.0, OASIS). A place in JSON is a logical one there.
fn sarif(problems: &[Problem]) -> Value {
    let mut kinds: Vec<Kind> = problems.iter().map(|problem| problem.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let rule = |kind: &Kind| json!({ "id": kind.code(), "defaultConfiguration": { "level": kind.severity().as_str() } });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "kiosque",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": kinds.iter().map(rule).collect::<Vec<_>>(),
            } },
            "results": problems.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

fn result(problem: &Problem) -> Value {
    let mut file = json!({ "artifactLocation": { "uri": utf8_percent_encode(&problem.source, IN_AN_ADDRESS).to_string() } });
    let mut location = json!({});
    match &problem.place {
        Place::Whole => {}
        Place::Line(line) => file["region"] = json!({ "startLine": line }),
        Place::Pointer(pointer) => {
            location["logicalLocations"] = json!([{ "fullyQualifiedName": pointer }]);
            if let Some(Position { line, column }) = problem.position {
                file["region"] = json!({ "startLine": line, "startColumn": column });
            }
        }
    }
    location["physicalLocation"] = file;
    json!({
        "ruleId": problem.kind.code(),
        "level": problem.severity.as_str(),
        "message": { "text": problem.message },
        "locations": [location],
    })
}
