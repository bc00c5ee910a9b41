//! What plugins of WordPress write into a post that is not for everybody. There are hundreds, so names are told by their words, and
//! what may restrict withholds.

use std::collections::HashSet;

/// Words in names of shortcodes that show something to some.
const CODES: &[&str] = &[
    "member",
    "private",
    "prive",
    "restrict",
    "protect",
    "hidden",
    "hide",
    "login",
    "logged",
    "loggedin",
    "access",
    "paywall",
    "password",
    "subscriber",
    "abonne",
    "role",
    "s2if",
    "s2member",
    "wlm",
    "pmpro",
    "secret",
    "only",
    "visitor",
    "premium",
    "unlock",
    "lock",
    "visibility",
    "visible",
    "guest",
    "capability",
    "user",
    "rcp",
    "mepr",
    "arm",
    "um",
    "draft",
    "internal",
    "interne",
];

/// Words in names of fields that do.
const FIELDS: &[&str] = &[
    "member",
    "restrict",
    "paywall",
    "paid",
    "access",
    "protect",
    "visib",
    "private",
    "prive",
    "pmpro",
    "lock",
    "login",
    "subscriber",
    "capabilit",
    "password",
];

/// The shortcode around a part of a text, or the block, that may show that to some.
pub(super) fn in_text(text: &str) -> Option<String> {
    const BLOCKS: &[&str] = &[
        "\"blockvisibility\"",
        "\"hideblock\"",
        "\"ishidden\":true",
        "\"userrole",
        "\"rolestoshow",
        "\"visibilityrules",
        "paywall",
        "premium-content",
        "restrict",
        "membership",
        "members-only",
        "content-control",
        "\"visibility\":\"hidden",
        "logged-in",
        "loggedin",
    ];
    let lower = text.to_lowercase();
    for (at, _) in lower.match_indices("<!-- wp:") {
        let block = lower.get(at..).unwrap_or_default();
        let block = block.get(..block.find("-->").unwrap_or(block.len())).unwrap_or_default();
        let block: String = block.chars().filter(|c| !c.is_whitespace()).collect();
        if BLOCKS.iter().any(|known| block.contains(known)) {
            return Some("a block that is shown to some".to_owned());
        }
    }
    let name = |code: &str| -> String {
        code.chars()
            .take(60)
            .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
            .collect()
    };
    let closed = lower.match_indices("[/").filter_map(|(at, _)| lower.get(at + 2..));
    let closed: HashSet<String> = closed.map(name).collect();
    let codes = lower.match_indices('[').filter_map(|(at, _)| lower.get(at + 1..)).map(name);
    let mut codes = codes.filter(|code| closed.contains(code));
    codes.find(|code| may_restrict(code)).map(|code| format!("the shortcode [{code}]"))
}

fn may_restrict(code: &str) -> bool {
    code.split(['-', '_']).any(|word| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        CODES.iter().any(|known| {
            word == *known
                || (known.len() > 5 && word.contains(known))
                || word.strip_suffix('s') == Some(*known)
        })
    }) || code.starts_with("if")
        || code.starts_with("is_")
}

/// Whether a field that a plugin gave to a post may keep it from some.
pub(super) fn by_field(name: &str, value: &str) -> bool {
    const FOR_ALL: &[&str] = &[
        "",
        "0",
        "no",
        "non",
        "false",
        "off",
        "none",
        "default",
        "inherit",
        "everybody",
        "everyone",
        "all",
        "public",
        "visible",
        "open",
        "normal",
        "any",
        "a:0:{}",
        "[]",
        "{}",
    ];
    let (name, value) = (name.to_lowercase(), value.trim().to_lowercase());
    // What the login and the looks of an editor are is another thing.
    let is_other =
        ["_edit_", "_wp_", "_yoast_", "_elementor_"].iter().any(|start| name.starts_with(start));
    !is_other && !FOR_ALL.contains(&&*value) && FIELDS.iter().any(|known| name.contains(known))
}

#[cfg(test)]
mod tests {
    use super::{by_field, in_text};

    #[test]
    fn what_may_restrict() {
        for text in [
            "a [members_only]b[/members_only]",
            "[su_private]b[/su_private]",
            "[restrict userlevel=\"editor\"]b[/restrict]",
            "[s2If current_user_can(x)]b[/s2If]",
            "<!-- wp:paragraph {\"metadata\":{\"blockVisibility\":false}} -->",
            "<!-- wp:jetpack/paywall /-->",
        ] {
            assert!(in_text(text).is_some(), "{text}");
        }
        for text in [
            "[button]Lire[/button]",
            "[su_box]b[/su_box]",
            "[sic] [restrict]",
            "<!-- wp:paragraph -->",
            "[album]a[/album]",
        ] {
            assert_eq!(in_text(text), None, "{text}");
        }
        assert!(by_field("_members_access_role", "editor") && by_field("content_restriction", "1"));
        assert!(
            !by_field("_jetpack_newsletter_access", "everybody") && !by_field("_edit_lock", "1:2")
        );
        assert!(!by_field("sous_titre", "x"));
    }
}
