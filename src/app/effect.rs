//! Everything that is to be done in the browser. `browser/` does it.

use super::{feeds::Named, model::Arrival, settings::Settings};
use crate::{
    bundle::{LoadError, Question},
    i18n::Interface,
};

/// Something to be done in the browser.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Fetch a file of the set.
    Fetch(Fetch),
    /// Start the search.
    StartSearch,
    /// Ask the search, and start it if it does not run.
    Ask(Question),
    /// Bring what finds words in texts, to mark them.
    BringMarks,
    /// End the search.
    StopSearch,
    /// Add an entry to the history.
    Push(HistoryEntry),
    /// Show an address in the address bar.
    Replace(HistoryEntry),
    /// Keep a value under a name on this device.
    Store(&'static str, String),
    /// Tell the style sheets what was chosen.
    ApplySettings(Settings),
    /// Set the title of the document.
    SetTitle(String),
    /// Have the head of the document name these feeds, and no others but that of everything.
    NameFeeds(Vec<Named>),
    /// Set the language of the document.
    SetLanguage(&'static str),
    /// Listen to these keys from now on, and to no others.
    ListenTo(&'static str),
    /// Tell screen readers, once nothing else was to be told for a while.
    Announce(String),
    /// Put words where they are heard: into the element with this `id`.
    Say(&'static str, &'static str),
    /// Say when nothing was typed for a moment.
    Debounce,
    /// Say when there is time to draw more.
    DrawMore,
    /// Give the focus to what matches; and scroll there, or not.
    Focus(&'static str, bool),
    /// Give the focus to the next (`1`) or previous (`-1`) entry of the list.
    FocusEntry(i32),
    /// Follow the link that has the focus.
    ClickFocused,
    /// Follow the first link that matches.
    Click(&'static str),
    /// Open or close the dialogue with this `id`.
    ToggleDialog(&'static str),
    /// Put text on the clipboard.
    Copy(ClipboardText),
    /// Put what is selected on the clipboard, then this text; or else this address alone, with what the page's text says there.
    /// Or say that nothing is selected.
    CopyPassage(bool, ClipboardText, &'static str),
    /// Ask the desk (`desk`), by way of `static/boot.js`, where it says what it has to say.
    AskDesk(String),
    /// Whatever of this text is copied from the page, copy it as it stands here; nothing: as the page shows it.
    CopyFrom(String),
    /// Open the system's print dialogue.
    Print,
    /// Keep all of the site for when there is no network.
    KeepAll,
    /// Show the newer version of the site.
    ShowUpdate,
    /// Load the page anew for a newer build, once for each.
    Reload(String),
    /// Ask the worker that opens files and writes lists: what sort of thing, and what.
    AskTools(&'static str, Vec<u8>),
    /// Show the chosen options of lists. After drawing.
    ShowSelected,
    /// Take the place of the page that was there before. After drawing.
    Wake,
    /// The same, where it is not better than nothing new: what it needs could not be had. After drawing.
    WakeOrStay,
    /// Give the focus to the element with this `id`, and scroll there. After drawing.
    FocusDrawn(String),
    /// Scroll and give the focus as a reader expects who came so. After drawing.
    Arrive(Arrival),
    /// Scroll to the first words found, which were marked late, unless the reader has scrolled. After drawing.
    ShowFound,
}

impl Effect {
    /// Whether it needs what is to be drawn first.
    #[must_use]
    pub fn is_after_drawing(&self) -> bool {
        matches!(
            self,
            Self::ShowSelected
                | Self::DrawMore
                | Self::Wake
                | Self::WakeOrStay
                | Self::FocusDrawn(_)
                | Self::Arrive(_)
                | Self::ShowFound
        )
    }
}

/// A file to fetch.
#[derive(Clone, Debug, PartialEq)]
pub struct Fetch {
    /// Relative to the newsroom's folder.
    pub file: String,
    /// What for.
    pub purpose: Purpose,
    /// Why it did not come the first time: then it is asked for past all that is kept, since a damaged file would else
    /// stay damaged for as long as its name may be cached.
    pub before: Option<LoadError>,
}

/// What a file is fetched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open the set.
    Open,
    /// To see whether the host has a newer build.
    Compare,
    /// The page needs it.
    Need,
    /// It would be nice to have: what cannot be had is no failure.
    Prefetch,
    /// To speak this language. Nothing of it comes here: it is learnt where it arrives.
    Words(Interface),
}

/// An entry of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    /// Its address.
    pub href: String,
    /// Its number, counted from the first page opened.
    pub id: u32,
    /// Whether its query is still being typed.
    pub typing: bool,
}

/// Text for the clipboard.
#[derive(Clone, Debug, PartialEq)]
pub struct ClipboardText {
    /// What is copied.
    pub text: String,
    /// Whether its last line is an address in this newsroom, of which the whole is copied.
    pub is_address: bool,
    /// The `id` of the element in which it is said how that went.
    pub outcome: String,
    /// What is said there: that it worked, or that it did not.
    pub words: [&'static str; 2],
}
