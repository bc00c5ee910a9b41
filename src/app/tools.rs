//! Files that the reader opens on this device, and lists that the reader takes away as a file. Both are made by a worker of
//! their own (`bin/tools.rs`), which is fetched when somebody first does either; nothing is sent anywhere.

use crate::{
    bundle::{Reader, Reply},
    search::Request,
};

/// What was opened, and what the worker is at.
#[derive(Debug, Default)]
pub struct Tools {
    /// The files that were opened, as a set of their own.
    pub reader: Option<Box<Reader>>,
    /// The same while its parts come.
    pub coming: Option<Box<Reader>>,
    /// What was wrong with the files, a line each.
    pub problems: String,
    /// Whether they are kept on this device.
    pub kept: bool,
    /// What was looked for in them and is not answered.
    pub asked: Option<Request>,
    /// Whether it was asked for what is kept.
    pub started: bool,
    /// Whether it is at work.
    pub busy: bool,
    /// How far it has come, or how it went.
    pub said: String,
}

/// What the worker said, or the page's own script of it.
#[derive(Debug)]
pub enum Said {
    /// Files were dropped or chosen.
    Opening,
    /// How far it has come.
    Busy(String),
    /// How it went.
    Done(String),
    /// A file of the set that is made of what was opened; the first is what the set says of itself.
    File(String, Vec<u8>),
    /// The set is all there.
    Opened {
        /// Whether the files are kept on this device.
        kept: bool,
        /// What is wrong with them, a line each.
        problems: String,
    },
    /// Whether the files are kept on this device now.
    Kept(bool),
    /// What was found in it.
    Replied(Box<Reply>),
    /// It ended before its work.
    Died,
}
