//! Pictures of pages for people to look at: `make shots` or `make shots ADDRESSES='./ about/'` writes each address, at three
//! widths, light and dark, in French and English, to target/screenshots.

use std::path::Path;

use crate::browser::{Browser, Engine};
use crate::page::Page;
use crate::server::Site;

/// Telephone, tablet, desk.
const SIZES: [(u32, u32); 3] = [(360, 740), (768, 1024), (1280, 900)];

/// Takes the pictures of `addresses`, separated by spaces.
pub(crate) fn shots(dist: &Path, addresses: &str) -> Result<(), String> {
    let browser = Browser::start(Engine::Chromium)?;
    let page = Page::new(&browser.tab, Site::start(dist, "/"));
    browser.runtime.block_on(async {
        for address in addresses.split_whitespace() {
            for language in ["fr", "en"] {
                let mark = if address.contains('?') { '&' } else { '?' };
                let asked = format!("{}{mark}ui={language}", address.trim_start_matches("./"));
                for (width, height) in SIZES {
                    for dark in [false, true] {
                        page.viewport(width, height).await;
                        page.dark(dark).await;
                        page.open(&asked).await;
                        page.sees("h1", "").await;
                        page.quiet().await;
                        let scheme = if dark { "dark" } else { "light" };
                        let name = file_name(address);
                        let name = format!("{name}-{language}-{width}-{scheme}");
                        println!("{}", page.screenshot(&name).await.display());
                    }
                }
            }
        }
    });
    Ok(())
}

/// `r/2024-03-port/?q=eau` as `r_2024-03-port_q_eau`; home is `home`.
fn file_name(address: &str) -> String {
    let parts = address.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|p| !p.is_empty());
    let name = parts.collect::<Vec<_>>().join("_");
    if name.is_empty() { "home".to_owned() } else { name }
}
