//! A site shown to a browser on this computer: a published folder, or what is still to be published.

use super::{Sources, language, moment};
use anyhow::{Result, bail};
use clap::Args;
use kiosque::{
    ingest::Template,
    model::Language,
    publish::{self, Options, Place, Preview, Viewer},
};
use std::{io::Write, net::SocketAddr, path::PathBuf, process::ExitCode};

#[derive(Args)]
pub(super) struct Serve {
    /// The published folder; with --preview, files and folders as `publish` takes them.
    #[arg(required = true, value_name = "DIR")]
    places: Vec<PathBuf>,
    /// The port on 127.0.0.1; 0 for any that is free. By default 8000, for a preview 8001.
    #[arg(long)]
    port: Option<u16>,
    /// The path below which the site will lie on its host, such as /news/.
    #[arg(long, value_name = "PATH", default_value = "/")]
    base: String,
    /// Show sources as they would be published, with what is under embargo and what is dated in the
    /// future, each page marked as a preview. Nothing is written anywhere, and no published folder
    /// is touched. Drafts stay out.
    #[arg(long)]
    preview: bool,
    /// Another viewer than the one inside this program.
    #[arg(long, value_name = "DIR", requires = "preview")]
    viewer: Option<PathBuf>,
    /// The language of releases that name none.
    #[arg(long, value_parser = language, requires = "preview")]
    language: Option<Language>,
    /// Template languages that the sources are written in: wml, hugo.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', requires = "preview")]
    templates: Vec<Template>,
    /// With --preview: read the further pages and archives of a feed, where they lie beside it.
    #[arg(long, requires = "preview")]
    follow: bool,
    /// The moment as of which it is said what waits, in seconds since 1970. By default
    /// SOURCE_DATE_EPOCH, else now.
    #[arg(long, value_name = "SECONDS", env = "SOURCE_DATE_EPOCH")]
    now: Option<i64>,
}

impl Serve {
    pub(super) fn run(&self) -> Result<ExitCode> {
        let place =
            Place::new(self.port.unwrap_or(if self.preview { 8001 } else { 8000 }), &self.base);
        let [first, more @ ..] = self.places.as_slice() else { bail!("no folder was named") };
        let tell = |what: String| {
            let base = place.base();
            move |address: SocketAddr| {
                println!("http://{address}{base} shows {what}; Ctrl-C ends it");
                let _ = std::io::stdout().flush();
            }
        };
        if !self.preview {
            if !more.is_empty() {
                bail!(
                    "one published folder is wanted; with --preview, sources as many as there are"
                );
            }
            publish::serve(first, &place, tell(first.display().to_string()))?;
            return Ok(ExitCode::SUCCESS);
        }
        let viewer = match &self.viewer {
            Some(dir) => Viewer::read(dir)?,
            None => Viewer::embedded()?,
        };
        let sources = Sources {
            sources: self.places.clone(),
            language: self.language.clone(),
            templates: self.templates.clone(),
            follow: self.follow,
        };
        let options = Options { now: moment(self.now)?, ..Options::default() };
        let preview = Preview::new(sources.load(), &viewer, &options)?;
        let what = format!("a preview with {} releases that wait", preview.waiting);
        preview.serve(&place, tell(what))?;
        Ok(ExitCode::SUCCESS)
    }
}
