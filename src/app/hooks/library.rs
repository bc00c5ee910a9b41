//! The set as the app holds it: brings the files that are needed, says when they are there.

use super::browser;
use crate::bundle::{LoadError, Need, Reader, layout::SET};
use futures::future::join_all;
use gloo::storage::{SessionStorage, Storage};
use std::{
    cell::{Ref, RefCell},
    collections::BTreeSet,
    rc::Rc,
};
use wasm_bindgen_futures::spawn_local;
use yew::{Reducible, UseReducerDispatcher, hook, use_context, use_effect_with, use_reducer};

/// How far the set has come.
#[derive(Debug)]
pub enum Boot {
    /// `set.json` is on its way.
    Loading,
    /// It cannot be had or read.
    Failed(LoadError),
    /// It is there.
    Ready(Reader),
}

#[derive(Debug)]
struct Shelf {
    boot: Boot,
    in_flight: BTreeSet<String>,
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

/// The set, shared by all components. Two handles are equal while nothing has arrived between
/// them.
#[derive(Clone)]
pub struct Library {
    shelf: Rc<RefCell<Shelf>>,
    arrivals: Arrivals,
    dispatch: UseReducerDispatcher<Arrivals>,
}

impl PartialEq for Library {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.shelf, &other.shelf) && self.arrivals == other.arrivals
    }
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
        let boot = &mut self.shelf.borrow_mut().boot;
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

    /// Brings the files that `need` asks for next, unless they are on their way.
    fn bring(&self, need: &Need) {
        let mut shelf = self.shelf.borrow_mut();
        let Boot::Ready(reader) = &shelf.boot else { return };
        let missing = reader.missing(need);
        let files: Vec<String> =
            missing.into_iter().filter(|file| shelf.in_flight.insert(file.clone())).collect();
        drop(shelf);
        if !files.is_empty() {
            spawn_local(bring_all(self.clone(), files));
        }
    }
}

/// Fetches `set.json`.
async fn open(library: Library) {
    let missing = || LoadError::Missing { file: SET.to_owned() };
    let boot = match browser::fetch(SET, true).await {
        Ok(Some(bytes)) => Reader::open(&bytes).map_or_else(Boot::Failed, Boot::Ready),
        Ok(None) => Boot::Failed(missing()),
        Err(_) => Boot::Failed(LoadError::PartMissing { file: SET.to_owned() }),
    };
    library.shelf.borrow_mut().boot = boot;
    library.dispatch.dispatch(());
}

async fn bring_all(library: Library, files: Vec<String>) {
    let fetches = files.iter().map(|file| browser::fetch(file, false));
    let contents = join_all(fetches).await;
    let lost = contents.iter().any(|content| !matches!(content, Ok(Some(_))));
    if lost && newer_build(&library).await {
        return browser::reload();
    }
    {
        let mut shelf = library.shelf.borrow_mut();
        for (file, content) in files.iter().zip(contents) {
            shelf.in_flight.remove(file);
            if let Boot::Ready(reader) = &mut shelf.boot {
                reader.provide(file, content.ok().flatten().as_deref());
            }
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
    let ours = library.read(|reader| reader.set().build.clone());
    let newer = ours.is_some_and(|ours| ours != latest)
        && SessionStorage::get::<String>(KEY).ok().as_ref() != Some(&latest);
    newer && SessionStorage::set(KEY, latest).is_ok()
}

/// Holds the set for the whole app and fetches it.
#[hook]
pub fn use_library_state() -> Library {
    let arrivals = use_reducer(Arrivals::default);
    let shelf = yew::use_mut_ref(|| Shelf { boot: Boot::Loading, in_flight: BTreeSet::new() });
    let library = Library { shelf, arrivals: *arrivals, dispatch: arrivals.dispatcher() };
    use_effect_with((), {
        let library = library.clone();
        move |()| spawn_local(open(library))
    });
    library
}

/// The set.
#[hook]
#[expect(clippy::expect_used, reason = "App provides the context to every component")]
pub fn use_library() -> Library {
    use_context::<Library>().expect("a component outside App")
}

/// Brings what `need` asks for. Whether it is all there.
#[hook]
pub fn use_need(need: &Need) -> bool {
    let library = use_library();
    use_effect_with((need.clone(), library.clone()), |(need, library)| library.bring(need));
    library.read(|reader| reader.missing(need).is_empty()).unwrap_or(false)
}
