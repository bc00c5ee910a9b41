//! The whole site as files: the viewer, the set, a page for each address, feeds, forms of each
//! release for other programs, what search engines and hosts read, and a list of it all.
//!
//! [`site`] makes it, always the same for the same input; [`Site::write`] replaces a
//! folder by it, writing only what changed; [`verify`] holds a folder against its list. Pages
//! come from `prerender`, everything else that is not the set or the viewer is made here.

mod alternates;
mod base;
mod body;
mod captions;
#[cfg(feature = "native")]
mod convert;
#[cfg(feature = "native")]
mod count;
#[cfg(feature = "native")]
mod earlier;
mod edition;
#[cfg(feature = "native")]
mod embed;
#[cfg(feature = "native")]
mod error;
mod extent;
mod feeds;
mod given;
#[cfg(feature = "native")]
mod guard;
#[cfg(feature = "native")]
mod head;
#[cfg(feature = "native")]
mod json_ld;
#[cfg(feature = "native")]
mod ledger;
mod lists;
#[cfg(feature = "native")]
mod llms;
#[cfg(feature = "native")]
mod look;
#[cfg(feature = "native")]
mod manifest;
#[cfg(feature = "native")]
mod not_found;
#[cfg(feature = "native")]
mod parts;
#[cfg(feature = "native")]
mod people;
#[cfg(feature = "native")]
mod ping;
#[cfg(feature = "native")]
pub mod policy;
#[cfg(feature = "native")]
mod preview;
#[cfg(feature = "native")]
mod reach;
#[cfg(feature = "native")]
mod redirects;
#[cfg(feature = "native")]
mod replace;
#[cfg(feature = "native")]
mod serve;
#[cfg(feature = "native")]
mod share;
#[cfg(feature = "native")]
mod signature;
#[cfg(feature = "native")]
mod sitemap;
#[cfg(feature = "native")]
mod store;
mod table;
#[cfg(feature = "native")]
mod viewer;
#[cfg(feature = "native")]
mod watch;
mod xml;

#[cfg(feature = "native")]
use crate::desk::proof::KEY;
#[cfg(feature = "native")]
use crate::{
    app::Among,
    bundle::{self, BundleError, Content, Contents, Report, Reuse, Spool, Waiting},
    ingest::{Loaded, Problem},
    prerender,
    route::Address,
};
pub use base::{BadBase, Base};
pub use captions::captions;
#[cfg(feature = "native")]
pub use convert::{ConvertError, Converted, Exported, SourceForm, convert, export, is_loss};
#[cfg(feature = "native")]
pub(crate) use convert::{apart, lost};
#[cfg(feature = "native")]
pub use earlier::EarlierIndex;
#[cfg(feature = "native")]
use edition::Edition;
#[cfg(feature = "native")]
pub use error::PublishError;
pub use given::{Given, given};
#[cfg(feature = "native")]
pub use guard::{check_size, check_sources, left_out};
#[cfg(feature = "native")]
pub use ledger::{ADDRESSES, Ledger};
pub use lists::{ListFile, ListForm, TakenList, taken_form};
#[cfg(feature = "native")]
pub use manifest::{MANIFEST, Verdict, verify};
#[cfg(feature = "native")]
pub use parts::Part;
#[cfg(feature = "native")]
pub use ping::{INDEXNOW, Ping, PingError, Told};
#[cfg(feature = "native")]
pub use preview::Preview;
#[cfg(feature = "native")]
use rayon::prelude::*;
#[cfg(feature = "native")]
pub use replace::{Changes, Hold, cache_beside, real};
#[cfg(feature = "native")]
pub use serve::{Place, serve};
#[cfg(feature = "native")]
pub(crate) use serve::{Whole, listen};
#[cfg(feature = "native")]
pub use signature::{Key, SIGNATURE, is_signed, verify_signature};
#[cfg(feature = "native")]
use std::{collections::BTreeSet, path::Path};
#[cfg(feature = "native")]
pub use store::{Sent, Store, StoreError};
#[cfg(feature = "native")]
pub use viewer::{SHELL, Viewer};
#[cfg(feature = "native")]
pub use watch::watch;
#[cfg(feature = "native")]
pub(crate) use xml::Markup;

/// How to publish.
#[cfg(feature = "native")]
#[derive(Default)]
pub struct Options {
    /// Where the site will be, if that is known.
    pub base: Base,
    /// The moment for which to publish, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// Whether releases dated in the future are shown.
    pub future: bool,
    /// Whether a version is shown though another language of it waits.
    pub apart: bool,
    /// Parts that are not made unless asked for.
    pub with: BTreeSet<Part>,
    /// Parts to leave out, for hosts that count files.
    pub without: BTreeSet<Part>,
    /// Which addresses were published before: they stay.
    pub ledger: Ledger,
    /// The index of the site that this one takes the place of: what of it stays as it is is kept.
    pub earlier: Option<EarlierIndex>,
    /// Where what is made is put by until it is written.
    pub spool: Spool,
    /// What an earlier run made of the same things: it is not made again.
    pub reuse: Option<Reuse>,
}

/// What takes long.
#[cfg(feature = "native")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The set and its index are made.
    Set,
    /// Pages, feeds and forms are made.
    Pages,
    /// Changed files are written.
    Files,
    /// They are sent to a store.
    Sending,
}

/// Told how far a stage has come: how much of how much.
#[cfg(feature = "native")]
pub type Progress<'a> = &'a mut dyn FnMut(Stage, usize, usize);

/// A site that is not written yet.
#[cfg(feature = "native")]
#[derive(Debug)]
pub struct Site {
    /// Its files, by their paths.
    pub files: Contents,
    /// Where what is in them is put by.
    spool: Spool,
    /// What is in it and what was left out.
    pub report: Report,
    /// What was wrong with the addresses that were asked for, which reading the sources cannot tell.
    pub problems: Vec<Problem>,
    /// What to paste into a page elsewhere that is to show the latest releases, where that was asked for.
    pub embed: Option<String>,
}

/// Makes a site of what was loaded.
///
/// # Errors
///
/// If a picture or attachment cannot be read, the viewer is not one, or there is no room for what is made.
#[cfg(feature = "native")]
pub fn site(
    mut loaded: Loaded,
    viewer: &Viewer,
    options: &Options,
    progress: Progress<'_>,
) -> Result<Site, PublishError> {
    progress(Stage::Set, 0, 1);
    let Options { now, future, apart, .. } = *options;
    let waiting = Waiting { now, future, apart };
    let known = loaded.problems.len();
    bundle::look_into(&mut loaded);
    let told = loaded.problems.split_off(known);
    let mut chosen = look::Chosen::of(&mut loaded);
    let reach = std::mem::take(&mut loaded.reach);
    let earlier = options.earlier.as_ref().and_then(EarlierIndex::open);
    let (known, spool) = (&options.ledger.addresses, options.spool.clone());
    let mut bundle =
        bundle::bundle_knowing(loaded, waiting, known, earlier.as_ref(), spool.clone())?;
    if options.makes(Part::Feeds) {
        let offered = feeds::offered(&Edition::new(&bundle.set, &bundle.releases, &options.base));
        bundle.offer(offered)?;
    }
    chosen.lead(&mut bundle)?;
    let icon = chosen.icon(&mut bundle)?;
    chosen.dress(&mut bundle)?;
    let mut cards = Vec::new();
    let everyone = people::people(
        &Edition::new(&bundle.set, &bundle.releases, &options.base),
        options.makes(Part::Cards),
    );
    if let Some((people, files)) = everyone {
        bundle.introduce(people)?;
        cards = files;
    }
    progress(Stage::Set, 1, 1);
    let has_forms = options.makes(Part::Forms);
    let mut edition = Edition::new(&bundle.set, &bundle.releases, &options.base);
    edition.has_forms = has_forms;
    let keep = |(path, text): (String, String)| Ok((path, spool.keep(text)?));
    let mut made = cards.into_iter().map(keep).collect::<Result<Contents, BundleError>>()?;
    if options.makes(Part::Feeds) {
        made.extend(feeds::files(&edition, &reach.hubs, &spool)?);
    }
    if has_forms {
        let forms = |release| {
            alternates::FORMS.map(|form| keep((form.path(release), form.write(release, &edition))))
        };
        let forms = bundle.releases.par_iter().flat_map_iter(forms);
        made.extend(forms.collect::<Result<Vec<(String, Content)>, BundleError>>()?);
    }
    let reuse = options.reuse.as_ref();
    let (newest, by_issuer) = options.pictures(bundle.releases.len());
    made.extend(share::pictures(&edition, newest, by_issuer, &spool, reuse)?);
    let shell = viewer.shell.clone().guarded(policy::metas());
    let shell = match &icon {
        Some(icon) => shell.with_icon(icon),
        None => shell,
    };
    let of_all = chosen.head();
    let not_found = not_found::shell(shell.clone(), options.base.path())?;
    let total = bundle.releases.len();
    let head = |address: &Address, among: &Among| {
        head::head(address, among, &edition, &bundle.pages, &made) + &of_all
    };
    let pages = prerender::pages(&bundle, [&shell, &not_found], &viewer.files, &head, reuse);
    let mut files = Contents::new();
    for (done, page) in pages.enumerate() {
        files.extend([page?]);
        progress(Stage::Pages, done.min(total), total);
    }
    let mut texts = sitemap::sitemap(files.keys().map(String::as_str), &edition);
    let embed = reach::add(&reach, &edition, now, &mut texts);
    let wanting = reach::wanting(&reach, &edition, options.makes(Part::Feeds));
    texts.push(("llms.txt".to_owned(), llms::llms(&edition)));
    files.extend(made);
    for text in texts {
        files.extend([keep(text)?]);
    }
    // The service worker was told of the site's files: that one counts.
    let parts = viewer.files.iter().filter(|(path, _)| *path != prerender::WORKER);
    let parts = parts.map(|(path, bytes)| Ok((path.clone(), spool.keep(bytes)?)));
    let list = keep((ADDRESSES.to_owned(), ledger::write(&bundle.addresses, has_forms)));
    for file in bundle.files.into_iter().map(Ok::<_, BundleError>).chain(parts).chain([list]) {
        let (path, content) = file?;
        if files.insert(path.clone(), content).is_some() {
            return Err(PublishError::Twice { path });
        }
    }
    let frames = policy::Frames::new(&reach.frame_ancestors);
    // Last, so that no former address takes the place of a file.
    let (former, problems) = redirects::add(&bundle.redirects, &options.base, &mut files, &spool)?;
    for (path, text) in policy::hosting(&files, &former, &options.base, &frames) {
        files.extend([keep((path.to_owned(), text))?]);
    }
    for list in manifest::manifest(&files) {
        files.extend([keep(list)?]);
    }
    let problems = told.into_iter().chain(bundle.problems).chain(problems).chain(wanting).collect();
    spool.intact()?;
    Ok(Site { files, spool, report: bundle.report, problems, embed })
}

#[cfg(feature = "native")]
impl Site {
    /// Signs the list of files, and puts the public key beside it. Where `dir` has the same list already, signed with the same key,
    /// that signature stays: no two are alike.
    ///
    /// # Errors
    ///
    /// If the system has no random numbers, or there is no room for it.
    pub fn sign(&mut self, key: &Key, dir: &Path) -> Result<(), PublishError> {
        // The list names the key, so that who reads the list knows of it.
        self.files.insert(KEY.to_owned(), self.spool.keep(key.public()?)?);
        self.files.remove(MANIFEST);
        // Its parts are there already: a key lies beside the list, not in a folder.
        let Some((_, list)) = manifest::manifest(&self.files).pop() else { return Ok(()) };
        let signature = match key.known(list.as_bytes(), dir) {
            Some(signature) => signature,
            None => key.sign(list.as_bytes())?,
        };
        self.files.insert(MANIFEST.to_owned(), self.spool.keep(list)?);
        self.files.insert(SIGNATURE.to_owned(), self.spool.keep(signature)?);
        Ok(())
    }

    /// Replaces the folder `dir` by the site; what did not change is not written again, and what is
    /// not of the site is not touched.
    ///
    /// # Errors
    ///
    /// If `dir` holds files that were not published by this program, cannot be written to, or is
    /// published into by another run. Then it is as it was.
    pub fn write(&self, dir: &Path, progress: Progress<'_>) -> Result<Changes, PublishError> {
        self.write_into(&Hold::of(dir)?, progress)
    }

    /// The same, of a folder that is held already.
    ///
    /// # Errors
    ///
    /// As of [`Site::write`].
    pub fn write_into(&self, hold: &Hold, progress: Progress<'_>) -> Result<Changes, PublishError> {
        let total = self.files.len();
        replace::replace(hold, &self.files, &mut |done| progress(Stage::Files, done, total))
    }

    /// Makes a store hold the site, in an order in which every moment is a site that works.
    ///
    /// # Errors
    ///
    /// As of [`Store::send`].
    pub fn send(
        &self,
        store: &Store,
        allow_shrink: bool,
        progress: Progress<'_>,
    ) -> Result<Sent, StoreError> {
        let progress = &mut |done, of| progress(Stage::Sending, done, of);
        store.send(&self.files, &self.spool, allow_shrink, progress)
    }
}
