//! What the viewer must do, told as a reader would. One file per part of it; each has its list, named below.

mod failures;
mod find;
mod follow;
mod frame;
mod harness;
mod hostile;
mod keyboard;
mod languages;
mod layout;
mod list;
mod media;
mod no_scripts;
mod offline;
mod place;
mod quotations;
mod release;
mod saved;
mod take;
mod tools;
mod tree;
mod waking;
mod words;
mod write;

use crate::runner::Test;

/// Every list of tests, by the name of its file.
pub(crate) fn all() -> Vec<(&'static str, &'static [Test])> {
    vec![
        ("harness", harness::TESTS),
        ("frame", frame::TESTS),
        ("languages", languages::TESTS),
        ("layout", layout::TESTS),
        ("list", list::TESTS),
        ("find", find::TESTS),
        ("follow", follow::TESTS),
        ("words", words::TESTS),
        ("release", release::TESTS),
        ("media", media::TESTS),
        ("keyboard", keyboard::TESTS),
        ("failures", failures::TESTS),
        ("no_scripts", no_scripts::TESTS),
        ("place", place::TESTS),
        ("quotations", quotations::TESTS),
        ("waking", waking::TESTS),
        ("offline", offline::TESTS),
        ("saved", saved::TESTS),
        ("take", take::TESTS),
        ("tools", tools::TESTS),
        ("tree", tree::TESTS),
        ("write", write::TESTS),
        ("hostile", hostile::TESTS),
        ("hostile_shared", hostile::SHARED),
    ]
}
