//! Kiosque: a newsroom that is a folder of static files.

pub mod app;
pub mod bundle;
pub mod i18n;
pub mod model;
pub mod route;
pub mod search;
