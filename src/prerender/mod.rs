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

/// The pages of the site: a path and a file for each address that has one. `shell` is the
/// viewer's `index.html`; `head` gives what stands at the end of a page's head.
pub fn pages<'a>(
    bundle: &'a Bundle,
    shell: &'a str,
    head: &'a dyn Fn(&Route) -> String,
) -> impl Iterator<Item = (String, Vec<u8>)> + 'a {
    let plain = |route: Route, depth: usize| {
        let page = page(shell, &Head { depth, ..Head::default() }, &head(&route));
        (format!("{}index.html", route.page()), page.into_bytes())
    };
    let release = |release: &'a Release| {
        let route = address(release).route;
        let page = page(shell, &own_head(release), &head(&route));
        (format!("{}index.html", route.page()), page.into_bytes())
    };
    let others = [plain(Route::Home(Search::default()), 0), plain(Route::About, 1)];
    others.into_iter().chain(bundle.releases.iter().map(release))
}

/// Writes the pages of `bundle` beside the viewer in `dir`, in place of those that were there.
/// How many; none if there is no viewer in `dir`. Its `index.html` stays as it is.
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
    for (path, page) in self::pages(bundle, &shell_text, &|_| String::new()) {
        let file = dir.join(path);
        if file == shell {
            continue;
        }
        let folder = file.parent().unwrap_or(dir);
        fs::create_dir_all(folder).map_err(at(folder))?;
        fs::write(&file, page).map_err(at(&file))?;
        pages += 1;
    }
    Ok(pages)
}

fn address(release: &Release) -> Address {
    let route = Route::Release { slug: release.slug.clone(), list: Search::default() };
    Address { route, interface: None }
}

fn own_head(release: &Release) -> Head<'_> {
    Head {
        depth: 2,
        language: release.language.as_ref().map(|language| language.as_str()),
        title: release.title.as_deref(),
        description: release.summary.as_deref(),
    }
}
