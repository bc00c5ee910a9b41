//! Addresses to pages: every release has a file of its own at its address, so that a deep link
//! works on any static host, whatever the host does with addresses it does not know.
//!
//! Pages refer to the newsroom's folder by a relative `<base>`, so that the same files work
//! under any path.

mod page;

use crate::{
    bundle::{Bundle, BundleError},
    model::Release,
    route::{Address, Route, Search},
};
use page::{Head, page};
use std::{fs, io, path::Path};

/// Writes a page for each release of `bundle` beside the viewer in `dir`, in place of those
/// that were there. How many; none if there is no viewer in `dir`.
///
/// # Errors
///
/// If the folder cannot be read or written to.
pub fn write_pages(bundle: &Bundle, dir: &Path) -> Result<u32, BundleError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| BundleError::Io { path, source }
    };
    let shell = dir.join("index.html");
    if !shell.exists() {
        return Ok(0);
    }
    let shell_text = fs::read_to_string(&shell).map_err(at(&shell))?;
    let releases = dir.join("r");
    if releases.exists() {
        fs::remove_dir_all(&releases).map_err(at(&releases))?;
    }
    let mut pages = 0;
    for release in &bundle.releases {
        let folder = dir.join(address(release).route.page());
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        let file = folder.join("index.html");
        fs::write(&file, page(&shell_text, &head(release))).map_err(at(&file))?;
        pages += 1;
    }
    let about = dir.join(Route::About.page());
    fs::create_dir_all(&about).map_err(at(&about))?;
    let file = about.join("index.html");
    fs::write(&file, page(&shell_text, &Head { depth: 1, ..Head::default() }))
        .map_err(at(&file))?;
    Ok(pages + 1)
}

fn address(release: &Release) -> Address {
    let route = Route::Release { slug: release.slug.clone(), list: Search::default() };
    Address { route, interface: None }
}

fn head(release: &Release) -> Head<'_> {
    Head {
        depth: 2,
        language: release.language.as_ref().map(|language| language.as_str()),
        title: release.title.as_deref(),
        description: release.summary.as_deref(),
    }
}
