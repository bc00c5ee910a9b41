//! What is taken away, read by others' programs.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use kiosque::{desk::email, model::Language};
use std::process::Command;

/// Python's e-mail parser, as mail programs read: subject, date, text, no recipient.
#[test]
fn mail_is_read_back() {
    const READ: &str = "
import sys, email, json
from email import policy
m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=policy.default)
assert not m.defects and not m['to'] and not m['from'] and not m['bcc'], (m.defects, m.items())
print(json.dumps([m['subject'], m['date'].datetime.isoformat(), m['content-language'], m.get_content()]))";
    if Command::new("python3").arg("--version").output().is_err() {
        println!("no python3: nothing to read it with");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.eml");
    for subject in [
        "Cinq tarifs au lieu de douze",
        "« Été » à l’aéroport\u{a0}: 50 % de réduction — et un titre qui n’en finit pas, pour être plié en plusieurs lignes",
        "=?utf-8?q?not_a_word?=",
        "中文 عربي 😀 ".repeat(12).trim(),
    ] {
        let text = format!("{subject}\n\n= 100 %\n.\n{}\nfin \n", "long ".repeat(60));
        let now = "2026-11-27T07:05:09Z".parse().ok();
        let language = Language::new("fr");
        std::fs::write(&file, email::message(subject, &text, now, language.as_ref())).unwrap();
        let output = Command::new("python3").args(["-c", READ]).arg(&file).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{subject}: {said}");
        let read: [String; 4] = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(read, [subject, "2026-11-27T07:05:09+00:00", "fr", &text]);
    }
}
