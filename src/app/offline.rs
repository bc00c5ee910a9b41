//! What the service worker (`static/sw.js`) says of keeping the site for when there is no
//! network, and what is known of it from that.

/// Something that the service worker says, by way of `static/boot.js`: a word, and after it the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerMessage {
    /// `ready BYTES`: all of the site can be kept, which takes so many bytes.
    Ready(u64),
    /// `keeping BYTES ALL`: so many bytes of so many are kept.
    Keeping(u64, u64),
    /// `kept BYTES`: all of it is.
    Kept(u64),
    /// `failed`: it could not be.
    Failed,
    /// `update`: a newer version of the site waits to be shown.
    Update,
}

impl WorkerMessage {
    /// Reads one; `None` for what the worker does not say.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let what = words.next()?;
        let mut number = || words.next().and_then(|word| word.parse().ok()).unwrap_or_default();
        Some(match what {
            "ready" => Self::Ready(number()),
            "keeping" => Self::Keeping(number(), number()),
            "kept" => Self::Kept(number()),
            "failed" => Self::Failed,
            "update" => Self::Update,
            _ => return None,
        })
    }
}

/// How far the site is kept in the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// There is no service worker, or it has not yet said.
    #[default]
    Unknown,
    /// All of it can be, which takes so many bytes.
    Not(u64),
    /// So many bytes of so many are.
    Keeping(u64, u64),
    /// All of it is: so many bytes.
    All(u64),
    /// It could not be: there is no room, or no network.
    Failed,
}

/// What the service worker has said of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offline {
    /// How much is kept.
    pub kept: Kept,
    /// Whether a newer version of the site waits to be shown.
    pub update: bool,
}

impl Offline {
    /// After the worker said something.
    #[must_use]
    pub fn after(self, message: WorkerMessage) -> Self {
        let kept = match message {
            WorkerMessage::Ready(bytes) => Kept::Not(bytes),
            WorkerMessage::Keeping(done, bytes) => Kept::Keeping(done, bytes),
            WorkerMessage::Kept(bytes) => Kept::All(bytes),
            WorkerMessage::Failed => Kept::Failed,
            WorkerMessage::Update => return Self { update: true, ..self },
        };
        Self { kept, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, Offline, WorkerMessage};
    use std::collections::BTreeSet;

    #[test]
    fn what_the_worker_says_is_understood() {
        for (text, message) in [
            ("ready 12", Some(WorkerMessage::Ready(12))),
            ("keeping 3 12", Some(WorkerMessage::Keeping(3, 12))),
            ("kept 12", Some(WorkerMessage::Kept(12))),
            ("kept", Some(WorkerMessage::Kept(0))),
            ("failed", Some(WorkerMessage::Failed)),
            ("update", Some(WorkerMessage::Update)),
            ("what?", None),
            ("", None),
        ] {
            assert_eq!(WorkerMessage::parse(text), message, "{text}");
        }
        let updated = Offline::default().after(WorkerMessage::Update);
        let kept = updated.after(WorkerMessage::Kept(1));
        assert_eq!(kept, Offline { kept: Kept::All(1), update: true });
    }

    /// The words with which messages begin that a script sends by `call`.
    fn sent(script: &str, call: &str) -> BTreeSet<String> {
        let arguments = script.split(call).skip(1);
        let words = arguments.filter_map(|rest| {
            let text = rest.trim_start_matches(['"', '`']);
            let word: String = text.chars().take_while(char::is_ascii_lowercase).collect();
            (text.len() < rest.len()).then_some(word)
        });
        words.collect()
    }

    #[test]
    fn the_worker_says_nothing_else() {
        let script = include_str!("../../static/sw.js");
        let calls = ["answer(", "progress(", "return "].map(|call| sent(script, call));
        let words: BTreeSet<_> = calls.into_iter().flatten().collect();
        let known = ["failed", "keeping", "kept", "ready", "update"];
        assert_eq!(words.iter().map(String::as_str).collect::<Vec<_>>(), known);
    }
}
