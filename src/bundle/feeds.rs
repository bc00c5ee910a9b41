//! What a set says of the feeds beside it.

use super::{
    layout::{Feeds, SET, sealed},
    writer::{Bundle, hash, json},
};
use std::rc::Rc;

impl Bundle {
    /// Has the set say which feeds there are, so that readers are led to them.
    pub fn offer(&mut self, feeds: Feeds) {
        let set = Rc::make_mut(&mut self.set);
        set.feeds = Some(feeds);
        set.build.clear();
        set.build = hash(&[&json(set)]);
        self.files.insert(SET.to_owned(), sealed(0, &json(set)));
    }
}
