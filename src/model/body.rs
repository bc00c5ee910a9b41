//! The text of a release: at hand, or put away until it is asked for. The texts are most of what a newsroom is, and each is needed
//! for a moment at a time.

#[cfg(feature = "tools")]
use super::shelf::{Away, Shelf};
use super::{Block, Source, text::blocks_sources};
#[cfg(feature = "tools")]
use nanoserde::SerBin;
use serde::{Serialize, Serializer};
#[cfg(feature = "tools")]
use std::sync::Arc;
use std::{borrow::Cow, fmt};

/// Blocks of text. Whoever reads them need not know where they are.
#[derive(Clone, Default)]
pub struct Body {
    /// None while they are put away.
    here: Vec<Block>,
    #[cfg(feature = "tools")]
    away: Option<Away>,
}

impl Body {
    /// The blocks, from wherever they are.
    #[must_use]
    pub fn blocks(&self) -> Cow<'_, [Block]> {
        #[cfg(feature = "tools")]
        if let Some(away) = &self.away {
            return Cow::Owned(away.value());
        }
        Cow::Borrowed(&self.here)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        // Nothing is not put away.
        #[cfg(feature = "tools")]
        if self.away.is_some() {
            return false;
        }
        self.here.is_empty()
    }

    /// Every place where it names a file. Of what is put away that is none.
    pub(super) fn sources<'a>(&'a mut self, sources: &mut Vec<&'a mut Source>) {
        blocks_sources(&mut self.here, sources);
    }

    /// Has the blocks lie on a shelf, if that takes them. What names files stays: those are moved, and pictures measured.
    #[cfg(feature = "tools")]
    pub fn put_away(&mut self, shelf: &Arc<dyn Shelf>) {
        let mut sources = Vec::new();
        blocks_sources(&mut self.here, &mut sources);
        let has_files = !sources.is_empty();
        if self.here.is_empty() || has_files {
            return;
        }
        if let Some(away) = Away::put(&self.here.serialize_bin(), shelf) {
            *self = Self { here: Vec::new(), away: Some(away) };
        }
    }
}

impl From<Vec<Block>> for Body {
    fn from(here: Vec<Block>) -> Self {
        Self {
            here,
            #[cfg(feature = "tools")]
            away: None,
        }
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        self.blocks() == other.blocks()
    }
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.blocks().serialize(serializer)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.blocks().fmt(f)
    }
}
