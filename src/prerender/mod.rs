//! Addresses to pages: the front page, every release, topic, issuer and year has a file of its
//! own at its address, rendered by the app itself, so that it reads, links and prints at once,
//! without scripts, on any static host. The viewer wakes on top of it (`static/boot.js`).
//!
//! Pages refer to the newsroom's folder by a relative `<base>`, so that the same files work
//! under any path.

mod offline;
mod page;
mod paint;

use crate::{
    bundle::{Bundle, BundleError},
    model::{Language, Release},
    route::{Address, Route, Search},
};
use offline::Site;
use page::{Head, page};
use paint::Painter;
use std::{fs, io, path::Path};

/// The folders of pages whose number depends on the releases.
const FOLDERS: [&str; 4] = ["r", "topic", "issuer", "year"];

/// Writes a page for each address of `bundle` beside the viewer in `dir`, in place of those
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
    for folder in FOLDERS.map(|name| dir.join(name)) {
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(at(&folder))?;
        }
    }
    let site = Site::of(bundle, dir).map_err(at(dir))?;
    let mut painter = Painter::new(bundle)?;
    let mut pages = 0;
    let mut write = |address: &Address, language: Option<&Language>, about: Option<&str>| {
        let painted = painter.paint(address, language);
        let path = address.href();
        let path = path.trim_start_matches("./");
        let head = Head {
            path,
            language: painted.language.tag(),
            title: &painted.title,
            description: about.or(bundle.newsroom.description.as_deref()).unwrap_or_default(),
            colour: bundle.newsroom.accent.as_ref().map(|accent| accent.as_str()),
            build: &site.build,
        };
        let file = match &address.route {
            Route::NotFound => dir.join(path),
            _ => dir.join(path).join("index.html"),
        };
        let folder = file.parent().unwrap_or(dir);
        fs::create_dir_all(folder).map_err(at(folder))?;
        pages += 1;
        fs::write(&file, page(&shell_text, &head, &painted.html)).map_err(at(&file))
    };
    for release in &bundle.releases {
        write(&address(release), release.language.as_ref(), release.summary.as_deref())?;
    }
    for address in Painter::new(bundle)?.addresses() {
        write(&address, None, None)?;
    }
    site.write(bundle, &bundle.newsroom, dir).map_err(at(dir))?;
    Ok(pages)
}

fn address(release: &Release) -> Address {
    let route = Route::Release { slug: release.slug.clone(), list: Search::default() };
    Address { route, interface: None }
}
