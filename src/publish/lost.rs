//! The page for addresses that no page has. Hosts show it at any address, however deep, so that
//! what it names relatively would be looked for in the wrong folder.
//!
//! Where the publisher said where the site will be, a path from the top says it. Else a script in
//! the page looks for the newsroom's style in the folder of the address, then in the one above,
//! and so on: the first that has it is the newsroom's. No folder is asked that is not in the
//! newsroom, for the address is. What the page loads waits in a `template` until then. Without
//! scripts the page is its words alone, and its links lead nowhere.

use super::error::PublishError;
use std::path::PathBuf;

/// The one inline script of a site: [`policy::POLICY`](super::policy::POLICY) has its hash.
/// `Content-Type` is asked for since some hosts answer everything with the same page.
pub(super) const SCRIPT: &str = r#"{
  const { head, documentElement: page } = document;
  const show = () => { page.hidden = false; };
  const look = async (folder) => {
    const template = head.querySelector("template");
    const { ok, headers } = await fetch(new URL(template.dataset.style, folder), { method: "HEAD" });
    if (ok && /css/.test(headers.get("content-type"))) {
      head.querySelector("base").href = folder;
      template.replaceWith(document.importNode(template.content, true));
      const style = head.querySelector("link[rel=stylesheet]");
      style.onload = style.onerror = show;
    } else if (folder.pathname === "/") show();
    else await look(new URL("..", folder));
  };
  page.hidden = true;
  document.currentScript.remove();
  addEventListener("DOMContentLoaded", () => look(new URL(".", location)).catch(show));
}"#;

/// Until the newsroom's is found; a browser would else ask the top of the host for one.
const NO_ICON: &str = "<link rel=\"icon\" href=\"data:,\">";

/// `html`, the page as the newsroom's folder would show it, for every folder. `folder` is the
/// path of the newsroom's on its host, where that is known.
pub(super) fn page(html: &str, folder: Option<&str>) -> Result<String, PublishError> {
    const BASE: &str = "<base href=\"./\">";
    const STYLE: &str = "<link rel=\"stylesheet\" href=\"";
    if let Some(folder) = folder {
        let base = format!("<base href=\"{}\">", folder.replace('&', "&amp;"));
        return Ok(html.replacen(BASE, &base, 1));
    }
    let missing = |reason| PublishError::NoViewer { place: PathBuf::from("index.html"), reason };
    let (before, rest) =
        html.split_once(BASE).ok_or_else(|| missing("there is no <base> in it"))?;
    let (head, body) = rest.split_once("</head>").ok_or_else(|| missing("it has no head"))?;
    let style = head.split_once(STYLE).and_then(|(_, rest)| rest.split_once('"'));
    let (style, _) = style.ok_or_else(|| missing("there is no stylesheet in it"))?;
    let (stays, waits) = sorted(head);
    Ok(format!(
        "{before}{BASE}\n{NO_ICON}<script>{SCRIPT}</script>{stays}<template data-style=\"{style}\">{waits}</template>\n</head>{body}"
    ))
}

/// What can be read of a head where it is, and the elements that load something.
fn sorted(head: &str) -> (String, String) {
    let (mut stays, mut waits) = (String::new(), String::new());
    let mut rest = head;
    let ends = [("<link", ">"), ("<script", "</script>")];
    while let Some((at, end)) =
        ends.iter().filter_map(|(tag, end)| Some((rest.find(tag)?, *end))).min()
    {
        let length = rest[at..].find(end).map_or(rest.len() - at, |length| length + end.len());
        stays.push_str(&rest[..at]);
        waits.push_str(&rest[at..at + length]);
        rest = &rest[at + length..];
    }
    stays.push_str(rest);
    (stays, waits)
}

#[cfg(test)]
mod tests {
    use super::{NO_ICON, SCRIPT, page};
    use crate::publish::policy::POLICY;
    use base64::Engine;
    use sha2::{Digest, Sha256};

    const HTML: &str = "<base href=\"./\"><title>t</title><link rel=\"stylesheet\" href=\"./k.css\"/>\
        <meta name=\"m\"><script src=\"./a.js\"></script><link rel=\"icon\" href=\"i\"></head><body>";

    #[test]
    fn what_is_loaded_waits() {
        assert_eq!(
            page(HTML, None).unwrap(),
            format!(
                "<base href=\"./\">\n{NO_ICON}<script>{SCRIPT}</script><title>t</title><meta name=\"m\">\
                 <template data-style=\"./k.css\"><link rel=\"stylesheet\" href=\"./k.css\"/>\
                 <script src=\"./a.js\"></script><link rel=\"icon\" href=\"i\"></template>\n</head><body>"
            )
        );
        assert!(page("<base href=\"./\"></head>", None).is_err());
    }

    #[test]
    fn a_known_folder_is_said() {
        assert_eq!(
            page(HTML, Some("/a&b/")).unwrap(),
            HTML.replace("<base href=\"./\">", "<base href=\"/a&amp;b/\">")
        );
    }

    #[test]
    fn the_policy_lets_the_script_run() {
        let hash = base64::prelude::BASE64_STANDARD.encode(Sha256::digest(SCRIPT));
        assert!(POLICY.contains(&format!("'sha256-{hash}'")), "the script's hash is {hash}");
    }
}
