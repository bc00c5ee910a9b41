//! What a page may do, and what hosts should say with each file.
//!
//! The policy stands in every page, so that it holds on any host, and in the files that hosts
//! read: `_headers` and `_redirects` (Netlify, Cloudflare Pages), `.htaccess` (Apache), `nginx.conf`.

use super::{base::Base, embed, redirects, xml::Markup};
use crate::bundle::{
    Contents, Redirect,
    paths::{UNCHANGING, is_hashed, is_unchanging, unchanging_pattern},
};
use std::{fs, path::Path};

/// The content security policy of every page, and the only place where it is written down: the
/// end-to-end tests send it with each page as well.
///
/// Nothing but what lies in the folder, no inline style, no inline script but the one whose hash
/// is here (of the page for lost addresses), no string that becomes markup. JSON-LD is data, not a
/// script, and asks for no exception.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' \
    'sha256-A3itmq0QsJEh4hskwdeNb9hgN2E8TvymSttaZs0KeuY='; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; \
    worker-src 'self'; base-uri 'self'; form-action 'self'; \
    require-trusted-types-for 'script'; trusted-types kiosque";

/// What only a header can say: who may show the page in a frame (a `meta` is ignored there).
const OWN: &str = "'self'";

/// What names a header's policy, and the policy's directive.
const CSP: &str = "Content-Security-Policy";
const ANCESTORS: &str = "frame-ancestors";

/// Who may show the pages in `embed/` in a frame, as `frame-ancestors` lists them; nobody, and there are no such pages. All other
/// pages can be framed by the site's own alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames(Option<String>);

impl Frames {
    pub(super) fn new(ancestors: &[String]) -> Self {
        Self((!ancestors.is_empty()).then(|| ancestors.join(" ")))
    }

    /// Those of a published folder: what its own file for hosts says.
    pub(super) fn of(dir: &Path) -> Self {
        let text = fs::read_to_string(dir.join(HEADERS)).unwrap_or_default();
        let mut rest = text.lines().skip_while(|line| *line != EMBED_RULE);
        let said = rest.nth(1).and_then(|line| line.trim().strip_prefix(CSP)?.strip_prefix(": "));
        Self(said.and_then(|said| Some(said.strip_prefix(ANCESTORS)?.trim().to_owned())))
    }

    /// The headers of a file, but for `Cache-Control`.
    pub(super) fn headers(&self, path: &str) -> [(&'static str, String); 4] {
        let others = self.0.as_deref().filter(|_| path.starts_with(embed::FOLDER));
        headers_with(others.unwrap_or(OWN))
    }
}

/// The file for Netlify and Cloudflare Pages, and its rule for the pages in `embed/`.
const HEADERS: &str = "_headers";
const EMBED_RULE: &str = "/embed/*";

/// A reader who follows a link is not reported to where it leads.
const REFERRER: &str = "no-referrer";

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// The headers of every file, but for `Cache-Control`.
#[must_use]
pub fn headers() -> [(&'static str, String); 4] {
    headers_with(OWN)
}

fn headers_with(ancestors: &str) -> [(&'static str, String); 4] {
    [
        (CSP, format!("{POLICY}; {ANCESTORS} {ancestors}")),
        ("Referrer-Policy", REFERRER.to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ]
}

/// The `Cache-Control` of a file of the site.
#[must_use]
pub(crate) fn cache_control(path: &str) -> &'static str {
    if is_unchanging(path) { FOR_EVER } else { ASK_AGAIN }
}

/// The policy, as pages state it.
pub(super) fn metas() -> String {
    let mut metas = Markup::default();
    metas.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
    metas.line();
    metas.empty("meta", &[("name", "referrer"), ("content", REFERRER)]);
    metas.line();
    metas.finish()
}

/// The files that hosts read.
pub(super) fn hosting(
    files: &Contents,
    former: &[&Redirect],
    base: &Base,
    frames: &Frames,
) -> Vec<(&'static str, String)> {
    let hashed: Vec<&str> =
        files.keys().map(String::as_str).filter(|path| is_hashed(path)).collect();
    let not_found = files.contains_key("404.html");
    let mut made = vec![
        (HEADERS, netlify(&hashed, frames)),
        (".htaccess", apache(not_found, base, frames) + &redirects::apache(former, base)),
        ("nginx.conf", nginx(not_found, base, frames) + &redirects::nginx(former, base)),
        // GitHub Pages would else leave out what begins with `_`, and take its time.
        (".nojekyll", String::new()),
    ];
    if !former.is_empty() {
        made.push(("_redirects", redirects::netlify(former, base)));
    }
    made
}

/// Netlify and Cloudflare Pages. Their rules must not overlap, or values are joined; what no
/// rule names they send with `max-age=0, must-revalidate` by themselves.
///
/// Where others may frame the pages in `embed/`, their rule does overlap with that of all: joined or not, they have this
/// `frame-ancestors` and no other, and it has the last word over `X-Frame-Options` (CSP 3, 6.4.2), by which all else is framed by
/// its own origin alone.
fn netlify(hashed: &[&str], frames: &Frames) -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in headers() {
        match &frames.0 {
            Some(_) if name == CSP => {
                text.push_str(&format!("  {CSP}: {POLICY}\n  X-Frame-Options: SAMEORIGIN\n"));
            }
            _ => text.push_str(&format!("  {name}: {value}\n")),
        }
    }
    if let Some(others) = &frames.0 {
        text.push_str(&format!("{EMBED_RULE}\n  {CSP}: {ANCESTORS} {others}\n"));
    }
    let folders = UNCHANGING.iter().map(|folder| format!("{folder}*"));
    for path in folders.chain(hashed.iter().map(|path| (*path).to_owned())) {
        text.push_str(&format!("/{path}\n  Cache-Control: {FOR_EVER}\n"));
    }
    text
}

/// What shrinks when it is sent.
const TEXTS: [&str; 12] = [
    "application/atom+xml",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/wasm",
    "application/xml",
    "image/svg+xml",
    "text/css",
    "text/javascript",
    "text/markdown",
    "text/plain",
    "text/xml",
];

/// Apache 2.4, where `AllowOverride FileInfo` is in force. `^` at an address's beginning is left
/// out, since the folder may lie anywhere.
fn apache(not_found: bool, base: &Base, frames: &Frames) -> String {
    let mut text =
        "# Written by kiosque for Apache 2.4; it needs AllowOverride FileInfo.\n".to_owned();
    text.push_str("AddDefaultCharset utf-8\nAddCharset utf-8 .css .js .json .md .opml .txt .xml\n");
    text.push_str(
        "AddType application/wasm .wasm\nAddType application/manifest+json .webmanifest\n",
    );
    text.push_str("AddType text/markdown .md\nAddType text/vcard .vcf\n");
    text.push_str("<IfModule mod_setenvif.c>\n");
    text.push_str(&format!(
        "  SetEnvIf Request_URI \"{}\" KIOSQUE_UNCHANGING\n",
        unchanging_pattern()
    ));
    if frames.0.is_some() {
        let place = embed_pattern(base);
        text.push_str(&format!("  SetEnvIf Request_URI \"{place}\" KIOSQUE_EMBED\n"));
    }
    text.push_str("</IfModule>\n<IfModule mod_headers.c>\n");
    for (name, value) in headers() {
        text.push_str(&format!("  Header always set {name} \"{value}\"\n"));
    }
    if let Some(others) = &frames.0 {
        let value = format!("{POLICY}; {ANCESTORS} {others}");
        text.push_str(&format!("  Header always set {CSP} \"{value}\" env=KIOSQUE_EMBED\n"));
    }
    text.push_str(&format!("  Header set Cache-Control \"{ASK_AGAIN}\"\n"));
    text.push_str(&format!("  Header set Cache-Control \"{FOR_EVER}\" env=KIOSQUE_UNCHANGING\n"));
    text.push_str("</IfModule>\n<IfModule mod_deflate.c>\n");
    text.push_str(&format!("  AddOutputFilterByType DEFLATE text/html {}\n", TEXTS.join(" ")));
    text.push_str("</IfModule>\n");
    if not_found {
        text.push_str(
            "# ErrorDocument wants the whole path: put the folder's own before 404.html.\n",
        );
        text.push_str("# ErrorDocument 404 /404.html\n");
    }
    text
}

/// For the `server` block of nginx: `include /srv/newsroom/nginx.conf;`.
fn nginx(not_found: bool, base: &Base, frames: &Frames) -> String {
    let mut text =
        "# Written by kiosque for nginx: include this file in a server block.\n".to_owned();
    text.push_str("index index.html;\ncharset utf-8;\n");
    text.push_str(&format!("charset_types {};\n", charset_types()));
    text.push_str(&format!("set $kiosque_cache \"{ASK_AGAIN}\";\n"));
    text.push_str(&format!(
        "if ($uri ~ \"{}\") {{ set $kiosque_cache \"{FOR_EVER}\"; }}\n",
        unchanging_pattern()
    ));
    if let Some(others) = &frames.0 {
        text.push_str(&format!("set $kiosque_frames \"{OWN}\";\n"));
        let place = embed_pattern(base);
        text.push_str(&format!(
            "if ($uri ~ \"{place}\") {{ set $kiosque_frames \"{others}\"; }}\n"
        ));
    }
    let variable = frames.0.as_ref().map_or(OWN, |_| "$kiosque_frames");
    for (name, value) in headers_with(variable) {
        text.push_str(&format!("add_header {name} \"{value}\" always;\n"));
    }
    text.push_str("add_header Cache-Control $kiosque_cache;\n");
    text.push_str(&format!("gzip on;\ngzip_vary on;\ngzip_types {};\n", TEXTS.join(" ")));
    if not_found {
        text.push_str("error_page 404 /404.html;\n");
    }
    text
}

/// Where the pages in `embed/` are, from the top of the host: a release may be called `embed` too.
fn embed_pattern(base: &Base) -> String {
    format!("^{}{}", redirects::pattern(base.path().unwrap_or("/")), embed::FOLDER)
}

/// Those of [`TEXTS`] that have a charset; nginx adds `text/html` by itself.
fn charset_types() -> String {
    let without = ["application/wasm", "image/svg+xml"];
    let types: Vec<&str> = TEXTS.iter().copied().filter(|kind| !without.contains(kind)).collect();
    types.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{ASK_AGAIN, FOR_EVER, POLICY, cache_control, metas};
    use crate::{bundle::paths::SET, i18n::Interface};

    #[test]
    fn readers_are_told_of_the_file_that_there_is() {
        for interface in Interface::ALL {
            assert!(interface.messages().set_missing_advice.contains(SET));
        }
    }

    #[test]
    fn what_may_be_kept() {
        for (path, expected) in [
            ("set/set.json", ASK_AGAIN),
            ("set/cards/abcdefgh/0.json", FOR_EVER),
            ("index.html", ASK_AGAIN),
            ("r/a-0123456789abcdef/index.html", ASK_AGAIN),
            ("kiosque-0123456789abcdef.css", FOR_EVER),
            ("web-0123456789abcdef_bg.wasm", FOR_EVER),
            ("sw.js", ASK_AGAIN),
            ("manifest.sha256", ASK_AGAIN),
        ] {
            assert_eq!(cache_control(path), expected, "{path}");
        }
    }

    #[test]
    fn the_policy_is_written_as_an_attribute() {
        assert!(metas().contains(&POLICY.replace('"', "&quot;")));
    }
}
