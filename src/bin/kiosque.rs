//! The command line: arguments in, library calls, exit status out.

#[path = "kiosque/cache.rs"]
mod cache;
#[path = "kiosque/check.rs"]
mod check;
#[path = "kiosque/convert.rs"]
mod convert;
#[path = "kiosque/guard.rs"]
mod guard;
#[path = "kiosque/manual.rs"]
mod manual;
#[path = "kiosque/new.rs"]
mod new;
#[path = "kiosque/ping.rs"]
mod ping;
#[path = "kiosque/serve.rs"]
mod serve;
#[path = "kiosque/publish.rs"]
mod site;
#[path = "kiosque/verify.rs"]
mod verify;
#[path = "kiosque/write.rs"]
mod write;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use kiosque::{
    bundle::{LeftOut, Need, Spool, folder::Folder},
    ingest::{self, Loaded, Options, Severity, Template},
    model::Language,
    search::{Answer, Filter, Part, Request, What},
};
use std::{
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A newsroom that is a folder of static files.
///
/// Exit status: 0 if all went well, 1 if problems were found (`check`, `verify`, `convert`, `ping`, and
/// `publish` with --strict), 2 if the command was refused or failed; then what was published before
/// is as it was.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say what is wrong with sources, what to do about it, which files were read, and what readers will miss.
    ///
    /// Exit status: 0 if nothing is an error, 1 if something is, 2 if the command itself failed.
    Check(check::Check),
    /// Write sources in another form: a JSON Feed, ninjs or Markdown, with all that is read of them, pictures and documents too.
    ///
    /// What must not be shown, or not yet, stays so in the new sources. What was written is read again, and what is not the
    /// same is told. What is written for a search engine is what the site would show, and no more.
    ///
    /// Exit status: 0 if nothing is lost, 1 if something is, 2 if the command was refused or failed; then nothing was written.
    Convert(convert::Convert),
    /// Begin a newsroom: a folder with a release, that publishes as it is and says what else there is.
    ///
    /// Asks for what is not given, on a terminal. No file that is there already is touched.
    New(new::New),
    /// Make the whole site: the viewer, the set, a page for each release, feeds, sitemap.
    ///
    /// DIR is replaced as a whole once the new site is complete, and what did not change is not
    /// written again. What is in DIR and is not the site's is never touched. Good releases are kept,
    /// bad ones are reported and counted. What must not be shown, or not yet, is left out.
    ///
    /// Exit status: 0 if the site was written, 1 if it was not because of --strict, 2 if it was
    /// refused or failed: a source could not be read as a whole, there are fewer than half of the
    /// releases that the old site has, something is in the way, another run is at work. Whenever
    /// it is not 0, the old site is as it was; but where DIR was published and could not be sent with --to,
    /// of which the last line tells, DIR is the new one.
    Publish(Box<site::Publish>),
    /// Show a published folder to a browser on this computer; or, with --preview, what waits to be published.
    Serve(serve::Serve),
    /// Tell hubs (WebSub) and search engines (IndexNow) what changed, once the folder was uploaded.
    ///
    /// Whom to tell is said in `_newsroom` and stands in the published folder. The public site is looked
    /// at first: if it is not what is in DIR, nobody is told.
    ///
    /// Exit status: 0 if all were told or there was nothing new, 1 if somebody could not be told, 2 if
    /// nobody was, as the folder is not on line yet or the command itself failed.
    Ping(ping::PingArgs),
    /// Hold a published folder against the list of its files.
    ///
    /// Exit status: 0 if it is what was published, 1 if files are missing, changed or added or
    /// the signature is not the key's, 2 if the command itself failed.
    Verify(verify::Verify),
    /// Search a set with the engine that the viewer uses.
    Search {
        /// The newsroom's folder, with a set in it.
        dir: PathBuf,
        /// Words, "phrases", -exclusions, topic:…, date:2024-03..2024-06.
        query: String,
        /// How many releases to list.
        #[arg(long, default_value_t = 10)]
        limit: u32,
        /// Take the last word for the beginning of one, as the viewer does while it is being typed.
        #[arg(long)]
        typing: bool,
        /// List the releases that hold only some of the words too, after those that hold all.
        #[arg(long)]
        wide: bool,
        /// JSON instead of lines of text.
        #[arg(long)]
        json: bool,
    },
    /// Write and correct releases on a local page, for who knows no format: fields, a plain editor, a preview.
    ///
    /// Prints an address with a secret in it, which only a browser on this computer can open. What is saved is a Markdown file in
    /// DIR; what it said beside what was changed stays, and nothing outside DIR is read or written.
    Write(write::Writing),
    /// Print what makes a shell complete the commands and options of this program.
    Completions(manual::Completions),
    /// Print the manual, as a page for man.
    Man(manual::Man),
    /// Print the licences of the software in this program, and in the viewer inside it.
    Licences,
}

/// What `make licences` writes: for the command line, and for the viewer inside it.
const LICENCES: [&str; 2] = [
    include_str!("../../scripts/licences/licences.txt"),
    include_str!("../../static/licences.txt"),
];

#[derive(Args)]
struct Sources {
    /// Folders, and files of the formats that README lists: JSON Feed, Markdown, HTML, RSS, Word and others.
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// The language of releases that name none.
    #[arg(long, value_parser = language)]
    language: Option<Language>,
    /// Template languages that the sources are written in: wml, hugo. Otherwise their marks are text.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    templates: Vec<Template>,
    /// Read the further pages and archives of a feed, where they lie beside it.
    #[arg(long)]
    follow: bool,
}

/// What is shown though it would wait.
#[derive(Args, Clone, Copy)]
struct Insist {
    /// Show releases that are dated in the future.
    #[arg(long)]
    future: bool,
    /// Show a release though another language of it is left out.
    #[arg(long)]
    versions_apart: bool,
}

fn language(tag: &str) -> Result<Language, String> {
    Language::new(tag).ok_or_else(|| "a language tag such as fr or en-CA is wanted".to_owned())
}

impl Sources {
    fn load(&self) -> Loaded {
        ingest::load(&self.sources, &self.options())
    }

    /// The same, with texts put away that memory need not hold.
    fn load_into(&self, spool: &Spool) -> Loaded {
        let shelf = spool.shelf();
        ingest::load(&self.sources, &Options { shelf, ..self.options() })
    }

    fn options(&self) -> Options {
        let templates = self.templates.iter().copied().collect();
        let (language, follow) = (self.language.clone(), self.follow);
        Options { language, templates, follow, ..Options::default() }
    }
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Check(check) => check.run(),
        Command::Convert(convert) => convert.run(),
        Command::New(new) => new.run(),
        Command::Publish(publish) => publish.run(),
        Command::Serve(serve) => serve.run(),
        Command::Ping(ping) => ping.run(),
        Command::Verify(verify) => verify.run(),
        Command::Write(writing) => writing.run(),
        Command::Search { dir, query, limit, typing, wide, json } => {
            let request = Request { query, limit, typing, wide, ..Request::default() };
            search(&dir, &request, json)
        }
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(),
        Command::Licences => licences(),
    };
    result.unwrap_or_else(|error| {
        // Whoever read the output has had enough of it: not an error of ours.
        let pipe = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>());
        if pipe.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        eprintln!("kiosque: {error:#}");
        ExitCode::from(2)
    })
}

fn errors(loaded: &Loaded) -> usize {
    loaded.problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}

fn licences() -> Result<ExitCode> {
    writeln!(std::io::stdout(), "{}", LICENCES.join("\n").trim_end())?;
    Ok(ExitCode::SUCCESS)
}

/// The moment given, else now.
fn moment(given: Option<i64>) -> Result<i64> {
    match given {
        Some(now) => Ok(now),
        None => Ok(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?),
    }
}

/// Says who waits and why, how many were left out, and when to run again.
fn say_left_out(left: &LeftOut) {
    for problem in &left.problems {
        eprintln!("{problem}");
    }
    if let Some(summary) = left.summary() {
        print!("{summary}");
        match left.again {
            Some(date) => println!("; publish again after {date}"),
            None => println!(),
        }
    }
}

fn search(dir: &Path, request: &Request, json: bool) -> Result<ExitCode> {
    let mut folder = Folder::open(dir)?;
    let reader = folder.read(&Need::List(request.clone()));
    let answer = reader.answer(request);
    let found = reader.found(&answer);
    let given_up = given_up(&answer);
    let mut out = std::io::stdout().lock();
    if json {
        let hits: Vec<serde_json::Value> = found
            .iter()
            .map(|found| serde_json::json!({ "score": found.hit.score, "release": found.card.as_deref() }))
            .collect();
        let answer = serde_json::json!({
            "total": answer.total,
            "more": answer.more,
            "given_up": given_up,
            "hits": hits,
            "suggestion": answer.suggestion,
            "unavailable": answer.unavailable,
        });
        serde_json::to_writer_pretty(&mut out, &answer)?;
        writeln!(out)?;
    } else {
        for card in found.iter().filter_map(|found| found.card.as_ref()) {
            let date = card.published.map(|date| date.to_string()).unwrap_or_default();
            let title = card.title.as_deref().unwrap_or("(no title)");
            writeln!(out, "{:10.10}  {}  {title}", date, card.slug)?;
        }
        writeln!(out, "{} releases", answer.total)?;
        match (answer.more, request.wide) {
            (0, _) => {}
            (more, true) => writeln!(out, "{more} more hold only some of the words")?,
            (more, false) => {
                writeln!(out, "{more} more hold only some of the words (--wide lists them)")?;
            }
        }
        if !given_up.is_empty() {
            writeln!(out, "given up, as no release has all: {}", given_up.join(", "))?;
        }
        if let Some(suggestion) = &answer.suggestion {
            let said = if answer.total > 0 { "searched instead" } else { "did you mean" };
            writeln!(out, "{said}: {suggestion}")?;
        }
    }
    if let Some(error) = reader.failure() {
        eprintln!("kiosque: {error}");
    }
    Ok(ExitCode::SUCCESS)
}

/// The parts of the query that were given up, as they can be typed.
fn given_up(answer: &Answer) -> Vec<String> {
    let in_title = |title: &bool| if *title { "title:" } else { "" };
    let typed = |part: &Part| match &part.what {
        What::Word { word, in_title: title, .. } => Some(format!("{}{word}", in_title(title))),
        What::Phrase { words, in_title: title } => {
            Some(format!("{}\"{}\"", in_title(title), words.join(" ")))
        }
        What::Filter(Filter::Facet { facet, typed, .. }) => {
            Some(format!("{}:{typed}", facet.as_str()))
        }
        What::Filter(Filter::Dates(_)) | What::Any(_) | What::Group(_) => None,
    };
    answer.understood().parts.iter().filter(|part| part.given_up).filter_map(typed).collect()
}
