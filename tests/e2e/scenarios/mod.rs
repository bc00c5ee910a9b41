//! What the viewer must do, told as a reader would. One file per part of it; each has its list, named below.

mod harness;
mod shell;

use crate::runner::Test;

/// Every list of tests, by the name of its file.
pub(crate) fn all() -> Vec<(&'static str, &'static [Test])> {
    vec![("harness", harness::TESTS), ("shell", shell::TESTS)]
}
