//! A file per page: a function of the [`Scene`](super::scene::Scene) and what the page shows.

pub mod about;
pub mod failure;
pub mod home;
pub mod loading;
pub mod not_found;
pub mod release;
pub mod saved;
