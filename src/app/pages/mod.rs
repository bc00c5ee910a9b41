//! A file per page: a function of the [`ViewContext`](super::view_context::ViewContext) and what the page shows.

pub mod about;
pub mod failure;
pub mod follow;
pub mod home;
pub mod loading;
pub mod media;
pub mod not_found;
#[cfg(feature = "native")]
pub mod older;
pub mod own;
pub mod people;
pub mod release;
pub mod saved;
