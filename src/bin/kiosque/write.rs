//! A local page to write and correct releases.

use super::language;
use anyhow::{Context, Result};
use clap::Args;
use kiosque::{
    model::Language,
    publish::Viewer,
    write::{Options, Writer},
};
use std::{io::Write, path::PathBuf, process::ExitCode};

#[derive(Args)]
pub(super) struct Writing {
    /// The newsroom's folder, such as `kiosque new` begins one.
    dir: PathBuf,
    /// The port on 127.0.0.1. By default one that is free.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The language of releases that name none.
    #[arg(long, value_parser = language)]
    language: Option<Language>,
    /// Another viewer than the one inside this program, for the preview.
    #[arg(long, value_name = "DIR")]
    viewer: Option<PathBuf>,
    /// The moment as of which it is said what waits, in seconds since 1970. By default
    /// SOURCE_DATE_EPOCH, else the moment itself.
    #[arg(long, value_name = "SECONDS", env = "SOURCE_DATE_EPOCH")]
    now: Option<i64>,
}

impl Writing {
    pub(super) fn run(self) -> Result<ExitCode> {
        let viewer = match &self.viewer {
            Some(dir) => Viewer::read(dir)?,
            None => Viewer::embedded()?,
        };
        let shown = self.dir.display().to_string();
        let options = Options { language: self.language, now: self.now, viewer: Some(viewer) };
        let writer = Writer::new(&self.dir, options).with_context(|| shown.clone())?;
        writer.serve(self.port, |address| {
            // Whoever reads the address may read no further.
            let mut out = std::io::stdout();
            let _ = writeln!(
                out,
                "{address}\nwrites in {shown}: open this address in a browser on this computer; Ctrl-C ends it"
            );
            let _ = out.flush();
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
