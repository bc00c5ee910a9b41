//! What Kiosque makes of a text as it is being written: what is wrong and at which field, what readers will miss, whether it would
//! be shown now, and the page itself.

use super::{folder::Folder, form::DRAFT};
use crate::{
    bundle::{self, BundleError, Waiting},
    ingest::{
        self, Kind, Loaded, Options, Outline, Place, Problem, Sourced,
        completeness::{self, Wanted},
        known_as, plain_name,
    },
    model::{Date, Language, named},
    publish::{self, PublishError, Viewer},
};
use std::collections::{BTreeMap, BTreeSet};

/// The parts of the form, to each of which what is wrong with it stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    State,
    Title,
    Summary,
    Body,
    Date,
    Embargo,
    Language,
    Issuers,
    Topics,
    Place,
    Contacts,
    Media,
    Papers,
    Image,
    Change,
    /// What belongs to none.
    Whole,
}

named! {
    Field {
        State "state", Title "title", Summary "summary", Body "body", Date "date", Embargo "embargo", Language "language",
        Issuers "issuers", Topics "topics", Place "place", Contacts "contacts", Media "media", Papers "papers", Image "image",
        Change "change", Whole "whole",
    }
}

/// What would become of a release if the newsroom were published now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Public,
    /// Until then, if that is known.
    Waits(Option<Date>),
    /// For a version in another language.
    WaitsForOthers,
    Draft,
    /// A problem says why.
    Held,
    /// There is no release in the file.
    Nothing,
}

/// A newsroom as it is on the disk.
pub(super) struct Newsroom {
    pub(super) loaded: Loaded,
    /// The fate of each release, by its identifier and where it was found.
    fates: BTreeMap<(String, String), Fate>,
    /// What waiting has to say.
    waiting: Vec<Problem>,
}

/// What was found of one file.
pub(super) struct Found {
    pub(super) fate: Fate,
    pub(super) problems: Vec<(Field, Problem)>,
    pub(super) percent: usize,
    pub(super) lacks: Vec<Wanted>,
}

impl Newsroom {
    /// Reads the folder, with `instead` in the place of files of it.
    pub(super) fn read(
        folder: &Folder,
        instead: &[(&str, &str)],
        language: Option<&Language>,
        now: i64,
    ) -> Self {
        let place =
            |(name, text): &(&str, &str)| (folder.root().join(name), text.as_bytes().to_vec());
        let instead = instead.iter().map(place).collect();
        let options = Options { language: language.cloned(), instead, ..Options::default() };
        let mut loaded = ingest::load(&[folder.root().to_owned()], &options);
        for sourced in loaded.releases.iter_mut().chain(&mut loaded.held) {
            sourced.origin.source = folder.name(&sourced.origin.source).to_owned();
        }
        for problem in &mut loaded.problems {
            problem.source = folder.name(&problem.source).to_owned();
        }
        let waiting = Waiting::from(now);
        let mut shown = Loaded {
            releases: loaded.releases.clone(),
            held: loaded.held.clone(),
            ..Loaded::default()
        };
        let left = bundle::leave_out(&mut shown, &waiting);
        let key = |sourced: &Sourced| (sourced.release.id.clone(), sourced.origin.source.clone());
        let public: BTreeSet<_> = shown.releases.iter().map(key).collect();
        let others: BTreeSet<&str> = left
            .problems
            .iter()
            .filter(|problem| problem.kind == Kind::GroupWaits)
            .map(|problem| problem.source.as_str())
            .collect();
        let drafts: BTreeSet<&str> = loaded
            .problems
            .iter()
            .filter(|problem| problem.kind == Kind::Draft)
            .map(|problem| problem.source.as_str())
            .collect();
        let fate = |sourced: &Sourced| {
            let release = &sourced.release;
            let source = sourced.origin.source.as_str();
            match public.contains(&key(sourced)) {
                true => Fate::Public,
                false if others.contains(source) => Fate::WaitsForOthers,
                false => {
                    let days = [release.embargo_until, sourced.appears, release.published];
                    let later = days.into_iter().flatten().filter(|date| date.unix_seconds() > now);
                    Fate::Waits(
                        later.filter(|date| date.year < 9999).max_by_key(Date::unix_seconds),
                    )
                }
            }
        };
        let held = |sourced: &Sourced| match drafts.contains(sourced.origin.source.as_str()) {
            true => Fate::Draft,
            false => Fate::Held,
        };
        let mut fates: BTreeMap<_, _> =
            loaded.releases.iter().map(|one| (key(one), fate(one))).collect();
        fates.extend(loaded.held.iter().map(|one| (key(one), held(one))));
        Self { loaded, fates, waiting: left.problems }
    }

    /// Every release, shown or not.
    pub(super) fn releases(&self) -> impl Iterator<Item = (&Sourced, &Fate)> {
        let all = self.loaded.releases.iter().chain(&self.loaded.held);
        all.filter_map(|one| {
            Some((one, self.fates.get(&(one.release.id.clone(), one.origin.source.clone()))?))
        })
    }

    /// The release of a file that holds one.
    pub(super) fn release(&self, file: &str) -> Option<(&Sourced, &Fate)> {
        self.releases().find(|(one, _)| one.origin.source == file)
    }

    /// The release of a file with several, by its identifier.
    pub(super) fn item(&self, file: &str, id: &str) -> Option<(&Sourced, &Fate)> {
        self.releases().find(|(one, _)| one.origin.source == file && one.release.id == id)
    }

    /// How many things are wrong with each release so that something of it is lost, by its file and, where that has several, its
    /// place there.
    pub(super) fn errors(&self) -> BTreeMap<(&str, &str), usize> {
        let is_error = |problem: &&Problem| problem.severity == ingest::Severity::Error;
        let mut errors = BTreeMap::new();
        for problem in self.loaded.problems.iter().filter(is_error) {
            *errors.entry((problem.source.as_str(), item_of(&problem.place))).or_default() += 1;
        }
        errors
    }

    /// This one alone, shown whatever it says of itself.
    fn alone(&self, file: &str) -> Loaded {
        let mut alone = self.loaded.clone();
        let mut own: Vec<Sourced> =
            self.release(file).map(|(one, _)| one.clone()).into_iter().collect();
        for one in &mut own {
            one.release.embargo_until = None;
            one.release.group = None;
        }
        alone.releases = own;
        (alone.held, alone.held_pages, alone.problems) = (Vec::new(), Vec::new(), Vec::new());
        alone
    }

    /// What is to be said of a file that is `text`.
    pub(super) fn of(&self, file: &str, text: &str) -> Found {
        let outline = Outline::new(text);
        let alone = self.alone(file);
        let complete = completeness::completeness(&alone);
        let (percent, lacks) =
            complete.first().map_or((0, Vec::new()), |one| (one.percent(), one.lacks.clone()));
        let fate = self.release(file).map_or(Fate::Nothing, |(_, fate)| fate.clone());
        // Said once: the form says it.
        let said = |problem: &&Problem| problem.source == file && problem.kind != Kind::Draft;
        let problems = self.loaded.problems.iter().chain(&self.waiting).filter(said);
        let problems =
            problems.map(|problem| (field(problem, outline.as_ref()), problem.clone())).collect();
        Found { fate, problems, percent, lacks }
    }

    /// The page of a release and what it is drawn with, as files of a site; with the path of the page.
    pub(super) fn page(&self, file: &str, viewer: &Viewer) -> Result<Option<Page>, PublishError> {
        let alone = self.alone(file);
        if alone.releases.is_empty() {
            return Ok(None);
        }
        let options = publish::Options {
            now: i64::MAX,
            future: true,
            apart: true,
            without: publish::Part::ALL.into(),
            ..publish::Options::default()
        };
        let mut files = publish::site(alone, viewer, &options, &mut |_, _, _| {})?.files;
        let is_page = |path: &&String| path.starts_with("r/") && path.ends_with("/index.html");
        let Some(path) = files.keys().find(is_page).cloned() else { return Ok(None) };
        let Some(page) = files.remove(&path) else { return Ok(None) };
        let page = quiet(&String::from_utf8_lossy(&page.read()?));
        files.retain(|path, _| {
            !path.ends_with(".html") && !path.ends_with(".js") && !path.ends_with(".wasm")
        });
        let files = files.into_iter().map(|(path, file)| Ok((path, file.read()?.into_owned())));
        let mut files = files.collect::<Result<BTreeMap<String, Vec<u8>>, BundleError>>()?;
        files.insert(path.clone(), page.into_bytes());
        Ok(Some(Page { path, files }))
    }
}

/// The place of the item in which something stands: nothing in a file that is a release.
pub(super) fn item_of(place: &Place) -> &str {
    let Place::Pointer(pointer) = place else { return "" };
    let list = if pointer.starts_with("/items/") { "/items/".len() } else { 1 };
    let end = pointer.get(list..).and_then(|rest| rest.find('/'));
    end.and_then(|end| pointer.get(..list + end)).unwrap_or(pointer)
}

/// A page as it would be published.
pub(super) struct Page {
    pub(super) path: String,
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

/// A page without what runs, what is fetched for that, and what is said where nothing runs: nothing runs in a preview.
fn quiet(page: &str) -> String {
    let mut kept = page.to_owned();
    for (start, end) in [
        ("<script", "</script>"),
        ("<noscript", "</noscript>"),
        ("<link rel=\"preload\"", ">"),
        ("<link rel=\"modulepreload\"", ">"),
        ("<link rel=\"manifest\"", ">"),
        ("<meta http-equiv", ">"),
    ] {
        let mut rest = std::mem::take(&mut kept);
        while let Some(at) = rest.find(start) {
            let length = rest
                .get(at..)
                .and_then(|piece| piece.find(end))
                .map_or(rest.len() - at, |found| found + end.len());
            let after = rest.split_off(at + length);
            rest.truncate(at);
            kept.push_str(&rest);
            rest = after;
        }
        kept.push_str(&rest);
    }
    // A link would lead out of the frame; a new window may not be opened there.
    kept.replacen("<base ", "<base target=\"_blank\" ", 1)
}

/// Beside which field a problem stands: that of the line, else that of its kind.
fn field(problem: &Problem, outline: Option<&Outline<'_>>) -> Field {
    let of_kind = match problem.kind {
        Kind::FutureDate
        | Kind::BadDate
        | Kind::UnsureTime
        | Kind::UnsureDate
        | Kind::ImplausibleDate
        | Kind::DateFromName => Field::Date,
        Kind::MissingTitle | Kind::EmptyRelease => Field::Title,
        Kind::BadLanguage | Kind::MissingVersion | Kind::DuplicateVersion | Kind::GroupWaits => {
            Field::Language
        }
        Kind::MissingAlt | Kind::BrokenPicture | Kind::PictureSaysWhere => Field::Media,
        Kind::UnknownTopic => Field::Topics,
        Kind::BadContact => Field::Contacts,
        Kind::BadStatus | Kind::IncompleteStatus => Field::Change,
        Kind::EmbargoInText | Kind::EmbargoWithoutZone => Field::Embargo,
        _ => Field::Whole,
    };
    let Place::Line(line) = problem.place else { return of_kind };
    match outline.and_then(|outline| outline.on_line(line)) {
        Some(name) => of_name(name).unwrap_or(of_kind),
        // The first line stands for the whole file.
        None if line > 1 => Field::Body,
        None => of_kind,
    }
}

fn of_name(name: &str) -> Option<Field> {
    let plain = plain_name(name);
    let fields = [
        ("title", Field::Title),
        ("summary", Field::Summary),
        ("date_published", Field::Date),
        ("date_modified", Field::Change),
        ("language", Field::Language),
        ("authors", Field::Issuers),
        ("tags", Field::Topics),
        ("place", Field::Place),
        ("contacts", Field::Contacts),
        ("media", Field::Media),
        ("attachments", Field::Papers),
        ("image", Field::Image),
        ("image_alt", Field::Image),
        ("status", Field::Change),
        ("revisions", Field::Change),
    ];
    let known = |first: &str| known_as(first).iter().any(|known| plain_name(known) == plain);
    let found = fields.into_iter().find(|(first, _)| known(first)).map(|(_, field)| field);
    let draft = || DRAFT.iter().any(|known| plain_name(known) == plain).then_some(Field::State);
    found.or_else(draft).or_else(|| plain.contains("embargo").then_some(Field::Embargo))
}

#[cfg(test)]
mod tests {
    use super::{item_of, quiet};
    use crate::ingest::Place;

    #[test]
    fn what_is_wrong_belongs_to_an_item() {
        for (pointer, item) in [
            ("/items/3", "/items/3"),
            ("/items/3/title", "/items/3"),
            ("/items/3/_release/media/0", "/items/3"),
            ("/12/title", "/12"),
            ("/title", "/title"),
            ("", ""),
        ] {
            assert_eq!(item_of(&Place::Pointer(pointer.to_owned())), item, "{pointer}");
        }
        assert_eq!((item_of(&Place::Line(3)), item_of(&Place::Whole)), ("", ""));
    }

    #[test]
    fn what_runs_is_taken_out() {
        let page = "<a><script src=x></script>b<noscript><p>c</p></noscript><link rel=\"preload\" href=x>d<script>e</script>";
        assert_eq!(quiet(page), "<a>bd");
        assert_eq!(quiet("a<script>"), "a");
        assert_eq!(quiet("<base href=\"../\">"), "<base target=\"_blank\" href=\"../\">");
    }
}
