//! The page for addresses that no page has. Hosts show it at any address, however deep, so that
//! what it names relatively would be looked for in the wrong folder.
//!
//! Where the publisher said where the site will be, a path from the top says it. Else a script in
//! the page looks for the newsroom's style in the folder of the address, then in the one above,
//! and so on: the first that has it is the newsroom's. No folder is asked that is not in the
//! newsroom, for the address is. What the page loads waits in a `template` until then. Without
//! scripts the page is its words alone, and its links lead nowhere.

use super::{SHELL, error::PublishError};
use crate::prerender::Shell;
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

/// What the page is made of: `shell` for every folder. `folder` is the path of the newsroom's on its host, where that
/// is known.
pub(super) fn shell(shell: Shell, folder: Option<&str>) -> Result<Shell, PublishError> {
    match folder {
        Some(folder) => Ok(shell.based(folder)),
        None => shell.waiting(&format!("\n{NO_ICON}<script>{SCRIPT}</script>")).ok_or_else(|| {
            let reason = "there is no stylesheet in it".to_owned();
            PublishError::NoViewer { place: PathBuf::from(SHELL), reason }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::SCRIPT;
    use crate::publish::policy::POLICY;
    use base64::Engine;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_lets_the_script_run() {
        let hash = base64::prelude::BASE64_STANDARD.encode(Sha256::digest(SCRIPT));
        assert!(POLICY.contains(&format!("'sha256-{hash}'")), "the script's hash is {hash}");
    }
}
