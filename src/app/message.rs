//! Everything that happens.

use super::{
    effect::{Effect, Fetch},
    marks::Marker,
    months::PointerAction,
    offline::WorkerMessage,
    saved::{Kept, SavedRelease},
    settings::Settings,
    tools::Said,
};
use crate::{
    bundle::{LoadError, Reply},
    i18n::Interface,
    model::Month,
    route::{Address, Search},
};

/// Something that happened: the reader did it, the browser did, or what was asked for came.
#[derive(Debug)]
pub enum Msg {
    /// A link was followed, a filter chosen: Back will return here.
    Navigate(Address),
    /// Back to the list that the release was opened from.
    BackToList,
    /// All values of a facet are to be shown, or no longer: its name, and the `id` of the first that was not.
    FacetUnfolded(&'static str, String),
    /// Values of a facet are looked for by their names.
    FacetSought(&'static str, String),
    /// Back or Forward: to an address, with the number of its entry. Without one it is a link to a place within the page.
    PopState(Address, Option<u32>),
    /// The query changed by a character.
    QueryTyped(String),
    /// The query was cleared.
    QueryCleared,
    /// What is in the field is all that is meant.
    EndTyping,
    /// The reader came to what was not fetched yet.
    Came {
        /// The page was scrolled; else the pointer or the focus came to what narrows the list.
        below: bool,
    },
    /// The field got the focus: somebody seems about to search.
    SearchFocused,
    /// Nothing was typed for a moment.
    Paused,
    /// A pointer did something on the timeline: how far from its left side, and how wide that is, in CSS pixels.
    Pointed(PointerAction, f64, f64),
    /// A span was chosen on the timeline; `None` for all of it.
    MonthsChosen(Option<(Month, Month)>),
    /// Another language of the interface was chosen.
    InterfaceChosen(Interface),
    /// The settings were changed.
    SettingsChanged(Settings),
    /// A release is to be saved, or no longer.
    ToggleSaved(SavedRelease),
    /// Something of the release is asked of the desk: what there is to take away ([`SHEET`](super::take::SHEET)), or a
    /// proof ([`PROOF`](super::take::PROOF)).
    Take(&'static str),
    /// What is selected is to be copied, with where it is from.
    Quote,
    /// A search is to be saved, or no longer (`saved::from_beginning`).
    ToggleSearch(Search),
    /// What was saved was changed in another tab.
    SavedElsewhere(Kept),
    /// The browser did not keep something.
    NotKept,
    /// The reader has read what is wrong.
    TroubleRead,
    /// A file of saved releases was read; `None` if it is no text.
    SavedFileRead(Option<String>),
    /// One of the keys that are listened to was pressed.
    KeyPressed(char),
    /// What could not be had is asked for again.
    Retry,
    /// A file came, or why it did not.
    FileArrived(Fetch, Result<Vec<u8>, LoadError>),
    /// The search answered.
    SearchReplied(Box<Reply>),
    /// The search cannot run: the name of its script.
    WorkerDied(String),
    /// What finds words in texts has come.
    MarksCame(Marker),
    /// The page was not loaded anew for a newer build: the browser cannot note that it was.
    NotReloaded,
    /// The service worker said something.
    OfflineSaid(WorkerMessage),
    /// The worker that opens files and writes lists said something.
    ToolsSaid(Said),
    /// It is to do something that it will say something of.
    AskTools(&'static str, Vec<u8>),
    /// There is time to draw more of a page that is not seen yet.
    DrawMore,
    /// The page that was there before gave way, though not all of its successor could be had.
    GaveWay,
    /// The reader wants something done that changes nothing here.
    Perform(Effect),
}
