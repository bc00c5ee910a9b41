//! The set as the app holds it: brings the files and answers that are needed, says when they are
//! there.

use super::{browser, held::Redraw, search_worker::SearchWorker};
use crate::{
    app::view,
    bundle::{LoadError, Missing, Need, Question, Reader, Reply, Set, layout::SET},
    route::Route,
    search::Request,
};
use std::{
    cell::{Ref, RefCell},
    rc::Rc,
};
use wasm_bindgen_futures::spawn_local;

/// How far the set has come.
#[derive(Debug, Default)]
pub enum Boot {
    /// `set.json` is on its way.
    #[default]
    Loading,
    /// It cannot be had or read.
    Failed(LoadError),
    /// It is there.
    Ready(Box<Reader>),
}

/// The set and what of it is on its way.
#[derive(Debug, Default)]
pub struct Shelf {
    boot: Boot,
    in_flight: Vec<String>,
    /// Files that were hinted at in vain: who needs one asks again.
    in_vain: Vec<String>,
    search: Option<SearchWorker>,
    /// What the worker was asked last and has not answered.
    asked: Option<Request>,
}

impl Shelf {
    /// With a set that is already there.
    pub fn of(reader: Reader) -> Self {
        Self { boot: Boot::Ready(Box::new(reader)), ..Self::default() }
    }
}

/// The set, shared by all that is on its way.
#[derive(Clone)]
pub struct Library {
    shelf: Rc<RefCell<Shelf>>,
    redraw: Redraw,
}

impl Library {
    /// With what is on the shelf.
    pub fn new(shelf: Shelf, redraw: Redraw) -> Self {
        Self { shelf: Rc::new(RefCell::new(shelf)), redraw }
    }

    /// Takes the set off the shelf.
    pub fn take(&self) -> Option<Reader> {
        match std::mem::take(&mut *self.shelf.borrow_mut()).boot {
            Boot::Ready(reader) => Some(*reader),
            _ => None,
        }
    }

    /// Fetches the set; and the search too, if the app was opened at an address that is searching
    /// for something.
    pub fn start(&self, route: &Route) {
        if view::is_searching(route) {
            self.start_search();
        }
        spawn_local(open(self.clone()));
    }

    /// Whether what `needs` ask for is all there, or known not to be had.
    pub fn is_ready(&self, needs: &[Need]) -> bool {
        self.read(|reader| needs.iter().all(|need| reader.missing(need).is_empty())) == Some(true)
    }

    /// How far the set has come.
    #[must_use]
    pub fn boot(&self) -> Ref<'_, Boot> {
        Ref::map(self.shelf.borrow(), |shelf| &shelf.boot)
    }

    /// Looks something up in the set, if it is there.
    pub fn read<T>(&self, look: impl FnOnce(&Reader) -> T) -> Option<T> {
        match &self.shelf.borrow().boot {
            Boot::Ready(reader) => Some(look(reader)),
            _ => None,
        }
    }

    /// Asks again for what could not be had.
    pub fn retry(&self) {
        let shelf = &mut *self.shelf.borrow_mut();
        shelf.search = None;
        shelf.asked = None;
        let boot = &mut shelf.boot;
        match boot {
            Boot::Ready(reader) => reader.retry(),
            Boot::Failed(_) => {
                *boot = Boot::Loading;
                spawn_local(open(self.clone()));
            }
            Boot::Loading => {}
        }
        self.redraw.now();
    }

    /// What the set says of itself.
    pub fn set(&self) -> Option<Rc<Set>> {
        self.read(|reader| Rc::clone(reader.set()))
    }

    /// Why something that was asked for is not there.
    pub fn failure(&self) -> Option<LoadError> {
        self.read(|reader| reader.failure().cloned()).flatten()
    }

    /// What `needs` ask for next.
    fn missing(&self, needs: &[Need]) -> Vec<Missing> {
        self.read(|reader| needs.iter().flat_map(|need| reader.missing(need)).collect())
            .unwrap_or_default()
    }

    /// Brings what `needs` ask for next, unless it is on its way.
    pub fn bring(&self, needs: &[Need]) {
        for missing in self.missing(needs) {
            match missing {
                Missing::File(file) => self.fetch(file, false),
                Missing::Answer(request) => self.ask(request),
            }
        }
    }

    /// Brings files that would be nice to have: what cannot be had is no failure, and nothing is
    /// brought for a reader who saves data.
    pub fn hint(&self, needs: &[Need]) {
        if needs.is_empty() || browser::saves_data() {
            return;
        }
        for missing in self.missing(needs) {
            match missing {
                Missing::File(file) if !self.shelf.borrow().in_vain.contains(&file) => {
                    self.fetch(file, true);
                }
                _ => {}
            }
        }
    }

    fn fetch(&self, file: String, hint: bool) {
        let in_flight = &mut self.shelf.borrow_mut().in_flight;
        if !in_flight.contains(&file) {
            in_flight.push(file.clone());
            spawn_local(bring(self.clone(), file, hint));
        }
    }

    /// Gets the search ready, for someone who seems about to search.
    pub fn prepare_search(&self) {
        if self.shelf.borrow().search.is_none() {
            self.start_search();
            // Of all there is nothing to find, but the index is opened.
            self.ask(Request { limit: 0, ..Request::default() });
        }
    }

    /// Starts the worker, which need not wait for the set. Whether it could be started.
    fn start_search(&self) -> bool {
        let library = self.clone();
        let worker = SearchWorker::start(move |reply| spawn_local(learn(library.clone(), reply)));
        let started = worker.is_some();
        self.shelf.borrow_mut().search = worker;
        started
    }

    fn ask(&self, request: Request) {
        let Some(set) = self.set() else { return };
        if self.shelf.borrow().asked.as_ref() == Some(&request) {
            return;
        }
        let running = self.shelf.borrow().search.is_some();
        self.shelf.borrow_mut().asked = Some(request.clone());
        if !running && !self.start_search() {
            return spawn_local(learn(self.clone(), None));
        }
        if let Some(worker) = &self.shelf.borrow().search {
            worker.ask(&Question { index: set.index_folder(), request });
        }
    }
}

/// Takes in what the worker found; `None`: it cannot run, and nothing can be searched.
async fn learn(library: Library, reply: Option<Reply>) {
    if reply.is_none() {
        // Whoever asks after this starts another, and hears of it if that fails too.
        library.shelf.borrow_mut().search = None;
        library.redraw.now();
    }
    let reply = reply.or_else(|| {
        let file = SearchWorker::script_name().unwrap_or_default();
        Some(Reply {
            request: library.shelf.borrow().asked.clone()?,
            answer: Default::default(),
            failures: vec![LoadError::PartMissing { file }],
        })
    });
    let Some(reply) = reply else { return };
    if !reply.failures.is_empty() && newer_build(&library).await {
        return browser::reload();
    }
    {
        let mut shelf = library.shelf.borrow_mut();
        if !reply.answer.partial && shelf.asked.as_ref() == Some(&reply.request) {
            shelf.asked = None;
        }
        if let Boot::Ready(reader) = &mut shelf.boot {
            reader.learn(reply);
        }
    }
    library.redraw.now();
}

/// Fetches `set.json`.
async fn open(library: Library) {
    let mut boot = Boot::Loading;
    let opened = browser::bring(SET, true, |bytes| {
        boot = Boot::Ready(Box::new(Reader::open(bytes)?));
        Ok(())
    });
    if let Err(error) = opened.await {
        boot = Boot::Failed(error);
    }
    library.shelf.borrow_mut().boot = boot;
    library.redraw.now();
}

async fn bring(library: Library, file: String, hint: bool) {
    let take = |bytes: &[u8]| match &mut library.shelf.borrow_mut().boot {
        Boot::Ready(reader) => reader.take(&file, bytes),
        _ => Ok(()),
    };
    let brought = browser::bring(&file, false, take).await;
    if brought.is_err() && !hint && newer_build(&library).await {
        return browser::reload();
    }
    {
        let mut shelf = library.shelf.borrow_mut();
        shelf.in_flight.retain(|other| *other != file);
        match (brought, &mut shelf.boot) {
            (Err(_), _) if hint => shelf.in_vain.push(file),
            (Err(error), Boot::Ready(reader)) => reader.lacks(error),
            _ => {}
        }
    }
    library.redraw.now();
}

/// Whether the host has another build by now. Says so once for each build, so that a folder
/// that is broken for good does not make the page reload for ever.
async fn newer_build(library: &Library) -> bool {
    const KEY: &str = "kiosque.reloaded-for";
    let mut latest = String::new();
    let asked = browser::bring(SET, true, |bytes| {
        latest.clone_from(&Reader::open(bytes)?.set().build);
        Ok(())
    });
    if asked.await.is_err() {
        return false;
    }
    let ours = library.set().map(|set| set.build.clone());
    let newer = ours.is_some_and(|ours| ours != latest)
        && browser::session_stored(KEY).as_ref() != Some(&latest);
    newer && browser::session_store(KEY, &latest)
}
