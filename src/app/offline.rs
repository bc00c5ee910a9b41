//! What the service worker (`static/sw.js`) says of keeping the site for when there is no
//! network, and what it can be asked to do.

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
    pub fn after(self, said: &str) -> Self {
        let mut words = said.split(' ');
        let what = words.next().unwrap_or_default();
        let mut number = || words.next().and_then(|word| word.parse().ok()).unwrap_or_default();
        let kept = match what {
            "ready" => Kept::Not(number()),
            "keeping" => Kept::Keeping(number(), number()),
            "kept" => Kept::All(number()),
            "failed" => Kept::Failed,
            _ => self.kept,
        };
        Self { kept, update: self.update || what == "update" }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, Offline};

    #[test]
    fn what_the_worker_says_is_understood() {
        let said = |text: &str| Offline::default().after(text).kept;
        assert_eq!(said("ready 12"), Kept::Not(12));
        assert_eq!(said("keeping 3 12"), Kept::Keeping(3, 12));
        assert_eq!(said("kept 12"), Kept::All(12));
        assert_eq!(said("failed"), Kept::Failed);
        assert_eq!(said("what?"), Kept::Unknown);
        let updated = Offline::default().after("update").after("kept x");
        assert_eq!(updated, Offline { kept: Kept::All(0), update: true });
    }
}
