//! Kiosque: a newsroom that is a folder of static files.

pub mod app;
pub mod bundle;
pub mod i18n;
#[cfg(feature = "native")]
pub mod ingest;
pub mod model;
#[cfg(feature = "native")]
pub mod prerender;
#[cfg(feature = "native")]
pub mod publish;
pub mod route;
pub mod search;

#[cfg(all(target_arch = "wasm32", feature = "web"))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
