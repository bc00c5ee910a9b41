//! The built site, driven in real browsers over WebDriver: `make e2e`, or one part of it with
//! `make e2e ARGS='firefox::root::list'`. It reads `dist/` and runs the command line: `make build` first.
//!
//! A test is an async function that takes a [`Page`](page::Page); it is listed in `scenarios::all`, runs in each browser
//! at `/`, at `/a/b/` too if where the site lies makes a difference, and fails on any console error, policy report or
//! request outside its folder.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod axe;
mod browser;
#[path = "../../benches/collection/mod.rs"]
#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "shared with the benches, which use more of it; they stop at what they did not expect"
)]
mod collection;
#[path = "../hostile/mod.rs"]
mod hostile;
mod page;
mod publish;
mod runner;
mod scenarios;
mod server;
mod shots;
mod size;
mod tree;

fn main() -> std::process::ExitCode {
    runner::run()
}
