//! What the app holds from one drawing to the next. It is made before the app is and handed to
//! it, so that a page can be rendered natively from a set that is already there.
//!
//! Cells and one hook that draws again, rather than a reducer for each part: every hook costs
//! readers one to three kilobytes of code.

use super::{
    document::Announcer,
    library::{Library, Shelf},
    navigation::Navigator,
    offline::Offline,
    pointer::PointerHandle,
    saved::Saved,
    settings::SettingsHandle,
};
use crate::{
    app::{excerpts::Excerpts, view::Listed},
    bundle::{Reader, Version},
    i18n::Interface,
    route::Address,
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use yew::functional::UseForceUpdateHandle;

/// Draws the app again.
#[derive(Clone, Default)]
pub struct Redraw(Rc<RefCell<Option<UseForceUpdateHandle>>>);

impl Redraw {
    /// Draws the app again, unless it is not yet drawn at all.
    pub fn now(&self) {
        if let Some(handle) = &*self.0.borrow() {
            handle.force_update();
        }
    }

    /// Is told how.
    pub fn by(&self, handle: UseForceUpdateHandle) {
        self.0.replace(Some(handle));
    }
}

impl std::fmt::Debug for Redraw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Redraw")
    }
}

/// What the app holds from one drawing to the next.
#[derive(Clone)]
pub struct Held {
    pub(in crate::app) redraw: Redraw,
    pub(in crate::app) navigator: Navigator,
    pub(in crate::app) settings: SettingsHandle,
    pub(in crate::app) library: Library,
    pub(in crate::app) saved: Saved,
    pub(in crate::app) offline: Offline,
    pub(in crate::app) pointer: PointerHandle,
    pub(in crate::app) announcer: Announcer,
    /// How much of a long page is drawn, where what is drawn is not seen yet.
    pub(in crate::app) steps: Option<Rc<Cell<usize>>>,
    /// What was listed last.
    pub(in crate::app) last: Rc<RefCell<Listed>>,
    /// The excerpts that are shown with it.
    pub(in crate::app) excerpts: Rc<RefCell<Excerpts>>,
    /// The language of a page that is rendered natively.
    pub(in crate::app) language: Option<Interface>,
    /// The title of a page that is rendered natively.
    pub(in crate::app) title: Rc<RefCell<String>>,
    /// Releases of the list that such a page links beside those that it shows.
    pub(in crate::app) rest: Rc<[Version]>,
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.last, &other.last)
    }
}

impl Held {
    /// For an app that is opened at `start` and fetches what it needs. If it is `hidden`, there is
    /// a page in its place until it has drawn all of it.
    #[must_use]
    pub fn new(start: Address, hidden: bool) -> Self {
        let steps = hidden.then(Rc::default);
        Self { steps, ..Self::with(start, Shelf::default()) }
    }

    /// For a page at `start`, from a set that is already there, in a language; it links `rest`
    /// beside the releases that it lists.
    #[must_use]
    pub fn ready(start: Address, reader: Reader, language: Interface, rest: Vec<Version>) -> Self {
        let held = Self::with(start, Shelf::of(reader));
        Self { language: Some(language), rest: rest.into(), ..held }
    }

    fn with(start: Address, shelf: Shelf) -> Self {
        let redraw = Redraw::default();
        Self {
            navigator: Navigator::new(start, redraw.clone()),
            settings: SettingsHandle::load(redraw.clone()),
            library: Library::new(shelf, redraw.clone()),
            saved: Saved::load(redraw.clone()),
            offline: Offline::new(redraw.clone()),
            pointer: PointerHandle::new(redraw.clone()),
            announcer: Announcer::default(),
            steps: None,
            last: Rc::default(),
            excerpts: Rc::default(),
            language: None,
            title: Rc::default(),
            rest: Rc::default(),
            redraw,
        }
    }

    /// The title of the page that was rendered.
    #[must_use]
    pub fn title(&self) -> String {
        self.title.borrow().clone()
    }

    /// The set, back from a page that was rendered with it.
    #[must_use]
    pub fn into_reader(self) -> Option<Reader> {
        self.library.take()
    }
}
