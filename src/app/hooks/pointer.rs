//! What the pointer does on the timeline.

use super::held::Redraw;
use crate::model::Month;
use std::{cell::Cell, rc::Rc};

/// What the pointer does on the bars.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Pointer {
    /// It is elsewhere.
    #[default]
    Away,
    /// It is on a month.
    Over(Month),
    /// It was pressed on the first month and is on the other.
    Drags(Month, Month),
}

/// What it does now, and a way to say that it does something else.
#[derive(Clone, Debug)]
pub struct PointerHandle {
    now: Rc<Cell<Pointer>>,
    redraw: Redraw,
}

impl PointerHandle {
    /// It is away at first.
    pub fn new(redraw: Redraw) -> Self {
        Self { now: Rc::default(), redraw }
    }

    /// What it does now.
    pub fn now(&self) -> Pointer {
        self.now.get()
    }

    /// It does something else: what shows it is drawn again.
    pub fn set(&self, next: Pointer) {
        if self.now.replace(next) != next {
            self.redraw.now();
        }
    }
}
