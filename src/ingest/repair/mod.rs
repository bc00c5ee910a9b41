//! Text that came through other programs damaged, put right where that is sure.
//!
//! [`characters`] deals with letters: control characters, a text that was read in a wrong encoding,
//! letters that are gone. [`plain`] deals with markup in fields that hold none: entities and tags. Both say
//! what they did. What is not sure stays as it was sent.

mod letters;
mod plain;

pub(super) use letters::{Repairs, characters, controls};
pub(super) use plain::{entities, escaped_twice, line, without_cdata};

use super::{
    fields::Notes,
    problem::{Kind, count},
};
use serde_json::Value;

/// Repairs every text of a JSON file, and tells of each where it stands.
pub(super) fn values(value: &mut Value, pointer: &str, notes: &Notes<'_>) {
    match value {
        Value::String(text) => {
            let (repaired, repairs) = characters(text, '\n');
            tell(&repairs, |kind, message| notes.add(pointer, kind, message));
            if let std::borrow::Cow::Owned(repaired) = repaired {
                *text = repaired;
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter_mut().enumerate() {
                values_at(value, pointer, &index.to_string(), notes);
            }
        }
        Value::Object(map) => {
            for (name, value) in map.iter_mut() {
                values_at(value, pointer, &name.replace('~', "~0").replace('/', "~1"), notes);
            }
        }
        _ => {}
    }
}

fn values_at(value: &mut Value, pointer: &str, name: &str, notes: &Notes<'_>) {
    // Numbers and the like are most of what there is: no pointer is made for them.
    if value.is_string() || value.is_array() || value.is_object() {
        values(value, &format!("{pointer}/{name}"), notes);
    }
}

/// Says in words what was done, and what could not be.
pub(super) fn tell(repairs: &Repairs, mut add: impl FnMut(Kind, String)) {
    let mut done = Vec::new();
    if repairs.controls > 0 {
        let what = count(repairs.controls, "control character");
        done.push(format!("{what} made a space or left out"));
    }
    if repairs.overrides > 0 {
        let what = count(repairs.overrides, "mark");
        done.push(format!("{what} that turn the direction of the text around left out"));
    }
    if repairs.windows > 0 {
        let what = count(repairs.windows, "character");
        done.push(format!("{what} of Windows-1252 read as such"));
    }
    if repairs.misread {
        done.push("UTF-8 that was read as Windows-1252 (Ã© for é) put right".to_owned());
    }
    if !done.is_empty() {
        let advice = "check the text, and mend it at its source";
        add(Kind::Repaired, format!("{}; {advice}", done.join(", ")));
    }
    if repairs.suspect {
        let message = "letters such as Ã© or â€™ look as if the text had been read in a wrong \
                       encoding; left as they are; copy the text again from its source";
        add(Kind::DamagedText, message.to_owned());
    }
    if repairs.lost > 0 {
        let message = format!(
            "{} lost before the text came here (\u{fffd}); nobody can tell which: write them again",
            count(repairs.lost, "letter")
        );
        add(Kind::DamagedText, message);
    }
}
