//! The set as the app holds it: brings the files and answers that are needed, says when they are
//! there.

use super::{browser, search_worker::SearchWorker};
use crate::{
    bundle::{LoadError, Missing, Need, Question, Reader, Reply, Set, layout::SET},
    search::Request,
};
use std::{
    cell::{Ref, RefCell},
    rc::Rc,
};
use wasm_bindgen_futures::spawn_local;
use yew::{Reducible, UseReducerDispatcher, hook, use_effect_with, use_mut_ref, use_reducer};

/// How far the set has come.
#[derive(Debug)]
pub enum Boot {
    /// `set.json` is on its way.
    Loading,
    /// It cannot be had or read.
    Failed(LoadError),
    /// It is there.
    Ready(Box<Reader>),
}

#[derive(Debug)]
struct Shelf {
    boot: Boot,
    in_flight: Vec<String>,
    search: Option<SearchWorker>,
    /// What the worker was asked last and has not answered.
    asked: Option<Request>,
}

/// Counts what has arrived, so that components know when to look again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Arrivals(u32);

impl Reducible for Arrivals {
    type Action = ();

    fn reduce(self: Rc<Self>, (): ()) -> Rc<Self> {
        Rc::new(Self(self.0.wrapping_add(1)))
    }
}

/// The set, shared by all that is on its way.
#[derive(Clone)]
pub struct Library {
    shelf: Rc<RefCell<Shelf>>,
    arrivals: Arrivals,
    dispatch: UseReducerDispatcher<Arrivals>,
}

impl Library {
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
        self.dispatch.dispatch(());
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
    fn bring(&self, needs: &[Need]) {
        for missing in self.missing(needs) {
            match missing {
                Missing::File(file) => {
                    let in_flight = &mut self.shelf.borrow_mut().in_flight;
                    if !in_flight.contains(&file) {
                        in_flight.push(file.clone());
                        spawn_local(bring(self.clone(), file));
                    }
                }
                Missing::Answer(request) => self.ask(request),
            }
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
    library.dispatch.dispatch(());
}

/// Fetches `set.json`.
async fn open(library: Library) {
    let missing = || LoadError::Missing { file: SET.to_owned() };
    let boot = match browser::fetch(SET, true).await {
        Ok(Some(bytes)) => {
            Reader::open(&bytes).map_or_else(Boot::Failed, |reader| Boot::Ready(Box::new(reader)))
        }
        Ok(None) => Boot::Failed(missing()),
        Err(_) => Boot::Failed(LoadError::PartMissing { file: SET.to_owned() }),
    };
    library.shelf.borrow_mut().boot = boot;
    library.dispatch.dispatch(());
}

async fn bring(library: Library, file: String) {
    let content = browser::fetch(&file, false).await.ok().flatten();
    if content.is_none() && newer_build(&library).await {
        return browser::reload();
    }
    {
        let mut shelf = library.shelf.borrow_mut();
        shelf.in_flight.retain(|other| *other != file);
        if let Boot::Ready(reader) = &mut shelf.boot {
            reader.provide(&file, content.as_deref());
        }
    }
    library.dispatch.dispatch(());
}

/// Whether the host has another build by now. Says so once for each build, so that a folder
/// that is broken for good does not make the page reload for ever.
async fn newer_build(library: &Library) -> bool {
    const KEY: &str = "kiosque.reloaded-for";
    let Ok(Some(bytes)) = browser::fetch(SET, true).await else { return false };
    let Ok(latest) = Reader::open(&bytes) else { return false };
    let latest = latest.set().build.clone();
    let ours = library.set().map(|set| set.build.clone());
    let newer = ours.is_some_and(|ours| ours != latest)
        && browser::session_stored(KEY).as_ref() != Some(&latest);
    newer && browser::session_store(KEY, &latest)
}

/// Holds the set for the whole app and fetches it; and the search too, if the address that the
/// app was opened at is `searching` for something.
#[hook]
pub fn use_library(searching: bool) -> Library {
    let arrivals = use_reducer(Arrivals::default);
    let shelf = use_mut_ref(|| Shelf {
        boot: Boot::Loading,
        in_flight: Vec::new(),
        search: None,
        asked: None,
    });
    let library = Library { shelf, arrivals: *arrivals, dispatch: arrivals.dispatcher() };
    use_effect_with((), {
        let library = library.clone();
        move |()| {
            if searching {
                library.start_search();
            }
            spawn_local(open(library));
        }
    });
    library
}

/// Brings what a page needs. Whether it is all there, or known not to be had.
#[hook]
pub fn use_needs(library: &Library, needs: &[Need]) -> bool {
    let (needs, library) = (needs.to_vec(), library.clone());
    let ready = library.set().is_some() && library.missing(&needs).is_empty();
    use_effect_with((needs, library.arrivals), move |(needs, _)| library.bring(needs));
    ready
}
