//! The page for addresses that no page has. Hosts show it at any address, however deep, so that
//! what it names relatively would be looked for in the wrong folder.
//!
//! Where the publisher said where the site will be, a path from the top says it. Else the page
//! asks for a short script in its own folder and in those above: the one that is there knows by
//! its own address where the site is, and all that follows, style, links and viewer, is found.
//! Without scripts the style is looked for in the same way; links then lead nowhere.

/// The script, in the newsroom's folder.
pub(super) const NAME: &str = "lost.js";

/// The nearest folder that has it is the newsroom's: another may be further up.
pub(super) const SCRIPT: &str = "// Tells the page for lost addresses which folder the newsroom is in: the one that this file was found in.\n\
    {\n  const base = document.querySelector(\"base\");\n  \
    if (base.getAttribute(\"href\") === \"./\") base.href = new URL(\".\", document.currentScript.src).href;\n}\n";

/// How many folders up one looks. At the root of a host `..` leads no further, so that this is
/// enough there for any address of up to as many parts; below it for three more than the site has.
const HEIGHT: usize = 4;

/// `html`, the page as the newsroom's folder would show it, for every folder. `folder` is the
/// path of the newsroom's on its host, where that is known.
pub(super) fn page(html: &str, folder: Option<&str>) -> String {
    const BASE: &str = "<base href=\"./\">";
    if let Some(folder) = folder {
        let base = format!("<base href=\"{}\">", folder.replace('&', "&amp;"));
        return html.replacen(BASE, &base, 1);
    }
    let script =
        |up: usize| format!("\n    <script src=\"./{}{NAME}\"></script>", "../".repeat(up));
    let scripts: String = (0..=HEIGHT).map(script).collect();
    let style =
        html.split_once("<link rel=\"stylesheet\"").and_then(|(_, rest)| rest.split_once('>'));
    let link = |up: usize| {
        let (rest, _) = style?;
        let rest = rest.replacen("href=\"./", &format!("href=\"./{}", "../".repeat(up)), 1);
        Some(format!("<link rel=\"stylesheet\"{rest}>"))
    };
    let links: String = (1..=HEIGHT).filter_map(link).collect();
    html.replacen(BASE, &format!("{BASE}{scripts}\n    <noscript>{links}</noscript>"), 1)
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn the_site_is_looked_for_upwards() {
        let html = "<base href=\"./\"><link rel=\"stylesheet\" href=\"./k.css\" integrity=\"x\"/>";
        let made = page(html, None);
        let order =
            ["\"./lost.js\"", "\"./../lost.js\"", "\"./../../../../lost.js\"", "<noscript>"];
        let places: Vec<_> = order.iter().map(|part| made.find(part).unwrap()).collect();
        assert!(places.is_sorted(), "{made}");
        assert!(
            made.contains("<link rel=\"stylesheet\" href=\"./../../k.css\" integrity=\"x\"/>"),
            "{made}"
        );
        assert!(
            !page(html, Some("/a&b/")).contains("script")
                && page(html, Some("/a&b/")).contains("\"/a&amp;b/\"")
        );
    }
}
