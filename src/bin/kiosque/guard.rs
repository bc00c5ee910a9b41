//! What keeps a slip from taking a good site's place, and what insists.

use super::Sources;
use clap::Args;
use kiosque::{
    bundle::Report,
    ingest::{Kind, Loaded, Problem},
    publish::{self, PublishError},
};
use std::{collections::BTreeMap, io::Write, path::Path};

/// What is not let pass, and what is.
#[derive(Args)]
pub(super) struct Guard {
    /// Go on although a source could not be read as a whole, or most releases of the old site
    /// would be gone, or there are none.
    #[arg(long)]
    allow_shrink: bool,
    /// Write nothing if an error leaves a release out; exit status 1.
    #[arg(long)]
    strict: bool,
}

impl Guard {
    /// Says all that is wrong, and whether to go on; how many releases are left out.
    pub(super) fn look(&self, loaded: &Loaded, sources: &Sources) -> Result<usize, PublishError> {
        say(&loaded.problems);
        if !self.allow_shrink {
            publish::check_sources(loaded, &sources.sources)?;
        }
        Ok(publish::left_out(loaded))
    }

    pub(super) fn check_size(&self, report: &Report, out: &Path) -> Result<(), PublishError> {
        if self.allow_shrink { Ok(()) } else { publish::check_size(report, out) }
    }

    /// Whether a site may lose most of its releases.
    pub(super) fn allows_shrink(&self) -> bool {
        self.allow_shrink
    }

    /// The last line, which cannot be overlooked. Whether nothing is to be written.
    pub(super) fn refuses(&self, left_out: usize) -> bool {
        if self.strict && left_out > 0 {
            eprintln!(
                "kiosque: nothing was written (--strict): {}; see the errors above",
                left_out_because_of_errors(left_out)
            );
        }
        self.strict && left_out > 0
    }
}

/// Warnings that a whole archive can have, and that neither withhold anything nor show what nobody meant to show. Of these so many
/// are told one by one: among thousands nobody would see the others.
const COMMON: [Kind; 8] = [
    Kind::TemplateLeftover,
    Kind::MissingVersion,
    Kind::MissingAlt,
    Kind::RelativeLink,
    Kind::DroppedMarkup,
    Kind::UnknownTopic,
    Kind::Repaired,
    Kind::DateFromName,
];
const TOLD: usize = 20;

/// Everything, but of common warnings the first ones.
fn say(problems: &[Problem]) {
    let mut told: BTreeMap<Kind, usize> = BTreeMap::new();
    for problem in problems {
        let like_it = told.entry(problem.kind).or_default();
        *like_it += usize::from(COMMON.contains(&problem.kind));
        if *like_it <= TOLD {
            eprintln!("{problem}");
        }
    }
    for (kind, count) in told.into_iter().filter(|(_, count)| *count > TOLD) {
        let (kind, more) = (kind.code(), count - TOLD);
        eprintln!("warning[{kind}]: {more} more like it; kiosque check names each");
    }
}

fn left_out_because_of_errors(number: usize) -> String {
    match number {
        1 => "1 release is left out because of an error".to_owned(),
        number => format!("{number} releases are left out because of errors"),
    }
}

/// Printed last of all, so that it is what stays on the screen.
pub(super) fn say_lost(number: usize) {
    if number > 0 {
        let _ = std::io::stdout().flush();
        eprintln!("kiosque: {}; see the errors above", left_out_because_of_errors(number));
    }
}
