//! Kiosque: a newsroom that is a folder of static files.
//!
//! ```text
//! sources ──ingest──▶ model ──bundle──▶ set ──publish──▶ site ──▶ app
//! ```
//!
//! - `ingest` reads a publisher's files into values of the model, and says what is wrong with them;
//! - [`model`] is what a communiqué is: [`Release`](model::Release), dates, languages, the body as values;
//! - [`search`] makes an index of texts, and answers queries with it;
//! - [`bundle`] writes releases as a set of files, and reads them back on either side;
//! - [`desk`] makes what few readers ask for, a release in other forms and its proof;
//! - [`route`] parses and prints the address of every page;
//! - [`i18n`] has the words of the interface, in French and English;
//! - [`zip`] writes archives;
//! - [`app`] is the viewer, which makes a page of what it knows and an address;
//! - `prerender` has the app make a page for every address;
//! - `publish` makes the whole site, puts it in the place of a folder, serves and verifies it;
//! - `write` is a local page to write and correct releases.
//!
//! What reads sources and writes sites (`ingest`, `prerender`, `publish`, `write`, the writing half of `bundle`) needs the feature
//! `native`, which is on unless it is turned off: a browser gets the rest, with the feature `web`. With `tools` it gets
//! what is pure of the former too, for files that a reader opens and lists that one takes away.
//!
//! # Sources in, problems out
//!
//! Reading never stops at what is wrong: one bad date costs no release.
//!
//! ```
//! # #[cfg(not(feature = "native"))] fn main() {}
//! # #[cfg(feature = "native")] fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use kiosque::ingest::{Kind, Options, load};
//!
//! # let temporary = tempfile::tempdir()?;
//! # let folder = temporary.path().to_owned();
//! std::fs::write(folder.join("quai.fr.md"), "---\ndate: 2026-13-40\n---\n# Le quai nord rouvre\n\nLundi.")?;
//! let loaded = load(&[folder], &Options::default());
//! for problem in &loaded.problems {
//!     println!("{problem}");
//! }
//! assert_eq!(loaded.releases[0].release.title.as_deref(), Some("Le quai nord rouvre"));
//! assert_eq!(loaded.problems[0].kind, Kind::BadDate);
//! # Ok(()) }
//! ```
//!
//! # A site in memory
//!
//! The same sources always make the same site, as of the moment that is given.
//!
//! ```
//! # #[cfg(not(feature = "native"))] fn main() {}
//! # #[cfg(feature = "native")] fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use kiosque::{ingest, publish::{self, Viewer}};
//!
//! # let temporary = tempfile::tempdir()?;
//! # let (sources, built) = (temporary.path().join("sources"), temporary.path().join("viewer"));
//! # std::fs::create_dir(&sources)?;
//! # std::fs::create_dir(&built)?;
//! # std::fs::write(sources.join("quai.fr.md"), "# Le quai nord rouvre\n\nLundi.")?;
//! # std::fs::write(built.join("index.html"), "<!doctype html>\n<html lang=\"fr\"><head><base href=\"./\"><title>K</title>\
//! #     <meta name=\"description\" content=\"\"><meta name=\"theme-color\" content=\"\">\
//! #     <meta name=\"kiosque-build\" content=\"\"><link rel=\"stylesheet\" href=\"./a.css\">\
//! #     <script src=\"./a.js\" type=\"module\"></script></head><body></body></html>")?;
//! # std::fs::write(built.join("a.css"), "")?;
//! # std::fs::write(built.join("a.js"), "")?;
//! let loaded = ingest::load(&[sources], &ingest::Options::default());
//! // `built` is what `make build` leaves in target/viewer. With the feature `viewer`: `Viewer::embedded()`.
//! let viewer = Viewer::read(&built)?;
//! let options = publish::Options { now: 1_795_392_000, ..publish::Options::default() };
//! let site = publish::site(loaded, &viewer, &options, &mut |_stage, _done, _of| {})?;
//! assert_eq!(site.report.releases, 1);
//! assert!(site.files.contains_key("r/quai-fr/index.html"), "{:?}", site.files.keys());
//! // site.write(folder, …) would put it in the place of a folder.
//! # Ok(()) }
//! ```
//!
//! # A set, searched
//!
//! A [`Reader`](bundle::Reader) opens no file: it names those it needs. [`Folder`](bundle::folder::Folder) brings them from a disk.
//!
//! ```
//! # #[cfg(not(feature = "native"))] fn main() {}
//! # #[cfg(feature = "native")] fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use kiosque::{bundle::{self, Need, folder::Folder}, ingest, search::Request};
//!
//! # let temporary = tempfile::tempdir()?;
//! # let source = temporary.path().join("quai.fr.md");
//! # std::fs::write(&source, "# Le quai nord rouvre\n\nLundi.")?;
//! # let out = temporary.path().join("site");
//! # let out = out.as_path();
//! // The set alone, without pages, as of 1970: no embargo has ended yet.
//! bundle::bundle(ingest::load(&[source], &ingest::Options::default()), 0)?.write(out)?;
//!
//! let mut folder = Folder::open(out)?;
//! let request = Request { query: "quais".into(), ..Request::default() };
//! let reader = folder.read(&Need::List(request.clone()));
//! let found = reader.found(&reader.answer(&request));
//! let card = found[0].card.as_ref().ok_or("its list entry could not be read")?;
//! assert_eq!(card.title.as_deref(), Some("Le quai nord rouvre"));
//! # Ok(()) }
//! ```

pub mod app;
#[cfg_attr(
    all(feature = "tools", not(feature = "native")),
    allow(dead_code, unused_imports, reason = "what only publishing needs")
)]
pub mod bundle;
pub mod desk;
pub mod i18n;
#[cfg(feature = "tools")]
#[cfg_attr(not(feature = "native"), allow(dead_code, reason = "what touches a disk"))]
pub mod ingest;
pub mod model;
#[cfg(feature = "native")]
pub mod prerender;
#[cfg(feature = "tools")]
#[cfg_attr(not(feature = "native"), allow(dead_code, reason = "what writes a whole site"))]
pub mod publish;
#[cfg(feature = "tools")]
pub mod quotes;
pub mod route;
pub mod search;
#[cfg(feature = "native")]
pub mod write;
pub mod zip;
