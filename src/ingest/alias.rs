//! Former addresses as sources write them, to files of the site.
//!
//! A slug alone was a release's (`quai` is `r/quai/`). Everything else is a path below the
//! newsroom's folder, as in Hugo's `aliases` and Jekyll's `redirect_from`: what ends like a page is
//! a file of that name, anything else a folder with a page in it.

use crate::model::{Slug, is_device};

/// The folders that the site fills by itself. Releases' own is another matter.
pub(crate) const OURS: [&str; 14] = [
    "set", "media", "topic", "issuer", "year", "feeds", "follow", "people", "about", "saved",
    "search", "page", "embed", "all",
];

/// The longest path: every file system can have it.
const LONGEST: usize = 240;

/// The file of the site at a former address.
///
/// # Errors
///
/// Why there can be none.
pub(crate) fn file(address: &str) -> Result<String, &'static str> {
    let address = address.trim();
    if Slug::new(address).is_some() {
        return Ok(format!("r/{address}/index.html"));
    }
    if address.contains("://") || address.starts_with("//") {
        return Err("it names a host, and only addresses in this newsroom can be given away");
    }
    if address.contains(['?', '#']) {
        return Err("it has a ? or # in it, and hosts of files do not look behind these");
    }
    let decoded = percent_encoding::percent_decode_str(address).decode_utf8();
    let decoded = decoded.map_err(|_| "its percent signs make no text")?;
    let path = super::name::nfc(&decoded);
    let mut parts: Vec<&str> =
        path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    for part in &parts {
        check(part)?;
    }
    let is_folder = path.ends_with('/');
    let Some(last) = parts.last() else { return Err("it is the newsroom itself") };
    let ending = last.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_page = !is_folder && matches!(ending.as_deref(), Some("html" | "htm"));
    if !is_page {
        parts.push("index.html");
    }
    let first = parts[0].to_lowercase();
    if parts.len() == 1 && matches!(first.as_str(), "index.html" | "404.html") {
        return Err("it is a page of the newsroom's own");
    }
    if OURS.contains(&first.as_str()) {
        return Err("that folder is the newsroom's own");
    }
    if first == "r" {
        // Only where a release may have been.
        return match parts.as_slice() {
            ["r", slug, "index.html"] if Slug::new(slug).is_some() => Ok(parts.join("/")),
            _ => Err("no release can have had this address"),
        };
    }
    let file = parts.join("/");
    if file.len() > LONGEST { Err("it is too long") } else { Ok(file) }
}

/// Whether every system can have a file of that name, and it stays where it is put.
fn check(part: &str) -> Result<(), &'static str> {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    if part.chars().all(|c| c == '.') {
        Err("it leads out of its folder")
    } else if part.contains(|c: char| c.is_control() || "<>:\"\\|*?#%".contains(c)) {
        Err("it has a character in it that no file may have")
    } else if part.starts_with(['.', '_', '-', ' ']) || part.ends_with(['.', ' ']) {
        Err("hosts do not show names that begin with . or _, or end in a dot or a space")
    } else if is_device(&stem) {
        Err("Windows keeps that name for itself")
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::file;

    #[test]
    fn former_addresses_are_files() {
        for (address, expected) in [
            ("quai", "r/quai/index.html"),
            ("/r/quai/", "r/quai/index.html"),
            ("r/quai", "r/quai/index.html"),
            ("/r/quai/index.html", "r/quai/index.html"),
            ("/2019/quai.html", "2019/quai.html"),
            ("2019/05/quai/", "2019/05/quai/index.html"),
            ("./2019//quai.php", "2019/quai.php/index.html"),
            ("/communiqu%C3%A9s/le%20quai.htm", "communiqués/le quai.htm"),
            ("/actualite%CC%81s/", "actualités/index.html"),
            ("/news/v1.2", "news/v1.2/index.html"),
            ("/index.html/old/", "index.html/old/index.html"),
        ] {
            assert_eq!(file(address).as_deref(), Ok(expected), "{address}");
        }
    }

    #[test]
    fn what_no_file_can_have() {
        for address in [
            "",
            "/",
            "./",
            "/index.html",
            "index.htm/../..",
            "../x",
            "/a/../../x",
            "%2e%2e/x",
            "/a/%2e%2e%2fx",
            "https://example.org/a",
            "//example.org/a",
            "/?p=12",
            "/a#b",
            "/a%3Fb",
            "/a%00b",
            "/%ff",
            "/a\\b",
            "/r/",
            "/r/Quai/",
            "/r/quai/release.md",
            "/R/quai",
            "/set/set.json",
            "/SET/x",
            "/topic/x/",
            "/feeds/all.xml",
            "/.git/config",
            "/_headers",
            "/con/a",
            "/a/nul.html",
            "/a./b",
            "C:\\a",
            "javascript:alert(1)",
            &"a/".repeat(200),
        ] {
            assert!(file(address).is_err(), "{address}: {:?}", file(address));
        }
    }
}
