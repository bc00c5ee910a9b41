//! The command that publishes a whole site.

use super::{
    Insist, Sources,
    cache::{self, Cache},
    errors,
    guard::{Guard, say_lost},
    moment, say_left_out,
};
use anyhow::{Context, Result, bail};
use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use indicatif::{ProgressBar, ProgressStyle};
use kiosque::bundle::{self, Spool, Waiting};
use kiosque::ingest::{Kind, Problem, Severity};
use kiosque::prerender;
use kiosque::publish::{
    self, Base, Changes, EarlierIndex, Hold, Key, Ledger, Options, Part, Site, Stage, Store, Viewer,
};
use std::{
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

#[derive(Args)]
pub(super) struct Publish {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    guard: Guard,
    /// The folder to publish into: empty, not there yet, or published before.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Send the site to object storage once it lies in DIR: s3://BUCKET/PREFIX (Amazon's and what speaks like it), gs://, az:// or
    /// file:///FOLDER. Every moment is a site that works, and a run that was cut off is gone on with. Credentials are read
    /// from the environment alone (AWS_ACCESS_KEY_ID and others: docs/store.md).
    #[arg(long, value_name = "ADDRESS")]
    to: Option<String>,
    /// Where the site will be. With it, addresses in feeds and heads are absolute, and there are a
    /// sitemap and pictures for social networks.
    #[arg(long, value_name = "URL", value_parser = base)]
    base_url: Option<Base>,
    /// Another viewer than the one inside this program.
    #[arg(long, value_name = "DIR")]
    viewer: Option<PathBuf>,
    /// What to make that is not made unless asked for. Forms that the site before has are made anyway, as their addresses stay.
    #[arg(long, value_name = "PART", value_delimiter = ',', value_parser = parts())]
    with: Vec<Part>,
    /// What to leave out, for hosts that count files.
    #[arg(long, value_name = "PART", value_delimiter = ',', value_parser = parts())]
    without: Vec<Part>,
    /// The addresses.json of the site published last, where DIR is not that site (a fresh folder, a
    /// build server): addresses in it stay, and former ones lead on. By default that in DIR.
    #[arg(long, value_name = "FILE")]
    addresses: Option<PathBuf>,
    /// Sign the list of files with a secret key of minisign's.
    #[arg(long, value_name = "KEYFILE")]
    sign: Option<PathBuf>,
    /// The key's password; without it, a key that has one asks for it.
    #[arg(long, value_name = "PASSWORD", env = "KIOSQUE_KEY_PASSWORD", hide_env_values = true)]
    key_password: Option<String>,
    /// The moment for which to publish, in seconds since 1970 (embargoes end at theirs).
    /// By default SOURCE_DATE_EPOCH, else now.
    #[arg(long, value_name = "SECONDS", env = "SOURCE_DATE_EPOCH")]
    now: Option<i64>,
    #[command(flatten)]
    cache: Cache,
    #[command(flatten)]
    insist: Insist,
    /// Publish again whenever a source changes, until interrupted. What is refused leaves the site
    /// as it is, until the next change.
    #[arg(long)]
    watch: bool,
    /// Only what the viewer reads, beside the viewer that lies in DIR already, and a page for each release
    /// if there is one: for work on the viewer itself. No feeds, no forms, no policy; what was published
    /// before is not known.
    #[arg(long, conflicts_with_all = ["base_url", "to", "viewer", "with", "without", "addresses", "sign", "cache", "no_cache", "watch", "verbose"])]
    bare: bool,
    /// Name each file that was written or removed.
    #[arg(long, short)]
    verbose: bool,
}

/// The parts that can be asked for and left out, by their names.
fn parts() -> impl TypedValueParser<Value = Part> {
    let values = Part::ALL.map(|part| PossibleValue::new(part.as_str()).help(part.about()));
    PossibleValuesParser::new(values).try_map(|name| Part::named(&name).ok_or("no part of a site"))
}

pub(super) fn base(address: &str) -> Result<Base, String> {
    Base::new(address).map_err(|error| error.to_string())
}

impl Publish {
    pub(super) fn run(&self) -> Result<ExitCode> {
        self.keep_consistent()?;
        self.keep_apart()?;
        // Before anything is read or written: what is amiss with it is said at once.
        let store = self.to.as_deref().map(Store::open).transpose()?;
        if self.bare {
            return self.bare();
        }
        let viewer = match &self.viewer {
            Some(dir) => Viewer::read(dir)?,
            None => Viewer::embedded()?,
        };
        let mut options = Options {
            base: self.base_url.clone().unwrap_or_default(),
            now: 0,
            future: self.insist.future,
            apart: self.insist.versions_apart,
            with: self.with.iter().copied().collect(),
            without: self.without.iter().copied().collect(),
            ledger: Ledger::default(),
            earlier: None,
            spool: Spool::default(),
            reuse: None,
        };
        let key = match &self.sign {
            Some(file) => Some(Key::read(file, self.key_password.clone())?),
            None => None,
        };
        let mut once = || self.once(&viewer, &mut options, key.as_ref(), store.as_ref());
        if !self.watch {
            return once();
        }
        publish::watch(&self.sources.sources, || {
            // What is wrong now may be right at the next change: a file that is half saved.
            if let Err(error) = once() {
                eprintln!("kiosque: {error:#}");
            }
            println!("watching; Ctrl-C ends it");
        })?;
        Ok(ExitCode::SUCCESS)
    }

    /// Nobody wants a part and does not.
    fn keep_consistent(&self) -> Result<()> {
        match self.with.iter().find(|part| self.without.contains(part)) {
            Some(part) => bail!("{}: both --with and --without name it", part.as_str()),
            None => Ok(()),
        }
    }

    fn bare(&self) -> Result<ExitCode> {
        let hold = Hold::of(&self.out)?;
        // Half of a site would be of another day than the rest, and its pages without a policy.
        if hold.dir().join(publish::MANIFEST).exists() {
            bail!(
                "{}: is a whole site that was published; publish into it without --bare, or name another folder",
                self.out.display()
            );
        }
        let loaded = self.sources.load();
        let errors = errors(&loaded);
        let lost = self.guard.look(&loaded, &self.sources)?;
        if self.guard.refuses(lost) {
            return Ok(ExitCode::FAILURE);
        }
        let Insist { future, versions_apart: apart } = self.insist;
        let bundle = bundle::bundle(loaded, Waiting { now: moment(self.now)?, future, apart })?;
        self.guard.check_size(&bundle.report, hold.dir())?;
        bundle.write(&self.out)?;
        let pages = prerender::write_pages(&bundle, &self.out)?;
        println!(
            "{}: {} releases in {} files, {pages} pages, {errors} errors",
            self.out.display(),
            bundle.report.releases,
            bundle.files.len(),
        );
        say_left_out(&bundle.report.left_out);
        say_lost(lost);
        Ok(ExitCode::SUCCESS)
    }

    /// What is published inside a source would be read as releases the next time, and inside a
    /// viewer as a part of it. By the real paths: a link may lead there.
    fn keep_apart(&self) -> Result<()> {
        let out = publish::real(&self.out)?;
        let folder = self.to.as_deref().and_then(Store::folder);
        let folder = folder.map(|folder| publish::real(&folder)).transpose()?;
        let sources = self.sources.sources.iter().map(|source| (source, "source"));
        let viewer = self.viewer.iter().map(|viewer| (viewer, "viewer"));
        for (place, what) in sources.chain(viewer) {
            let real = publish::real(place)?;
            if out.starts_with(&real) {
                bail!("{}: lies in a {what}, {}", self.out.display(), place.display());
            }
            if let Some(folder) = folder.as_ref().filter(|folder| folder.starts_with(&real)) {
                bail!("{}: lies in a {what}, {}", folder.display(), place.display());
            }
        }
        match folder.filter(|folder| folder.starts_with(&out) || out.starts_with(folder)) {
            Some(folder) => bail!(
                "{}: --to is another place than --out, {}: neither may lie in the other",
                folder.display(),
                self.out.display()
            ),
            None => Ok(()),
        }
    }

    /// Which addresses were published before: of the folder, or, where that is new, of the site at the store.
    fn ledger(&self, hold: &Hold, store: Option<&Store>) -> Result<Ledger> {
        if let Some(file) = &self.addresses {
            return Ok(Ledger::file(file)?);
        }
        if let Some(store) = store.filter(|_| !hold.dir().join(publish::MANIFEST).exists())
            && let Some(list) = store.read(publish::ADDRESSES)?
        {
            let place = format!("{}: {}", store.address(), publish::ADDRESSES);
            return Ok(Ledger::of(&list, Path::new(&place))?);
        }
        Ok(Ledger::read(hold.dir())?)
    }

    fn once(
        &self,
        viewer: &Viewer,
        options: &mut Options,
        key: Option<&Key>,
        store: Option<&Store>,
    ) -> Result<ExitCode> {
        let start = Instant::now();
        // From here on, so that what is read of the old site is still so when it is replaced.
        let hold = Hold::of(&self.out)?;
        options.spool = Spool::beside(hold.dir());
        let mut loaded = self.sources.load_into(&options.spool);
        // Who has an address depends on what was published before, and is told once that is known.
        loaded.problems.retain(|problem| problem.kind != Kind::AddressTaken);
        let mut errors = errors(&loaded);
        let lost = self.guard.look(&loaded, &self.sources)?;
        if self.guard.refuses(lost) {
            return Ok(ExitCode::FAILURE);
        }
        options.ledger = self.ledger(&hold, store)?;
        for warning in &options.ledger.warnings {
            eprintln!("kiosque: {warning}");
        }
        options.earlier = EarlierIndex::of(hold.dir(), store);
        options.now = moment(self.now)?;
        options.reuse = self.cache.of(&hold);
        let bar = Bar::new();
        let mut site = publish::site(loaded, viewer, options, &mut |stage, done, of| {
            bar.tell(stage, done, of)
        })?;
        for problem in &site.problems {
            bar.say(problem);
            errors += usize::from(problem.severity == Severity::Error);
        }
        self.guard.check_size(&site.report, hold.dir())?;
        if let Some(key) = key {
            site.sign(key, hold.dir())?;
        }
        let changes = site.write_into(&hold, &mut |stage, done, of| bar.tell(stage, done, of))?;
        bar.finish();
        self.report(&site, &changes, errors, start.elapsed())?;
        if let Some(reuse) = &options.reuse {
            cache::settle(reuse);
        }
        let releases = usize::try_from(site.report.releases).unwrap_or(usize::MAX);
        for line in options.decided(releases) {
            eprintln!("kiosque: {line}");
        }
        if let Some(store) = store {
            self.send(&site, store)?;
        }
        say_left_out(&site.report.left_out);
        say_lost(lost);
        Ok(ExitCode::SUCCESS)
    }

    fn send(&self, site: &Site, store: &Store) -> Result<()> {
        let (start, bar) = (Instant::now(), Bar::new());
        let allow = self.guard.allows_shrink();
        let sent = site.send(store, allow, &mut |stage, done, of| bar.tell(stage, done, of));
        bar.finish();
        let sent =
            sent.with_context(|| format!("{} is published, not sent", self.out.display()))?;
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "{}: {} files sent, {} bytes, {} there already, {} deleted; {:.1} s",
            store.address(),
            sent.put.len(),
            sent.bytes,
            sent.unchanged,
            sent.removed.len(),
            start.elapsed().as_secs_f64(),
        )?;
        if !sent.foreign.is_empty() {
            let some: Vec<&str> = sent.foreign.iter().take(SOME).map(String::as_str).collect();
            let more = if sent.foreign.len() > SOME { ", …" } else { "" };
            let some = some.join(", ");
            writeln!(
                out,
                "left alone there, not of the site: {} ({some}{more})",
                sent.foreign.len()
            )?;
        }
        if !sent.exclusive {
            eprintln!(
                "kiosque: {}: does not keep two runs apart by itself: let one computer send at a time",
                store.address()
            );
        }
        Ok(())
    }

    fn report(&self, site: &Site, changes: &Changes, errors: usize, took: Duration) -> Result<()> {
        let mut out = std::io::stdout().lock();
        if self.verbose {
            for path in &changes.written {
                writeln!(out, "+ {path}")?;
            }
            for path in &changes.removed {
                writeln!(out, "- {path}")?;
            }
        }
        writeln!(
            out,
            "{}: {} releases, {errors} errors; {} files, {} bytes: {} written, {} unchanged, {} removed; {:.1} s",
            self.out.display(),
            site.report.releases,
            site.files.len(),
            site.bytes(),
            changes.written.len(),
            changes.unchanged,
            changes.removed.len(),
            took.as_secs_f64(),
        )?;
        if let Some(many) = site.many() {
            writeln!(out, "files: {many}")?;
        }
        if let Some(embed) = &site.embed {
            writeln!(out, "to show the latest releases on other pages: {embed}")?;
        }
        if changes.removed.iter().any(|path| path == publish::SIGNATURE) {
            eprintln!("kiosque: no longer signed: this run had no --sign");
        }
        if !changes.foreign.is_empty() {
            writeln!(out, "left alone, not of the site: {}", changes.foreign.join(", "))?;
        }
        for warning in site.warnings() {
            eprintln!("kiosque: {warning}");
        }
        Ok(())
    }
}

/// So many of the files that are not the site's are named.
const SOME: usize = 5;

/// A progress bar; nothing where standard error is not a terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new() -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{msg:12} {wide_bar} {pos}/{len} {elapsed}")
        {
            bar.set_style(style);
        }
        Self(bar)
    }

    fn tell(&self, stage: Stage, done: usize, of: usize) {
        let name = match stage {
            Stage::Set => "set",
            Stage::Pages => "pages",
            Stage::Files => "files",
            Stage::Sending => "sending",
        };
        self.0.set_message(name);
        self.0.set_length(u64::try_from(of).unwrap_or(u64::MAX));
        self.0.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    }

    /// A line of its own above the bar.
    fn say(&self, problem: &Problem) {
        self.0.suspend(|| eprintln!("{problem}"));
    }

    fn finish(self) {
        self.0.finish_and_clear();
    }
}
